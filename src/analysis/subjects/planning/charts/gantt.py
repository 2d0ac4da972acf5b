"""When each milestone is planned: one by one, or per project where there are too many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, listing, number, quarter
from analysis.plan.tables.timing import Timing
from analysis.subjects.planning.charts.calendar_page import (
    TALLEST,
    Columns,
    Entry,
    Group,
    columns_of,
    draw_page,
    fits,
)
from analysis.subjects.planning.charts.quarters import TABLE
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.lettering import shortened
from analysis.toolkit.charts.speech import sentences
from analysis.toolkit.milestones import planned
from analysis.toolkit.quarters import quarter_load, undated
from analysis.toolkit.sentence import only_in_table
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.parts import Parts

_LONG, _SHORT = 100, 20  # letters at most and at least of a name with words after it
_NO_THEME = "Zonder project"
#: Where milestones fall, and where others do, after that.
_ALONE = {
    "in één kwartaal": "in één kwartaal",
    "over meerdere": "over meerdere kwartalen",
    "zonder kwartaal": "buiten de kwartalen",
}
_AFTER = {"over meerdere": "in meerdere", "zonder kwartaal": "in geen"}
_UNDER = " > "  # a project within another


def gantt_chart(milestones: pd.DataFrame, year: int, parts: Parts) -> Chart | None:
    """Draw the planned milestones per project and quarter, counted, on one page.

    What does not fit is the projects with the fewest milestones; the note counts them. None when no
    milestone names a quarter.
    """
    rows = planned(milestones)
    quarters = list(quarter_load(rows).index)
    if not quarters:
        return None
    groups, left_out = _fitting(
        _project_groups(rows, quarters, parts), columns_of(quarters, theme.NARROW)
    )
    return Chart(
        draw=partial(
            draw_page,
            groups,
            quarters,
            f"Aantal geplande mijlpalen van {year} per project en kwartaal",
        ),
        title=_title(rows, year),
        alt=f"Kalender: geplande mijlpalen per project en kwartaal. {_spoken(groups, quarters)}",
        data=_data(rows, parts),
        note=(
            "Elke regel is een project; het getal telt de mijlpalen in dat kwartaal, en een "
            f"mijlpaal over meerdere kwartalen telt in elk daarvan mee. {_note(rows)}{left_out}"
        ),
        source=source(rows, year, TABLE),
    )


def _heading(name: str) -> str:
    return name.rstrip(": ") or _NO_THEME


def _timings(rows: pd.DataFrame) -> list[Timing]:
    values = zip(rows["quarters"], rows["continuous"], rows["ad_hoc"], strict=True)
    return [
        Timing(tuple(codes.split()), bool(always), bool(any_)) for codes, always, any_ in values
    ]


def _project_groups(rows: pd.DataFrame, quarters: Sequence[str], parts: Parts) -> list[Group]:
    groups = list[Group]()
    for part, own in rows.groupby(parts.by, sort=False):
        projects = dict[str, list[Timing]]()
        for name, timing in zip(own["theme"], _timings(own), strict=True):
            projects.setdefault(_heading(str(name)), []).append(timing)
        entries = [
            _project(text, project, quarters)
            for text, project in zip(_shortened(list(projects)), projects.values(), strict=True)
        ]
        groups.append(Group(parts.labels[str(part)], tuple(entries)))
    return groups


def _shortened(names: Sequence[str]) -> list[str]:
    """Leave out the part of a name that an earlier one begins with: `A`, `A > B`: `A`, `… > B`."""
    seen, short = set[str](), list[str]()
    for name in names:
        root, _, rest = name.partition(_UNDER)
        short.append(f"…{_UNDER}{rest}" if rest and root in seen else name)
        seen.add(root)
    return short


def _undated(timing: Timing) -> str:
    """Say what stands in place of quarters."""
    if timing.continuous:
        return "doorlopend"
    return "ad hoc" if timing.ad_hoc else "zonder datum"


def _project(name: str, own: Sequence[Timing], quarters: Sequence[str]) -> Entry:
    counts = tuple(sum(code in row.quarters for row in own) for code in quarters)
    kinds = [_undated(row) for row in own if not row.quarters]
    words = listing([f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)])
    endless = any(row.continuous for row in own)
    if any(counts):  # the bars leave no room for words
        text = _with_words(name, words) if words else name
        return Entry(text, counts, "", endless)
    return Entry(name, counts, words, endless)


def _with_words(name: str, words: str) -> str:
    """Put words after a name, which loses of its own what leaves no room for them."""
    letters = min(len(name), _LONG)
    while letters > _SHORT and not fits(f"{shortened(name, letters)} ({words})"):
        letters -= 1
    return f"{shortened(name, letters)} ({words})"


def _size(entry: Entry) -> int:
    return sum(entry.counts)


def _fitting(groups: list[Group], columns: Columns) -> tuple[list[Group], str]:
    """Leave out the smallest projects until a narrow drawing fits one page; say how many."""
    order = sorted((entry for group in groups for entry in group.entries), key=_size)
    dropped = list[Entry]()
    kept = groups
    while sum(group.height(columns) for group in kept) > TALLEST and len(dropped) < len(order) - 1:
        dropped.append(order[len(dropped)])
        gone = {id(entry) for entry in dropped}
        trimmed = [
            Group(g.heading, tuple(e for e in g.entries if id(e) not in gone)) for g in groups
        ]
        kept = [group for group in trimmed if group.entries]
    return kept, only_in_table(len(dropped), "kleiner project", "kleinere projecten")


def _title(rows: pd.DataFrame, year: int) -> str:
    found = undated(rows)
    if found.planned == 1:
        return f"Er is één mijlpaal gepland in {year}"
    codes = rows.loc[rows["quarters"] != "", "quarters"].str.split()
    one = int((codes.map(len) == 1).sum())
    counts = {
        "in één kwartaal": one,
        "over meerdere": found.dated - one,
        "zonder kwartaal": found.planned - found.dated,
    }
    known = {where: count for where, count in counts.items() if count}
    whole = counted(found.planned, "geplande mijlpaal", "geplande mijlpalen")
    if len(known) == 1:
        return f"Alle {whole} van {year} vallen {_ALONE[next(iter(known))]}"
    (where, count), *others = known.items()
    rest = "".join(f", {number(n)} {_AFTER[place]}" for place, n in others)
    all_of_them = counted(found.planned, "mijlpaal", "mijlpalen")
    verb = "valt" if count == 1 else "vallen"
    return f"{number(count)} van de {all_of_them} {verb} {_ALONE[where]}{rest}"


def _spoken(groups: Sequence[Group], quarters: Sequence[str]) -> str:
    return sentences(
        f"{group.heading}: " + "; ".join(f"{e.text}: {_when(e, quarters)}" for e in group.entries)
        for group in groups
    )


def _when(entry: Entry, quarters: Sequence[str]) -> str:
    named = [
        f"{number(count)} in {quarter(code)}"
        for code, count in zip(quarters, entry.counts, strict=True)
        if count
    ]
    return listing([*named, *([entry.words] if entry.words else [])])


def _note(rows: pd.DataFrame) -> str:
    endless = int(rows["continuous"].sum())
    open_bars = (
        f" Een open streepjesbalk loopt door zonder einde ({number(endless)} mijlpalen)."
        if endless > 1
        else " Een open streepjesbalk loopt door zonder einde (1 mijlpaal)."
        if endless
        else ""
    )
    return (
        "Een volle balk staat in de kwartalen die het plan noemt: wanneer iets klaar moet zijn of "
        f"loopt, niet hoeveel werk het is.{open_bars} De volledige tekst staat in de tabel."
    )


def _data(rows: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    return pd.DataFrame(
        {
            parts.one.capitalize(): [parts.labels.get(str(p), str(p)) for p in rows[parts.by]],
            "Project": rows["theme"],
            "Mijlpaal": rows["label"],
            "Timing": rows["timing"] if "timing" in rows else rows["quarters"],
            PLACE: rows["place"],
        }
    ).reset_index(drop=True)
