"""Each raw table to its processed one: typed, joined to measures, printed beside computed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.data import typed
from analysis.data.figures import UNITS, parse_figure
from analysis.data.known import categories, check_sections, statuses, timings
from analysis.data.legend import STEP_DTYPE, step
from analysis.data.measures import PHASES, measure_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings import ReportSettings

#: Funding tags, and how the plan prints them in the brackets of a milestone or its theme.
TAGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "AHAD": re.compile(r"\bAHAD\b"),
        "RRF": re.compile(r"\bRRF\b"),
        "REACT-EU": re.compile(r"\bREACT\b", re.IGNORECASE),
        "ESF": re.compile(r"\bESF\b"),
    }
)

_PLACE = (typed.line(), typed.integer("page"))
_OBJECTIVE = re.compile(r"\((OD \d+)\)\s*$")
# A bracket is a tag only when it begins with one: "(uitgesteld tot de ESF-oproep)" is none.
_TAGGED = re.compile(r"[\[(]\s*((?:AHAD|RRF|REACT|ESF)\b[^\])]*)[\])]", re.IGNORECASE)
_TOTAL = "totaal"
_RECEIPTS = "ontvangsten"


@dataclass(frozen=True, slots=True)
class Context:
    """What a table needs besides itself: the year, the chapters, the measures, the headings."""

    year: int
    settings: ReportSettings
    measures: pd.DataFrame
    aliases: Mapping[str, str]
    headings: pd.DataFrame


def headings(raw: pd.DataFrame, settings: ReportSettings, where: str) -> pd.DataFrame:
    """Type the headings and name the chapter and objective of each."""
    table = typed.parse_columns(raw, _PLACE, where)
    table["chapter"] = table["number"].map(settings.chapter_of)
    table["objective"] = table["title"].str.extract(_OBJECTIVE, expand=False)
    table["title"] = table["title"].str.replace(_OBJECTIVE, "", regex=True).str.strip()
    return table.astype({"chapter": "str", "objective": "str"})


def milestones(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the milestones: statuses and quarters as categories, tags out of the label."""
    flags = [typed.flag("additional"), typed.flag("carried_over"), *_PLACE]
    table = typed.parse_columns(raw, flags, where)
    check_sections(table["section"], context.headings, where)
    known = context.headings.drop_duplicates("number").set_index("number")
    planned = timings(table["timing"], context.year, where)
    table = table.assign(
        year=context.year,
        kind=categories(table["kind"], ("evaluated", "planned"), where),
        section_title=table["section"].map(known["title"]),
        chapter=table["section"].map(context.settings.chapter_of),
        objective=table["section"].map(known["objective"]),
        status=statuses(table["status"], where),
        quarters=[" ".join(timing.quarters) for timing in planned],
        continuous=[timing.continuous for timing in planned],
        ad_hoc=[timing.ad_hoc for timing in planned],
        tags=list(map(_tags, table["theme"], table["label"])),
    )
    return table.astype({"year": "Int64", "chapter": "str", "tags": "str", "quarters": "str"})


