"""Labels for a Quarto book, where a label must be unique; in a report it is so per chapter."""

from __future__ import annotations

import re

from analysis.publishing.page.references import CODE, REFERENCE

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$@^~\"':=&])")


def book_label(label: str, chapter: str) -> str:
    """Add the chapter to a label that does not name it.

    >>> book_label("fig-status", "vsi"), book_label("fig-vsi-status", "vsi")
    ('fig-vsi-status', 'fig-vsi-status')
    """
    kind, _, name = label.partition("-")
    return label if name.startswith(f"{chapter}-") else f"{kind}-{chapter}-{name}"


def with_book_labels(prose: str, chapter: str) -> str:
    """Change the references in a chapter's prose to the book's labels, except in code.

    >>> with_book_labels("Zie @fig-status en `@fig-status`.", "vsi")
    'Zie @fig-vsi-status en `@fig-status`.'
    """

    def renamed(found: re.Match[str]) -> str:
        if found["framed"]:
            return f"[@{book_label(found['framed'], chapter)}]"
        return f"@{book_label(found['bare'], chapter)}"

    parts = CODE.split(prose)
    parts[::2] = [REFERENCE.sub(renamed, part) for part in parts[::2]]
    return "".join(parts)


def plain(text: str) -> str:
    r"""Escape a text so that Markdown shows it unchanged, on one line.

    >>> print(plain("<b> 1*2"))
    \<b\> 1\*2
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
