"""The signals of attention in words: what each is about, and why it fired."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, million_euro, number, share
from analysis.stats.labels import joined, sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.stats.chapter import PlanTables

_TENFOLD = 10
_NEAR_CERTAIN = 0.99  # an estimated chance is never 100 %


def subjects(plan: PlanTables) -> pd.DataFrame:
    """Return what a signal may be about: every measure and every section with milestones.

    Returns
    -------
    DataFrame
        Indexed by subject (a measure's id, or its label where it has none; a section's number):
        `name` and `chapter` (missing for a measure of no chapter).
    """
    tables = (plan.norms, plan.budget, plan.inspections)
    measures = pd.concat([table[["measure", "name", "chapter", "label"]] for table in tables])
    shown = measures["name"].fillna(measures["label"]).map(joined)
    named = measures.assign(name=shown, subject=measures["measure"].fillna(measures["label"]))
    sections = plan.milestones[["section", "section_title", "chapter"]].drop_duplicates("section")
    titles = sections["section"] + " " + sections["section_title"].map(sentence_case)
    both = pd.concat([named, sections.assign(subject=sections["section"], name=titles)])
    return both.drop_duplicates("subject").set_index("subject")[["name", "chapter"]]


def with_reasons(signals: pd.DataFrame, plan: PlanTables) -> pd.DataFrame:
    """Add the name and chapter of each signal's subject, and its reason in Dutch (`why`)."""
    known = subjects(plan)
    return signals.assign(
        name=signals["subject"].map(known["name"]).fillna(signals["subject"]),
        chapter=signals["subject"].map(known["chapter"]),
        why=[
            reason_words(reason, value)
            for reason, value in zip(signals["reason"], signals["value"], strict=True)
        ],
    )


def reason_words(reason: str, value: float) -> str:
    """Say in Dutch why a signal fired.

    Parameters
    ----------
    reason, value
        As `attention.fired` gives them.

    Raises
    ------
    KeyError
        When the reason is not known.
    """
    return _WORDS[reason](value)


def _points(value: float) -> str:
    return f"{number(value, 0 if value >= _TENFOLD else 1)} procentpunt"


def _times(value: float) -> str:
    return f"{number(value, 1 if value < _TENFOLD else 0)} keer"


def _more(what: str, value: float) -> str:
    return f"{what} waar er geen waren" if math.isinf(value) else f"{_times(value)} zoveel {what}"


def _fewer(what: str, value: float) -> str:
    return f"geen {what} meer" if math.isinf(value) else f"nog {share(1 / value)} van de {what}"


_MILESTONES = ("mijlpaal", "mijlpalen")
_REPORTS = "Pro Justitia per dossier"

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
        "reports_down": lambda value: _fewer(_REPORTS, value),
        "delay": lambda value: (
            f"{counted(int(value), *_MILESTONES)} met vertraging, on hold of niet gestart"
        ),
        "behind": lambda value: (
            f"met {share(min(value, _NEAR_CERTAIN))} kans onder het gemiddelde van zijn soort"
        ),
        "lost": lambda value: f"{counted(int(value), *_MILESTONES)} zonder gevonden opvolger",
    }
)
