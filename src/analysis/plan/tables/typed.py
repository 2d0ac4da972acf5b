"""Each raw table to its processed one: typed, joined to measures, printed beside computed."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.dutch import listing
from analysis.plan.tables import columns as typed
from analysis.plan.tables.distinct import Distinct, places, read_once, taken
from analysis.plan.tables.figures import UNITS, parse_figure
from analysis.plan.tables.known import categories, check_names, check_sections, statuses, timings
from analysis.plan.tables.legend import steps
from analysis.plan.tables.measures import PHASES, measure_ids

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
_TAG_LIKELY = r"(?i)[\[(]\W*(?:AHAD|RRF|REACT|ESF)"  # wherever the one above is found
_BRACKETS = r"(?s)(?P<brackets>[\[(].*[\])])"
_OPEN = re.compile(r"[\[(][^\])]*$")  # a bracket that may close in the label
_TOTAL = "totaal"
_RECEIPTS = "ontvangsten"


@dataclass(frozen=True)
class Context:
    """What a table needs besides itself: the year, the chapters, the measures, the headings."""

    year: int
    settings: ReportSettings
    measures: pd.DataFrame
    aliases: Mapping[str, str]
    headings: pd.DataFrame

    @cached_property
    def heading_places(self) -> Mapping[str, int]:
        """The place of each section's heading; of two, the first."""
        numbers = self.headings["number"].tolist()
        return dict(zip(reversed(numbers), reversed(range(len(numbers))), strict=True))

    @cached_property
    def crosswalk(self) -> pd.DataFrame:
        """The measures, what is empty missing."""
        return self.measures.replace("", pd.NA)

    @cached_property
    def measure_places(self) -> Mapping[str, int]:
        """The place of each measure's id in the crosswalk."""
        return {measure: place for place, measure in enumerate(self.measures["measure"].tolist())}


def headings(raw: pd.DataFrame, settings: ReportSettings, where: str) -> pd.DataFrame:
    """Type the headings and name the chapter and objective of each."""
    table = typed.parse_columns(raw, _PLACE, where)
    return table.assign(
        chapter=_chapters(table["number"], settings),
        objective=read_once(table["title"], _objective_of, "str"),
        title=read_once(table["title"], lambda title: _OBJECTIVE.sub("", title).strip(), "str"),
    )


def _objective_of(title: str) -> str | None:
    found = _OBJECTIVE.search(title)
    return found[1] if found else None


