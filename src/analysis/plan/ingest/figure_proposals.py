"""Proposes rows for `figures.csv`: numbers of the prose, and last year's indicators found again.

A number with a unit, a subject and a year is proposed as a figure. If last year's `figures.csv` has
an indicator of the same measure and unit in like words, the proposal descends from it and takes its
name.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from analysis.plan.ingest.proposals import Proposal
from analysis.plan.tables.decided import proposal_id
from analysis.plan.tables.figures import parse_figure
from analysis.plan.tables.measures import ALIAS_SEPARATOR, label_key
from analysis.plan.tables.stems import content_stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

KIND = "figure"
_DIGIT = re.compile(r"\d")
_VALUE = re.compile(r"(?:€\s?)?[+\-−]?\d[\d.,\u00a0 ]*\d|(?:€\s?)?[+\-−]?\d")
_SUFFIXES = {
    ("growth", "rise"): "groei in procent",
    ("growth", "fall"): "afname in procent",
    ("change", "rise"): "stijging",
    ("change", "fall"): "daling",
    ("target", ""): "streefdoel",
}
#: The unit of what is counted, by a stem of its name.
_UNITS = {
    "dossiers": ("dossier", "aanvrag", "aanvraagdossier"),
    "personen": ("deelnemer", "person", "werknemer", "burger", "kandidaa"),
    "organisaties": ("organiser", "ondernem", "bedrijf", "bedrijv", "gemeent", "kmo", "promotor"),
    "koppen": ("kop", "medewerker", "personeelsli", "personeelsle"),
}
_TERM_UNITS = {"dag": "dagen", "week": "weken", "weken": "weken", "maand": "maanden"}
_OUTCOMES = ("doorlooptij", "behandeltermijn", "betalingstermijn", "aflevertermijn", "wachttij")
#: Parts of a text or a plan, which are counted but are no indicators.
_NOT_COUNTED = (
    *("norm", "bepal", "streefnorm", "punt", "fas", "stap", "keer", "piek", "dag", "deelproject"),
    *("deelprojec", "thema", "onderdel", "pijler", "spor", "prioritei", "domein", "initiatief"),
    *("doelstel", "sor", "kwartal", "betaalkwartal", "vraag", "ke", "types", "tabel", "figur"),
)
_ALIKE = 60  # least likeness of an indicator to the words of a sentence, 0 to 100
_NAME_ALIKE, _NAME_LIKELY = 100, 85
_OBJECTIVE = re.compile(r"\((OD \d+)\)")
_EXCEPT = "uitzonder"
_LONG, _LONG_WORD = 5, 10
_ENDING = 2  # letters in which the stems of two forms of a long word may differ
_FEW, _COMMON_SHARE = 10, 0.02  # sentences with a name, above which it is a common word
_SURE, _LIKELY, _POSSIBLE = 90, 70, 50


@dataclass(frozen=True, slots=True)
class KeptTables:
    """What people keep of a year: its measures and figures, and the figures of the year before.

    All cells are text. The figures of the year before are indexed by the row of their file.
    """

    measures: pd.DataFrame
    figures: pd.DataFrame
    before: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Measures:
    """The measures by the stems of their names, those of sections, and what their norms hold."""

    names: Mapping[frozenset[str], str]
    sections: Mapping[str, str]
    objectives: Mapping[str, str]
    norms: Mapping[str, set[float]]

    def of(self, section: str, stems: frozenset[str]) -> tuple[str, str]:
        """Return the measure of a statement and what speaks for it, or two empty texts."""
        if section in self.sections:
            return self.sections[section], "the heading names the measure"
        full = [name for name in self.names if name <= stems]
        named = {self.names[name] for name in full if not any(name < other for other in full)}
        if len(named) == 1 and _EXCEPT not in stems:
            return named.pop(), "the sentence names the measure"
        if section in self.objectives and not named:
            return self.objectives[section], "the only measure of the objective"
        return "", ""


def propose_figures(tables: Mapping[str, pd.DataFrame], kept: KeptTables) -> list[Proposal]:
    """Return a proposal for each figure of the prose that the year's table does not hold yet.

    The raw tables are `statements`, `headings` and `norms`.
    """
    measures = _measures(tables, kept.measures)
    held = {(row["line"], _number(row["value"])) for row in kept.figures.to_dict("records")}
    found: list[Proposal] = []
    for row in tables["statements"].to_dict("records"):
        cells = {str(name): str(cell) for name, cell in row.items()}
        proposal = _proposal(cells, measures)
        if not _is_figure(cells, measures.norms.get(proposal.measure, set())):
            continue
        if (str(proposal.line), _number(proposal.value)) not in held:
            found.append(proposal)
    return _unique(_with_origins(found, kept.before))


def _is_figure(cells: Mapping[str, str], norms: set[float]) -> bool:
    """Return whether a statement is a number that the table of figures may hold.

    `norms` are the numbers in the norms of its measure, which the table of norms holds already.
    """
    kind, role = cells["kind"], cells["role"]
    if not _DIGIT.search(cells["printed"]):
        return False
    number = _number(cells["printed"])
    if kind == "term":
        stems = [*cells["about"].split(), *cells["context"].split()]
        other = role == "norm" and bool(norms) and number not in norms
        is_outcome = any(key in stem for stem in stems for key in _OUTCOMES)
        return other or (role == "measured" and is_outcome)
    if kind == "percent":
        told = role in {"result", "share", "rest"}
        return role not in {"target", "bound"} and not (told and number in norms)
    if kind != "number":
        return False
    noun = content_stems(cells["noun"])
    return not any(stem.startswith(_NOT_COUNTED) for stem in noun[:1])


def _number(text: str) -> float | None:
    match = _VALUE.search(str(text))
    return parse_figure(match[0].strip().rstrip(".,")) if match else None


def _proposal(cells: Mapping[str, str], measures: _Measures) -> Proposal:
    stems = frozenset([*cells["about"].split(), *cells["context"].split()])
    measure, reason = measures.of(cells["section"], stems)
    subject = _indicator(cells)
    year = cells["year"][:4]
    unit = _unit(cells)
    reasons = [text for text in (reason,) if text]
    reasons += ["the sentence gives its year"] if cells["year"] else []
    score = (
        _SURE if measure and cells["noun"] else _LIKELY if measure or cells["noun"] else _POSSIBLE
    )
    value = _printed_value(cells["printed"])
    return Proposal(
        KIND,
        proposal_id(KIND, cells["section"], measure, subject, unit, year, value),
        subject,
        int(cells["line"]),
        value,
        score,
        tuple(reasons),
        section=cells["section"],
        measure=measure,
        unit=unit,
        year=year,
    )


def _printed_value(printed: str) -> str:
    """Return a value as `figures.csv` has it: the number, its sign, `%` and a scale."""
    match = re.search(
        r"(?:€\s?)?[+\-−]?\d[\d.,\u00a0 ]*(?:\s?%)?(?:\s?(?:miljoen|miljard|mio|mln|mld)\b)?",
        printed,
    )
    return match[0].strip().rstrip(".,") if match else printed


def _indicator(cells: Mapping[str, str]) -> str:
    noun = cells["noun"]
    suffix = _SUFFIXES.get((cells["role"], cells["direction"]), "")
    named = noun if noun not in {"euro", "vte", "koppen"} else ""
    base = named or " ".join(cells["about"].split()[:3])
    return ", ".join(part for part in (base, suffix) if part)


def _unit(cells: Mapping[str, str]) -> str:
    if cells["kind"] == "percent":
        return "procent"
    if cells["kind"] == "term":
        words = cells["printed"].lower()
        return next((unit for key, unit in _TERM_UNITS.items() if key in words), "dagen")
    if cells["noun"] in {"euro", "vte", "koppen"}:
        return cells["noun"]
    things = [word for word in cells["noun"].split() if not word.startswith("ge")]
    stems = content_stems(" ".join(things))
    found = [unit for unit, keys in _UNITS.items() if any(s.startswith(keys) for s in stems)]
    return found[0] if found else "aantal"


def _measures(tables: Mapping[str, pd.DataFrame], measures: pd.DataFrame) -> _Measures:
    """Return the measures, without the names that are common words of this plan."""
    sentences = tables["statements"].drop_duplicates("sentence")
    often = Counter(
        stem
        for about, context in zip(sentences["about"], sentences["context"], strict=True)
        for stem in {*about.split(), *context.split()}
    )
    most = max(_FEW, _COMMON_SHARE * len(sentences))
    rows = [{str(k): str(v) for k, v in row.items()} for row in measures.to_dict("records")]
    names: dict[frozenset[str], str] = {}
    labels: dict[str, str] = {}
    for row in rows:
        for label in (row["name"], *row["aliases"].split(ALIAS_SEPARATOR)):
            stems = frozenset(content_stems(label))
            labels.setdefault(label_key(label), row["measure"])
            if stems and max(map(len, stems)) >= _LONG and min(often[s] for s in stems) <= most:
                names.setdefault(stems, row["measure"])
    headings = [
        (str(row["number"]), str(row["title"])) for row in tables["headings"].to_dict("records")
    ]
    sections = {number: name for number, title in headings if (name := _named(title, labels))}
    objectives = _of_objectives(rows, headings, sections)
    return _Measures(names, sections, objectives, _norms_of(tables["norms"], labels))


def _of_objectives(
    rows: Sequence[Mapping[str, str]],
    headings: Sequence[tuple[str, str]],
    sections: Mapping[str, str],
) -> dict[str, str]:
    """Return the measure of each section whose objective has one measure only.

    The measures of an objective are those with a section under a heading that names it, or else
    those that the table of measures gives it.
    """
    coded = {number: match[1] for number, title in headings if (match := _OBJECTIVE.search(title))}
    under: dict[str, set[str]] = {}
    for number, measure in sections.items():
        code = coded.get(number.rpartition(".")[0])
        if code:
            under.setdefault(code, set()).add(measure)
    given: dict[str, set[str]] = {}
    for row in rows:
        if row["phase"] != "other":
            given.setdefault(row["objective"], set()).add(row["measure"])
    only = {
        code: next(iter(measures))
        for code, measures in {**given, **under}.items()
        if len(measures) == 1
    }
    return {number: only[code] for number, code in coded.items() if code in only}


def _norms_of(norms: pd.DataFrame, labels: Mapping[str, str]) -> dict[str, set[float]]:
    """Return the numbers in the norms of each measure: terms, targets and results."""
    found: dict[str, set[float]] = {}
    for row in norms.to_dict("records"):
        measure = labels.get(label_key(str(row["measure"])), "")
        cells = " ".join(str(row[name]) for name in ("norm", "target", "previous", "current"))
        numbers = (parse_figure(text) for text in re.findall(r"\d+(?:,\d+)?", cells))
        found.setdefault(measure, set()).update(n for n in numbers if n is not None)
    return found


def _named(title: str, labels: Mapping[str, str]) -> str:
    """Return the measure that a heading names; empty if it names none or several."""
    bare = re.sub(r"\(.*?\)", "", title)
    for text in (title, bare):
        if label_key(text) in labels:
            return labels[label_key(text)]
    if _OBJECTIVE.search(title):
        return _within(frozenset(content_stems(bare)), labels)
    stems = _joined_stems(bare)
    for least in (_NAME_ALIKE, _NAME_LIKELY):
        alike = {
            measure
            for label, measure in labels.items()
            if fuzz.token_set_ratio(stems, _joined_stems(label)) >= least
        }
        if len(alike) == 1:
            return alike.pop()
    letters = re.sub(r"[\s-]", "", bare.lower())
    shared = {
        measure
        for label, measure in labels.items()
        if any(
            len(stem) >= _LONG_WORD and stem[:-_ENDING] in letters
            for stem in _joined_stems(label).split()
        )
    }
    return shared.pop() if len(shared) == 1 else ""


def _within(stems: frozenset[str], labels: Mapping[str, str]) -> str:
    """Return the only measure with a name of several words that are all in a title."""
    named = {
        measure
        for label, measure in labels.items()
        if len(name := frozenset(content_stems(label))) > 1 and name <= stems
    }
    return named.pop() if len(named) == 1 else ""


def _joined_stems(text: str) -> str:
    return " ".join(sorted(stem.replace("-", "") for stem in content_stems(text)))


def _unique(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals, each once, with a number after an indicator that has two values."""
    found = {proposal.id: proposal for proposal in proposals}
    seen = Counter[tuple[str, ...]]()
    kept: list[Proposal] = []
    for proposal in found.values():
        key = proposal.section, proposal.measure, proposal.subject, proposal.year
        seen[key] += 1
        again = f" ({seen[key]})" if seen[key] > 1 else ""
        kept.append(replace(proposal, subject=f"{proposal.subject}{again}"))
    return kept


