"""How this plan compares with the ones before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import listing, number
from analysis.toolkit.sentence import ALPHA, Prose, between, prose, set_against
from analysis.toolkit.statistics.comparison import fisher_p, newcombe_interval

if TYPE_CHECKING:
    import pandas as pd


def years_text(realised: pd.DataFrame, confidence: float) -> Prose:
    """Compare the share realised of the last two years, as far as chance allows.

    Parameters
    ----------
    realised
        From `years.realisation_over_the_years`.
    confidence
        The level of the interval of the difference.
    """
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
    counts = int(now["realised"]), int(now["n"]), int(before["realised"]), int(before["n"])
    low, high = newcombe_interval(*counts, confidence)
    interval = between(low * 100, high * 100, confidence)
    sure = "meer dan toeval verklaart" if fisher_p(*counts) < ALPHA else "dat toeval kan zijn"
    shown_now, shown_before, difference = set_against(float(now["share"]), float(before["share"]))
    return prose(
        f"De plannen blikken terug op {years}. In {later} werd {shown_now} van de "
        f"mijlpalen gerealiseerd, in {earlier} {shown_before}: een verschil van {difference} "
        f"({interval}), {sure}.",
        f"De aantallen zijn {number(now['n'])} en {number(before['n'])}; of de mijlpalen even "
        "zwaar zijn, is niet te meten.",
    )
