"""Finds what HTML and CSS would fetch: a page that loads nothing works offline, in any browser."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import tinycss2  # type: ignore[import-untyped] # has no types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: The attributes whose address is fetched, of each element that has them.
FETCHED = frozenset(
    {"src", "srcset", "data", "poster", "background", "imagesrcset", "manifest", "archive", "ping"}
)
#: The elements that fetch their `href`; a link is followed by its reader, not by the page.
LINKING = frozenset({"a", "area"})
WITHIN = re.compile(r"\s*(?:data:|#|\Z)", re.IGNORECASE)
LISTED = re.compile(r"\s*(?P<address>data:[^\s]+|[^\s,]+)[^,]*,?")
#: What a style must contain to fetch anything; a backslash may spell it otherwise.
SUSPECT = re.compile(r"url|src|image|import|\\", re.IGNORECASE)
FUNCTIONS = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})


def fetched(tag: str, attributes: Mapping[str, str]) -> list[str]:
    """Return the addresses that an element would fetch, those of its style included.

    >>> fetched("img", {"src": "foto.png"}), fetched("a", {"href": "https://a.be"})
    (['foto.png'], [])
    """
    found: list[str] = []
    for name, value in attributes.items():
        if name in {"srcset", "imagesrcset"}:
            found += [one["address"] for one in LISTED.finditer(value)]
        elif name in FETCHED or (name in {"href", "xlink:href"} and tag not in LINKING):
            found.append(value)
        elif name == "style" or (value.lstrip().lower().startswith("url(")):
            found += fetched_by_style(value)
    return [address for address in found if not WITHIN.match(address)]


@lru_cache(maxsize=256)  # the page's own style sheet is large, and checked with each page
def fetched_by_style(css: str) -> tuple[str, ...]:
    r"""Return the addresses that a style sheet or a `style` attribute would fetch.

    >>> fetched_by_style("background: u\\72l('x.png')"), fetched_by_style("fill: url(#a)")
    (('x.png',), ())
    """
    if not SUSPECT.search(css):
        return ()
    tokens = tinycss2.parse_component_value_list(css, skip_comments=True)
    return tuple(address for address in _addresses(tokens) if not WITHIN.match(address))


def _addresses(tokens: Iterable[tinycss2.ast.Node], *, named: bool = False) -> Iterator[str]:
    """Go through the addresses in tokens; `named` ones are arguments of a function that fetches."""
    imports = False
    for token in tokens:
        if token.type == "url" or (token.type == "string" and (named or imports)):
            yield token.value
        elif token.type == "function":
            yield from _addresses(token.arguments, named=token.lower_name in FUNCTIONS)
        elif token.type in {"() block", "[] block", "{} block"}:
            yield from _addresses(token.content)
        if token.type not in {"whitespace", "comment"}:
            imports = token.type == "at-keyword" and token.lower_value == "import"
