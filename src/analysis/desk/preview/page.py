"""Splits a report's page into its chapters and the rest, and lets a browser follow it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCRIPT = "preview.js"
#: The id of the element with the printed rows, which follows the tables as a chapter does.
PRINTED_ROWS = "gedrukte-rijen"
WAITING = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Preview</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'none'">
<meta name="color-scheme" content="light dark"></head>
<body></body></html>
"""


@dataclass(frozen=True)
class DraftPage:
    """A page, its chapters' elements by id, and what is left of it without them.

    The element with the printed rows counts as a chapter.
    """

    html: str
    chapters: Mapping[str, str]
    shell: str

    @classmethod
    def split(cls, html: str, ids: Iterable[str]) -> Self:
        """Cut the element of each chapter out of a page; an id that it lacks is skipped."""
        places = sorted(place for name in ids if (place := _element(html, name)))
        chapters = {name: html[start:end] for start, end, name in places}
        ends = [0, *(end for _, end, _ in places)]
        starts = [*(start for start, _, _ in places), len(html)]
        shell = "".join(html[end:start] for end, start in zip(ends, starts, strict=True))
        return cls(html, chapters, shell)

    def with_chapter(self, name: str, html: str) -> Self:
        """Return the page with another element for one of its chapters."""
        before, after = self.chapters[name], html.strip()
        return replace(
            self,
            html=self.html.replace(before, after, 1),
            chapters={**self.chapters, name: after},
        )

    @cached_property
    def versions(self) -> Mapping[str, object]:
        """A checksum of the shell and of each chapter; a browser compares them."""
        chapters = {name: _checksum(html) for name, html in self.chapters.items()}
        return {"shell": _checksum(self.shell), "chapters": chapters}

    def followed(self, nonce: str) -> str:
        """Return the page with the preview's script, which alone may make requests."""
        html = self.html.replace(
            "script-src ", f"connect-src 'self'; script-src 'nonce-{nonce}' ", 1
        )
        html = html.replace(f"'nonce-{nonce}' 'none'", f"'nonce-{nonce}'", 1)
        versions = escape(json.dumps(self.versions), quote=True)
        tag = f'<script nonce="{nonce}" src="{SCRIPT}" data-versions="{versions}"></script>'
        before, end, after = html.rpartition("</body>")
        return f"{before}{tag}{end}{after}"


def _element(html: str, name: str) -> tuple[int, int, str] | None:
    """Find the element with an id: where it starts and ends.

    A page writes `<` in text and attributes as `&lt;`, so that only tags look like tags.
    """
    found = re.search(rf'<(?P<tag>[a-z]+)\b[^>]*\sid="{re.escape(name)}"', html)
    if not found:
        return None
    depth = 0
    for tag in re.finditer(rf"<(?P<end>/?){found['tag']}\b", html[found.start() :]):
        depth += -1 if tag["end"] else 1
        if depth == 0:
            end = html.index(">", found.start() + tag.end()) + 1
            return found.start(), end, name
    return None


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
