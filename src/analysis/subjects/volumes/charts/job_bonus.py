"""How many files of the job bonus end in a premium, and where the others drop out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analysis.dutch import counted, number, share
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.funnel import Stage, funnel, funnel_data, stage_words
from analysis.toolkit.charts.speech import sentences, spoken
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

MEASURE = "jobbonus"
_TAKEN_IN, _ENTITLED = "binnengetrokken dossiers", "dossiers met recht op premie"
_NOT_ENTITLED = "niet-rechthebbenden"
#: What the plan says drops out, in its order: indicator, the step that is passed, the reason.
_LOSSES = (
    ("dossiers boven referteloon", "Referteloon niet te hoog", "te hoog referteloon"),
    ("dossiers onder minimumbedrag", "Bedrag hoog genoeg", "bedrag onder het minimum"),
    (
        "dossiers boven loongrens na berekening",
        "Loon na berekening niet te hoog",
        "boven de loongrens na berekening",
    ),
    ("te herberekenen dossiers", "Gegevens volledig", "nog te herberekenen"),
)
_REASONS = 3  # the first three losses are final, the last is pending


def job_bonus_chart(figures: pd.DataFrame, year: int) -> Chart | None:
    """Draw the job bonus's files from taken in to entitled, with what drops out at each step.

    None when the plan does not print both ends, or lets more drop out than there was.
    """
    own = figures.loc[(figures["measure"] == MEASURE) & (figures["year"] == year - 1)]
    known = {
        str(row["indicator"]): int(row["value"])
        for _, row in own.dropna(subset=["value"]).iterrows()
    }
    if _TAKEN_IN not in known or _ENTITLED not in known:
        return None
    stages = _stages(known)
    if min(stage.count for stage in stages) < 0:  # more drops out than was taken in
        return None
    words = stage_words(stages)
    said = (f"{stage.name}: {spoken(text)}" for stage, text in zip(stages, words, strict=True))
    drawn = own.loc[own["indicator"].isin([_TAKEN_IN, _ENTITLED, *(name for name, *_ in _LOSSES)])]
    part = known[_ENTITLED] / known[_TAKEN_IN] if known[_TAKEN_IN] else None
    return Chart(
        draw=partial(funnel, stages, f"Dossiers van de jobbonus in {year - 1}, stap na stap"),
        title=(
            f"{number(known[_ENTITLED])} van de "
            f"{counted(known[_TAKEN_IN], 'dossier', 'dossiers')} van de jobbonus "
            f"{'geeft' if known[_ENTITLED] == 1 else 'geven'} recht op een premie ({share(part)})"
        ),
        alt=f"Trechter: dossiers van de jobbonus per stap. {sentences(said)}",
        data=funnel_data(stages),
        note=_note(known, stages),
        source=source(drawn, year, "kerncijfers in de tekst"),
    )


def _stages(known: Mapping[str, int]) -> list[Stage]:
    """Take the losses that the plan prints off one by one; what is left over has no reason."""
    left = known[_TAKEN_IN]
    stages = [Stage("Binnengetrokken", left)]
    for indicator, step, reason in _LOSSES:
        if indicator in known:
            left -= known[indicator]
            stages.append(Stage(step, left, reason))
    entitled = known[_ENTITLED]
    reason = "" if entitled == left else "door het plan niet verklaard"
    return [*stages, Stage("Recht op een premie", entitled, reason)]


def _note(known: Mapping[str, int], stages: Sequence[Stage]) -> str:
    printed = known.get(_NOT_ENTITLED)
    added = sum(known.get(name, 0) for name, *_ in _LOSSES[:_REASONS])
    check = (
        f" Het plan telt {number(printed)} niet-rechthebbenden; de redenen die het noemt tellen op "
        f"tot {number(added)}."
        if printed is not None and printed != added
        else ""
    )
    return (
        "De tussenstanden zijn berekend uit de aantallen die het plan noemt, in de volgorde van "
        "het plan; het percentage na een minteken is het deel van de vorige stap. Wat nog "
        "herberekend moet worden, kan alsnog recht geven, en "
        f"{stages[-1].name.lower()} wil niet zeggen dat alles al uitbetaald is.{check}"
    )
