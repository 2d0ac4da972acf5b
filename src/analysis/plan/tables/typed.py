"""Each raw table typed: a function per table, from printed cells to the columns of its schema."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import listing
from analysis.plan.tables.columns import (
    NotReadableError,
    PrintedColumn,
    euros,
    flag,
    integer,
    line,
    parse_columns,
    parse_printed,
    percent_points,
    percentage,
)
from analysis.plan.tables.context import chapters_of
from analysis.plan.tables.decided import DECISIONS, KINDS, standing
from analysis.plan.tables.figures import UNITS, parse_figure
from analysis.plan.tables.known import categories, check_names, check_sections, statuses, timings
from analysis.plan.tables.legend import steps
from analysis.plan.tables.measures import PHASES, measure_ids
from analysis.plan.tables.places import TEXT, Place
from analysis.plan.tables.tags import tags_of

if TYPE_CHECKING:
    from analysis.plan.tables.context import Context, RawTable
    from analysis.settings import ReportSettings

_PLACE = (line(), integer("page"))
_OBJECTIVE = re.compile(r"\s*\((OD \d+)\)\s*$")
_TOTAL = "totaal"
_RECEIPTS = "ontvangsten"
#: The topics of `remarks.csv`, in which people keep what the prose says in words: what rows say.
_TOPICS = {
    "provisional": "that the amounts of the year before may still change",
    "cause": "why a norm was missed",
    "waiting": "how long a file takes, and why",
    "audit": "what an audit asks, and how far that is",
    "data": "a data product, and how far it is",
    "law": "that a decree or decision is expected, and when",
    "ending": "that a measure is phased out, and when",
    "staff": "where the staff came from",
    "money": "why an amount changed",
    "coverage": "what a board or dashboard covers",
}


def headings(raw: RawTable, settings: ReportSettings) -> pd.DataFrame:
    """Type the headings and name the chapter and objective of each."""
    table = parse_columns(raw.cells, _PLACE, raw.where)
    return table.assign(
        chapter=chapters_of(table["number"], settings),
        objective=table["title"].str.extract(_OBJECTIVE, expand=False),
        title=table["title"].str.replace(_OBJECTIVE, "", regex=True).str.strip(),
    )


def measures(raw: RawTable, _: Context) -> pd.DataFrame:
    """Type the measures: the crosswalk from each table's labels."""
    table = raw.cells.replace({"objective": "", "chapter": ""}, pd.NA)
    return table.assign(phase=categories(table["phase"], PHASES, raw.where))


