"""What to expect of the planned milestones, and how an earlier expectation turned out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, number, said, share
from analysis.toolkit.sentence import Prose, prose

if TYPE_CHECKING:
    import pandas as pd

    from analysis.subjects.forecast.model import BackTest

_ONE, _MANY = "mijlpaal", "mijlpalen"


def forecast_text(
    row: pd.Series | None, year: int, confidence: float, *, brief: bool = False
) -> Prose:
    """Say how many of the planned milestones are to be expected, and why that is a lower bound.

    Parameters
    ----------
    row
        One row of `forecast.expected_realisation`, or None when nothing is planned.
    year
        The plan's year.
    confidence
        The level of the interval.
    brief
        Whether to leave the reason why it is a lower bound to the report's first chapter.
    """
    if row is None:
        return prose(f"Voor {year} zijn hier geen mijlpalen gepland; er valt niets te verwachten.")
    learnt = _learnt(int(row["n"]), int(row["realised"]))
    return prose(
        f"Gaat het in {year} zoals in {year - 1} ({learnt}), dan worden van de "
        f"{counted(int(row['planned']), 'geplande mijlpaal', 'geplande mijlpalen')} er ongeveer "
        f"**{number(row['expected'])}** gerealiseerd, met minstens {share(confidence)} kans tussen "
        f"{number(row['low'])} en {number(row['high'])}.",
        _drawn(brief=brief),
        "De echte onzekerheid is groter dan dat interval; het [Overzicht](overzicht.ipynb) zegt "
        "waarom."
        if brief
        else "Dat interval is het minste aan onzekerheid: hoeveel de kans op realisatie van jaar "
        "tot jaar verschuift, zit er niet in, en mijlpalen die in de loop van het jaar bijkomen "
        "evenmin.",
    )


def _drawn(*, brief: bool) -> str:
    """Say that a chapter's chance is no mere repetition of last year's share."""
    if brief:
        return (
            "De kans is daarbij getrokken naar het gemiddelde van de hoofdstukken van deze soort, "
            "des te meer naarmate er vorig jaar minder mijlpalen waren."
        )
    return (
        "Elk hoofdstuk heeft daarbij een eigen kans, getrokken naar het gemiddelde van de "
        "hoofdstukken van zijn soort (beleid, of organisatie en inspectie)."
    )


def _learnt(promised: int, realised: int) -> str:
    """Say how many of last year's promises were kept, which is all that the forecast knows."""
    if not promised:
        return "zonder eigen ervaring van dit hoofdstuk, op die van de andere van zijn soort"
    if promised == 1:
        return (
            f"de ene {_ONE} die vooraf beloofd was, werd {'' if realised else 'niet '}gerealiseerd"
        )
    if realised == promised:
        return f"de {number(promised)} {_MANY} die vooraf beloofd waren, werden alle gerealiseerd"
    verb = "werd" if realised == 1 else "werden"
    kept = said(realised) if realised else "geen"
    those = f"van de {number(promised)} {_MANY} die vooraf beloofd waren"
    return f"{those}, {verb} er {kept} gerealiseerd"


def back_test_text(test: BackTest | None, group: str, year: int, confidence: float) -> Prose:
    """Say whether what an earlier plan led to expect came true.

    Parameters
    ----------
    test
        From `years.forecast_check`, or None without an earlier plan.
    group
        The chapter, or `forecast.TOTAL`.
    year
        The year of the later plan: the forecast was about the year before.
    confidence
        The level of the intervals.
    """
    if test is None:
        return prose("Of zo'n verwachting uitkomt, kan pas blijken uit het volgende plan.")
    rows = test.groups.loc[test.groups.iloc[:, 0] == group]
    if rows.empty:
        return prose(f"Voor {year - 1} was hier geen verwachting te maken.")
    row = rows.iloc[0]
    held = "binnen" if row["covered"] else "buiten"
    return prose(
        f"De proef op de som: uit het vorige plan was voor {year - 1} te verwachten dat er van de "
        f"{counted(int(row['assessed']), 'beoordeelde mijlpaal', 'beoordeelde mijlpalen')} "
        f"{number(row['expected'])} gerealiseerd zouden zijn ({share(confidence)}-interval "
        f"{number(row['low'])}–{number(row['high'])}). Het werden er {number(row['realised'])}: "
        f"{held} het interval.",
    )
