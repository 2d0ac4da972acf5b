"""Claims about the norms of a measure: their terms, their results, and how many there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from .told import Voice

_WORDED = (
    (r"dossiers binnen (\d+) dagen behandeld", "van de dossiers", "behandeld", "behandelen"),
    (r"aanvragen binnen (\d+) dagen ontvankelijk", "van de aanvragen", *["ontvankelijk verklaard"],
     "beoordelen op ontvankelijkheid"),
    (r"betaling binnen (\d+) maanden", "van de betalingen", "uitgevoerd", "betalen"),
    (r"behandeling DWWE <= (\d+) dagen", "van de aanvraagdossiers", "afgehandeld", "afhandelen"),
    (r"adviezen < = (\d+) weken", "van de adviezen", "afgeleverd", "afleveren"),
    (r"1ste schijf binnen (\d+) maanden", "van de eerste schijven", "uitbetaald", "uitbetalen"),
)  # fmt: skip
_UNITS = {"dagen": "kalenderdagen", "maanden": "maanden", "weken": "weken"}
_COUNTS = {1: "één", 2: "twee", 3: "drie", 4: "vier", 5: "vijf"}


@dataclass(frozen=True, slots=True)
class _Norm:
    """A row of the table of norms, and how the prose words it."""

    objects: str
    done: str
    doing: str
    term: int
    unit: str
    target: str
    previous: float
    current: float

    @property
    def words(self) -> dict[str, object]:
        term = f"{self.term} {_UNITS[self.unit]}"
        target = self.target.rstrip("%")
        return {
            "objects": self.objects,
            "done": self.done,
            "doing": self.doing,
            "term": term,
            "target": target,
            "value": percent(self.current),
            "previous": percent(self.previous),
        }


def percent(value: float) -> str:
    """Print a percentage with as many decimals as it has."""
    text = f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{text}%"


def norm_claims(
    rows: Sequence[Mapping[str, str]], section: str, year: int, voice: Voice
) -> Iterator[Told]:
    """Yield claims about the norms of one measure, whose section this is."""
    rng = voice.rng
    years = {"year": year - 1, "before": year - 2}
    norms = _readable(rows)
    for norm in norms:
        choice = rng.random()
        if choice < 0.3:
            yield _result(norm, section, years, voice)
        elif choice < 0.5:
            yield _term(norm, section, norms, voice)
        elif choice < 0.7:
            yield _verdict(norm, section, voice)
        elif choice < 0.85:
            yield _change(norm, section, years, voice)
    if rng.random() < 0.4:
        yield _count(len(rows), section, voice)


def _readable(rows: Sequence[Mapping[str, str]]) -> list[_Norm]:
    """Return the rows that can be worded, without those that read alike."""
    norms = [norm for row in rows if (norm := _read(row))]
    kinds = [norm.doing for norm in norms]
    return [norm for norm in norms if kinds.count(norm.doing) == 1]


def _read(row: Mapping[str, str]) -> _Norm | None:
    for pattern, objects, done, doing in _WORDED:
        match = re.search(pattern, row["norm"])
        if match and row["previous"].endswith("%") and row["current"].endswith("%"):
            unit = re.search(r"dagen|maanden|weken", match[0])
            return _Norm(
                *(objects, done, doing, int(match[1]), unit[0] if unit else ""),
                *(row["target"], _number(row["previous"]), _number(row["current"])),
            )
    return None


def _number(text: str) -> float:
    return float(text.rstrip("%").replace(",", "."))


def _result(norm: _Norm, section: str, years: dict[str, int], voice: Voice) -> Told:
    wrong = voice.rng.random() < 0.3
    value = _other(norm, voice.rng) if wrong else _rounded(norm.current, voice.rng)
    text = voice.say("norm result", **{**norm.words, **years, "value": value})
    if voice.rng.random() < 0.4:
        text += " " + voice.say("norm other year", **{**norm.words, **years})
    return Told("norm result", wrong, ((section, text),))


def _rounded(value: float, rng: Random) -> str:
    return percent(float(round(value)) if rng.random() < 0.3 else value)


def _other(norm: _Norm, rng: Random) -> str:
    """Return a value that is none of the row's: off by some points, or its digits swapped."""
    choices = [norm.current - rng.randint(2, 9), norm.current - 0.45, norm.current - 12]
    known = {round(norm.current), round(norm.previous), float(norm.target.rstrip("%"))}
    values = [value for value in choices if value > 0 and round(value) not in known]
    return percent(rng.choice(values or [norm.current / 2]))


def _term(norm: _Norm, section: str, norms: Sequence[_Norm], voice: Voice) -> Told:
    wrong = voice.rng.random() < 0.3
    words = norm.words
    if wrong:
        taken = {each.term for each in norms}
        terms = [n for n in (norm.term * 2, norm.term + 10, norm.term + 3) if n not in taken]
        words["term"] = f"{voice.rng.choice(terms)} {_UNITS[norm.unit]}"
    return Told("norm term", wrong, ((section, voice.say("norm term", **words)),))


def _verdict(norm: _Norm, section: str, voice: Voice) -> Told:
    met = norm.current >= float(norm.target.rstrip("%"))
    wrong = voice.rng.random() < 0.3
    kind = "met" if met != wrong else "missed"
    text = voice.say(f"norm verdict {kind}", **norm.words)
    return Told("norm verdict", wrong, ((section, text),))


def _change(norm: _Norm, section: str, years: dict[str, int], voice: Voice) -> Told:
    change = norm.current - norm.previous
    wrong = voice.rng.random() < 0.3
    rises = change >= 0
    size = abs(change)
    if wrong:
        rises, size = (not rises, size) if size > 1 and voice.rng.random() < 0.5 else (
            rises, size + voice.rng.randint(2, 9))  # fmt: skip
    words = {
        **norm.words, **years,
        "points": percent(size).rstrip("%"),
        "up": "stijging" if rises else "daling",
        "more": "meer" if rises else "minder",
        "sign": "+" if rises else "-",
    }  # fmt: skip
    return Told("norm change", wrong, ((section, voice.say("norm change", **words)),))


def _count(rows: int, section: str, voice: Voice) -> Told:
    wrong = voice.rng.random() < 0.3
    count = rows + voice.rng.choice([1, 2]) if wrong or rows == 1 else rows
    legal = voice.rng.randint(1, count - 1)
    own = count - legal
    text = voice.say(
        "norm count",
        legal=_COUNTS.get(legal, legal), legals="en" if legal > 1 else "",
        own=_COUNTS.get(own, own), owns="en" if own > 1 else "",
    )  # fmt: skip
    return Told("norm count", count != rows, ((section, text),))
