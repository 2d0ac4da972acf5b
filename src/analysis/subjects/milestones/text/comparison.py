"""Sentences on differences between chapters and kinds of work, and on what goes with them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number, share, signed
from analysis.toolkit.kinds import ORGANISATION, POLICY, others_of_kind
from analysis.toolkit.sentence import (
    ALPHA,
    Prose,
    between,
    p_value,
    points,
    prose,
    set_against,
    with_interval,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def against_rest(table: pd.DataFrame, chapter: str, confidence: float) -> Prose:
    """Compare a chapter's share realised with that of the other chapters of its kind together.

    The table is the result `chapter_comparisons`, or the chapter's own row of it.
    """
    row = table.loc[table["chapter"] == chapter]
    if row.empty or not row.iloc[0]["n"]:
        return prose("Zonder mijlpalen met een status valt er hier niets te vergelijken.")
    found = row.iloc[0]
    if not found["others"]:
        return prose("Het plan heeft geen ander hoofdstuk van deze soort om mee te vergelijken.")
    here, elsewhere, difference = set_against(found["share"], found["other_share"])
    interval = between(found["low"] * 100, found["high"] * 100, confidence)
    return prose(
        f"In {others_of_kind(found)} is {elsewhere} gerealiseerd, hier {here}. "
        f"Het verschil van {difference} ({interval}) {_judged(found)}"
    )


def _judged(found: pd.Series) -> str:
    """State whether a difference may be chance; only the p-value is adjusted for all chapters."""
    chapters = counted(int(found["compared"]), "hoofdstuk", "hoofdstukken")
    if found["p_holm"] < ALPHA:
        return (
            "is groter dan toeval aannemelijk maakt, ook als er rekening mee gehouden wordt dat "
            f"{chapters} vergeleken worden ({p_value(found['p_holm'])})."
        )
    if found["low"] > 0 or found["high"] < 0:
        return (
            f"zou op zich geen toeval lijken, maar wie {chapters} vergelijkt, vindt er allicht zo "
            f"een ({p_value(found['p_holm'])})."
        )
    return "kan toeval zijn."


def kinds_text(shares: pd.DataFrame, confidence: float) -> Prose:
    """Compare the policy's milestones with the organisation's own, in the result `realisation`."""
    kinds = shares.loc[shares["group"] == "kind_of_work"]
    rows = {str(row["name"]): row for _, row in kinds.iterrows() if row["n"]}
    if not {POLICY, ORGANISATION} <= set(rows):
        return prose("Het plan heeft hier maar één soort mijlpalen.")
    policy, own = rows[POLICY], rows[ORGANISATION]
    apart = own["high"] < policy["low"] or own["low"] > policy["high"]
    counts = (
        f"van de {_of_kind(policy)} over het beleid {_realised(policy, confidence)}, van de "
        f"{_of_kind(own)} over de eigen organisatie en de inspectie {_realised(own, confidence)}"
    )
    if not apart:
        return prose(f"Tussen de twee soorten mijlpalen is er geen duidelijk verschil: {counts}.")
    return prose(
        f"De scheidslijn loopt tussen twee soorten werk: {counts}.",
        "Organisatieprojecten lopen over meer jaren dan één; ‘loopt op schema’ kan er dus precies "
        "zijn wat afgesproken was. Vergelijk een hoofdstuk daarom met hoofdstukken van zijn soort.",
    )


def _of_kind(row: pd.Series) -> str:
    return counted(int(row["n"]), "mijlpaal", "mijlpalen")


def _realised(row: pd.Series, confidence: float) -> str:
    verb = "is" if row["realised"] == 1 else "zijn"
    return f"{verb} er {number(row['realised'])} gerealiseerd ({with_interval(row, confidence)})"


def clustering_text(found: pd.Series) -> Prose:
    """State how much information clustering within projects costs: a row of `clustering`."""
    if found["design_effect"] <= 1:
        return prose("Mijlpalen van één project gaan hier niet meer samen dan andere.")
    wider = math.sqrt(found["design_effect"]) - 1
    return prose(
        "Mijlpalen van één project slagen of haperen vaak samen. De "
        f"{counted(int(found['n']), 'mijlpaal', 'mijlpalen')} uit "
        f"{counted(int(found['projects']), 'project', 'projecten')} zeggen daardoor maar zoveel "
        f"als {number(found['n'] / found['design_effect'])} onafhankelijke (ontwerpeffect "
        f"{number(found['design_effect'], 1)}): de echte onzekerheid is ongeveer {share(wider)} "
        "groter dan de intervallen van de aandelen tonen."
    )


def drivers_text(effects: pd.DataFrame) -> Prose:
    """State what is associated with being realised, apart from the chapter; not as a cause.

    The effects are the result `drivers`; empty where there is no estimate.
    """
    rows = {str(row["factor"]): row for _, row in effects.iterrows()}
    known = {name: words for name, words in _FACTORS.items() if name in rows}
    if not known:
        return prose("Met deze aantallen is niet na te gaan wat met de realisatie samenhangt.")
    clear = {name for name in known if rows[name]["p_holm"] < ALPHA}
    return prose(
        *(_effect(rows[name], known[name]) for name in known if name in clear),
        _no_effect([(known[name], rows[name]) for name in known if name not in clear]),
    )


_FACTORS = {
    "additional": "mijlpalen die in de loop van het jaar bijkwamen",
    "funded": "mijlpalen met Europees of relancegeld",
}


def _effect(row: pd.Series, subject: str) -> str:
    more = "vaker" if row["effect"] > 0 else "minder vaak"
    return (
        f"Binnen eenzelfde hoofdstuk zijn {subject} {more} gerealiseerd dan de andere: "
        f"{points(row['effect'])} (tussen {_limits(row)}). Dat is een samenhang, geen oorzaak."
    )


def _no_effect(unclear: list[tuple[str, pd.Series]]) -> str:
    if not unclear:
        return ""
    subjects = listing([f"{subject} (tussen {_limits(row)} verschil)" for subject, row in unclear])
    return f"Binnen eenzelfde hoofdstuk is geen verschil met de andere aangetoond voor {subjects}."


def _limits(row: pd.Series) -> str:
    return f"{number(row['low'] * 100)} en {signed(row['high'] * 100)} procentpunt"


def apart_text(table: pd.DataFrame, titles: Mapping[str, str]) -> Prose:
    """Name the chapters that differ from the others of their kind, after Holm's correction.

    The table is the result `chapter_comparisons` of the whole plan.
    """
    compared = int(table["p"].notna().sum())
    if not compared:
        return prose("Geen enkel hoofdstuk heeft er een van zijn soort om mee te vergelijken.")
    clear = table.loc[table["p_holm"] < ALPHA].sort_values("difference", ascending=False)
    chapters = counted(compared, "hoofdstuk", "hoofdstukken")
    start = (
        f"Wie {chapters} elk met de andere van zijn soort vergelijkt, ziet er licht een paar door "
        "toeval afwijken."
    )
    if clear.empty:
        return prose(
            start, "Met een correctie daarvoor (Holm) is van geen enkel aangetoond dat het afwijkt."
        )
    names = [
        f"{titles.get(str(row['chapter']), row['chapter'])} "
        f"({'hoger' if row['difference'] > 0 else 'lager'})"
        for _, row in clear.iterrows()
    ]
    verb = "wijkt" if len(names) == 1 else "wijken"
    return prose(start, f"Met een correctie daarvoor (Holm) {verb} af: {listing(names)}.")
