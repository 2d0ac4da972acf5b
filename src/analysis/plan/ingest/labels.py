"""Proposes the measure of each label that has none yet: a known one, or a new one.

A label is compared with every known label of last year's measures, after abbreviations are written
out and what the layout or the budget adds (hyphens, remarks in brackets, a source of money after a
dash) is taken off. Dutch joins words, so `Uitzendkantoren` and `Uitzend erkenningen` share the
beginning of a word and not a word: rare beginnings count most.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from analysis.plan.ingest.check import unknown_labels
from analysis.plan.ingest.proposals import Proposal
from analysis.plan.tables.decided import proposal_id
from analysis.plan.tables.measures import ALIAS_SEPARATOR, label_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

#: A known measure is proposed from this score on, else a new one.
KNOWN = 62
#: The score of letters that could stand for a label; alone they are too often chance.
INITIALS = 58
#: What the objective of a budget row adds to a measure of the same objective.
SAME_OBJECTIVE = 6
_SAME = 90  # of 100: two spellings of one label
_ALMOST = 0.8  # how alike two spellings of one word are, at least
_STEM = 5  # letters that two words share at their beginning, at least
_BRACKETS = re.compile(r"\([^)]*\)")
_DASH = re.compile(r" [-–] .*")
_WORD = re.compile(r"[a-z0-9]+")
_STOP = frozenset(
    {
        *("de", "het", "een", "van", "voor", "in", "en", "of", "met", "bij", "via", "op", "te"),
        *("der", "den", "i", "k", "v", "tem", "incl"),
    }
)
_ID_WORDS = 6
_SHORTEST = 3  # letters of an abbreviation
_NUMBERED = re.compile(r"\((OD \d+)\)\s*$")
_OBJECTIVE = re.compile(r"\s*\((?:OD|SOD|SBD)[^)]*\)\s*$")


class Candidate(NamedTuple):
    """A measure that a label may have."""

    measure: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A label as plain text: whole, without spaces, and as words that say something."""

    text: str
    letters: str
    words: tuple[str, ...]


class _Known(NamedTuple):
    """A known label of a measure, ready to compare."""

    measure: str
    label: str
    forms: tuple[_Form, ...]


_NOBODY = Candidate("", 0, ())
_AS_NEW = ("a new measure",)


