"""Names of the subjects of signals, and Dutch reasons why each signal fired."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, listing, million_euro, number, share
from analysis.toolkit.labels import joined, sentence_case
from analysis.toolkit.milestones import evaluated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.plan.tables.editions import PlanTables

_TENFOLD = 10
_FEW = 10  # files: with fewer, a factor is too uncertain to give on its own
_NEAR_CERTAIN = 0.99  # an estimated chance is never 100 %


def subjects(plan: PlanTables) -> pd.DataFrame:
    """Return the possible subjects of signals: measures, and sections with milestones.

    Indexed by subject (a measure's id, or its label where it has none; a section's number): `name`,
    `measure` (its id, if it is one) and `chapter` (missing for a measure of no chapter).
    """
    tables = (plan.norms, plan.budget, plan.inspections)
    measures = pd.concat([table[["measure", "name", "chapter", "label"]] for table in tables])
    shown = measures["name"].fillna(measures["label"]).map(joined)
    named = measures.assign(name=shown, subject=measures["measure"].fillna(measures["label"]))
    sections = plan.milestones[["section", "section_title", "chapter"]].drop_duplicates("section")
    titles = sections["section"] + " " + sections["section_title"].map(sentence_case)
    both = pd.concat([named, sections.assign(subject=sections["section"], name=titles)])
    return both.drop_duplicates("subject").set_index("subject")[["name", "measure", "chapter"]]


def with_reasons(signals: pd.DataFrame, plan: PlanTables, files: pd.DataFrame) -> pd.DataFrame:
    """Add the name, measure and chapter of each signal's subject, and its reason in Dutch (`why`).

    `files` is the result `file_rates` at any one level.
    """
    together = _together(plan.inspections)
    known, told = subjects(plan), {**_few_files(files), **_delays(plan.milestones)}
    return signals.assign(
        name=signals["subject"].map(known["name"]).fillna(signals["subject"]),
        measure=signals["subject"].map(known["measure"]),
        chapter=signals["subject"].map(known["chapter"]),
        why=[
            (told.get((signal, subject)) or reason_words(reason, value))
            + together.get((signal, subject), "")
            for signal, subject, reason, value in signals[
                ["signal", "subject", "reason", "value"]
            ].itertuples(index=False, name=None)
        ],
    )


def _together(inspections: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return which measures share a cell, for the jumps of such cells."""
    if "shared_with" not in inspections:
        return {}
    holders = tuple(
        {
            f"{label}{more}"
            for label in inspections["shared_with"]
            if label
            for more in (", ", " en ")
        }
    )
    rows = inspections.loc[inspections["label"].str.startswith(holders)]
    return {
        (signal, str(row["measure"])): f" ({joined(str(row['label']))} samen)"
        for _, row in rows.dropna(subset=["measure"]).iterrows()
        for signal in ("files_jump", "reports_jump")
    }


def _few_files(files: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return the jumps told as counts: in one of the years there are too few files for a factor."""
    fewest = files[["previous", "current"]].min(axis="columns")
    few = files.loc[(files["blank"] == "") & fewest.between(1, _FEW - 1)]
    return {
        ("files_jump", str(row["label"] if pd.isna(row["measure"]) else row["measure"])): (
            f"van {number(row['previous'])} naar "
            f"{counted(int(row['current']), 'inspectiedossier', 'inspectiedossiers')}"
        )
        for _, row in few.iterrows()
    }


def _delays(milestones: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return the late milestones of each section, counted by status."""
    rows = evaluated(milestones)
    late = rows.loc[rows["status"].isin(_LATE)]
    return {
        ("delay", str(section)): _late(own["status"].value_counts())
        for section, own in late.groupby("section", observed=True)
    }


def _late(counts: pd.Series) -> str:
    found = {words: int(counts.get(name, 0)) for name, words in _LATE.items()}
    kinds = {words: count for words, count in found.items() if count}
    start = counted(sum(kinds.values()), *_MILESTONES)
    if len(kinds) == 1:
        return f"{start} {next(iter(kinds))}"
    return f"{start}: {listing([f'{number(count)} {words}' for words, count in kinds.items()])}"


def reason_words(reason: str, value: float) -> str:
    """Say in Dutch why a signal fired: reason and value are those of `points.fired`."""
    return _WORDS[reason](value)


def _points(value: float) -> str:
    return f"{number(value, 0 if value >= _TENFOLD else 1)} procentpunt"


def _times(value: float) -> str:
    return f"{number(value, 1 if value < _TENFOLD else 0)} keer"


def _more(what: str, value: float) -> str:
    return f"{what} waar er geen waren" if math.isinf(value) else f"{_times(value)} zoveel {what}"


def _fewer(what: str, value: float) -> str:
    return f"geen {what} meer" if math.isinf(value) else f"nog {share(1 / value)} van de {what}"


def _rarer(what: str, value: float) -> str:
    if math.isinf(value):
        return f"geen {what} meer"
    return f"per dossier nog {share(1 / value)} van de {what} van het jaar voordien"


_MILESTONES = ("mijlpaal", "mijlpalen")
_REPORTS = "Pro Justitia per dossier"
_LATE = {"delayed": "met vertraging", "on_hold": "on hold", "not_started": "niet gestart"}

_WORDS: Mapping[str, Callable[[float], str]] = MappingProxyType(
    {
        "norm_missed": lambda value: f"een norm {_points(value)} onder het streefdoel",
        "norm_worse": lambda value: f"een norm die {_points(value)} zakte",
        "norm_unreported": lambda value: (
            f"{counted(int(value), 'norm', 'normen')} zonder nieuw resultaat"
        ),
        "credit_up": lambda value: f"een krediet van {_times(value)} de realisatie",
        "credit_down": lambda value: f"een krediet van {share(1 / value)} van de realisatie",
        "credit_new": lambda value: f"een nieuw krediet van {million_euro(value)}",
        "credit_ended": lambda value: f"geen krediet meer na {million_euro(value)}",
        "files_up": lambda value: _more("inspectiedossiers", value),
        "files_down": lambda value: _fewer("inspectiedossiers", value),
        "reports_up": lambda value: _more(_REPORTS, value),
        "reports_down": lambda value: _rarer("Pro Justitia", value),
        "delay": lambda value: (
            f"{counted(int(value), *_MILESTONES)} met vertraging, on hold of niet gestart"
        ),
        "behind": lambda value: (
            f"met {share(min(value, _NEAR_CERTAIN))} kans onder het gemiddelde van zijn soort"
        ),
        "lost": lambda value: f"{counted(int(value), *_MILESTONES)} zonder gevonden opvolger",
    }
)
