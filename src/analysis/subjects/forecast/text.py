"""Sentences on the forecast of the planned milestones, and on last year's forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, number, said, share
from analysis.toolkit.sentence import Prose, prose

if TYPE_CHECKING:
    import pandas as pd

#: What every chapter says above its sentences.
HEADING = "## Wat te verwachten valt"

#: Under which the interval of a forecast has its level.
CONDITION = "Verschuiven de kansen niet meer dan tussen gewone jaren"

_ONE, _MANY = "mijlpaal", "mijlpalen"


def forecast_text(
    row: pd.Series | None, year: int, confidence: float, *, brief: bool = False
) -> Prose:
    """State how many of the planned milestones to expect, and why the uncertainty is larger.

    The row is of the result `forecast`, None in a chapter that plans nothing. A brief text refers
    to the report's first chapter for the reason.
    """
    if row is None or not row["planned"]:
        return prose(f"Voor {year} zijn hier geen mijlpalen gepland; er valt niets te verwachten.")
    learnt = _learnt(int(row["n"]), int(row["realised"]))
    return prose(
        f"Gaat het in {year} ongeveer zoals in {year - 1} ({learnt}), dan worden van de "
        f"{counted(int(row['planned']), 'geplande mijlpaal', 'geplande mijlpalen')} er ongeveer "
        f"**{number(row['expected'])}** gerealiseerd. {CONDITION}, dan zijn het er met "
        f"minstens {share(confidence)} kans {number(row['low'])} tot {number(row['high'])}.",
        _drawn(brief=brief),
        "Wat gewone jaren zijn, zegt het [Overzicht](overzicht.ipynb)."
        if brief
        else "De kans mag in dat interval van jaar tot jaar verschuiven, voor alle hoofdstukken "
        "samen. Hoeveel, is uit één plan niet te leren: zolang er geen reeks plannen is, steunt "
        "het op een gekozen verdeling (mediaan van de standaardafwijking 0,24 in log-odds: 90 % "
        "wordt dan in twee jaren op drie 88 tot 92 %). Een breuk zoals een hervorming, en "
        "mijlpalen die in de loop van het jaar bijkomen, zitten er niet in.",
    )


def _drawn(*, brief: bool) -> str:
    """Explain the pooling of the chances."""
    if brief:
        return "De kans is daarbij getrokken naar het gemiddelde van zijn soort."
    return (
        "Elk hoofdstuk heeft daarbij een eigen kans, getrokken naar het gemiddelde van de "
        "hoofdstukken van zijn soort (beleid, of organisatie en inspectie)."
    )


def _learnt(promised: int, realised: int) -> str:
    """State how many of last year's planned milestones were realised."""
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


def back_test_text(rows: pd.DataFrame | None, year: int, confidence: float) -> Prose:
    """State whether the forecast from the plan before came true.

    The rows are the chapter's of the result `back_test`, if any; None without an earlier plan.
    """
    if rows is None:
        return prose("Of zo'n verwachting uitkomt, kan pas blijken uit het volgende plan.")
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
