"""Escapes text for Markdown: all markup, or all but what our own sentences use."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$@^~\"':=&])")
# A bracket that opens a reference or a link to another chapter, or a place in it, is not escaped.
ACTIVE = re.compile(r"<|\[(?!@|[^\[\]]*\]\(\w+\.ipynb(?:#[\w-]+)?\))|[{$]")
#: Entities show these signs and keep them from being markup or a link; a blank without width after
#: `@` and `#` keeps a word from being a mention or a reference.
_ENTITIES = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "&<>`*_[]|~\\$"}
    | {sign: f"{sign}\N{ZERO WIDTH SPACE}" for sign in "@#"}
    | {"\n": "<br>"}
)


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


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is, on one line.

    >>> escaped("a|b\n<i>")
    'a&#124;b<br>&#60;i&#62;'
    """
    return text.translate(_ENTITIES).replace("www.", "www&#46;").replace("://", "&#58;//")
