"""Labels that hold through a whole book: Quarto knows each only once, a report once a chapter."""

from __future__ import annotations

import re

from analysis.publishing.page.references import CODE, REFERENCE

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$@^~\"':=&])")


def book_label(label: str, chapter: str) -> str:
    """Put the chapter in a label that does not name it.

    >>> book_label("fig-status", "vsi"), book_label("fig-vsi-status", "vsi")
    ('fig-vsi-status', 'fig-vsi-status')
    """
    kind, _, name = label.partition("-")
    return label if name.startswith(f"{chapter}-") else f"{kind}-{chapter}-{name}"


def with_book_labels(prose: str, chapter: str) -> str:
    """Make the references in a chapter's prose those of the book; code is left alone.

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
    r"""Write a text so that Markdown shows it as it is, in one line.

    >>> print(plain("<b> 1*2"))
    \<b\> 1\*2
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