class LabelMatcher:
    """Ranks the measures that a label may have.

    Parameters
    ----------
    measures
        The raw table `measures` of last year or of this one.
    abbreviations
        The meaning of each abbreviation of the plan.
    wanted
        The labels to rank for: words that many of them share say little.
    """

    def __init__(
        self,
        measures: pd.DataFrame,
        abbreviations: Mapping[str, str],
        wanted: Iterable[str] = (),
    ) -> None:
        self._meanings = {_plain(short): _plain(long) for short, long in abbreviations.items()}
        named = [
            (str(measure), label)
            for measure, name, aliases in zip(
                *(measures[column] for column in ("measure", "name", "aliases")), strict=True
            )
            for label in dict.fromkeys([name, *filter(None, aliases.split(ALIAS_SEPARATOR))])
        ]
        fresh = list(wanted)
        self._remarks = _remarks([*(label for _, label in named), *fresh])
        self._known = [_Known(measure, label, self._forms(label)) for measure, label in named]
        self._objectives = dict(zip(measures["measure"], measures["objective"], strict=True))
        owners = [(one.measure, one.forms) for one in self._known]
        owners += [(_bare(label), self._forms(label)) for label in fresh]
        pairs = {
            (owner, word[:_STEM])
            for owner, forms in owners
            for form in forms
            for word in form.words
        }
        counts = Counter(stem for _, stem in pairs)
        self._rarity = {
            stem: 1 / (1 + math.log(max(count - 1, 1))) for stem, count in counts.items()
        }

    def add(self, measure: str, label: str) -> None:
        """Let a label be known too, of a measure that may be new."""
        self._known.append(_Known(measure, label, self._forms(label)))

    def rank(
        self, label: str, *, objective: str = "", without: str | None = None
    ) -> list[Candidate]:
        """Return the measures that a label may have, the likeliest first.

        `objective` is that of the label's row, such as `OD 1`. `without` is a known label to leave
        out, as if it were not known.
        """
        forms, hidden = self._forms(label), label_key(without) if without else None
        best: dict[str, Candidate] = {}
        for one in self._known:
            if hidden is not None and label_key(one.label) == hidden:
                continue
            found = self._compare(forms, one)
            if objective and self._objectives.get(one.measure) == objective:
                reasons = (*found.reasons, f"same objective, {objective}")
                found = Candidate(one.measure, min(100, found.score + SAME_OBJECTIVE), reasons)
            if one.measure not in best or found.score > best[one.measure].score:
                best[one.measure] = found
        return sorted(best.values(), key=lambda candidate: -candidate.score)

    def _forms(self, label: str) -> tuple[_Form, ...]:
        """Return a label without what was added to it, as printed and written out."""
        bare = _bare(label)
        inside = [_plain(one) for one in _BRACKETS.findall(label)]
        apart = [one for one in inside if len(one) > _STEM and one not in self._remarks]
        whole = [] if _DASH.search(label) else [_plain(label)]
        forms = [bare, *whole, *apart]
        written = [self._written_out(form) for form in forms]
        return tuple(_form(text) for text in dict.fromkeys([*forms, *written]) if text)

    def _written_out(self, form: str) -> str:
        if form in self._meanings:
            return self._meanings[form]
        return " ".join(self._meanings.get(word, word) for word in form.split())

    def _compare(self, forms: Sequence[_Form], known: _Known) -> Candidate:
        pairs = [(self._likeness(one, other), one, other) for one in forms for other in known.forms]
        score, one, other = max(pairs, key=lambda pair: pair[0])
        reasons = [f"like '{known.label}'"]
        if (one, other) != (forms[0], known.forms[0]):
            reasons.append(f"compared as '{one.text}' and '{other.text}'")
        return Candidate(known.measure, round(score), tuple(reasons))

    def _likeness(self, one: _Form, other: _Form) -> float:
        """Return how alike two plain texts are, from 0 to 100."""
        letters = fuzz.ratio(one.letters, other.letters)
        if letters > _SAME:
            return letters
        initials = INITIALS if _is_short_for(one, other) or _is_short_for(other, one) else 0
        return max(0.5 * letters + 50 * self._shared(one.words, other.words), initials)

    def _shared(self, one: Sequence[str], other: Sequence[str]) -> float:
        """Return the share of the rare words of both that have a partner, from 0 to 1."""
        if not one or not other:
            return 0.0
        there = sum(self._weight(word) * self._partner(word, other) for word in one)
        back = sum(self._weight(word) * self._partner(word, one) for word in other)
        whole = sum(map(self._weight, one)), sum(map(self._weight, other))
        shares = there / whole[0], back / whole[1]
        return 0.7 * max(shares) + 0.3 * min(shares)

    def _weight(self, word: str) -> float:
        return self._rarity.get(word[:_STEM], 1.0) * math.sqrt(len(word))

    def _partner(self, word: str, others: Sequence[str]) -> float:
        """Return how well the best partner of a word fits; a part of it counts by its rarity."""
        best = max(_fit(word, other) for other in others)
        return best if best > _ALMOST else best * math.sqrt(self._rarity.get(word[:_STEM], 1.0))


def _plain(text: str) -> str:
    """Return a text in lower case without accents, signs and hyphens within words."""
    letters = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    kept = re.sub(r"(?<=[a-z])-(?=[a-z])", "", kept)
    return " ".join(_WORD.findall(kept))


def _bare(label: str) -> str:
    """Return a label without remarks in brackets and without what follows a dash."""
    return _plain(_DASH.sub("", _BRACKETS.sub(" ", label))) or _plain(label)


def _remarks(labels: Iterable[str]) -> frozenset[str]:
    """Return what stands in brackets after several names, and so names nothing."""
    pairs = {
        (_plain(inside), _bare(label)) for label in labels for inside in _BRACKETS.findall(label)
    }
    counts = Counter(inside for inside, _ in pairs)
    return frozenset(inside for inside, count in counts.items() if count > 1)


def _form(text: str) -> _Form:
    words = tuple(word for word in text.split() if word not in _STOP)
    return _Form(text, text.replace(" ", ""), words)


