"""When each milestone is planned: one by one, or per project where there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.calendar_page import TALLEST, Entry, Group, draw_page, paged
from analysis.charts.chart import Chart
from analysis.charts.planning import TABLE
from analysis.charts.speech import sentences
from analysis.dutch import counted, listing, number, quarter
from analysis.stats.load import planned, quarter_load, undated
from analysis.stats.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.stats.parts import Parts

_NO_THEME = "Zonder project"
_UNDER = " > "  # a project within another


def gantt_charts(milestones: pd.DataFrame, year: int, parts: Parts) -> tuple[Chart, ...]:
    """Draw every planned milestone in its quarters, under its project, on as many pages as needed.

    Parameters
    ----------
    milestones
        The processed milestones, best of one chapter.
    year
        The plan's year.
    parts
        What the projects belong to; the table names it.

    Returns
    -------
    tuple of Chart
        Empty when no milestone names a quarter.
    """
    rows = planned(milestones)
    quarters = list(quarter_load(rows).index)
    if not quarters:
        return ()
    pages = paged(_milestone_groups(rows, quarters, parts))
    made = []
    for place, groups in enumerate(pages, start=1):
        part = f" (deel {place} van {len(pages)})" if len(pages) > 1 else ""
        made.append(
            Chart(
                figure=draw_page(groups, quarters),
                title=f"{_title(rows, year)}{part}",
                alt=f"Kalender{part}: geplande mijlpalen per kwartaal. {_spoken(groups, quarters)}",
                data=_data(rows, parts),
                note=_note(rows),
                source=source(rows, year, TABLE),
            )
        )
    return tuple(made)


def gantt_chart(milestones: pd.DataFrame, year: int, parts: Parts) -> Chart | None:
    """Draw the planned milestones per project and quarter, counted, on one page.

    What does not fit is the projects with the fewest milestones; the note counts them.

    Returns
    -------
    Chart or None
        None when no milestone names a quarter.
    """
    rows = planned(milestones)
    quarters = list(quarter_load(rows).index)
    if not quarters:
        return None
    groups, left_out = _fitting(_project_groups(rows, quarters, parts))
    return Chart(
        figure=draw_page(groups, quarters),
        title=_title(rows, year),
        alt=f"Kalender: geplande mijlpalen per project en kwartaal. {_spoken(groups, quarters)}",
        data=_data(rows, parts),
        note=(
            "Elke regel is een project; het getal telt de mijlpalen in dat kwartaal, en een "
            f"mijlpaal over meerdere kwartalen telt in elk daarvan mee. {_note(rows)}{left_out}"
        ),
        source=source(rows, year, TABLE),
    )


def _milestone_groups(rows: pd.DataFrame, quarters: Sequence[str], parts: Parts) -> list[Group]:
    return [
        Group(
            _heading(str(theme), parts.labels.get(str(section), _NO_THEME)),
            tuple(_entry(row, quarters) for _, row in own.iterrows()),
        )
        for (section, theme), own in rows.groupby(["section", "theme"], sort=False)
    ]


def _heading(theme: str, otherwise: str = _NO_THEME) -> str:
    return theme.rstrip(": ") or otherwise


def _entry(row: pd.Series, quarters: Sequence[str]) -> Entry:
    named = row["quarters"].split()
    counts = tuple(int(code in named) for code in quarters)
    return Entry(str(row["label"]), counts, _undated_words(row), endless=bool(row["continuous"]))


def _undated_words(row: pd.Series) -> str:
    if row["continuous"]:
        return "doorlopend"
    if row["quarters"]:
        return ""
    return "ad hoc" if row["ad_hoc"] else "zonder datum"


def _project_groups(rows: pd.DataFrame, quarters: Sequence[str], parts: Parts) -> list[Group]:
    groups = list[Group]()
    for part, own in rows.groupby(parts.by, sort=False):
        projects = {_heading(str(theme)): rest for theme, rest in own.groupby("theme", sort=False)}
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


def _project(theme: str, own: pd.DataFrame, quarters: Sequence[str]) -> Entry:
    named = own["quarters"].str.split()
    counts = tuple(sum(code in codes for codes in named) for code in quarters)
    bare = own.loc[own["quarters"] == ""]
    kinds = [_undated_words(row) for _, row in bare.iterrows()]
    words = listing([f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)])
    endless = bool(own["continuous"].any())
    if any(counts):  # the bars leave no room for words
        text = f"{theme} ({words})" if words else theme
        return Entry(text, counts, "", endless, numbered=True)
    return Entry(theme, counts, words, endless, numbered=True)


def _size(entry: Entry) -> int:
    return sum(entry.counts)


def _fitting(groups: list[Group]) -> tuple[list[Group], str]:
    """Leave out the smallest projects until the rest fits one page; say how many that are."""
    order = sorted((entry for group in groups for entry in group.entries), key=_size)
    dropped = list[Entry]()
    kept = groups
    while sum(group.height for group in kept) > TALLEST and len(dropped) < len(order) - 1:
        dropped.append(order[len(dropped)])
        gone = {id(entry) for entry in dropped}
        trimmed = [
            Group(g.heading, tuple(e for e in g.entries if id(e) not in gone)) for g in groups
        ]
        kept = [group for group in trimmed if group.entries]
    if not dropped:
        return kept, ""
    many = counted(len(dropped), "kleiner project", "kleinere projecten")
    verb = "staat" if len(dropped) == 1 else "staan"
    return kept, f" {many} {verb} enkel in de tabel."


def _title(rows: pd.DataFrame, year: int) -> str:
    rest = undated(rows)
    if rest.planned == 1:
        return f"Er is één mijlpaal gepland in {year}"
    codes = rows.loc[rows["quarters"] != "", "quarters"].str.split()
    one = int((codes.map(len) == 1).sum())
    apart = rest.planned - rest.dated
    parts = [
        f"{number(one)} in één kwartaal",
        f"{number(rest.dated - one)} over meerdere",
        *([f"{number(apart)} zonder kwartaal"] if apart else []),
    ]
    whole = counted(rest.planned, "geplande mijlpaal", "geplande mijlpalen")
    return f"Van de {whole} van {year} {'valt' if one == 1 else 'vallen'} er {listing(parts)}"


def _spoken(groups: Sequence[Group], quarters: Sequence[str]) -> str:
    return sentences(
        f"{group.heading}: " + "; ".join(f"{e.text}: {_when(e, quarters)}" for e in group.entries)
        for group in groups
    )


def _when(entry: Entry, quarters: Sequence[str]) -> str:
    named = [
        (f"{number(count)} in " if entry.numbered else "") + quarter(code)
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
            "Regel": rows["line"],
        }
    ).reset_index(drop=True)
