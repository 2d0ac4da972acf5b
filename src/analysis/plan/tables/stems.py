"""Reduces Dutch words to stems: `gelanceerd`, `lancering` and `lanceren` become one word."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.&+][^\W_]+)*\+?")
_ABBREVIATION = re.compile(r"[a-z](?:\.[a-z]{1,2})+")
_SEPARABLE = (
    *("aan", "af", "bij", "door", "goed", "in", "mee", "na", "om", "op", "over", "samen", "toe"),
    *("uit", "vast", "voor", "weg"),
)
_PARTICIPLE = re.compile(rf"(?P<lead>{'|'.join(_SEPARABLE)})?ge(?P<rest>[a-z]{{3,}}[dt])")
#: Endings and what takes their place, longest first.
_ENDINGS = (
    *(("aties", "er"), ("atie", "er"), ("eringen", "er"), ("ering", "er"), ("eerden", "er")),
    *(("eerde", "er"), ("eerd", "er"), ("eert", "er"), ("eren", "er"), ("eer", "er")),
    *(("heden", "heid"), ("ingen", ""), ("ing", ""), ("ende", "end"), ("ers", "er")),
    *(("ies", "ie"), ("en", ""), ("de", ""), ("te", ""), ("s", "")),
)
_LETTERS = (("e", ""), ("d", ""), ("t", ""))
_SHORTEST = 3  # letters that a stem keeps
_STOP_WORDS = """
aan al alle alleen als andere anderzijds april augustus b bij bijvoorbeeld binnen bv ca circa
daarbij daarnaast daarvan dan dat de december deze die dit doe doen door dus echter een eigen
eind elk elke en enerzijds enkele er eveneens eén februari geen gingen haar had hadden heb
hebben heeft heel het hier hiervan hiervoor hij hoe hun i ieder immers in incl inclusief is jaar
januari jaren je juli juni kan kon kunnen kwam kwamen laatste liep loopt lopen maal maar maart
mag medio meer mei men met midden minder minstens moest moet moeten mogen momenteel na naar
nadat namelijk net niet nl nog november nu o oa of oktober om omdat onder onderstaande ons onze
ook op over pct per procent q reeds s samen sedert september sinds slechts steeds te tegen
tegenover ten ter terug tijdens toch tot totaal tov tussen u uit v van vanaf vanuit veel verder
verschillende via volgende volgens vond voor vorig vorige waar waarbij waardoor waaronder
waarvan wanneer want waren was wat we weer wel welke werd werden wie wij wil willen worden wordt
zal ze zelf zich zie zij zijn zo zoals zodat zonder zou zouden zowel zullen één
"""
_STOP = frozenset(_STOP_WORDS.split())


def stem(word: str) -> str:
    """Return the stem of a word, in lower case and without accents.

    >>> {stem(word) for word in ("gelanceerd", "lancering", "lanceren", "lanceert")}
    {'lancer'}
    >>> stem("aanvragen") == stem("aanvraag"), stem("opgestart") == stem("opstart")
    (True, True)
    """
    return _stem(word.lower())


def content_stems(text: str) -> list[str]:
    """Return the stems of the content words of a text, in order."""
    words = (match[0].lower().strip(".") for match in _WORD.finditer(text))
    return [
        _stem(word)
        for word in words
        if len(word) > 1 and word not in _STOP and not _ABBREVIATION.fullmatch(word)
    ]


def stems_of(words: str) -> frozenset[str]:
    """Return the stems of words that are separated by spaces."""
    return frozenset(map(stem, words.split()))


@cache
def _stem(word: str) -> str:
    plain = unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode()
    participle = _PARTICIPLE.fullmatch(plain)
    if participle:
        plain = (participle["lead"] or "") + participle["rest"]
    plain = _without(_without(plain, _ENDINGS), _LETTERS)
    plain = re.sub(r"([bcdfgklmnprstvz])\1$", r"\1", plain)
    plain = re.sub(r"(aa|ee|oo|uu)([^aeiou])$", lambda match: match[1][0] + match[2], plain)
    return re.sub("v$", "f", re.sub("z$", "s", plain))


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """Return a word without the first of these endings that it has."""
    for ending, other in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)] + other
    return word
