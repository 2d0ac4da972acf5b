"""Results on the evaluated milestones: shares realised, comparisons, clustering, drivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.milestones.comparisons import versus_kind
from analysis.subjects.milestones.drivers import drivers
from analysis.toolkit.kinds import kind_of_work
from analysis.toolkit.milestones import REALISED, evaluated
from analysis.toolkit.per_chapter import WHOLE
from analysis.toolkit.results import Result, column
from analysis.toolkit.statistics.clustering import clustering
from analysis.toolkit.statistics.pooling import pooled
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from analysis.toolkit.results import Inputs

_LOW, _HIGH = "Ondergrens van het interval", "Bovengrens van het interval"
_REALISED = column("Int64", "Aantal gerealiseerde mijlpalen")
_ASSESSED = column("Int64", "Aantal mijlpalen met een status die meetelt")
_SHARE = column("Float64", "Aandeel gerealiseerd, 0 tot 1", missing=True)
_KIND = column("str", "Soort werk: policy (beleid) of organisation (organisatie en inspectie)")
_HOLM = "p-waarde, met de correctie van Holm voor het aantal vergelijkingen"

REALISATION = {
    "chapter": column("str", "Hoofdstuk; leeg voor het plan en voor een soort werk"),
    "group": column("str", "Waarover de rij gaat: plan, kind_of_work, chapter of section"),
    "name": column("str", "Naam van de groep: soort werk, hoofdstuk of onderdeel"),
    "realised": _REALISED,
    "n": _ASSESSED,
    "share": _SHARE,
    "low": column("Float64", f"{_LOW} (Wilson), 0 tot 1", missing=True),
    "high": column("Float64", f"{_HIGH} (Wilson), 0 tot 1", missing=True),
}

POOLED = {
    "chapter": column("str", "Hoofdstuk van het onderdeel"),
    "section": column("str", "Onderdeel van het plan"),
    "kind_of_work": _KIND,
    "realised": _REALISED,
    "n": _ASSESSED,
    "share": _SHARE,
    "pooled": column("Float64", "Geschat aandeel, 0 tot 1 (gedeeltelijk samengevoegd)"),
    "pooled_low": column("Float64", f"{_LOW} van de schatting (geloofwaardigheid), 0 tot 1"),
    "pooled_high": column("Float64", f"{_HIGH} van de schatting (geloofwaardigheid), 0 tot 1"),
    "behind": column("Float64", "Kans dat het onder het gemiddelde van de onderdelen ligt"),
    "mean": column("Float64", "Geschat gemiddelde van de onderdelen van die soort, 0 tot 1"),
    "rank": column("Int64", "Rang onder die soort; 1 is het hoogst", missing=True),
}

DENIED = {
    "chapter": column("str", "Hoofdstuk van het onderdeel"),
    "section": column("str", "Onderdeel van het plan"),
    "label": column("str", "De mijlpaal, zoals gedrukt"),
    "line": column("Int64", "Regel van de tekst"),
}

CLUSTERING = {
    "correlation": column("Float64", "Samenhang van twee mijlpalen van één project, 0 tot 1"),
    "design_effect": column("Float64", "Ontwerpeffect: factor op de variantie, minstens 1"),
    "projects": column("Int64", "Aantal projecten"),
    "n": _ASSESSED,
}

COMPARISONS = {
    "chapter": column("str", "Hoofdstuk"),
    "kind_of_work": _KIND,
    "others": column("Int64", "Aantal andere hoofdstukken van die soort met een status"),
    "realised": _REALISED,
    "n": _ASSESSED,
    "share": _SHARE,
    "other_realised": column("Int64", "Aantal gerealiseerd in de andere hoofdstukken samen"),
    "other_n": column("Int64", "Aantal met een status in de andere hoofdstukken samen"),
    "other_share": column("Float64", "Aandeel in de andere hoofdstukken samen", missing=True),
    "difference": column("Float64", "Verschil van de aandelen, -1 tot 1", missing=True),
    "low": column("Float64", f"{_LOW} van het verschil (Newcombe)", missing=True),
    "high": column("Float64", f"{_HIGH} van het verschil (Newcombe)", missing=True),
    "p": column("Float64", "p-waarde (exacte toets van Fisher, tweezijdig)", missing=True),
    "p_holm": column("Float64", _HOLM, missing=True),
    "compared": column("Int64", "Aantal hoofdstukken in het plan dat vergeleken is"),
}

DRIVERS = {
    "factor": column("str", "Kenmerk: chapter, additional (bijkomend) of funded (Europees geld)"),
    "value": column("str", "Waarde van het kenmerk"),
    "reference": column("str", "Waarde waarmee vergeleken wordt"),
    "n": column("Int64", "Aantal mijlpalen met die waarde"),
    "share": column("Float64", "Aandeel gerealiseerd bij die waarde, 0 tot 1"),
    "effect": column("Float64", "Gemiddeld marginaal effect op de kans, -1 tot 1"),
    "low": column("Float64", f"{_LOW} van het effect (Wald)"),
    "high": column("Float64", f"{_HIGH} van het effect (Wald)"),
    "p": column("Float64", "p-waarde (Wald)"),
    "p_holm": column("Float64", _HOLM),
    "method": column("str", "Schatting: maximum_likelihood, of firth bij volledige scheiding"),
    "separated": column("bool", "Zonder eindige schatting van grootste aannemelijkheid"),
    "events_per_term": column("Float64", "Aantal keer de zeldzaamste uitkomst, per term"),
}


def realisation_shares(inputs: Inputs) -> pd.DataFrame:
    """Share realised of the plan, each kind of work, each chapter and each section.

    Only groups with evaluated milestones have a row, except the plan. Wilson intervals; see
    `statistics.shares`.
    """
    named = _named(inputs.plan.milestones)
    frames = [
        _shares(named, group, inputs.level) for group in ("kind_of_work", "chapter", "section")
    ]
    whole = realisation(named, (), inputs.level).assign(group="plan", name=WHOLE, chapter=WHOLE)
    return pd.concat([whole, *frames], ignore_index=True)


def pooled_shares(inputs: Inputs) -> pd.DataFrame:
    """Share realised of each section, estimated from all sections of its kind of work.

    Partial pooling with the plan's design effect; see `statistics.pooling`.
    """
    return _pooled(inputs.plan.milestones, inputs.level)


def denied_milestones(inputs: Inputs) -> pd.DataFrame:
    """List the milestones printed as realised of which the plan's own text certainly denies it."""
    milestones = inputs.plan.milestones
    denied = milestones["line"].isin(_denied(inputs.plan.result("findings")))
    rows = milestones.loc[denied & (milestones["status"] == REALISED)]
    return rows.assign(chapter=rows["chapter"].fillna(""))[[*DENIED]].reset_index(drop=True)


