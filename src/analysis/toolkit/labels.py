"""Clean up printed names: line-break hyphens, long project names, capitals."""

from __future__ import annotations

import re

_RELANCE = re.compile(r"^(.{2,80}?) - Relance Budget (\d+)\b.*$")
_LONG = 70  # characters; longer names make a heading unreadable
_LINE_BREAK = re.compile(r"(?<![\w-])(\w*[a-zà-ÿ]{4})-([a-zà-ÿ]{3,})")
_HYPHENATED = ("niet", "semi", "sociaal", "kosten")  # kosten-batenanalyse
#: Words between straight marks, as the audit writes them; within a word it is an apostrophe.
_QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)")
_VOWELS = "aeiouyj"  # ij is written with a j


def joined(label: str) -> str:
    """Remove a hyphen that a line break in a narrow cell put inside a word.

    Such a hyphen follows at least four lower-case letters and precedes three or more. Hyphens that
    belong to the word stay: after an abbreviation (kmo-) or certain prefixes, and between vowels.

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
    """Shorten a long name of a relance project to its subject and budget number.

    >>> short("Stagebonus - Relance Budget 18 - Oproepen opleiding; Stimuli werknemers; Werkplek")
    'Stagebonus (relancebudget 18)'
    """
    name = joined(label)
    found = _RELANCE.match(name)
    return f"{found[1]} (relancebudget {found[2]})" if found and len(name) > _LONG else name


def sentence_case(title: str) -> str:
    """Turn a title in capitals into sentence case; return any other unchanged.

    >>> sentence_case("DOELSTELLINGEN M.B.T. LEREN")
    'Doelstellingen m.b.t. leren'
    """
    return title.capitalize() if title.isupper() else title


def with_marks(text: str) -> str:
    """Return a text of the audit with the quotation marks of printed Dutch.

    >>> with_marks("foto's staan als 'beeld'")
    "foto's staan als ‘beeld’"
    """
    return _QUOTED.sub("‘\\1’", text)
