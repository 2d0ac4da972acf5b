"""A summary of one page, in one or more languages: headings with lines below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

#: Characters of a line from which the page might no longer hold all lines.
LONGEST = 320
#: Characters of a word after which a line may break inside it, where no real word is as long.
_WORD = 40
_UNBROKEN = re.compile(rf"\S{{{_WORD}}}(?=\S)")
_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<address>\w+\.ipynb(?:#[\w-]+)?)\)")


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """A heading and the lines below it; a line may link to a chapter or a card, as prose does."""

    title: str
    lines: tuple[str, ...]
    numbered: bool = False

    def plain(self) -> tuple[str, ...]:
        """Return the lines without links, those that are too long for a page shortened."""
        return tuple(_shortened(_LINK.sub(r"\g<words>", line)) for line in self.lines)


@dataclass(frozen=True, slots=True)
class LanguagePage:
    """The summary in one language, by its code; `title` says in that language what it is."""

    language: str
    title: str
    parts: tuple[SummaryPart, ...]


@dataclass(frozen=True, slots=True)
class OnePage:
    """The summary in each language, the report's own first."""

    pages: tuple[LanguagePage, ...]

    @property
    def html(self) -> str:
        """The first page open, the others folded."""
        first, *others = self.pages
        return _html(first) + "".join(
            f'<details lang="{page.language}"><summary>{escape(page.title)}</summary>'
            f"{_html(page)}</details>"
            for page in others
        )

    @property
    def about(self) -> list[dict[str, Any]]:
        """The pages as metadata of the display, without links: what an output makes a PDF of."""
        return [
            {
                "language": page.language,
                "title": page.title,
                "parts": [
                    {"title": part.title, "numbered": part.numbered, "lines": list(part.plain())}
                    for part in page.parts
                ],
            }
            for page in self.pages
        ]

    def __str__(self) -> str:
        parts = self.pages[0].parts
        return "\n".join(f"{part.title}: {' '.join(part.plain())}" for part in parts)


def _html(page: LanguagePage) -> str:
    parts = "".join(
        f"<h3>{escape(part.title)}</h3>{_list(part)}" for part in page.parts if part.lines
    )
    return f'<div class="one-page">{parts}</div>'


def _list(part: SummaryPart) -> str:
    tag = "ol" if part.numbered else "ul"
    return f"<{tag}>{''.join(f'<li>{_linked(line)}</li>' for line in part.lines)}</{tag}>"


def _linked(line: str) -> str:
    return _LINK.sub(r'<a href="\g<address>">\g<words></a>', escape(line, quote=False))


def _shortened(line: str) -> str:
    if len(line) > LONGEST:
        line = f"{line[:LONGEST].rpartition(' ')[0] or line[:LONGEST]} …"
    return _UNBROKEN.sub("\\g<0>\N{ZERO WIDTH SPACE}", line)
