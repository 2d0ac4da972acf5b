"""Printed names as a reader expects them."""

from __future__ import annotations

import re

_RELANCE = re.compile(r"^(.{2,80}?) - Relance Budget (\d+)\b.*$")
_LONG = 70  # letters: more make a heading or a sentence unreadable
_LINE_BREAK = re.compile(r"(?<![\w-])(\w*[a-zà-ÿ]{4})-([a-zà-ÿ]{3,})")
_HYPHENATED = ("niet", "semi", "sociaal", "kosten")  # kosten-batenanalyse
_VOWELS = "aeiouyj"  # ij is written with a j


def joined(label: str) -> str:
    """Take out the hyphen that a narrow table cell put inside a word.

    It is one between at least four small letters and three more. A hyphen that belongs to the word
    stays: after an abbreviation (kmo-) or a prefix that keeps it, and where two vowels meet.

    >>> joined("Vlaamse ondersteunings-premie")
    'Vlaamse ondersteuningspremie'
    >>> joined("e-leren voor niet-beroepsactieven")
    'e-leren voor niet-beroepsactieven'
    """

    def mended(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}" if _broken(found[1], found[2]) else found[0]

    return _LINE_BREAK.sub(mended, label)


def _broken(before: str, after: str) -> bool:
    meet = before[-1] in _VOWELS and after[0] in _VOWELS  # auto-onderdeel
    return not meet and before.lower() not in _HYPHENATED


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
