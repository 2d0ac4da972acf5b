"""Printed names as a reader expects them."""

from __future__ import annotations

import re

_LINE_BREAK = re.compile(r"(?<=[a-zà-ÿ])-(?=[a-zà-ÿ])")


def joined(label: str) -> str:
    """Take out the hyphen that a narrow table cell put inside a word.

    It is one between two small letters; `ESF-middelen` and `Start- en stagebonus` keep theirs.

    >>> joined("Vlaamse ondersteunings-premie")
    'Vlaamse ondersteuningspremie'
    """
    return _LINE_BREAK.sub("", label)


def sentence_case(title: str) -> str:
    """Set a title that is printed in capitals in small letters, and leave any other.

    >>> sentence_case("DOELSTELLINGEN M.B.T. LEREN")
    'Doelstellingen m.b.t. leren'
    """
    return title.capitalize() if title.isupper() else title