@cache
def _fit(word: str, other: str) -> float:
    same = next(
        (n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
    if same == len(word) == len(other):
        return 1.0
    shorter = min(len(word), len(other))
    if same >= _STEM:
        return max(0.6, same / max(len(word), len(other)))
    if shorter > _STEM and (word in other or other in word):
        return 0.7
    ratio = fuzz.ratio(word, other) / 100
    return ratio if ratio > _ALMOST else 0.0


def _is_short_for(short: _Form, long: _Form) -> bool:
    """Tell whether a word of a few letters may stand for a longer text, as VOP may."""
    if " " in short.text or not _SHORTEST <= len(short.text) <= _STEM or len(long.words) == 1:
        return False
    return _spelled(short.text, long.text.split())


def _spelled(short: str, words: Sequence[str]) -> bool:
    """Tell whether the letters run through the words, each word giving its first letter."""
    if not words:
        return not short
    first = words[0]
    if not short or first[0] != short[0]:
        return first in _STOP and _spelled(short, words[1:])
    for taken in range(1, len(short) + 1):
        if _subsequence(short[:taken], first) and _spelled(short[taken:], words[1:]):
            return True
    return False


def _subsequence(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def propose_labels(tables: Mapping[str, pd.DataFrame], measures: pd.DataFrame) -> list[Proposal]:
    """Propose a measure for each label that has none.

    Parameters
    ----------
    tables
        The raw tables of the plan.
    measures
        The raw table `measures`.

    Returns
    -------
    list of Proposal
        In the order of budget, norms and inspections, for only the budget tells what a measure is
        for. The value is the id of a known measure, or `ID@SECTION` for a new one, whose section is
        empty if nothing tells it. Labels of one new measure have one id.
    """
    unknown = unknown_labels(tables, measures)
    wanted = list({label_key(label): label for label in unknown}.values())
    printed = tables["abbreviations"]
    meanings = dict(zip(printed["abbreviation"], printed["meaning"], strict=True))
    proposer = _Proposer(LabelMatcher(measures, meanings, wanted), _Sections(tables), measures)
    found = []
    for table in ("budget", "norms", "inspections"):
        rows = tables[table]
        objectives = rows.get("objective", pd.Series("", rows.index))
        for label, line, objective in zip(rows["measure"], rows["line"], objectives, strict=True):
            if label in wanted:
                wanted.remove(label)
                found.append(proposer.propose(label, int(line), table, objective))
    return found


class _Proposer:
    """Proposes a measure for one label after another, and lets later ones share a new measure."""

    def __init__(self, matcher: LabelMatcher, sections: _Sections, measures: pd.DataFrame) -> None:
        self._matcher, self._sections = matcher, sections
        self._new: dict[str, str] = {}  # the section of each new measure, by its id
        self._taken = set(measures["measure"])

    def propose(self, label: str, line: int, table: str, objective: str) -> Proposal:
        section, why = self._sections.of(label, objective)
        ranked = self._matcher.rank(label, objective=self._sections.objective(section))
        first, *others = ranked or [_NOBODY]
        if first.score >= KNOWN:
            value, score, reasons = first.measure, first.score, first.reasons
            if value in self._new:
                value = f"{value}@{self._new[value]}"
        else:
            value, score, reasons = self._add(label, section), 100 - first.score, _AS_NEW + why
            others = [first, *others][: len(ranked)]
        near = [f"or {one.measure} ({one.score})" for one in others[:2]]
        name = proposal_id("label", label_key(label))
        said = (f"in the table {table}", *reasons, *near)
        return Proposal("label", name, label, line, value, score, said, section=section)

    def _add(self, label: str, section: str) -> str:
        measure = _new_id(label, self._taken)
        self._taken.add(measure)
        self._new[measure] = section
        self._matcher.add(measure, label)
        return f"{measure}@{section}"


def _new_id(label: str, taken: Collection[str]) -> str:
    """Return an id for a new measure that is not taken.

    >>> _new_id("Oeverkorting (in uitdoof)", [])
    'oeverkorting'
    """
    base = "_".join(_bare(label).split()[:_ID_WORDS]) or "maatregel"
    base = base if base[0].isalpha() else f"m_{base}"
    ids = (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in ids if one not in taken)


class _Sections:
    """Tells in which section of the plan a measure stands."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        headings, milestones = tables["headings"], tables["milestones"]
        self._titles: dict[str, str] = {}
        for number, title in zip(headings["number"], headings["title"], strict=True):
            self._titles.setdefault(_plain(_OBJECTIVE.sub("", title)), number)  # annexes repeat it
        self._objectives = {
            number: found[1]
            for number, title in zip(headings["number"], headings["title"], strict=True)
            if (found := _NUMBERED.search(title))
        }
        texts = zip(*(milestones[name] for name in ("section", "theme", "label")), strict=True)
        self._words = [(section, _plain(f"{theme} {label}")) for section, theme, label in texts]

    def of(self, label: str, objective: str) -> tuple[str, tuple[str, ...]]:
        """Return the section of a label and what tells it; empty if nothing does.

        `objective` is that of its budget row.
        """
        title = _plain(_OBJECTIVE.sub("", objective))
        if title in self._titles:
            return self._titles[title], (f"its budget is in {self._titles[title]}",)
        short = _bare(label)
        if len(short) <= _STEM:
            return "", ()
        counts = Counter(section for section, words in self._words if short in words)
        if not counts:
            return "", ()
        ((section, count),) = counts.most_common(1)
        named = (
            "1 milestone of {} names it" if count == 1 else f"{count} milestones of {{}} name it"
        )
        return section, (named.format(section),)

    def objective(self, section: str) -> str:
        """Return the objective of a section, such as `OD 1`; empty if it has none."""
        return self._objectives.get(section, "")
