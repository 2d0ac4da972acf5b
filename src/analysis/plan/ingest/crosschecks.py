"""What the parts of a plan say of each other: a table that was not read shows in another one.

Nothing here reads a row. Each check names what one part has and another lacks, at its line; line 0
is the document as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from analysis.plan.ingest.announcements import announcements
from analysis.plan.ingest.document.numbered import is_like_heading
from analysis.plan.ingest.milestones import BELONGS_TO
from analysis.plan.ingest.notes import WHOLE, Note
from analysis.plan.ingest.projects import is_overall_status
from analysis.plan.ingest.statuses import KINDS, is_usual
from analysis.plan.ingest.table_kinds import MILESTONES, kinds_of, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from analysis.plan.ingest.document.model import Line
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.milestones import Milestones
    from analysis.plan.ingest.statuses import Kind

FAR_FEWER = 2  # times fewer rows than the year before
NO_ROW = "no row was read"
NO_STATUS = "no overall status was read"
#: What shows that a plan has rows of a kind that not every plan has.
_TRACES = {
    "objectives, strategic": re.compile(r"^\W*SBD ?\d+ ?:"),
    "objectives, organisation": re.compile(r"^\W*SOD ?\d+ ?:"),
    "projects, organisation": re.compile(r"strategische organisatieprojecten", re.IGNORECASE),
    "milestones, evaluated, additional": re.compile(r"^bijkomende mijlpalen\b", re.IGNORECASE),
}
SAME_TITLE = 80  # of 100: the budget words an objective's title a little otherwise


def cross_check(
    tables: Mapping[str, pd.DataFrame],
    milestones: Milestones,
    lines: Sequence[Line],
    outline: Outline,
) -> list[Note]:
    """Return a note for each thing that one part of a plan has and another lacks."""
    return [
        *_without_rows(tables, lines),
        *_without_section(tables[MILESTONES]),
        *_announced(milestones, lines, outline),
        *_without_milestones(tables, lines, outline),
        *_themes_again(tables[MILESTONES]),
        *_end_of_budget(tables),
        *_without_project(tables),
        *_statuses(tables["projects"], lines, outline),
        *_without_status(tables["projects"]),
        *_unknown_goals(tables),
        *_skipped(tables),
        *_like_headings(lines, outline),
    ]


def compare_with_before(
    tables: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame], year: int
) -> list[Note]:
    """Return a note for each kind of rows that has none, or far fewer than the year before.

    Parameters
    ----------
    tables
        Raw tables by name.
    before
        Those of the year before; a table that it lacks is not compared.
    year
        The year before, for the notes.
    """
    now, then = kinds_of(tables), kinds_of(before)
    return [
        Note(table_of(name), WHOLE, f"{name}: {len(now[name])} rows, {len(rows)} in {year}")
        for name, rows in then.items()
        if name in now and len(now[name]) * FAR_FEWER < len(rows)
    ]


def _without_rows(tables: Mapping[str, pd.DataFrame], lines: Sequence[Line]) -> Iterator[Note]:
    """Tell of the kinds of which no row was read; of some only where the plan speaks of them."""
    for name, rows in kinds_of(tables).items():
        trace = _TRACES.get(name)
        if rows.empty and (trace is None or any(trace.search(line.text) for line in lines)):
            reason = f"{name}: {NO_ROW}; the plan has no such table, or in other words"
            yield Note(table_of(name), WHOLE, reason)


def _without_section(milestones: pd.DataFrame) -> Iterator[Note]:
    for line in milestones.loc[milestones["section"] == "", "line"]:
        yield Note(MILESTONES, int(line), "stands in no section: no heading with a number above it")


def _announced(milestones: Milestones, lines: Sequence[Line], outline: Outline) -> Iterator[Note]:
    """Tell of captions, such as `Geplande mijlpalen 2023`, without a table of their kind."""
    captions: dict[tuple[str, Kind], list[int]] = {}
    for line, section, kind in announcements(lines, outline):
        captions.setdefault((section, kind), []).append(line)
    for (section, kind), found in captions.items():
        read = milestones.tables[section, kind]
        if read < len(found):
            reason = f"{section} announces {len(found)} tables of the kind '{kind}', {read} read"
            yield Note(MILESTONES, found[0], reason)


def _without_milestones(
    tables: Mapping[str, pd.DataFrame], lines: Sequence[Line], outline: Outline
) -> Iterator[Note]:
    """Tell of the sections of objectives and projects whose milestones were not read.

    They speak of milestones, or hold a status or timing of one.
    """
    there = set(tables[MILESTONES]["section"])
    starts = dict(zip(tables["headings"]["number"], tables["headings"]["line"], strict=True))
    goals = tables["objectives"].query("kind == 'operational'")
    wanted = {*goals["section"], *tables["projects"]["section"]} - there - {""}
    traces: set[str] = set()
    for line in lines:
        here = outline.at(line.number)
        if here and here.number in wanted and _is_trace(line):
            traces.add(here.number)
    for section in sorted(traces, key=lambda section: int(starts[section])):
        reason = f"{section} is of an objective or project, and no milestone of it was read"
        yield Note(MILESTONES, int(starts[section]), reason)


def _is_trace(line: Line) -> bool:
    """Tell whether a line speaks of milestones, or is the status or timing of one."""
    usual = line.text and any(is_usual(line.text, kind) for kind in KINDS)
    return usual or "mijlpa" in line.text.lower()


def _themes_again(milestones: pd.DataFrame) -> Iterator[Note]:
    """Tell of themes that a table comes back to: those of additional milestones begin anew."""
    ordered = milestones.sort_values("line", key=lambda lines: lines.astype(int))
    seen: dict[tuple[str, ...], list[str]] = {}
    for row in ordered.to_dict("records"):
        themes = seen.setdefault((row["section"], row["kind"], row["additional"]), [])
        theme = row["theme"].partition(BELONGS_TO)[0]
        if theme and theme in themes[:-1] and theme != themes[-1]:
            reason = "a theme that its table had before: a header may be missing above it"
            yield Note(MILESTONES, int(row["line"]), reason, theme)
        if themes[-1:] != [theme]:
            themes.append(theme)


def _end_of_budget(tables: Mapping[str, pd.DataFrame]) -> Iterator[Note]:
    """Tell when the budget, the last table, ends before the last objective: it may be cut."""
    goals = tables["objectives"].query("kind == 'operational'")
    if tables["budget"].empty:
        return
    titles = {title.partition(" (")[0] for title in tables["budget"]["objective"]}  # without code
    for row in goals.tail(1).to_dict("records"):
        found = process.extractOne(
            row["title"], sorted(titles), scorer=fuzz.token_set_ratio, score_cutoff=SAME_TITLE
        )
        if found is None:
            missing = f"no rows of {row['objective']}, the last objective"
            reason = f"budget: {missing}; is the document whole?"
            yield Note("budget", WHOLE, reason)


def _without_project(tables: Mapping[str, pd.DataFrame]) -> Iterator[Note]:
    there = set(tables["projects"].query("kind == 'policy'")["section"])
    for row in tables["objectives"].query("kind == 'operational'").to_dict("records"):
        if row["section"] not in there:
            reason = f"{row['section']} is of {row['objective']}, and no project was read for it"
            yield Note("projects", int(row["line"]), reason)


def _statuses(projects: pd.DataFrame, lines: Sequence[Line], outline: Outline) -> Iterator[Note]:
    """Tell of the overall statuses in sections with fewer projects that have one."""
    taken = Counter(projects.loc[projects["overall_status"] != "", "section"])
    printed: Counter[str] = Counter()
    for line in lines:
        here = outline.at(line.number)
        if here is None or not is_overall_status(line):
            continue
        printed[here.number] += 1
        if printed[here.number] > taken[here.number]:
            reason = f"{here.number} has an overall status that is of no project"
            yield Note("projects", line.number, reason)


def _without_status(projects: pd.DataFrame) -> Iterator[Note]:
    """Tell of the organisation's projects that ran before the last year and have no status."""
    rows = projects[projects["kind"] == "organisation"].to_dict("records")
    last = max((year for row in rows for year in row["years"].split("; ")), default="")
    older = [row for row in rows if row["years"] not in {"", last}]
    without = [row for row in older if not row["overall_status"]]
    if without and not any(row["overall_status"] for row in rows):
        yield Note("projects", int(without[0]["line"]), f"{NO_STATUS} of any project")
        return
    for row in without:
        yield Note("projects", int(row["line"]), NO_STATUS, row["title"])


