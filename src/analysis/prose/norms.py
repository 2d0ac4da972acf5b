"""Whether the measures kept their norms, and whether that is better or worse than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, number, percent, share
from analysis.prose.sentence import ALPHA, Prose, between, opening, prose
from analysis.stats.change import changes_per_measure, paired_change, step_shift
from analysis.stats.norms import MET, measured, missed, step_counts

if TYPE_CHECKING:
    import pandas as pd

    from analysis.stats.change import PairedChange


def norms_text(norms: pd.DataFrame, year: int) -> Prose:
    """Say how many norms were met, this year and the year before, and which is furthest off."""
    known = measured(norms)
    if known.empty:
        return prose(f"Het plan geeft hier geen normen met een resultaat voor {year - 1}.")
    met, far = int(known["step"].isin(MET).sum()), int((known["step"] == "far_under").sum())
    without = len(norms) - len(known)
    return prose(
        f"Van de {counted(len(known), 'norm', 'normen')} met een resultaat voor {year - 1} "
        f"{'werd' if met == 1 else 'werden'} er {number(met)} gehaald ({share(met / len(known))}); "
        f"{number(far) if far else 'geen enkele'} {'liggen' if far > 1 else 'ligt'} meer dan "
        "10 procentpunt onder het streefdoel.",
        _earlier(norms, year),
        _furthest(norms),
        f"{opening(without, 'norm heeft', 'normen hebben')} geen resultaat voor {year - 1}."
        if without
        else "",
    )


def _earlier(norms: pd.DataFrame, year: int) -> str:
    counts = step_counts(norms)
    both, met = counts.sum(axis=1), counts[list(MET)].sum(axis=1)
    if not both["current"]:
        return ""
    return (
        f"Van de {number(both['current'])} met een resultaat in beide jaren "
        f"{'werd' if met['current'] == 1 else 'werden'} er {number(met['current'])} gehaald, "
        f"tegenover {number(met['previous'])} in {year - 2}."
    )


def _furthest(norms: pd.DataFrame) -> str:
    rows = missed(norms)
    if rows.empty:
        return ""
    row = rows.iloc[0]
    decimals = 0 if float(row["current"]).is_integer() else 1
    return (
        f"Het verst onder het streefdoel ligt {row['name']} ({row['norm']}): "
        f"{percent(row['current'], decimals)} tegenover {percent(row['target'])}."
    )


def change_text(norms: pd.DataFrame, seed: int, confidence: float) -> Prose:
    """Say whether the norms as a whole were kept better or worse, counting each measure once.

    Parameters
    ----------
    norms
        The processed norms.
    seed
        Of the bootstrap.
    confidence
        The level of the interval.
    """
    found = paired_change(changes_per_measure(norms), seed=seed, confidence=confidence)
    if not found.pairs:
        return prose("Geen enkele norm heeft een resultaat in beide jaren.")
    shift = step_shift(norms)
    return prose(
        f"Op de vierdelige legende gingen {counted(shift.better, 'norm', 'normen')} vooruit en "
        f"{number(shift.worse)} achteruit; {number(shift.same)} bleven op hun trede.",
        f"Per maatregel gemiddeld {_mean(found, confidence)}",
    )


def _mean(found: PairedChange, confidence: float) -> str:
    interval = between(found.mean.low, found.mean.high, confidence, 1)
    way = "zakten" if found.mean.value < 0 else "stegen"
    start = (
        f"{way} de resultaten {number(abs(found.mean.value), 1)} procentpunt ({interval}, over "
        f"{counted(found.pairs, 'maatregel', 'maatregelen')})"
    )
    if found.signed_rank_p < ALPHA:
        return f"{start}, meer dan toeval verklaart."
    less = "slechter" if found.mean.value < 0 else "beter"
    return (
        f"{start}. Dat het over de hele lijn {less} gaat, is daarmee niet aangetoond; sommige "
        "normen veranderden wel fors."
    )