def corrected_shares(inputs: Inputs) -> pd.DataFrame:
    """Estimate `pooled_shares` again, with certain findings of the audit taken as right.

    A milestone of `denied_milestones` counts as delayed; `corrected` counts them per section.
    """
    milestones, lines = inputs.plan.milestones, inputs.plan.result("denied_milestones")["line"]
    denied = milestones["line"].isin(lines)
    counts = milestones.loc[denied].groupby("section").size()
    table = _pooled(
        milestones.assign(status=milestones["status"].mask(denied, "delayed")), inputs.level
    )
    return table.assign(corrected=table["section"].map(counts).fillna(0).astype("int64"))


def _denied(findings: pd.DataFrame) -> set[int]:
    """Return the lines of the milestones whose status the plan's text certainly contradicts."""
    rows = findings.loc[
        (findings["kind"] == "status")
        & (findings["certainty"] == "certain")
        & (findings["table"] == "prose")
        & (findings["other_table"] == "milestones")
    ]
    return {int(line) for lines in rows["other_lines"] for line in str(lines).split()}


def _pooled(milestones: pd.DataFrame, level: float) -> pd.DataFrame:
    named = _named(milestones)
    effect = clustering(named).design_effect
    chapters = evaluated(named).drop_duplicates("section").set_index("section")["chapter"]
    frames = [
        pooled(realisation(rows, ["section"]), level, design_effect=effect).assign(
            kind_of_work=kind
        )
        for kind, rows in evaluated(named).groupby("kind_of_work", sort=False)
    ]
    if not frames:
        return pd.DataFrame(columns=list(POOLED))
    table = pd.concat(frames, ignore_index=True)
    return table.assign(chapter=table["section"].map(chapters))


