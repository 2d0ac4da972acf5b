"""Finds the numbers, percentages, terms, years and moments in a sentence.

A sentence is also given as a shape: each quantity is a mark such as `<n0>` or `<p1>`, so that a
pattern can say how quantities relate without knowing how they are printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.plan.tables.figures import PRINTED, parse_figure
from analysis.plan.tables.moments import moments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COUNT_WORDS = {
    "één": 1, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
    "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
_WORD_NUMBER = re.compile(rf"\b({'|'.join(COUNT_WORDS)})\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\s?(?P<percent>%|procent\b)"
    r"|\s?(?P<points>ppt\b|procentpunt(?:en)?\b)"
    r"|\s?(?P<euro>euro\b|EUR\b|€)"
    r"|\s?(?P<scaled>(?:miljoen|miljard|mio|mln|mld)\.?\s?(?:euro\b|EUR\b|€)?)"
    r"|\s?(?P<vte>VTE)(?:’?s)?\b"
    r"|\s?(?P<koppen>koppen\b)"
    r"|\s?(?P<term>(?:kalender|werk)?dag(?:en)?\b|we+k(?:en)?\b|maand(?:en)?\b|jaar\b|jaren\b"
    r"|kwarta(?:al|len)\b)",
    re.IGNORECASE,
)
_TERM_WORDS = re.compile(
    r"\b(?:anderhalve|één|een)\s+(?:kalender|werk)?(?:dag|week|maand|jaar|kwartaal)\b",
    re.IGNORECASE,
)
_SIGNED_POINTS = re.compile(r"^[+\-−]")
_GLUED = re.compile(
    r"(?:de|ste|e|x)\b|-(?:tal|daags|jarig|stappen|sporen)|[a-z]{1,2}\b", re.IGNORECASE
)
_PART_OF_NAME = re.compile(r"[A-Za-z&]-$|[A-Za-z]$|[A-Z]\.$|\d\.$")
_NAMES_A_PLACE = re.compile(
    r"(?:punt|sectie|hoofdstuk|deel|zie|onder|bijlage|figuur|tabel|artikel|art\.|fase|oproep"
    r"|versie|vlaggenschip|streefwaarde|mijlpaal|streefdoel|luik|pijler|spoor|OD|BP|BVR|C|PC"
    r"|niveau|nr\.?|p\.|aanbeveling|types?)\s*$",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(
    r"\b(?:schooljaar|schooljaren|sj\.?|werkjaar|generatie)\s+[‘’']?(\d{2,4})\s?[-–/]\s?[‘’']?(\d{2,4})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HAS_YEAR = re.compile(r"\d{4}|/\d\d$")
_ITEM_OPENS = re.compile(r"(?:^|\(|[,:;] (?:en )?|\ben )$")
_VERSION = re.compile(r"\d\.0")
_FIRST_YEAR, _LAST_YEAR = 1990, 2069
_BEFORE = re.compile(
    r"(?P<bound>net geen|bijna|minder dan|nog geen|meer dan|ruim|de kaap van(?: de)?|ongeveer|circa"
    r"|ca\.|zowat|een|meer als|minstens|minimaal|maximaal|hoogstens|tot)\s+(?:de\s+)?$",
    re.IGNORECASE,
)
#: `30 % meer dan de 900` compares with 900, and gives no bound.
_COMPARED = re.compile(r"(?:%|procent|\d)\s+$")
_REAL_BOUNDS = {"net geen", "bijna", "minder dan", "nog geen", "meer dan", "ruim", "de kaap van"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a sentence.

    Attributes
    ----------
    kind
        `n` a number, `p` a percentage, `k` percentage points, `t` a term, `y` a year, `s` a school
        year, `m` a moment.
    printed
        As printed, with its unit and with words such as `bijna`.
    value
        The number; the year of a year; 0 for a moment.
    unit
        `euro`, `vte`, `koppen`, or empty.
    start, end
        Its place in the sentence.
    """

    kind: str
    printed: str
    value: float
    unit: str
    start: int
    end: int


def find_quantities(sentence: str, year: int) -> list[Quantity]:
    """Return the quantities of a sentence, in order; a moment without a year is in `year`."""
    found: list[Quantity] = []
    for quantity in _candidates(sentence, year):
        if not any(each.start < quantity.end and quantity.start < each.end for each in found):
            found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.start)


