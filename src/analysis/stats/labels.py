"""Printed names as a reader expects them."""

from __future__ import annotations

import re

_RELANCE = re.compile(r"^(.{2,80}?) - Relance Budget (\d+)\b.*$")
_LONG = 70  # letters: more make a heading or a sentence unreadable
_LINE_BREAK = re.compile(r"(?<=[a-zà-ÿ])-(?=[a-zà-ÿ])")


def joined(label: str) -> str:
    """Take out the hyphen that a narrow table cell put inside a word.

    It is one between two small letters; `ESF-middelen` and `Start- en stagebonus` keep theirs.

    >>> joined("Vlaamse ondersteunings-premie")
    'Vlaamse ondersteuningspremie'
    """
    return _LINE_BREAK.sub("", label)


def short(label: str) -> str:
    """Cut a long name of a relance project to what it pays for and its budget's number.

    >>> short("Stagebonus - Relance Budget 18 - Oproepen opleiding; Stimuli werknemers; Werkplek")
    'Stagebonus (relancebudget 18)'
    """
    name = joined(label)
    found = _RELANCE.match(name)
    return f"{found[1]} (relancebudget {found[2]})" if found and len(name) > _LONG else name


def sentence_case(title: str) -> str:
    """Set a title that is printed in capitals in small letters, and leave any other.

    >>> sentence_case("DOELSTELLINGEN M.B.T. LEREN")
    'Doelstellingen m.b.t. leren'
    """
    return title.capitalize() if title.isupper() else title