def project_clustering(inputs: Inputs) -> pd.DataFrame:
    """One row: the correlation within projects and the design effect; see `clustering`."""
    found = clustering(inputs.plan.milestones)
    row = (found.correlation, found.design_effect, found.clusters, found.n)
    return pd.DataFrame([row], columns=list(CLUSTERING))


def chapter_comparisons(inputs: Inputs) -> pd.DataFrame:
    """Compare each chapter with the others of its kind of work; see `comparisons.versus_kind`."""
    table = versus_kind(inputs.plan.milestones, "chapter", inputs.level)
    return table.assign(compared=table["p"].notna().sum())


def realisation_drivers(inputs: Inputs) -> pd.DataFrame:
    """Average marginal effect of each factor on being realised; empty where there is no estimate.

    A logistic model over all assessed milestones; see `drivers.drivers`.
    """
    return drivers(inputs.plan.milestones, confidence=inputs.level)


def _named(milestones: pd.DataFrame) -> pd.DataFrame:
    return milestones.assign(kind_of_work=kind_of_work(milestones))


def _shares(milestones: pd.DataFrame, group: str, level: float) -> pd.DataFrame:
    rows = realisation(milestones, [group], level).assign(group=group)
    firsts = evaluated(milestones).drop_duplicates(group).set_index(group, drop=False)
    known = group != "kind_of_work"
    return rows.assign(
        name=rows[group], chapter=rows[group].map(firsts["chapter"]) if known else WHOLE
    ).drop(columns=[] if group == "chapter" else group)


RESULTS = (
    Result(
        name="realisation",
        title="Aandeel gerealiseerde mijlpalen",
        description="Een rij voor het plan en per soort werk, hoofdstuk en onderdeel.",
        columns=REALISATION,
        compute=realisation_shares,
        by_level=True,
    ),
    Result(
        name="pooled_shares",
        title="Aandeel gerealiseerd per onderdeel, geschat uit alle onderdelen van zijn soort",
        description="Een rij per onderdeel met geëvalueerde mijlpalen.",
        columns=POOLED,
        compute=pooled_shares,
        by_level=True,
    ),
    Result(
        name="denied_milestones",
        title="Mijlpalen die volgens een zekere tegenspraak niet gerealiseerd zijn",
        description="Een rij per mijlpaal die als gerealiseerd gedrukt is.",
        columns=DENIED,
        compute=denied_milestones,
    ),
    Result(
        name="corrected_shares",
        title="Geschat aandeel per onderdeel, met zekere tegenspraken verbeterd",
        description="Een rij per onderdeel met geëvalueerde mijlpalen.",
        columns={
            **POOLED,
            "corrected": column("int64", "Mijlpalen die volgens een zekere bevinding niet af zijn"),
        },
        compute=corrected_shares,
        by_level=True,
    ),
    Result(
        name="clustering",
        title="Samenhang van de mijlpalen van één project",
        description="Eén rij: alle mijlpalen van het plan met een status.",
        columns=CLUSTERING,
        compute=project_clustering,
    ),
    Result(
        name="chapter_comparisons",
        title="Elk hoofdstuk vergeleken met de andere van zijn soort",
        description="Een rij per hoofdstuk met geëvalueerde mijlpalen.",
        columns=COMPARISONS,
        compute=chapter_comparisons,
        by_level=True,
    ),
    Result(
        name="drivers",
        title="Wat met de realisatie samengaat",
        description="Een rij per kenmerk en waarde, vergeleken met de referentie van dat kenmerk.",
        columns=DRIVERS,
        compute=realisation_drivers,
        by_level=True,
    ),
)
