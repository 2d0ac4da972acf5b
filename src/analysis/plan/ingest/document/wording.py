"""Text as the readers get it: normalised once, when the document is read."""

from __future__ import annotations

import re
import unicodedata

#: Hyphens and spaces of all kinds, and what has no width.
_SIGNS = {
    0xAD: None,
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0x2060: None,
    0xFEFF: None,
    # Marks of the direction of writing.
    **dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
    0x2010: "-",
    0x2011: "-",
    **dict.fromkeys([0xA0, 0x2007, 0x202F, *range(0x2000, 0x200B), 0x205F, 0x3000], " "),
}
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_TABLE = {**_SIGNS, **_LIGATURES}

#: UTF-8 that was read as Windows-1252: "geÃ«valueerd", "â€™".
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152-\u017e\u2013-\u203a\u20ac\u2122]|\u00e2[\u20ac\u201a]"
)


def normalised(text: str) -> str:
    """Return text in NFC, with plain spaces and hyphens, ligatures apart and nothing invisible.

    >>> normalised("e\u0301e\u0301n\u00a0\ufb01nanci\u00adering")
    'één financiering'
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def is_mojibake(text: str) -> bool:
    """Tell whether UTF-8 was read in another encoding.

    >>> is_mojibake("geÃ«valueerd"), is_mojibake("geëvalueerd")
    (True, False)
    """
    return not text.isascii() and bool(_MOJIBAKE.search(text))


def squeeze(text: str) -> str:
    """Return a text with one space between words and none around."""
    return " ".join(text.split())


def joined(first: str, second: str) -> str:
    """Return a text that was wrapped over two lines: a hyphen or slash keeps no space after it.

    >>> joined("niet-", "beroepsactieven"), joined("loon-", "en premie")
    ('niet-beroepsactieven', 'loon- en premie')
    """
    hangs = first.endswith(("-", "/")) and not first.endswith((" -", " /"))
    if not first or not second or (hangs and not second.startswith(("en ", "of "))):
        return first + second
    return f"{first} {second}"
