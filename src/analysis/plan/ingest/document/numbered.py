"""Finds the numbered headings among lines of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.outline import NumberedHeading, Outline
from analysis.plan.ingest.document.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.document.model import Line

LARGEST_JUMP = 3  # numbers that a plan may skip by mistake
WIDEST_TITLE_LEFT = 40  # a shorter first line had room for the next word: not wrapped

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.? +(?P<title>[^\W\d].*)")
_LIKE_NUMBERED = re.compile(r"(?P<number>\w{1,2}(?:\.\w{0,2}){1,4}) +(?P<title>[^\W\d].*)")
_CAPITALS = re.compile(r"(?=.*[^\W\d_]{3})[^a-zà-ÿ]+")  # with a word: marks of a table have none
_CONTENTS_LINE = re.compile(r".*(?:\.{4,}\s*\d*|\s\d{1,3})")


def find_outline(lines: Sequence[Line]) -> Outline:
    """Return the numbered headings of a document.

    A sentence may start with a number too. So a heading's number must follow the one before it,
    and a chapter's title must be in capitals. Lines of a table of contents do not count.
    """
    headings: list[NumberedHeading] = []
    for place, line in enumerate(lines):
        match = _NUMBERED.fullmatch(line.text)
        if not match or _is_contents(match["title"]) or not _follows(match, headings):
            continue
        title, last = _whole_title(lines, place, match["title"])
        headings.append(NumberedHeading(match["number"], title, line.number, last))
    return Outline(headings)


def is_like_heading(line: Line) -> bool:
    """Tell whether a line begins with the number of a section, also where it was garbled."""
    match = _LIKE_NUMBERED.fullmatch(line.text)
    if not match or _is_contents(match["title"]):
        return False
    return any(sign.isdigit() for sign in match["number"])


def _is_contents(title: str) -> bool:
    return bool(_CONTENTS_LINE.fullmatch(title))


def _follows(match: re.Match[str], headings: Sequence[NumberedHeading]) -> bool:
    """Tell whether a number can come next: a first child, or a sibling of it or of one above."""
    parts = [int(part) for part in match["number"].split(".")]
    last = [int(part) for part in headings[-1].number.split(".")] if headings else []
    depth = len(parts) - 1
    if depth == 0 and not _CAPITALS.fullmatch(match["title"]):
        return False
    if depth > len(last) or parts[:depth] != last[:depth]:
        return False
    before = last[depth] if depth < len(last) else 0
    return before < parts[depth] <= before + LARGEST_JUMP


def _whole_title(lines: Sequence[Line], place: int, title: str) -> tuple[str, int]:
    """Join a heading that goes on: on the next line, or, in capitals, after a blank one."""
    number = lines[place].number
    if lines[place].whole:
        return title, number
    for line in lines[place + 1 : place + 4]:
        if line.gap and title == title.upper():
            continue
        if not line.text or line.page_start or line.bold or not _continues(title, line.text):
            break
        title, number = joined(title, line.text), line.number
    return title, number


def _continues(title: str, text: str) -> bool:
    if _NUMBERED.fullmatch(text):
        return False
    if title == title.upper():
        return text == text.upper() and any(sign.isalpha() for sign in text)
    return len(title) > WIDEST_TITLE_LEFT
