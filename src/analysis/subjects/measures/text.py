"""Sentences on the measures as a whole: of how many the plan says what."""

from __future__ import annotations

import pandas as pd

from analysis.dutch import counted, number, said
from analysis.toolkit.sentence import Prose, prose

#: What stands above the measures of no chapter.
WITHOUT = "Zonder hoofdstuk"


def measures_text(overview: pd.DataFrame) -> Prose:
    """Say of how many measures the plan gives norms, files, credit, inspections and milestones."""
    if overview.empty:
        return prose("Het plan heeft geen maatregelen.")
    credit = overview["vak_budget"].fillna(0) + overview["vak_realised"].fillna(0)
    parts = {
        "normen met een resultaat": overview["norms_measured"] > 0,
        "een aantal dossiers": overview["files"].notna(),
        "een bedrag": credit != 0,
        "cijfers in de tekst": overview["figures"] > 0,
        "inspectiedossiers": overview["cases_current"].notna(),
        "mijlpalen": overview["milestones"] + overview["planned"] > 0,
    }
    told = [f"{what} ({number(int(known.sum()))})" for what, known in parts.items()]
    every = pd.DataFrame(parts).fillna(value=False).astype(int).sum(axis="columns")
    return prose(
        f"Het plan noemt {counted(len(overview), 'maatregel', 'maatregelen')}. Wat het erbij "
        f"geeft, met het aantal maatregelen: {', '.join(told)}.",
        f"Alles samen geeft het voor {_some(int((every == len(parts)).sum()))} ervan; "
        f"voor {_some(int((every == 0).sum()))} geeft het niets dan een naam, of een nul.",
    )


def _some(count: int) -> str:
    return said(count) if count else "geen enkele"


def named_text() -> Prose:
    """Say how milestones are assigned to measures."""
    return prose(
        "Mijlpalen horen in het plan bij een doelstelling, niet bij een maatregel. Een kaart geeft "
        "de mijlpalen waarvan de tekst of het thema de naam van de maatregel heeft; een mijlpaal "
        "die haar anders noemt, ontbreekt, en een die haar terloops noemt, staat erbij.",
    )