def shape(sentence: str, quantities: Sequence[Quantity]) -> str:
    """Return a sentence in lower case with a mark for each quantity.

    >>> text = "Er waren 12 dossiers (30%)."
    >>> shape(text, find_quantities(text, 2030))
    'er waren <n0> dossiers (<p1>).'
    """
    parts: list[str] = []
    place = 0
    for number, quantity in enumerate(quantities):
        parts += [sentence[place : quantity.start].lower(), f"<{quantity.kind}{number}>"]
        place = quantity.end
    return "".join([*parts, sentence[place:].lower()])


def _candidates(sentence: str, year: int) -> Iterator[Quantity]:
    """Yield what may be quantities; the first of two that overlap counts."""
    for match in _SCHOOL_YEAR.finditer(sentence):
        first = int(match[1]) if len(match[1]) > 2 else 2000 + int(match[1])  # noqa: PLR2004
        yield Quantity("s", match[0], first, "", match.start(), match.end())
    for moment in moments(sentence, year):
        named = moment.first.year if _HAS_YEAR.search(moment.printed) else 0
        yield Quantity("m", moment.printed, named, "", moment.start, moment.end)
    for match in _TERM_WORDS.finditer(sentence):
        yield Quantity("t", match[0], 0, "", match.start(), match.end())
    for match in PRINTED.finditer(sentence):
        yield from _number(sentence, match)
    for match in _WORD_NUMBER.finditer(sentence):
        unit = _UNIT.match(sentence, match.end())
        if unit and unit["term"]:
            yield Quantity(
                "t", sentence[match.start() : unit.end()], 0, "", match.start(), unit.end()
            )
        elif match[0].lower() != "een":
            value = COUNT_WORDS[match[0].lower()]
            yield _with_bound(sentence, Quantity("n", "", value, "", match.start(), match.end()))


def _number(sentence: str, match: re.Match[str]) -> Iterator[Quantity]:
    """Yield a printed number with its unit; parts of names and dates are none."""
    value = parse_figure(match[0])
    before, end = sentence[: match.start()], match.end()
    if value is None or _PART_OF_NAME.search(before[-2:]):
        return
    unit = _UNIT.match(sentence, end)
    kind, name = _kind(match, unit)
    if unit and not match["percent"]:
        end = unit.end()
    elif kind == "n" and (_GLUED.match(sentence, end) or _is_mark(sentence, match)):
        return
    bare = kind == "n" and not name
    is_year = _YEAR.fullmatch(match["digits"]) and _FIRST_YEAR <= value <= _LAST_YEAR
    if bare and is_year:
        yield Quantity("y", match[0], value, "", match.start(), end)
    elif not (bare and _NAMES_A_PLACE.search(before[-16:])):
        yield _with_bound(sentence, Quantity(kind, "", value, name, match.start(), end))


def _is_mark(sentence: str, match: re.Match[str]) -> bool:
    """Return whether a number marks an item, `(1)`, or a version, `2.0`."""
    closed = sentence[match.end() : match.end() + 1] == ")" and len(match[0]) <= 2  # noqa: PLR2004
    marked = closed and bool(_ITEM_OPENS.search(sentence[: match.start()]))
    return marked or bool(_VERSION.fullmatch(match[0]))


def _kind(match: re.Match[str], unit: re.Match[str] | None) -> tuple[str, str]:
    """Return the kind and the unit of a printed number."""
    if match["percent"]:
        return "p", ""
    if match["euro"]:
        return "n", "euro"
    names = {name for name, text in unit.groupdict().items() if text} if unit else set()
    if names & {"percent", "points", "term"}:
        return {"percent": "p", "points": "k", "term": "t"}[names.pop()], ""
    if match["scale"] or names & {"euro", "scaled"}:
        return "n", "euro"
    return "n", next(iter(names), "")


def _with_bound(sentence: str, quantity: Quantity) -> Quantity:
    """Return a quantity as printed; words before it that make it a bound belong to it."""
    start, end = quantity.start, quantity.end
    bound = _BEFORE.search(sentence[:start])
    if bound and _COMPARED.search(sentence[: bound.start()]):
        return replace(quantity, printed=sentence[start:end].strip())
    if bound and bound["bound"].lower() in _REAL_BOUNDS and quantity.kind in "np":
        start = bound.start()
    return replace(quantity, printed=sentence[start:end].strip(), start=start)
