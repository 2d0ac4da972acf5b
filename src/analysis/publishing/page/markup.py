"""Gives figures and tables what their readers need: alternative text, caption, a fitting size."""

from __future__ import annotations

import re
from html import escape

SVG = re.compile(r"<svg\b(?P<attributes>[^>]*)>")
SAID_BEFORE = re.compile(r"""\s(?:role|aria-label|aria-labelledby|aria-describedby)="[^"]*\"""")
WIDTH = re.compile(r"""\swidth="(?P<size>[\d.]+(?:pt|px|in|cm|mm))\"""")
TABLE = re.compile(r"<table\b[^>]*>")
CAPTION = re.compile(r"\s*<caption\b[^>]*>.*?</caption>", re.DOTALL)


def described(svg: str, alt: str) -> str:
    """Make an SVG one picture with this alternative text.

    The style sheet is told how wide it was drawn, so that its letters stay readable: it grows on a
    wide screen and shrinks on a narrow one, neither by much.

    >>> described('<svg width="36pt"><g/></svg>', "Een stijgende lijn")
    '<svg role="img" aria-label="Een stijgende lijn" style="--drawn: 36pt" width="36pt"><g/></svg>'
    """

    def opened(found: re.Match[str]) -> str:
        attributes = SAID_BEFORE.sub("", found["attributes"])
        width = WIDTH.search(attributes)
        style = f' style="--drawn: {width["size"]}"' if width else ""
        return f'<svg role="img" aria-label="{escape(alt)}"{style}{attributes}>'

    return SVG.sub(opened, svg, count=1)


def captioned(html: str, caption: str) -> str:
    """Give a table this caption, HTML itself, in place of its own.

    >>> captioned("<table><tr></tr></table>", "Tabel 1.")
    '<table><caption>Tabel 1.</caption><tr></tr></table>'
    """
    bare = CAPTION.sub("", html)
    return TABLE.sub(lambda found: f"{found[0]}<caption>{caption}</caption>", bare, count=1)