def _unknown_goals(tables: Mapping[str, pd.DataFrame]) -> Iterator[Note]:
    known = set(tables["objectives"]["objective"])
    for line, goals in zip(
        tables["projects"]["line"], tables["projects"]["objectives"], strict=True
    ):
        for goal in filter(None, goals.split("; ")):
            if goal not in known:
                yield Note("objectives", int(line), f"{goal} has projects, and was not read itself")


def _skipped(tables: Mapping[str, pd.DataFrame]) -> Iterator[Note]:
    """Tell of numbers that are skipped or stand twice: of headings, and of what counts from 1."""
    there = set(tables["headings"]["number"])
    seen: set[str] = set()
    for number, line in zip(tables["headings"]["number"], tables["headings"]["line"], strict=True):
        if number in seen:
            yield Note("headings", int(line), f"the number {number} stands twice")
        seen.add(number)
        above, _, last = number.rpartition(".")
        before = f"{above}.{int(last) - 1}".lstrip(".")
        if int(last) > 1 and before not in there:
            yield Note("headings", int(line), f"no heading {before} stands before {number}")
    kinds = kinds_of({name: tables[name] for name in ("projects", "objectives")})
    for name in ("projects, policy", "objectives, strategic", "objectives, organisation"):
        rows = kinds[name]
        column = "project" if name.startswith("projects") else "objective"
        yield from _gaps(name, rows[column], rows["line"])


def _like_headings(lines: Sequence[Line], outline: Outline) -> Iterator[Note]:
    """Tell of the lines that begin like a heading and were read as none."""
    heads = {heading.line for heading in outline.headings}
    for line in lines:
        if line.number not in heads and is_like_heading(line):
            reason = "begins like a heading, and was read as none"
            yield Note("headings", line.number, reason, line.text)


def _gaps(name: str, labels: pd.Series, lines: pd.Series) -> Iterator[Note]:
    expected = 1
    for label, line in zip(labels, lines, strict=True):
        number = int(str(label).rpartition(" ")[2])
        if number > expected:
            yield Note(table_of(name), int(line), f"{name}: number {expected} is skipped")
        expected = max(expected, number) + 1
