"""Labels for a Quarto book, where a label must be unique; in a report it is so per chapter."""

from __future__ import annotations

import re

from analysis.publishing.page.prose import slug
from analysis.publishing.page.references import CODE, REFERENCE
from analysis.toolkit.markdown import plain

HEADING = re.compile(r"^(?P<mark>#{1,6}) +(?P<title>\S.*?)[ \t]*$", re.MULTILINE)


def book_label(label: str, chapter: str) -> str:
    """Add the chapter to a label that does not name it, and make it lowercase, as Quarto does.

    >>> book_label("fig-status", "vsi"), book_label("fig-vsi-status", "vsi")
    ('fig-vsi-status', 'fig-vsi-status')
    >>> book_label("fig-sociale-economie-status", "sociale_economie")
    'fig-sociale-economie-status'
    """
    kind, _, name = label.lower().partition("-")
    prefix = slug(chapter)
    return f"{kind}-{name if name.startswith(f'{prefix}-') else f'{prefix}-{name}'}"


def chapter_label(chapter: str) -> str:
    """Return the label of a chapter's heading.

    >>> chapter_label("sociale_economie")
    'sec-sociale-economie'
    """
    return f"sec-{slug(chapter)}"


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


def with_heading_labels(prose: str, chapter: str, used: set[str]) -> str:
    """Give each heading of a chapter's prose a label, so that `@sec-` can refer to it.

    The heading of level 1 is the chapter's. A heading with attributes of its own is left alone.
    The labels are added to `used`; one that occurs twice gets a number.

    >>> with_heading_labels("## Wat kwam ervan?", "vsi", set())
    '## Wat kwam ervan? {#sec-vsi-wat-kwam-ervan}'
    """

    def labelled(found: re.Match[str]) -> str:
        if found["title"].endswith("}"):
            return found[0]
        ending = f"-{slug(found['title']) or 'deel'}" if len(found["mark"]) > 1 else ""
        name = first = f"{chapter_label(chapter)}{ending}"
        count = 1
        while name in used:
            count += 1
            name = f"{first}-{count}"
        used.add(name)
        return f"{found[0].rstrip()} {{#{name}}}"

    parts = CODE.split(prose)
    parts[::2] = [HEADING.sub(labelled, part) for part in parts[::2]]
    return "".join(parts)


def table_caption(title: str) -> str:
    r"""Escape a title for the option `tbl-cap`.

    Quarto passes this option on as an attribute, and reads the attribute as Markdown. `fig-cap`
    stays in the text, so there `plain` is enough.

    >>> print(table_caption("'s Morgens *"))
    's Morgens \\*
    """
    return _attribute(plain(title).replace(r"\'", "'"))


def alternative_text(text: str) -> str:
    r"""Escape a text for the option `fig-alt`, which Quarto passes on as an attribute.

    >>> print(alternative_text("A\\B &lt;"))
    A\\B \&lt;
    """
    return _attribute(" ".join(text.split()))


def _attribute(text: str) -> str:
    """Escape the value of an attribute in single quotes, where Quarto escapes the quotes itself.

    Pandoc resolves backslashes and character references in it.
    """
    return text.replace("\\", r"\\").replace("&", r"\&")
