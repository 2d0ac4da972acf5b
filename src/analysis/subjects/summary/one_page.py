"""The summary on one page: five findings, what to look at first, what is unsure, what it rests on.

Everything is computed, in Dutch and in English; names stay as the plan prints them.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from analysis import dutch, english
from analysis.subjects.summary.headlines import TOPICS
from analysis.subjects.summary.text import leading, reasons_of
from analysis.toolkit.measures import mention
from analysis.toolkit.one_page import LanguagePage, OnePage, SummaryPart
from analysis.toolkit.provisional import provisional, provisional_date
from analysis.toolkit.sentence import linked

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables

FINDINGS, FIRST = 5, 3


def chosen(headlines: pd.DataFrame) -> pd.DataFrame:
    """Return the five headlines of the page: the first of each subject, in order of points."""
    rows = headlines.loc[headlines["points"] > 0]
    subjects = rows["topic"].map(lambda topic: TOPICS[topic].subject)
    return rows.loc[~subjects.duplicated()].head(FINDINGS)


def others(headlines: pd.DataFrame) -> pd.DataFrame:
    """Return the headlines with points that are not on the page."""
    rows = headlines.loc[headlines["points"] > 0]
    return rows.loc[~rows["topic"].isin(chosen(headlines)["topic"])]


def one_page(plan: PlanTables, year: int, chance: float) -> OnePage:
    """Write the page; `chance` is the level of the forecast."""
    found = chosen(plan.result("headlines"))
    signals, files = plan.result("signals"), plan.result("raw_files")
    return OnePage(
        (
            LanguagePage(
                "nl",
                "Samenvatting",
                (
                    SummaryPart("Bevindingen", tuple(found["nl"]), numbered=True),
                    SummaryPart("Waar eerst naar te kijken", _first(signals)),
                    SummaryPart("Wat onzeker is", _unsure(plan, year, chance)),
                    SummaryPart("Waarop dit steunt", _rests_on(plan, files, year)),
                ),
            ),
            LanguagePage(
                "en",
                "Summary in English",
                (
                    SummaryPart("Findings", tuple(found["en"]), numbered=True),
                    SummaryPart("What to look at first", _first_in_english(signals)),
                    SummaryPart("What is uncertain", _unsure_in_english(plan, year, chance)),
                    SummaryPart("What this rests on", _rests_on_in_english(plan, files, year)),
                ),
            ),
        )
    )


def _first(signals: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"{mention(rows['name'].iloc[0], rows['measure'].iloc[0])}: {reasons_of(rows)}."
        for rows in leading(signals, FIRST)
    )


def _first_in_english(signals: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"{mention(rows['name'].iloc[0], rows['measure'].iloc[0])}: "
        f"{english.counted(int(rows['points'].sum()), 'point', 'points')} from "
        f"{english.counted(len(rows), 'signal', 'signals')}."
        for rows in leading(signals, FIRST)
    )


def _unsure(plan: PlanTables, year: int, chance: float) -> tuple[str, ...]:
    lines = []
    if not provisional(plan.remarks).empty:
        date = provisional_date(plan.remarks, year)
        taken = f": een momentopname van {dutch.day(date)}" if date else ""
        lines.append(f"De bedragen van {year - 1} zijn voorlopig{taken}.")
    if (limits := _expected(plan)) is not None:
        low, high, n = limits
        expected = _span(dutch.number(low), dutch.number(high), "tot")
        lines.append(
            f"Van de {dutch.counted(n, 'geplande mijlpaal', 'geplande mijlpalen')} van {year} zijn "
            f"er {expected} te verwachten: minstens {dutch.share(chance)} kans, als de kansen niet "
            "meer verschuiven dan tussen gewone jaren."
        )
    lines.append(
        "Het departement geeft de statussen zichzelf, en ze wegen niet: een decreet en een overleg "
        "tellen elk voor één."
    )
    return tuple(lines)


def _unsure_in_english(plan: PlanTables, year: int, chance: float) -> tuple[str, ...]:
    lines = []
    if not provisional(plan.remarks).empty:
        date = provisional_date(plan.remarks, year)
        taken = f": a snapshot of {english.day(date)}" if date else ""
        lines.append(f"The amounts of {year - 1} are provisional{taken}.")
    if (limits := _expected(plan)) is not None:
        low, high, n = limits
        lines.append(
            f"Of the {english.counted(n, 'milestone', 'milestones')} planned for {year}, expect "
            f"{_span(english.number(low), english.number(high), 'to')}: a chance of at least "
            f"{english.share(chance)}, if chances drift no more than between ordinary years."
        )
    lines.append(
        "The department gives itself the statuses, and they carry no weight: a decree and a "
        "meeting count for one each."
    )
    return tuple(lines)


def _expected(plan: PlanTables) -> tuple[int, int, int] | None:
    rows = plan.result("forecast")
    whole = rows.loc[(rows["chapter"] == "") & (rows["planned"] > 0)]
    if whole.empty:
        return None
    row = whole.iloc[0]
    return int(row["low"]), int(row["high"]), int(row["planned"])


def _span(low: str, high: str, to: str) -> str:
    return low if low == high else f"{low} {to} {high}"


def _rests_on(plan: PlanTables, files: pd.DataFrame, year: int) -> tuple[str, ...]:
    title, rows, reviewed = _sources(plan, files, year, dutch.day)
    return (
        f"{title}: {dutch.number(rows)} rijen uit de tabellen en de tekst, elk met haar plaats.",
        (
            "Met de hand bijgehouden: namen van maatregelen, cijfers uit de tekst en "
            f"{dutch.counted(reviewed, 'nagekeken mijlpaal', 'nagekeken mijlpalen')}; zie "
            f"{linked('Verantwoording', 'verantwoording')}."
        ),
    )


def _rests_on_in_english(plan: PlanTables, files: pd.DataFrame, year: int) -> tuple[str, ...]:
    title, rows, reviewed = _sources(plan, files, year, english.day)
    return (
        f"{title}: {english.number(rows)} rows from its tables and its text, each with its place.",
        (
            f"Kept by hand: names of measures, figures of the text and "
            f"{english.counted(reviewed, 'reviewed milestone', 'reviewed milestones')}."
        ),
    )


def _sources(
    plan: PlanTables, files: pd.DataFrame, year: int, day: Callable[[date], str]
) -> tuple[str, int, int]:
    """Return the plan's title with its date, the rows read from it, and the reviewed ones."""
    documents = plan.result("documents")
    own = documents.loc[documents["year"] == year].iloc[0]
    title = with_date(str(own["title"]), str(own["published"]), day)
    made = files["table"].isin(["measures", "repeats", "review"])
    reviewed = files.loc[files["table"] == "review", "rows"].fillna(0)
    return title, int(files.loc[~made, "rows"].fillna(0).sum()), int(reviewed.sum())


def with_date(title: str, published: str, day: Callable[[date], str]) -> str:
    """Add the date of publication to a title, in words where it is a day in ISO 8601."""
    with suppress(ValueError):  # empty, or less than a day
        published = day(date.fromisoformat(published))
    return f"{title} ({published})" if published else title
