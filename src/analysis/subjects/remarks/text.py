"""Sentences on what the plan says in words only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, million_euro, number
from analysis.subjects.remarks.tables import KINDS
from analysis.toolkit.figures import value_of
from analysis.toolkit.measures import mention
from analysis.toolkit.sentence import Prose, prose

if TYPE_CHECKING:
    import pandas as pd


def causes_text(remarks: pd.DataFrame, norms: pd.DataFrame) -> Prose:
    """Say why norms were missed according to the plan, and for how many measures it does not."""
    causes = remarks.loc[remarks["topic"] == "cause"]
    named = causes.loc[causes["measure"].notna()]
    step = norms["step"].astype("str")
    missed = set(norms.loc[norms["step"].notna() & ~step.isin(["met", "above"]), "measure"])
    if not missed:
        return prose("Hier is geen norm gemist.")
    explained = missed & set(named["measure"])
    overall = [str(words) for words in causes.loc[causes["measure"].isna(), "about"]]
    per_kind = named.loc[named["measure"].isin(missed)].groupby("kind", sort=False)["measure"]
    counts = [f"{KINDS[str(kind)]} ({number(own.nunique())})" for kind, own in per_kind]
    why = f": {listing(counts)}" if counts else ""
    return prose(
        f"Bij {number(len(explained))} van de "
        f"{counted(len(missed), 'maatregel', 'maatregelen')} met een gemiste norm noemt het plan "
        f"een oorzaak{why}.",
        *(f"Over alle normen samen geldt volgens het plan: {words}." for words in overall),
    )


def ending_text(remarks: pd.DataFrame, figures: pd.DataFrame) -> Prose:
    """Name the measures that are phased out, when, and how many people are still employed there."""
    rows = remarks.loc[remarks["topic"] == "ending"]
    if rows.empty:
        return prose("Het plan noemt hier geen maatregel die met een einddatum uitdooft.")
    words = []
    for _, row in rows.iterrows():
        own = figures.loc[figures["measure"] == row["measure"]]
        heads = value_of(own, "tewerkgestelden in koppen")
        equivalents = value_of(own, "tewerkgestelden in vte")
        vte = "" if equivalents is None else f" ({number(equivalents, 2)} vte)"
        left = "" if heads is None else f", nu nog {number(heads)} mensen{vte} aan het werk"
        words.append(f"{mention(row['name'], row.get('measure'))} tegen {row['kind']}{left}")
    return prose(f"Het plan laat uitdoven: {'; '.join(words)}.")


def money_text(remarks: pd.DataFrame, changes: pd.DataFrame, year: int) -> Prose:
    """Say by how much the money of a measure changes, and what the plan gives as the reason.

    The changes are the result `credit_changes`.
    """
    rows = remarks.loc[remarks["topic"] == "money"]
    if rows.empty:
        return prose("Het plan zegt hier niet waarom een bedrag verandert.")
    told = []
    for measure, own in rows.groupby("measure", sort=False):
        told += [_changed(row, year) for _, row in _of_measure(changes, measure).iterrows()]
        told.append(f"Het plan zegt daarover: {'; '.join(own['about'])}.")
    return prose(*told)


def _of_measure(changes: pd.DataFrame, measure: object) -> pd.DataFrame:
    return changes.loc[(changes["measure"] == measure).fillna(value=False)]


def _changed(row: pd.Series, year: int) -> str:
    side = "meer" if row["change"] > 0 else "minder"
    name = mention(row["name"], row.get("measure"))
    by = f"{million_euro(abs(row['change']))} {side}"
    return f"Het VAK-krediet {year} van {name} is {by} dan wat in {year - 1} gerealiseerd werd."
