"""Links what the prose of a measure says of its norms to the rows of the table of norms."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from analysis.plan.audit.durations import Duration, compare_durations, durations
from analysis.plan.audit.printed_number import read_printed
from analysis.plan.audit.statement import of_kind
from analysis.plan.tables.stems import content_stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from analysis.plan.audit.printed_number import PrintedNumber
    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables
    from analysis.plan.audit.statement import Statement

#: What is done with a file, by the stems that tell it, also within a compound.
_ACTS = {
    "admit": ("ontvankelijk",),
    "pay": ("betal", "schijf", "schijv", "voorscho", "sald", "afreken", "terugbetal"),
    "advise": ("advi",),
    "decide": ("beslis",),
    "assess": ("beoordel",),
    "call": ("oproep",),
    "handle": ("behandel", "afhandel", "afron", "verwerk"),
}
_VARIANTS = (("onlin", "digital"), ("papier",), ("nieuw",), ("verleng",))
_SHARES = (("eers", "1ste", "1e"), ("twe", "2de", "2e"), ("der", "3de", "3e"))
_SHARED = re.compile(r"schij|voorscho")
_DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?![\d/])")
_NAME_ALIKE = 90
_NORM_STEMS = ("norm", "bepal")
_APPLIES = {"toepas", "formuler", "vastleg", "gel", "vooropgestel", "volg", "opgestel", "hanter"}


@dataclass(frozen=True)
class NormSubject:
    """What words are about: what is done with files, their variants, an instalment, the stems."""

    acts: frozenset[str]
    variants: frozenset[int]
    part: int | None
    stems: frozenset[str]

    def fits(self, other: NormSubject) -> bool:
        """Return whether words can be about the same as others."""
        if None not in {self.part, other.part} and self.part != other.part:
            return False
        channels = {0, 1}
        variants = self.variants & channels and other.variants & channels
        if variants and not self.variants & other.variants:
            return False
        mine, theirs = (one.acts - {"handle"} or one.acts for one in (self, other))
        return not (mine and theirs) or bool(mine & theirs)

    def likeness(self, other: NormSubject) -> tuple[int, int, int, int]:
        """Return how much words have in common with others, what tells most first."""
        return (
            len(self.acts & other.acts),
            len(self.variants & other.variants) - len(self.variants ^ other.variants),
            int(self.part == other.part),
            len(self.stems & other.stems),
        )


@dataclass(frozen=True)
class NormRow:
    """A row of the table of norms, with its term and what it is about."""

    row: PrintedRow
    about: NormSubject
    term: Duration | None
    days: frozenset[tuple[int, int]]

    @property
    def current(self) -> PrintedNumber | None:
        """The result of the last year."""
        return read_printed(self.row["current"])

    @property
    def previous(self) -> PrintedNumber | None:
        """The result of the year before."""
        return read_printed(self.row["previous"])

    @property
    def target(self) -> PrintedNumber | None:
        """The target."""
        return read_printed(self.row["target"])


@dataclass
class NormTerm:
    """A term that a sentence names as that of a norm, and the row that it belongs to."""

    statement: Statement
    duration: Duration
    about: NormSubject
    target: PrintedNumber | None = None
    row: NormRow | None = None
    other: NormRow | None = None
    results: list[PrintedNumber] = field(default_factory=list)


def sections_with_norms(plan: PrintedTables) -> Iterator[tuple[str, list[NormRow]]]:
    """Yield each section that is about one measure with norms, with the rows of these."""
    by_measure: dict[str, list[NormRow]] = defaultdict(list)
    labels: dict[str, str] = {}
    for row in plan.rows("norms"):
        measure = plan.measure_of(row["measure"])
        by_measure[measure].append(read_norm(row))
        labels[measure] = " ".join(content_stems(row["measure"]))
    for heading in plan.rows("headings"):
        measure = _measure_of(plan, heading["title"], by_measure, labels)
        if measure:
            yield heading["number"], by_measure[measure]


def _measure_of(
    plan: PrintedTables, title: str, known: Collection[str], labels: dict[str, str]
) -> str:
    """Return the measure with norms that a heading names; empty if there is none, or several."""
    measure = plan.measure_of(title)
    if measure in known:
        return measure
    stems = " ".join(content_stems(title))
    alike = [
        name for name, label in labels.items() if fuzz.token_sort_ratio(stems, label) >= _NAME_ALIKE
    ]
    return alike[0] if len(alike) == 1 else ""


def read_norm(row: PrintedRow) -> NormRow:
    """Return a row of the table of norms with its term and what it is about."""
    text = row["norm"]
    days = frozenset((int(day), int(month)) for day, month in _DAY.findall(text))
    about = _subject(text, frozenset(content_stems(text)))
    return NormRow(row, about, next(iter(durations(text)), None), days)


def _subject(text: str, stems: frozenset[str]) -> NormSubject:
    variants = frozenset(
        place
        for place, keys in enumerate(_VARIANTS)
        if any(key in stem for key in keys for stem in stems)
    )
    return NormSubject(acts_of(stems), variants, _part(text.lower(), stems), stems)


def acts_of(stems: Iterable[str]) -> frozenset[str]:
    """Return what is done with files, by the stems of a text."""
    return frozenset(
        act for act, keys in _ACTS.items() for stem in stems if any(key in stem for key in keys)
    )


def _part(text: str, stems: Iterable[str]) -> int | None:
    """Return which instalment a text is about: 0 for the first; None if it names none or two."""
    words = {*text.split(), *stems}
    if not _SHARED.search(text):
        return None
    found = [place for place, names in enumerate(_SHARES) if words & set(names)]
    return found[0] if len(found) == 1 else None


def measure_terms(section: Sequence[list[Statement]]) -> list[NormTerm]:
    """Return the terms of norms that the sentences of a section name, in order."""
    terms: list[NormTerm] = []
    for sentence in section:
        percents = of_kind(sentence, "percent")
        tells_result = bool(of_kind(percents, "percent", "target", "result"))
        for each in of_kind(sentence, "term"):
            found = durations(each.printed)
            if found and (each.role == "norm" or tells_result) and each.role != "average":
                terms.append(_term(each, found[0], percents))
    return terms


def _term(statement: Statement, duration: Duration, percents: Sequence[Statement]) -> NormTerm:
    near = [each for each in percents if each.line <= statement.line + 1]
    before = [each for each in near if each.role == "target"]
    stems = statement.about
    if not acts_of(stems) and before:
        stems = stems | before[-1].about
    if not acts_of(stems):
        stems = stems | statement.sentence
    return NormTerm(
        statement,
        duration,
        _subject(f"{statement.row['noun']} {' '.join(stems)}", stems),
        before[-1].number if before else None,
        results=[each.number for each in near if each.role in {"result", "share"} and each.number],
    )


def link_terms(terms: Sequence[NormTerm], rows: Sequence[NormRow]) -> None:
    """Give each term the row with the same term; a row without one may have another term."""
    free = list(rows)
    for term in terms:
        same = [row for row in rows if row.term and not compare_durations(term.duration, row.term)]
        if len(same) > 1 or any(row.about.part is not None for row in same):
            same = [row for row in same if row.about.fits(term.about)]
        if same:
            likeness = [term.about.likeness(row.about) for row in same]
            term.row = same[likeness.index(max(likeness))]
            free = [row for row in free if row is not term.row]
    for term in (each for each in terms if each.row is None):
        term.other = _with_other_term(term, free, rows)


def _with_other_term(
    term: NormTerm, free: Sequence[NormRow], rows: Sequence[NormRow]
) -> NormRow | None:
    """Return the only free row that a term can belong to although it differs."""
    about = term.about
    alike = [
        row
        for row in free
        if row.term
        and row.about.fits(about)
        and (
            row.about.acts & about.acts
            or row.about.part == about.part is not None
            or row.about.stems & about.stems
        )
        and (term.target is None or row.target is None or term.target.value == row.target.value)
    ]
    if len(alike) == 1:
        return alike[0]
    results = {one.value for one in term.results}
    told = [row for row in alike if row.current and row.current.value in results]
    return told[0] if len(told) == 1 and len(rows) > 1 else None


def rows_for(
    statement: Statement,
    terms: Sequence[NormTerm],
    rows: Sequence[NormRow],
    days: Collection[tuple[int, int]],
) -> list[NormRow]:
    """Return the rows that a result can be about.

    `days` are the days and months that its sentence names.
    """
    about = _subject(f"{statement.row['noun']} {' '.join(statement.about)}", statement.about)
    if not about.acts and not about.variants and about.part is None:
        about = _subject("", statement.sentence)
    paragraph, place = statement.place
    own = [term for term in terms if term.statement.place == statement.place]
    dated = [row for row in rows if row.days and row.days <= frozenset(days)]
    if dated:
        return dated
    near = own
    if not own:
        before = [term for term in terms if (term.statement.place) < (paragraph, place)]
        near = [term for term in before if term.statement.place == before[-1].statement.place]
        if not near or paragraph - near[-1].statement.place[0] > 1:  # not in this one or the last
            return []
    linked = [term.row or term.other for term in near]
    found = [row for row in linked if row and row.about.fits(about)]
    if len(found) > 1:
        exact = [
            row
            for row in found
            if row.about.variants & about.variants or row.about.part == about.part is not None
        ]
        found = exact or found
    return list({id(row): row for row in found}.values())


def number_of_norms(sentence: Sequence[Statement]) -> tuple[float, list[Statement]]:
    """Return how many norms a sentence says a measure has, and the numbers; 0 if it does not."""
    counts = [
        each
        for each in of_kind(sentence, "number")
        if any(key in stem for key in _NORM_STEMS for stem in each.noun)
    ]
    words = sentence[0].sentence if sentence else frozenset[str]()
    if not counts or not words & _APPLIES:
        return 0, []
    return sum(each.number.value for each in counts if each.number), counts
