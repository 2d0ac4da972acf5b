"""All measures by all indicators: a row per measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.toolkit.figures import HANDLED, RECEIVED, TAKEN_IN, WAITING, flows
from analysis.toolkit.milestones import NOT_APPLICABLE, REALISED

if TYPE_CHECKING:
    from analysis.plan.tables.editions import PlanTables

_FIRST = ("measure", "name", "chapter", "objective", "phase")
#: What counts the work of a measure, the first that the plan gives.
_WORK = (RECEIVED, TAKEN_IN, HANDLED)
_MET = ("met", "above")
_COUNTS = ("norms", "norms_measured", "norms_met", "milestones", "assessed", "realised", "planned")
_MORE_COUNTS = ("points", "signals", "contradictions", "waiting", "figures")
_COMPARED = ("vak_budget", "files", "points")


def overview(plan: PlanTables, year: int) -> pd.DataFrame:
    """Join what the plan says of each measure, in the order of the measures.

    A count of what the plan lists (norms, milestones, signals) is 0 where it lists none; an amount
    or number that the plan does not give is missing. Columns: see `results.MEASURES_OVERVIEW`.
    """
    table = plan.measures[list(_FIRST)].astype({"phase": "str"}).set_index("measure")
    for part in (
        _norms(plan.norms),
        _work(plan.figures, plan.result("files_received"), year),
        _credits(plan.result("credit_changes")),
        _inspected(plan.inspections),
        _milestones(plan.milestones, plan.result("measure_milestones")),
        _signals(plan.result("signals")),
        _counted(plan.result("measure_findings")["measure"], "contradictions"),
        _waiting(plan.figures, plan.remarks),
        _counted(plan.figures["measure"], "figures"),
    ):
        table = table.join(part)
    counts = [*_COUNTS, *_MORE_COUNTS]
    table[counts] = table[counts].astype("Int64").fillna(0)
    return _ranked(table).reset_index()


def _norms(norms: pd.DataFrame) -> pd.DataFrame:
    rows = norms.dropna(subset=["measure"])
    gap = (rows["target"] - rows["current"]).astype("Float64").round(6).clip(lower=0)
    marked = rows.assign(
        norms=1,
        norms_measured=rows["step"].notna(),
        norms_met=rows["step"].isin(_MET),
        norm_gap=gap + 0.0,  # no minus before a zero
    )
    sums = {name: (name, "sum") for name in ("norms", "norms_measured", "norms_met")}
    return marked.groupby("measure").agg(**sums, norm_gap=("norm_gap", "max"))


def _work(figures: pd.DataFrame, received: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the first count of work that the plan gives, and its change where that is known."""
    rows = flows(figures.dropna(subset=["measure"]))
    rows = rows.loc[(rows["year"] == year - 1) & rows["indicator"].isin(_WORK)]
    order = rows["indicator"].map(list(_WORK).index)
    first = rows.assign(order=order).sort_values(["order", "line"]).drop_duplicates("measure")
    table = first.set_index("measure")[["indicator", "value", "growth"]]
    known = received.drop_duplicates("measure").set_index("measure")["change"]
    own = known.reindex(table.index).where(table["indicator"] == RECEIVED)
    return pd.DataFrame(
        {
            "files": table["value"].astype("Float64"),
            "files_kind": table["indicator"].astype("str"),
            "files_change": own.astype("Float64").fillna(table["growth"].astype("Float64")),
        }
    )


def _credits(changes: pd.DataFrame) -> pd.DataFrame:
    rows = changes.dropna(subset=["measure"]).set_index("measure")
    return rows[["vak_realised", "vak_budget", "change"]].rename(columns={"change": "vak_change"})


def _inspected(inspections: pd.DataFrame) -> pd.DataFrame:
    """Return the files of the row that is the measure's own; a shared cell counts for its first."""
    rows = inspections.loc[~inspections["total"]].dropna(subset=["measure"])
    columns = ["cases_previous", "cases_current", "reports_previous", "reports_current"]
    return rows.groupby("measure")[columns].sum(min_count=1)


def _milestones(milestones: pd.DataFrame, naming: pd.DataFrame) -> pd.DataFrame:
    rows = naming[["measure", "line"]].merge(milestones, on="line")
    evaluated = rows["kind"] == "evaluated"
    assessed = evaluated & rows["status"].notna() & (rows["status"] != NOT_APPLICABLE)
    marked = rows.assign(
        milestones=evaluated,
        assessed=assessed,
        realised=assessed & (rows["status"] == REALISED),
        planned=rows["kind"] == "planned",
    )
    return marked.groupby("measure")[["milestones", "assessed", "realised", "planned"]].sum()


def _signals(signals: pd.DataFrame) -> pd.DataFrame:
    rows = signals.dropna(subset=["measure"]).groupby("measure")["points"]
    return rows.agg(["sum", "size"]).set_axis(["points", "signals"], axis="columns")


def _waiting(figures: pd.DataFrame, remarks: pd.DataFrame) -> pd.DataFrame:
    """Count what the plan says of how long a file takes."""
    told = figures.loc[figures["indicator"].str.contains("|".join(WAITING))]
    words = remarks.loc[remarks["topic"] == "waiting"]
    return _counted(pd.concat([told["measure"], words["measure"]]).dropna(), "waiting")


def _counted(measures: pd.Series, name: str) -> pd.DataFrame:
    return measures.value_counts().rename(name).rename_axis("measure").to_frame()


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Add the place of each measure among those of its chapter that have the value.

    Their number is added too. The highest is 1; equal values share the best place. Files are
    compared with files of one kind.
    """
    for name in _COMPARED:
        values = table[name].astype("Float64")
        known = values.where(values > 0)
        kind = table["files_kind"] if name == "files" else table["chapter"]
        peers = known.groupby([table["chapter"], kind])
        table[f"{name}_rank"] = peers.rank(ascending=False, method="min").astype("Int64")
        table[f"{name}_of"] = peers.transform("count").where(known.notna()).astype("Int64")
    return table
