"""The files in `params/`: their keys, types and defaults."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from analysis.desk.reference.markdown import table
from analysis.settings import Chapter, OpenData, ReportSettings, Timeouts, YearSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

_FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("params/report.yaml", ReportSettings),
    ("params/report.yaml, each of `chapters`", Chapter),
    ("params/report.yaml, `timeouts`", Timeouts),
    ("params/report.yaml, `open_data`", OpenData),
    ("params/YEAR.yaml", YearSettings),
)


def settings() -> str:
    """Return a section on each settings file."""
    parts = ["## Settings\n", "An unknown key is an error that names the nearest known one.\n"]
    for title, model in _FILES:
        parts += [f"### {title}\n", f"{inspect.getdoc(model)}\n"]
        parts.append(table(["key", "type", "default"], _rows(model)))
    return "\n".join(parts)


def _rows(model: type[BaseModel]) -> Iterator[tuple[str, str, str]]:
    schema = model.model_json_schema()["properties"]
    for name, field in model.model_fields.items():
        yield name, _type(schema[name]), _default(field)


def _type(schema: dict[str, Any]) -> str:
    """Name a type as JSON Schema does: a word that a writer of YAML knows."""
    if "$ref" in schema:
        return "keys of its own"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(map(_type, schema["anyOf"])))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    name: str = schema["type"]
    return {"object": "keys and values", "null": "nothing"}.get(name, name)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    default = field.default
    if default in (None, (), PydanticUndefined) or isinstance(default, BaseModel):
        return ""
    return f"`{default}`"