def _with_origins(proposals: Sequence[Proposal], before: pd.DataFrame) -> list[Proposal]:
    """Give each proposal the indicator of last year that it continues, if there is one."""
    rows = list(_indicators(before))
    taken: set[int] = set()
    result: list[Proposal] = []
    for proposal in proposals:
        scored = [
            (_likeness(proposal, row), number, row)
            for number, row in rows
            if number not in taken and row["unit"] == proposal.unit and _same_place(proposal, row)
        ]
        score, number, row = max(scored, key=lambda each: each[0], default=(0.0, 0, {}))
        if score < _ALIKE:
            result.append(proposal)
            continue
        taken.add(number)
        reasons = (*proposal.reasons, f"last year's '{row['indicator']}' is {score:.0f} % alike")
        result.append(
            replace(
                proposal,
                subject=row["indicator"],
                measure=row["measure"] or proposal.measure,
                origin=f"figures.csv, row {number}",
                score=min(100, max(proposal.score, round(score))),
                reasons=reasons,
            )
        )
    return result


def _indicators(before: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of last year's figures, each indicator once: its latest year."""
    latest: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    for number, row in zip(before.index, before.to_dict("records"), strict=True):
        cells = {str(name): str(cell) for name, cell in row.items()}
        key = cells["section"], cells["measure"], cells["indicator"], cells["unit"]
        if key not in latest or latest[key][1]["year"] < cells["year"]:
            latest[key] = int(number), cells
    yield from latest.values()


def _same_place(proposal: Proposal, row: Mapping[str, str]) -> bool:
    return proposal.section == row["section"] or bool(
        proposal.measure and proposal.measure == row["measure"]
    )


def _likeness(proposal: Proposal, row: Mapping[str, str]) -> float:
    """Return how alike two indicators are, 0 to 100: by their stems, in any order."""
    one = " ".join(content_stems(proposal.subject))
    other = " ".join(content_stems(row["indicator"]))
    return fuzz.token_sort_ratio(one, other)
