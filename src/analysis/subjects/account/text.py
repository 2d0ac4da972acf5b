"""Sentences on sources, definitions, settings and corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dutch import counted, listing, number, share
from analysis.subjects.account.definitions import DEFINITIONS
from analysis.toolkit.sentence import Prose, prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Tables that are made by hand from the others, and not read from the plan.
_ADDED = ("measures", "repeats", "review")


def sources_text(plans: Sequence[int], files: pd.DataFrame) -> Prose:
    """Name the plans that were read, by year, and count the rows of the result `raw_files`."""
    years = listing([str(year) for year in plans])
    one = len(plans) == 1
    read = files.loc[~files["table"].isin(_ADDED), "rows"].dropna()
    return prose(
        "Alle cijfers over het beleid komen uit "
        f"{'het ondernemingsplan' if one else 'de ondernemingsplannen'} van {years}, gelezen in "
        f"{counted(len(read), 'tabel', 'tabellen')} met samen {number(int(read.sum()))} rijen. "
        "Wat hier toegevoegd is, zijn berekeningen, schattingen met hun onzekerheid, en lijsten "
        "die met de hand bijgehouden worden: de namen van elke maatregel, waarden die het plan "
        "twee keer geeft, beslissingen over wat machines voorstellen, en correcties. Ook de "
        "cijfers uit de tekst, en wat de tekst in woorden zegt, zijn met de hand overgenomen.",
    )


#: What a reader calls each kind of proposal: one, and many.
KINDS = {
    "label": ("naam van een maatregel", "namen van maatregelen"),
    "figure": ("cijfer uit de tekst", "cijfers uit de tekst"),
    "row": ("twijfelachtige rij", "twijfelachtige rijen"),
    "successor": ("opvolger van een mijlpaal", "opvolgers van mijlpalen"),
    "finding": ("tegenspraak", "tegenspraken"),
}


def review_text(reviewed: pd.DataFrame) -> Prose:
    """Say how much of what machines propose people judged; `reviewed` is the result."""
    parts = []
    for row in reviewed.to_dict("records"):
        decided = int(row["accepted"]) + int(row["changed"]) + int(row["rejected"])
        left = 0 if pd.isna(row["waiting"]) else int(row["waiting"])
        if decided or left:
            whole = counted(decided + left, *KINDS[row["kind"]])
            of = f"{number(decided)} van de " if left else ""
            parts.append(f"{of}{whole}")
    if not parts:
        return prose("Niemand keek na wat machines voorstellen.")
    return prose(
        f"Machines stellen voor, en mensen beslissen. Nagekeken zijn: {listing(parts)}. Wat niet "
        "nagekeken is, staat in het rapport als schatting of als vermoeden.",
    )


def definitions_text() -> Prose:
    """Count the terms that are explained."""
    return prose(
        f"De tabel verklaart {counted(len(DEFINITIONS), 'begrip', 'begrippen')} in een paar gewone "
        "zinnen, en zegt waar de methode vandaan komt.",
    )


def corrections_text(corrections: pd.DataFrame) -> Prose:
    """Count the errors of the plan that were corrected before any calculation."""
    count = len(corrections)
    if not count:
        return prose("Er is niets aan het plan verbeterd: alles staat er zoals afgedrukt.")
    return prose(
        f"In het plan {'staat' if count == 1 else 'staan'} "
        f"{counted(count, 'vergissing', 'vergissingen')} die zeker "
        f"{'is' if count == 1 else 'zijn'} en een berekening zou{'' if count == 1 else 'den'} "
        "vervormen. Ze zijn gecorrigeerd voor er gerekend is; de afgedrukte waarde staat ernaast.",
    )


def settings_text(settings: Mapping[str, Any]) -> Prose:
    """State the levels of the intervals."""
    return prose(
        f"Intervallen van aandelen en verschillen hebben een niveau van "
        f"{share(settings['confidence'])}, die van verwachtingen {share(settings['forecast'])}.",
    )
