"""A chapter's entry in `params/report.yaml`, put in as text so that every comment stays."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import yaml

from analysis.errors import Problem, SettingsError
from analysis.yaml_text import parse_yaml

_PLAIN = re.compile(r"[^\W\d][\w -]*\w")
_ITEM = re.compile(r"(\s*)- ")


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """What `params/report.yaml` says about a chapter."""

    id: str
    title: str
    notebook: str
    sections: tuple[str, ...] = ()

    def lines(self, indent: str) -> list[str]:
        """Write it as an item of the list of chapters."""
        title = self.title if _PLAIN.fullmatch(self.title) else _quoted(self.title)
        found = [f"- id: {self.id}", f"  title: {title}", f"  notebook: {self.notebook}"]
        if self.sections:
            found.append(f"  sections: [{', '.join(map(_quoted, self.sections))}]")
        return [f"{indent}{line}\n" for line in found]

    def content(self) -> dict[str, Any]:
        """Return what YAML reads in it."""
        found: dict[str, Any] = {"id": self.id, "title": self.title, "notebook": self.notebook}
        return found | ({"sections": list(self.sections)} if self.sections else {})


def with_entry(text: str, entry: ChapterEntry, after: str) -> str:
    """Return the file's text with an entry after that of another chapter.

    Raises
    ------
    SettingsError
        When the file has a form to which lines cannot be added.
    """
    lines = text.splitlines(keepends=True)
    place, indent = _end_of(text, lines, after)
    if place and not lines[place - 1].endswith("\n"):
        lines[place - 1] += "\n"
    result = "".join([*lines[:place], *entry.lines(indent), *lines[place:]])
    if parse_yaml(result) != _expected(text, entry, after):
        raise _unusual()
    return result


def _end_of(text: str, lines: list[str], chapter: str) -> tuple[int, str]:
    """Return the line after a chapter's entry, and the blanks before its dash."""
    root = yaml.compose(text)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    for item in next(value for key, value in pairs if key.value == "chapters").value:
        values = {key.value: value for key, value in item.value}
        dash = _ITEM.match(lines[item.start_mark.line])
        if values["id"].value == chapter and dash:
            return max(map(_last_line, values.values())) + 1, dash[1]
    raise _unusual()


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a value; a block ends after the comments that follow it."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return max(_last_line(value) for _, value in node.value)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return max(map(_last_line, node.value))
    return node.end_mark.line


def _expected(text: str, entry: ChapterEntry, after: str) -> Any:  # noqa: ANN401 - what YAML reads
    content = parse_yaml(text)
    ids = [chapter["id"] for chapter in content["chapters"]]
    content["chapters"].insert(ids.index(after) + 1, entry.content())
    return content


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _unusual() -> SettingsError:
    return SettingsError(
        Problem(
            "params/report.yaml, chapters",
            "a form to which no entry can be added",
            "a list with each chapter's keys on lines of their own",
            "Write the entry by hand, after the example of the others.",
        )
    )
