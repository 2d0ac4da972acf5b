"""Adds alternative text to figures and captions to tables."""

from __future__ import annotations

from html import escape


def described(svg: str, alt: str, width: str | None = None, size: str = "") -> str:
    """Turn an SVG into one picture with this alternative text.

    A figure may have two of them, of `size` `wide` and `narrow`: the style sheet shows one.

    The style sheet gets the width at which it was drawn, to scale it within limits: its letters
    stay readable on a narrow and on a wide screen.

    >>> described('<svg width="36pt"><g/></svg>', "Een stijgende lijn", "36pt")
    '<svg role="img" aria-label="Een stijgende lijn" style="--drawn: 36pt" width="36pt"><g/></svg>'
    """
    style = f' style="--drawn: {escape(width)}"' if width else ""
    named = f' class="{size}"' if size else ""
    return svg.replace("<svg", f'<svg role="img"{named} aria-label="{escape(alt)}"{style}', 1)


def captioned(html: str, caption: str) -> str:
    """Give a table, which has none of its own, this caption, in HTML.

    >>> captioned("<table><tr></tr></table>", "Tabel 1.")
    '<table><caption>Tabel 1.</caption><tr></tr></table>'
    """
    opening, end, rest = html.partition(">")
    return f"{opening}{end}<caption>{caption}</caption>{rest}"
