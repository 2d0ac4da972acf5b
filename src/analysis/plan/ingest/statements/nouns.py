"""Finds what a number counts: the words after it, or those before it."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_LEAD = re.compile(
    r"^(?: ?(?:van|de|het|alle|volledige|unieke|een|onze|deze|er|en|meer|minder|extra) )+"
)
_STOPS_WORDS = """
aan af als bij binnen blijft dan dat de deed die dit door een en er gaan gaf geen had hadden heb
hebben heeft hun in is kan kon konden kreeg kregen kunnen kwam kwamen liep liepen loopt lopen
maar meer met minder mits moet moeten na naar nam namen nog of om op over per rond sinds tegen
tegenover ten ter tijdens toe tot tussen uit van vanaf verspreid via volgens volgt vond voor
waar waarvan waren was we werd werden willen worden wordt zal ze zich zijn zodat zonder zullen
"""
_STOPS = frozenset(_STOPS_WORDS.split())
_COUNTED_BEFORE = re.compile(
    r"\b(?:aantal|totaal|bedrag|aandeel) (?P<noun>[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,2})"
)
_MOST = 3


def noun_after(text: str) -> str:
    """Return the words after a number, up to a verb, a preposition or a sign.

    >>> noun_after(" van de volledige aanvraagdossiers binnen de termijn")
    'aanvraagdossiers'
    """
    clause = re.split(r"[,;:.()<>]", text, maxsplit=1)[0]
    words = _WORD.findall(_LEAD.sub("", f"{clause} "))
    found: list[str] = []
    for word in words[:_MOST]:
        if word in _STOPS:
            break
        found.append(word)
    return " ".join(found)


def noun_before(text: str) -> str:
    """Return what is counted before the number: `het aantal dossiers bedroeg 12`."""
    matches = list(_COUNTED_BEFORE.finditer(text))
    if not matches:
        return ""
    words = matches[-1]["noun"].split()
    kept: list[str] = []
    for word in words:
        if word in _STOPS:
            break
        kept.append(word)
    return " ".join(kept)
