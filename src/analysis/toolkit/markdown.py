"""Escapes text for Markdown: all markup, or all but what our own sentences use."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$@^~\"':=&])")
# A bracket that opens a reference or a link to another chapter, or a place in it, is not escaped.
ACTIVE = re.compile(r"<|\[(?!@|[^\[\]]*\]\(\w+\.ipynb(?:#[\w-]+)?\))|[{$]")


def plain(text: str) -> str:
    r"""Escape a text so that Markdown shows it unchanged, on one line.

    >>> print(plain("<b> 1*2"))
    \<b\> 1\*2
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def tamed(markdown: str) -> str:
    r"""Keep emphasis, lists, code and references; escape all other markup.

    >>> print(tamed("**5** van <b> [zie](x), [@fig-x], [VSI](vsi.ipynb)"))
    **5** van &lt;b> \[zie](x), [@fig-x], [VSI](vsi.ipynb)
    """
    return ACTIVE.sub(lambda found: "&lt;" if found[0] == "<" else f"\\{found[0]}", markdown)