def milestones(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the milestones: statuses and quarters as categories, tags out of the label."""
    flags = [typed.flag("additional"), typed.flag("carried_over"), *_PLACE]
    table = typed.parse_columns(raw, flags, where)
    at = places(table["section"], context.heading_places)
    check_sections(table["section"], at, context.headings, where)
    planned = timings(table["timing"], context.year, where)
    table = table.assign(
        year=context.year,
        kind=categories(table["kind"], ("evaluated", "planned"), where),
        section_title=taken(context.headings["title"].array, at),
        chapter=taken(context.headings["chapter"].array, at),
        objective=taken(context.headings["objective"].array, at),
        status=statuses(table["status"], where),
        **planned,
        tags=_tags(table["theme"], table["label"]),
    )
    return table.astype({"year": "Int64"})


def norms(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the norms; `change` and `step` are computed, `change_printed` is the plan's."""
    levels = [typed.percentage(name) for name in ("target", "previous", "current")]
    table = typed.parse_columns(raw, [*levels, typed.percent_points("change"), *_PLACE], where)
    table = _with_measure(table, context, where).rename(columns={"change": "change_printed"})
    return table.assign(
        change=(table["current"] - table["previous"]).round(6),
        step_previous=steps(table["previous"], table["target"]),
        step=steps(table["current"], table["target"]),
    )


def inspections(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the inspections; the printed total keeps its row, marked `total`.

    Where cells are printed once for several measures, the row that holds them is labelled with all.
    """
    counts = [f"{kind}_{when}" for kind in ("cases", "reports") for when in ("previous", "current")]
    amounts = ["recoveries_previous", "recoveries_current"]
    trends = [f"{kind}_trend" for kind in ("cases", "reports", "recoveries")]
    columns = [*map(typed.integer, counts), *map(typed.euros, amounts)]
    columns += [*map(typed.percentage, trends), *_PLACE]
    table = typed.parse_columns(raw, columns, where)
    table["total"] = table["measure"].str.lower() == _TOTAL
    named = _with_measure(table, context, where, total=table["total"])
    named["label"] = _with_sharers(named["label"], named["shared_with"])
    return named.rename(columns={name: f"{name}_printed" for name in trends})


def _with_sharers(labels: pd.Series, shared_with: pd.Series) -> pd.Series:
    """Add to each label those of the rows that share its cells, each once."""
    shared = shared_with != ""
    pairs = pd.DataFrame({"label": labels[shared], "shared_with": shared_with[shared]})
    sharers = defaultdict[str, list[str]](list)
    for label, other in pairs.drop_duplicates().itertuples(index=False):
        sharers[other].append(label)
    return read_once(labels, lambda label: listing([label, *sharers.get(label, ())]), "str")


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
        chapter=_chapters(table["section"], context.settings),
    )


def projects(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the projects, numbered by kind, and name the chapter of each."""
    table = typed.parse_columns(raw, [typed.integer("project"), *_PLACE], where)
    return table.assign(
        kind=categories(table["kind"], ("policy", "organisation"), where),
        chapter=_chapters(table["section"], context.settings),
    )


def abbreviations(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """Type the abbreviations."""
    return typed.parse_columns(raw, _PLACE, where)


def references(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the references; `target_title` is missing where no section has that number."""
    table = typed.parse_columns(raw, _PLACE, where)
    return table.assign(
        chapter=_chapters(table["section"], context.settings),
        target_title=taken(
            context.headings["title"].array, places(table["target"], context.heading_places)
        ),
    )


def figures(raw: pd.DataFrame, context: Context, where: str) -> pd.DataFrame:
    """Type the key figures of the prose; `value_printed` is the plan's own notation."""
    value = typed.Column("value", "Float64", _figure, "one number as printed, such as 1.234,5")
    table = typed.parse_columns(raw, [value, typed.integer("year"), *_PLACE], where)
    at = places(table["measure"], context.measure_places)
    if (at[table["measure"] != ""] < 0).any():
        check_names(table["measure"], ["", *context.measure_places], where)
    return table.assign(
        measure=taken(context.crosswalk["measure"].array, at),
        name=taken(context.crosswalk["name"].array, at),
        chapter=_chapters(table["section"], context.settings),
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


def _chapters(sections: pd.Series, settings: ReportSettings) -> pd.Series:
    """Return the chapter of each section: that of the section above where none names its own.

    Many sections lie in one, so that those above are few.
    """
    codes, found = pd.factorize(sections)
    cells = pa.array(found, pa.large_string())
    named = pc.is_in(cells, pa.array(list(settings.chapter_by_section), cells.type))
    above = pc.replace_substring_regex(cells, r"(^|\.)[^.]*$", "")
    own_or_above = pd.Series(pc.if_else(named, cells, above), dtype="str")
    chapters = read_once(own_or_above, settings.chapter_of, "str")
    return pd.Series(taken(chapters.array, codes), index=sections.index)


def _figure(cell: str) -> float:
    value = parse_figure(cell)
    if value is None:
        raise typed.NotReadableError(cell)
    return value


def _with_measure(
    table: pd.DataFrame,
    context: Context,
    where: str,
    objective: str = "objective",
    total: pd.Series | None = None,
) -> pd.DataFrame:
    """Keep the printed name as `label` and add the measure's id, name, chapter and objective.

    The rows of `total` are of no measure.
    """
    labels = table["measure"] if total is None else table.loc[~total, "measure"]
    ids = measure_ids(labels, context.aliases, where).reindex(table.index)
    at = places(ids, context.measure_places)
    known = context.crosswalk
    return table.rename(columns={"measure": "label"}).assign(
        measure=ids,
        name=taken(known["name"].array, at),
        chapter=taken(known["chapter"].array, at),
        **{objective: taken(known["objective"].array, at)},
    )


def _tags(themes: pd.Series, labels: pd.Series) -> pd.Series:
    """Return the funding tags of milestones, parted by spaces.

    Themes repeat and are read once; so are the brackets of the labels that have a tag's bracket.
    """
    found, labels = Distinct.of(themes), labels.astype("str")
    tags = [_tags_of(text) for text in found.texts]
    is_open = np.array([bool(_OPEN.search(text)) for text in found.texts], dtype=bool)
    open_ended = is_open.take(found.codes)
    likely = pc.match_substring_regex(pa.array(labels), _TAG_LIKELY).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(open_ended | likely)
    ends = labels.iloc[rows].where(open_ended[rows], _brackets(labels.iloc[rows]))
    tagged = Distinct.of(themes.iloc[rows].astype("str") + " " + ends)
    codes = found.codes.copy()
    codes[rows] = tagged.codes + len(tags)
    together = [*tags, *map(_tags_of, tagged.texts)]
    return pd.Series(taken(pd.array(together, "str"), codes), index=labels.index)


def _brackets(labels: pd.Series) -> pd.Series:
    """Return each label from its first bracket to its last; empty where there is none."""
    parts = pc.struct_field(pc.extract_regex(pa.array(labels), _BRACKETS), "brackets")
    return pd.Series(parts.fill_null(""), index=labels.index, dtype="str")


def _tags_of(text: str) -> str:
    inside = " ".join(_TAGGED.findall(text))
    return " ".join(tag for tag, printed in TAGS.items() if printed.search(inside))
