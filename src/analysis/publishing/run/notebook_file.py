"""Reads a notebook as any editor wrote it, in the one form that is planned, run and shown.

Plain JSON, since nbformat takes a second to import and planning must be quick.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from analysis.errors import Problem, SettingsError, quoted
from analysis.publishing.page.contract import INJECTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    Cell = dict[str, Any]

FORMAT, MINOR = 4, 5
NO_NOTEBOOK = "not a notebook"
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
KEYS = {"code": (), "markdown": ("attachments",), "raw": ("attachments",)}
PASSING = ("trusted", "orig_nbformat", "signature", "widgets")  # left by an editor or a run
MARKER = "papermill-error-cell-tag"


def read_notebook(path: Path, where: str) -> dict[str, Any]:
    """Read a notebook as format 4.5; `where` names it in messages.

    Each cell has an id, metadata, and its source as one text; a cell without a usable id gets one
    that only depends on the notebook. Outputs, and cells that papermill added, are left out.

    Raises
    ------
    SettingsError
        When the file is missing or is no notebook, with the line or the cell.
    """
    content = _content(path, where)
    version = content.get("nbformat")
    if version in {2, 3}:
        content, version = _upgraded(content), FORMAT
    if version != FORMAT or not isinstance(content.get("cells"), list):
        raise SettingsError(_no_notebook(where, f"format {version}" if version else NO_NOTEBOOK))
    cells = [_cell(cell, f"{where}, cell {n}") for n, cell in enumerate(content["cells"], start=1)]
    cells = [cell for cell in cells if not {INJECTED, MARKER} & set(cell["metadata"]["tags"])]
    for cell, name in zip(cells, _ids(cells), strict=True):
        cell["id"] = name
        if not cell["metadata"]["tags"]:
            del cell["metadata"]["tags"]
    metadata = _mapping(content.get("metadata"))
    return {"cells": cells, "metadata": metadata, "nbformat": FORMAT, "nbformat_minor": MINOR}


def code_cells(notebook: Mapping[str, Any]) -> list[Cell]:
    """Return the code cells of a notebook that `read_notebook` gave."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def cell_tags(cell: Mapping[str, Any]) -> list[str]:
    """Return the tags of a cell."""
    found: list[str] = cell["metadata"].get("tags", [])
    return found


def _content(path: Path, where: str) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        found = json.loads(data)  # which takes a BOM and UTF-16 too
    except FileNotFoundError:
        remedy = "Make the notebook, or correct `notebook:` in params/report.yaml."
        raise SettingsError(Problem(where, "no such file", "a notebook", remedy)) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(_no_notebook(f"{where}, line {line}", "text in no Unicode")) from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise SettingsError(_no_json(data, where, error)) from None
    if not isinstance(found, dict):
        raise SettingsError(_no_notebook(where, NO_NOTEBOOK))
    return found


def _upgraded(content: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook of an older format in format 4, without the random ids that it gets."""
    import nbformat

    made = nbformat.convert(nbformat.from_dict(content), FORMAT)  # type: ignore[no-untyped-call] # no types
    plain: dict[str, Any] = json.loads(json.dumps(made))
    for cell in plain["cells"]:
        cell.pop("id", None)
    return plain


def _cell(cell: object, where: str) -> Cell:
    if not isinstance(cell, dict):
        raise SettingsError(_no_notebook(where, f"{cell!r}"[:60]))
    kind, source = cell.get("cell_type"), _text(cell.get("source"))
    if kind == "heading":  # of format 3
        level = cell.get("level")
        hashes = "#" * (level if isinstance(level, int) and level > 0 else 1)
        kind, source = "markdown", f"{hashes} {source}"
    if kind not in KEYS:
        remedy = "Give the cell another type in JupyterLab, or remove it."
        raise SettingsError(Problem(where, f"a cell of type '{kind}'", quoted(KEYS), remedy))
    metadata = _mapping(cell.get("metadata"))
    metadata["tags"] = _tags(metadata.get("tags"))
    made = {"cell_type": kind, "id": cell.get("id"), "metadata": metadata, "source": source}
    made |= {key: cell[key] for key in KEYS[kind] if _mapping(cell.get(key))}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _ids(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield an id for each cell: its own, or its place when it has none or one that is taken."""
    cells = list(cells)
    own = [str(cell["id"]) for cell in cells]
    taken: set[str] = set()
    for place, name in enumerate(own, start=1):
        usable = ID.fullmatch(name) and cells[place - 1]["id"] and name not in taken
        chosen = name if usable else f"cell-{place}"
        while chosen in taken or (not usable and chosen in own):
            chosen = f"{chosen}-{place}"
        taken.add(chosen)
        yield chosen


def _mapping(found: object) -> dict[str, Any]:
    """Drop what an editor saves about its session; give no metadata when it is no mapping."""
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if name not in PASSING}


def _tags(found: object) -> list[str]:
    if isinstance(found, str):
        return [found]
    return [tag for tag in found if isinstance(tag, str)] if isinstance(found, list) else []


def _text(found: object) -> str:
    if isinstance(found, list):
        return "".join(map(str, found))
    return found if isinstance(found, str) else ""


def _no_json(data: bytes, where: str, error: ValueError | RecursionError) -> Problem:
    text = data.decode("utf-8", errors="replace")
    name = where.partition(", ")[0]
    if found := CONFLICT.search(text):
        place = f"{where}, line {text.count(chr(10), 0, found.start()) + 1}"
        remedy = (
            f"Choose a version: git checkout --ours {name}, or --theirs; or open the file in a "
            "text editor, and keep one side of each conflict and none of its marks."
        )
        return Problem(place, f"a mark of a conflict, '{found[1]}'", "a notebook", remedy)
    line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    what = "an empty file" if not text.strip() else f"{NO_NOTEBOOK}: {error}"
    return _no_notebook(f"{where}{line}", what)


def _no_notebook(where: str, found: str) -> Problem:
    name = where.partition(", ")[0]
    remedy = f"Restore the file (git restore {name}), or open it in JupyterLab and save it again."
    return Problem(where, found, "a Jupyter notebook of format 4", remedy)
