"""Pieces of a line: plain text, and bold that a PDF fakes by drawing every run four times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from random import Random

#: How often the word processor draws a bold run.
OVERPRINT = 4

_DASH = re.compile(r"([-–])( ?)")
_HYPHEN_BREAK = re.compile(r"(?<=\w-)(?=\w)")
_TIED = re.compile(r" (?=- )|(?<=-) (?=\S)")  # 'dijk- en oever', 'actie - project'
_GLUE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one line. `runs` is how bold text is cut before it is drawn; none means plain."""

    text: str
    runs: tuple[str, ...] = ()

    def printed(self) -> str:
        """Say what the PDF's text layer holds for this piece."""
        return "".join(run * OVERPRINT for run in self.runs) if self.runs else self.text


Line: TypeAlias = tuple[Span, ...]


def plain(text: str) -> Line:
    """Make a line of ordinary text."""
    return (Span(text),)


def bold(text: str, rng: Random) -> Line:
    """Make a bold line: cut at every dash, and now and then in the middle of a word."""
    runs: list[str] = []
    for piece in filter(None, _DASH.split(text)):
        runs += _cut(piece, rng)
    return (Span(text, tuple(runs)),)


def bold_number(text: str) -> Line:
    """Make a bold number: cut at its minus sign only."""
    return (Span(text, tuple(filter(None, _DASH.split(text)))),)


def bold_lines(lines: list[str], rng: Random) -> list[Line]:
    """Make the bold lines of a wrapped text: the blank at a line's end is mostly bold as well."""
    return [
        bold(
            line if at == len(lines) or line.endswith("-") or rng.random() < 0.3 else f"{line} ",
            rng,
        )
        for at, line in enumerate(lines, start=1)
    ]


def _cut(piece: str, rng: Random) -> list[str]:
    if len(piece) < 3 or rng.random() > 0.15:
        return [piece]
    at = rng.randrange(1, len(piece))
    return [piece[:at], piece[at:]]


def text_of(line: Line) -> str:
    """Say what a reader sees."""
    return "".join(span.text for span in line)


def printed(line: Line) -> str:
    """Say what the text layer holds: a blank ends a line, except where a word was broken."""
    body = "".join(span.printed() for span in line)
    if line and line[-1].runs:
        return body if text_of(line).endswith(("-", " ")) else f"{body}    "
    return body if body.endswith("-") else f"{body} "


def wrap(text: str, width: int) -> list[str]:
    """Break a text as a word processor does: at blanks and after a hyphen inside a word."""
    lines: list[str] = []
    for word in _TIED.sub(_GLUE, text).split(" "):
        joint = " "
        for piece in _HYPHEN_BREAK.split(word):
            if lines and len(lines[-1]) + len(joint) + len(piece) <= width:
                lines[-1] += joint + piece
            else:
                lines.append(piece)
            joint = ""
    return [line.replace(_GLUE, " ") for line in lines]