def milestones(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type the milestones: statuses and quarters as categories, tags out of the label."""
    flags = [flag("additional"), flag("carried_over")]
    table = parse_columns(raw.cells, [*flags, *_PLACE], raw.where)
    check_sections(table["section"], context.heading_by_number["chapter"], raw.where)
    heading = context.headings_of(table["section"])
    return table.assign(
        year=pd.array([context.year] * len(table), dtype="Int64"),
        kind=categories(table["kind"], ("evaluated", "planned"), raw.where),
        section_title=heading["title"],
        chapter=heading["chapter"],
        objective=heading["objective"],
        status=statuses(table["status"], raw.where),
        **timings(table["timing"], context.year, raw.where),
        tags=(table["theme"] + " " + table["label"]).map(tags_of).astype("str"),
    )


def norms(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type the norms; `change` and `step` are computed, `change_printed` is the plan's."""
    change = percent_points("change")
    levels = [percentage(name) for name in ("target", "previous", "current")]
    table = parse_columns(raw.cells, [*levels, change, *_PLACE], raw.where)
    return _with_measure(table, context, raw.where).assign(
        change=(table["current"] - table["previous"]).round(6),
        change_printed=parse_printed(raw.printed["change"], change),
        step_previous=steps(table["previous"], table["target"]),
        step=steps(table["current"], table["target"]),
    )


def inspections(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type the inspections; the printed total keeps its row, marked `total`.

    A row whose cells the plan prints once for several measures carries the labels of all of them.
    """
    counts = [f"{kind}_{when}" for kind in ("cases", "reports") for when in ("previous", "current")]
    amounts = ["recoveries_previous", "recoveries_current"]
    trends = [percentage(f"{kind}_trend") for kind in ("cases", "reports", "recoveries")]
    columns = [*map(integer, counts), *map(euros, amounts), *trends, *_PLACE]
    table = parse_columns(raw.cells, columns, raw.where)
    total = table["measure"].str.lower() == _TOTAL
    named = _with_measure(table, context, raw.where, of_no_measure=total)
    printed = {f"{one.name}_printed": parse_printed(raw.printed[one.name], one) for one in trends}
    label = _with_sharers(named["label"], named["shared_with"])
    return named.assign(total=total, label=label, **printed)


def budget(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type the budget in euros; `Nvt` is missing, receipts are marked: they are not expenditure."""
    amounts = ["vak_realised", "vek_realised", "vak_budget", "vek_budget"]
    table = parse_columns(raw.cells, [*map(euros, amounts), *_PLACE], raw.where)
    receipts = table["measure"].str.lower().str.contains(_RECEIPTS)
    named = _with_measure(table, context, raw.where, objective="measure_objective")
    return named.assign(receipts=receipts)


def workforce(raw: RawTable, _: Context) -> pd.DataFrame:
    """Type the workforce: heads per level and grade."""
    heads = [integer(name) for name in ("statutory", "contractual", "total")]
    return parse_columns(raw.cells, [*heads, *_PLACE], raw.where)


def letters(raw: RawTable, _: Context) -> pd.DataFrame:
    """Type the letters that each department rewrites."""
    return parse_columns(raw.cells, [integer("letters"), *_PLACE], raw.where)


def objectives(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type the objectives and name the chapter of each."""
    table = parse_columns(raw.cells, _PLACE, raw.where)
    kinds = ("strategic", "operational", "organisation")
    return table.assign(
        kind=categories(table["kind"], kinds, raw.where),
        chapter=context.chapters_of(table["section"]),
    )


def projects(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type the projects, numbered by kind, and name the chapter of each."""
    table = parse_columns(
        raw.cells, [integer("project"), integer("status_line"), *_PLACE], raw.where
    )
    return table.assign(
        kind=categories(table["kind"], ("policy", "organisation"), raw.where),
        chapter=context.chapters_of(table["section"]),
        # Without any status, `map` returns the integers that it was given.
        status_place=table["status_line"]
        .map(lambda line: str(Place(context.sections.at(line), TEXT)), na_action="ignore")
        .astype("str"),
    )


def abbreviations(raw: RawTable, _: Context) -> pd.DataFrame:
    """Type the abbreviations."""
    return parse_columns(raw.cells, _PLACE, raw.where)


def references(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type the references; `target_title` is missing where no section has that number."""
    table = parse_columns(raw.cells, _PLACE, raw.where)
    return table.assign(
        chapter=context.chapters_of(table["section"]),
        target_title=context.headings_of(table["target"])["title"],
    )


def figures(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type the key figures of the prose; `value_printed` is the plan's own notation."""
    value = PrintedColumn("value", "Float64", _figure, "one number as printed, such as 1.234,5")
    table = parse_columns(raw.cells, [value, integer("year"), *_PLACE], raw.where)
    check_names(table["measure"], ["", *context.measure_by_id.index], raw.where)
    known = context.measures_of(table["measure"])
    return table.assign(
        measure=known["measure"],
        name=known["name"],
        chapter=context.chapters_of(table["section"]),
        unit=categories(table["unit"], UNITS, raw.where),
        value_printed=raw.printed["value"],
    )


def remarks(raw: RawTable, context: Context) -> pd.DataFrame:
    """Type what the prose says in words; `words` is the printed text that proves a remark."""
    table = parse_columns(raw.cells, _PLACE, raw.where)
    check_names(table["measure"], ["", *context.measure_by_id.index], raw.where)
    check_names(table["topic"], _TOPICS, raw.where)
    known = context.measures_of(table["measure"])
    return table.assign(
        measure=known["measure"],
        name=known["name"],
        chapter=context.chapters_of(table["section"]),
    )


def review(raw: RawTable, _: Context) -> pd.DataFrame:
    """Type what people decided: the decisions that stand, one for each subject."""
    table = raw.cells
    kinds = categories(table["kind"], KINDS, raw.where)
    decisions = categories(table["decision"], DECISIONS, raw.where)
    return standing(table).assign(kind=kinds, decision=decisions)


def _figure(cell: str) -> float:
    value = parse_figure(cell)
    if value is None:
        raise NotReadableError(cell)
    return value


def _with_measure(
    table: pd.DataFrame,
    context: Context,
    where: str,
    *,
    objective: str = "objective",
    of_no_measure: pd.Series | None = None,
) -> pd.DataFrame:
    """Keep the printed name as `label` and add the measure's id, name, chapter and objective.

    Rows marked in `of_no_measure`, such as a total, have none.
    """
    labels = table["measure"] if of_no_measure is None else table.loc[~of_no_measure, "measure"]
    ids = measure_ids(labels, context.aliases, where).reindex(table.index)
    known = context.measures_of(ids)
    return table.rename(columns={"measure": "label"}).assign(
        measure=ids,
        name=known["name"],
        chapter=known["chapter"],
        **{objective: known["objective"]},
    )


def _with_sharers(labels: pd.Series, shared_with: pd.Series) -> pd.Series:
    """Add to each label those of the rows that share its cells, each once."""
    sharers = defaultdict[str, dict[str, None]](dict)
    for label, other in zip(labels, shared_with, strict=True):
        if other:
            sharers[other][label] = None
    return labels.map(lambda label: listing([label, *sharers.get(label, ())])).astype("str")