def norms(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the norms; `change` and `step` are computed, `change_printed` is the plan's."""
    levels = [typed.percentage(name) for name in ("target", "previous", "current")]
    table = typed.parse_columns(raw, [*levels, typed.percent_points("change"), *_PLACE], where)
    table = _with_measure(table, context, where).rename(columns={"change": "change_printed"})
    return table.assign(
        change=(table["current"] - table["previous"]).round(6),
        step_previous=_steps(table["previous"], table["target"]),
        step=_steps(table["current"], table["target"]),
    )


def inspections(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the inspections; the printed total keeps its row, marked `total`."""
    counts = [f"{kind}_{when}" for kind in ("cases", "reports") for when in ("previous", "current")]
    amounts = ["recoveries_previous", "recoveries_current"]
    trends = [f"{kind}_trend" for kind in ("cases", "reports", "recoveries")]
    columns = [*map(typed.integer, counts), *map(typed.euros, amounts)]
    columns += [*map(typed.percentage, trends), *_PLACE]
    table = typed.parse_columns(raw, columns, where)
    table["total"] = table["measure"].str.lower() == _TOTAL
    rows = _with_measure(table.loc[~table["total"]], context, where)
    total = table.loc[table["total"]].rename(columns={"measure": "label"})
    joined = pd.concat([total, rows]).sort_index()
    return joined.rename(columns={name: f"{name}_printed" for name in trends})


def budget(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the budget in euros; `Nvt` is missing, receipts are marked and are no expenditure."""
    amounts = ["vak_realised", "vek_realised", "vak_budget", "vek_budget"]
    table = typed.parse_columns(raw, [*map(typed.euros, amounts), *_PLACE], where)
    table["receipts"] = table["measure"].str.lower().str.contains(_RECEIPTS)
    return _with_measure(table, context, where, objective="measure_objective")


def workforce(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """Type the workforce: heads per level and grade."""
    heads = [typed.integer(name) for name in ("statutory", "contractual", "total")]
    return typed.parse_columns(raw, [*heads, *_PLACE], where)


def letters(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """Type the letters that each department rewrites."""
    return typed.parse_columns(raw, [typed.integer("letters"), *_PLACE], where)


def objectives(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the objectives and name the chapter of each."""
    table = typed.parse_columns(raw, _PLACE, where)
    kinds = ("strategic", "operational", "organisation")
    return table.assign(
        kind=categories(table["kind"], kinds, where),
        chapter=_chapters(table["section"], context),
    )


def projects(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the projects, numbered by kind, and name the chapter of each."""
    table = typed.parse_columns(raw, [typed.integer("project"), *_PLACE], where)
    return table.assign(
        kind=categories(table["kind"], ("policy", "organisation"), where),
        chapter=_chapters(table["section"], context),
    )


def abbreviations(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """Type the abbreviations."""
    return typed.parse_columns(raw, _PLACE, where)


def references(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the references; `target_title` is missing where no section has that number."""
    titles = context.headings.drop_duplicates("number").set_index("number")["title"]
    table = typed.parse_columns(raw, _PLACE, where)
    return table.assign(
        chapter=_chapters(table["section"], context),
        target_title=table["target"].map(titles).astype("str"),
    )


def figures(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the key figures of the prose; `value_printed` is the plan's own notation."""
    known = context.measures.set_index("measure")["name"]
    value = typed.Column("value", "Float64", _figure, "one number as printed, such as 1.234,5")
    table = typed.parse_columns(raw, [value, typed.integer("year"), *_PLACE], where)
    categories(table["measure"], ["", *known.index], where)
    ids = table["measure"].replace("", pd.NA).astype("str")
    return table.assign(
        measure=ids,
        name=ids.map(known).astype("str"),
        chapter=_chapters(table["section"], context),
        unit=categories(table["unit"], UNITS, where),
        value_printed=raw["value"],
    )


def measures(context: Context, where: str) -> pd.DataFrame:
    """Type the measures: the crosswalk from each table's labels."""
    table = context.measures
    return table.assign(
        phase=categories(table["phase"], PHASES, where),
        objective=table["objective"].replace("", pd.NA).astype("str"),
        chapter=table["chapter"].replace("", pd.NA).astype("str"),
    )


def _chapters(sections: pd.Series, context: Context) -> pd.Series:
    return sections.map(context.settings.chapter_of).astype("str")


def _figure(cell: str) -> float:
    value = parse_figure(cell)
    if value is None:
        raise typed.NotReadableError(cell)
    return value


def _with_measure(
    table: pd.DataFrame, context: Context, where: str, objective: str = "objective"
) -> pd.DataFrame:
    """Keep the printed name as `label` and add the measure's id, name, chapter and objective."""
    ids = measure_ids(table["measure"], context.aliases, where)
    known = context.measures.set_index("measure").replace("", pd.NA)
    return table.rename(columns={"measure": "label"}).assign(
        measure=ids,
        name=ids.map(known["name"]),
        chapter=ids.map(known["chapter"]).astype("str"),
        **{objective: ids.map(known["objective"]).astype("str")},
    )


def _steps(values: pd.Series, targets: pd.Series) -> pd.Series:
    return pd.Series(
        [
            step(value, target)
            for value, target in zip(_floats(values), _floats(targets), strict=True)
        ],
        index=values.index,
        dtype=STEP_DTYPE,
    )


def _floats(values: pd.Series) -> list[float]:
    return list(values.to_numpy(dtype=float, na_value=math.nan))


def _tags(theme: str, label: str) -> str:
    inside = " ".join(_TAGGED.findall(f"{theme} {label}"))
    return " ".join(tag for tag, printed in TAGS.items() if printed.search(inside))
