"""Sentences that compare this plan with those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import listing, number
from analysis.toolkit.sentence import ALPHA, Prose, between, prose, set_against

if TYPE_CHECKING:
    import pandas as pd

#: What a chapter says above its sentence and table.
HEADING = "### Jaar na jaar"


def years_text(realised: pd.DataFrame, confidence: float) -> Prose:
    """Compare the share realised in the last two years of the result `realisation_by_year`."""
    if realised.empty:
        return prose("De plannen blikken hier op geen mijlpalen terug.")
    if len(realised) == 1:
        year = int(realised["year"].iloc[0]) + 1
        return prose(
            f"Er is nog maar één plan, dat van {year}; het spreekt zelf al over meer jaren. Elk "
            "volgend plan voegt een kolom toe."
        )
    before, now = realised.iloc[-2], realised.iloc[-1]
    looked_back = [int(year) for year in realised["year"]]
    earlier, later = looked_back[-2:]
    years = listing([str(year) for year in looked_back])
    if not before["n"] or not now["n"]:
        return prose(f"De plannen blikken terug op {years}, maar niet met statussen in beide.")
    interval = between(now["low"] * 100, now["high"] * 100, confidence)
    sure = "meer dan toeval verklaart" if now["p_holm"] < ALPHA else "dat toeval kan zijn"
    shares = now["realised"] / now["n"], before["realised"] / before["n"]
    shown_now, shown_before, difference = set_against(*shares)
    return prose(
        f"De plannen blikken terug op {years}. In {later} werd {shown_now} van de "
        f"mijlpalen gerealiseerd, in {earlier} {shown_before}: een verschil van {difference} "
        f"({interval}), {sure}.",
        f"De aantallen zijn {number(now['n'])} en {number(before['n'])}; of de mijlpalen even "
        "zwaar zijn, is niet te meten.",
    )
