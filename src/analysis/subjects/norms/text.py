"""Whether the measures kept their norms, and whether that is better or worse than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, number, percent, said, share
from analysis.subjects.norms.change import changes_per_measure, paired_change, step_shift
from analysis.subjects.norms.steps import MET, measured, missed, step_counts
from analysis.toolkit.figures import value_of
from analysis.toolkit.sentence import ALPHA, Prose, between, opening, p_value, prose

_MOSTLY = 90
_MOSTLY_KEPT, _ALL_NORMS = "normen met 90 procent of meer", "normen, totaal"

if TYPE_CHECKING:
    import pandas as pd

    from analysis.subjects.norms.change import PairedChange


def norms_text(norms: pd.DataFrame, year: int, figures: pd.DataFrame | None = None) -> Prose:
    """Say how many norms were met, this year and the year before, and which is furthest off.

    With the figures of the whole plan's text, the plan's own count stands beside ours.
    """
    known = measured(norms)
    if known.empty:
        return prose(f"Het plan geeft hier geen normen met een resultaat voor {year - 1}.")
    met, far = int(known["step"].isin(MET).sum()), int((known["step"] == "far_under").sum())
    without = len(norms) - len(known)
    return prose(
        _met(met, far, len(known), year),
        _earlier(norms, len(known), year),
        _furthest(norms),
        _told(known, figures, year) if figures is not None else "",
        f"{opening(without, 'norm heeft', 'normen hebben')} geen resultaat voor {year - 1}."
        if without
        else "",
    )


def _told(known: pd.DataFrame, figures: pd.DataFrame, year: int) -> str:
    """Set the plan's own count of norms kept for 90 % of the files beside that of its table."""
    most, whole = (value_of(figures, name, year - 1) for name in (_MOSTLY_KEPT, _ALL_NORMS))
    if most is None or whole is None:
        return ""
    ours = int((known["current"] >= _MOSTLY).sum())
    return (
        f"Het plan zelf legt de lat lager dan het streefdoel: volgens zijn tekst haalden "
        f"{number(most)} van de {number(whole)} normen {_MOSTLY}\N{NO-BREAK SPACE}% of meer. In "
        f"zijn tabel zijn dat er {number(ours)} van de {number(len(known))} met een resultaat."
    )


def _met(met: int, far: int, known: int, year: int) -> str:
    if known == 1:
        kept = "is gehaald" if met else "is niet gehaald"
        return f"De enige norm met een resultaat voor {year - 1} {kept}."
    verb = "liggen" if far > 1 else "ligt"
    return (
        f"Van de {number(known)} normen met een resultaat voor {year - 1} "
        f"{'werd' if met == 1 else 'werden'} er {_some(met)} gehaald ({share(met / known)}); "
        f"{said(far) if far else 'geen enkele'} {verb} meer dan 10 procentpunt onder het "
        "streefdoel."
    )


def _earlier(norms: pd.DataFrame, known: int, year: int) -> str:
    """Set the norms met beside those of the year before, of those with a result in both."""
    counts = step_counts(norms)
    both, met = counts.sum(axis=1), counts[list(MET)].sum(axis=1)
    compared, now, before = int(both["current"]), int(met["current"]), int(met["previous"])
    if not compared:
        return ""
    if compared == known:
        verb = "was" if before == 1 and now != before else "waren"
        return f"In {year - 2} {verb} er {'evenveel' if now == before else _some(before)} gehaald."
    if compared == 1:
        return "Eén norm heeft een resultaat in beide jaren."
    then = "evenveel als" if now == before else f"tegenover {_some(before)}"
    return (
        f"Van de {number(compared)} met een resultaat in beide jaren "
        f"{'werd' if now == 1 else 'werden'} er {_some(now)} gehaald, {then} in {year - 2}."
    )


def _some(count: int) -> str:
    return said(count) if count else "geen"


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
    if found.mean.low > 0 or found.mean.high < 0:
        return (
            f"{start}. Dat interval sluit nul uit, maar een toets op rangen niet "
            f"({p_value(found.signed_rank_p)}): dat het over de hele lijn {less} gaat, is niet "
            "zeker."
        )
    return (
        f"{start}. Dat het over de hele lijn {less} gaat, is daarmee niet aangetoond; sommige "
        "normen veranderden wel fors."
    )
