"""What the plan says of one measure, part by part, as short lines of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dutch import counted, euro, million_euro, number, percent, quarter, share, signed
from analysis.toolkit.figures import (
    WAITING,
    difference,
    flows,
    not_flows,
    period,
    reached_targets,
    written,
)
from analysis.toolkit.labels import joined, short, with_marks
from analysis.toolkit.milestones import REALISED
from analysis.toolkit.tables.cells import KINDS, decimals_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.plan.tables.editions import PlanTables

    Row = Mapping[Any, Any]
    Rows = list[Row]

_MOST = 6  # lines of a part; the chapter lists the others
_REMARKS: Mapping[str, str] = MappingProxyType(
    {"cause": "Oorzaak van een gemiste norm", "ending": "Dooft uit", "money": "Geld"}
)
_CERTAINTY = {"certain": "zeker", "probable": "waarschijnlijk", "weak": "zwak"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of a plan that are about one measure; `row` is its row of `measures_overview`.

    `flows` are its counts of files and payments, `figures` its other figures, and `chapter_norms`
    is the row of `norm_counts` of its chapter, if it has one.
    """

    row: Row
    year: int
    title: str
    norms: Rows
    flows: Rows
    figures: Rows
    budget: Rows
    inspections: Rows
    milestones: Rows
    remarks: Rows
    signals: Rows
    findings: Rows
    chapter_norms: Row | None


def all_facts(plan: PlanTables, year: int, titles: Mapping[str, str]) -> list[Facts]:
    """Return the facts of each measure, in the order of `measures_overview`."""
    named, links = plan.result("measure_milestones"), plan.result("measure_findings")
    figures = plan.figures.dropna(subset=["measure"])
    others = not_flows(figures).drop_duplicates(["measure", "indicator", "year", "value"])
    others = others.assign(reached=others["indicator"].isin(reached_targets(figures)))
    own = {
        "norms": _by_measure(plan.norms),
        "flows": _by_measure(flows(figures)),
        "figures": _by_measure(others),
        "budget": _by_measure(plan.budget),
        "inspections": _by_measure(plan.inspections.loc[~plan.inspections["total"]]),
        "milestones": _by_measure(named[["measure", "line"]].merge(plan.milestones, on="line")),
        "remarks": _by_measure(plan.remarks),
        "signals": _by_measure(plan.result("signals")),
        "findings": _by_measure(
            plan.result("findings").merge(links, left_on="id", right_on="finding")
        ),
    }
    counts = {row["chapter"]: row for row in plan.result("norm_counts").to_dict("records")}
    return [
        Facts(
            row=row,
            year=year,
            title=titles.get(str(row["chapter"]), ""),
            chapter_norms=counts.get(row["chapter"]),
            **{name: rows.get(str(row["measure"]), []) for name, rows in own.items()},
        )
        for row in plan.result("measures_overview").to_dict("records")
    ]


def _by_measure(table: pd.DataFrame) -> dict[str, Rows]:
    """Return a table's rows by measure: a plan of hundreds of measures is read once."""
    found: dict[str, Rows] = {}
    for row in table.dropna(subset=["measure"]).to_dict("records"):
        found.setdefault(str(row["measure"]), []).append(row)
    return found


def norm_lines(facts: Facts) -> list[str]:
    """Give each norm: the result against its target, the year before, and the step."""
    return [
        f"{escape(str(row['norm']))}: {_result(row, facts.year)}{_place(row)}"
        for row in facts.norms
    ]


def _result(row: Row, year: int) -> str:
    target, now, before = (_percent(row[name]) for name in ("target", "current", "previous"))
    result = f"{now} in {year - 1}{_mark('step', row['step'])}"
    words = [result if now else f"geen resultaat voor {year - 1}"]
    words += [f"streefdoel {target}"] if target else []
    words += [f"{before} in {year - 2}"] if before else []
    return "; ".join(words)


def work_lines(facts: Facts) -> list[str]:
    """Give the counts of files and payments, and then the other figures of the text."""
    lines = [
        f"{'ongeveer ' if row['bounded'] else ''}"
        f"{number(row['value'], decimals_of(row['value']))} {escape(str(row['indicator']))} in "
        f"{row['year']}{_growth(row['growth'])}{_place(row)}"
        for row in sorted(facts.flows, key=lambda row: -int(row["year"]))
    ]
    others = [_figure(row) for row in facts.figures if not _is_waiting(row)]
    return _few([*lines, *others], "ander cijfer", "andere cijfers")


def waiting_lines(facts: Facts) -> list[str]:
    """Give how long a file takes, in figures and in the plan's words."""
    told = [row for row in facts.remarks if row["topic"] == "waiting"]
    words = [f"{escape(str(row['about']))}{_place(row)}" for row in told]
    return [*(_figure(row) for row in facts.figures if _is_waiting(row)), *words]


def _is_waiting(row: Row) -> bool:
    return any(word in str(row["indicator"]) for word in WAITING)


def _figure(row: Row) -> str:
    what, when = period(str(row["indicator"]), int(row["year"]))
    reached = ", volgens het plan bereikt" if row["reached"] else ""
    value = f"{escape(written(row))}{reached}"
    return f"{escape(difference(what, 0)[0])} ({when}): {value}{_place(row)}"


def money_lines(facts: Facts) -> list[str]:
    """Give the credits against what was realised, per post and in all, and then the receipts."""
    rows = [row for row in facts.budget if not row["receipts"]]
    # A measure for which the plan prints nothing but zeros has amounts too.
    printed = [row for row in rows if _known(row, "vak_realised", "vak_budget")]
    amounts = ("vak_realised", "vak_budget")
    filled = [row for row in printed if any(given(row[name]) and row[name] for name in amounts)]
    posts = filled or printed[:1]
    one = len(posts) == 1
    lines = [
        f"{'' if one else _post(row)}{_credit(row['vak_realised'], row['vak_budget'], facts.year)}"
        f"{_place(row)}"
        for row in posts
    ]
    receipts = [_receipt(row, facts.year) for row in facts.budget if row["receipts"]]
    if len(posts) < 2 or not given(facts.row["vak_budget"]):  # noqa: PLR2004 - a sum of posts
        return [*lines, *receipts]
    row = facts.row
    total = f"samen {_credit(row['vak_realised'], row['vak_budget'], facts.year)}"
    return [total, *lines, *receipts]


def _receipt(row: Row, year: int) -> str:
    """Return what came in and what is expected; a plan prints receipts as payment credits only."""
    came = f"{euro(row['vek_realised'])} in {year - 1}"
    return f"ontvangsten: {came}, {euro(row['vek_budget'])} begroot voor {year}{_place(row)}"


def _post(row: Row) -> str:
    return f"{escape(short(joined(str(row['label']))))}: "


def _credit(realised: float, budget: float, year: int) -> str:
    spent, granted = (int(amount) if given(amount) else 0 for amount in (realised, budget))
    by = ""
    if min(spent, granted) > 0:
        by = f" ({signed((granted - spent) / spent * 100)}\N{NO-BREAK SPACE}%)"
    used = f"{million_euro(spent)} VAK gerealiseerd in {year - 1}"
    return f"{used}, {million_euro(granted)} VAK-krediet voor {year}{by}"


def inspection_lines(facts: Facts) -> list[str]:
    """Give the inspectorate's files, official reports and proposed recoveries in two years."""
    year, lines = facts.year, list[str]()
    for row in facts.inspections:
        parts = [
            f"{what} {_pair(row, name, written)}"
            for name, what, written in (
                ("cases", "dossiers", number),
                ("reports", "Pro Justitia", number),
                ("recoveries", "voorgestelde terugvordering", euro),
            )
            if _known(row, f"{name}_previous", f"{name}_current")
        ]
        label = joined(str(row["label"]))
        other = "" if label.lower() == str(facts.row["name"]).lower() else f"{escape(label)}: "
        if parts:
            lines.append(f"{other}{'; '.join(parts)} ({year - 2} en {year - 1}){_place(row)}")
        elif row["shared_with"]:
            lines.append(f"samen geteld met {escape(joined(str(row['shared_with'])))}{_place(row)}")
    return lines


def _pair(row: Row, name: str, written: Callable[[float], str]) -> str:
    before, now = (row[f"{name}_{when}"] for when in ("previous", "current"))
    return f"{written(before)} en {written(now)}"


def evaluated_lines(facts: Facts) -> list[str]:
    """Give the milestones of the year before, first those that are not realised."""
    rows = [row for row in facts.milestones if row["kind"] == "evaluated"]
    lines = [
        f"{escape(str(row['label']))}{_mark('status', row['status']) or ': zonder status'}"
        f"{_place(row)}"
        for row in sorted(rows, key=lambda row: str(row["status"]) == REALISED)
    ]
    return _few(lines, "andere mijlpaal", "andere mijlpalen")


def planned_lines(facts: Facts) -> list[str]:
    """Give the planned milestones in the order of their quarters; those without one come last."""
    rows = [row for row in facts.milestones if row["kind"] == "planned"]
    lines = [
        f"{escape(str(row['label']))}{_when(row)}{_place(row)}"
        for row in sorted(rows, key=lambda row: str(row["quarters"]) or "9")
    ]
    return _few(lines, "andere mijlpaal", "andere mijlpalen")


def _when(row: Row) -> str:
    quarters = [quarter(code) for code in str(row["quarters"]).split()]
    if not quarters:
        return ": doorlopend" if row["continuous"] else ""
    return f": {quarters[0] if len(quarters) == 1 else f'{quarters[0]} tot {quarters[-1]}'}"


def signal_lines(facts: Facts) -> list[str]:
    """Give the reasons why the measure needs attention."""
    return [
        f"{escape(str(row['why']))} ({counted(int(row['points']), 'punt', 'punten')})"
        for row in sorted(facts.signals, key=lambda row: -int(row["points"]))
    ]


def finding_lines(facts: Facts) -> list[str]:
    """Give the contradictions about the measure, the certain ones first."""
    lines = [
        f"{escape(with_marks(str(row['why'])))} ({_CERTAINTY[str(row['certainty'])]})"
        for row in facts.findings
    ]
    return _few(lines, "andere tegenspraak", "andere tegenspraken")


def remark_lines(facts: Facts) -> list[str]:
    """Give what the plan says in words of causes, money and phasing out."""
    return [
        f"{_REMARKS[str(row['topic'])]}: {escape(str(row['about']))}{_place(row)}"
        for row in facts.remarks
        if row["topic"] in _REMARKS
    ]


def compared_lines(facts: Facts) -> list[str]:
    """Compare the measure with the others of its chapter: norms, credit, files and points."""
    row, lines = facts.row, list[str]()
    chapter = facts.chapter_norms
    if (
        chapter is not None
        and row["norms_measured"]
        and chapter["measured"] > row["norms_measured"]
    ):
        lines.append(
            f"normen: {_kept(row['norms_met'], row['norms_measured'])} gehaald, in het hele "
            f"hoofdstuk {_kept(chapter['met'], chapter['measured'])}"
        )
    for name, what in (
        ("vak_budget", "krediet"),
        ("files", str(row["files_kind"])),
        ("points", "punten van aandacht"),
    ):
        if given(row[f"{name}_rank"]) and row[f"{name}_of"] > 1:
            place, of = int(row[f"{name}_rank"]), int(row[f"{name}_of"])
            lines.append(f"{what}: plaats {place} van de {of} maatregelen die dat hebben")
    return lines


def _kept(met: int, measured: int) -> str:
    return f"{number(met)} van {number(measured)} ({share(met / measured)})"


def _few(lines: list[str], one: str, many: str) -> list[str]:
    rest = len(lines) - _MOST
    return [*lines[:_MOST], f"en nog {counted(rest, one, many)}"] if rest > 1 else lines


def _growth(growth: Any) -> str:  # noqa: ANN401 - a cell
    return (
        "" if not given(growth) else f" ({signed(growth, decimals_of(growth))}\N{NO-BREAK SPACE}%)"
    )


def _percent(value: Any) -> str:  # noqa: ANN401 - a cell
    return "" if not given(value) else percent(value, decimals_of(value))


def _mark(kind: str, value: Any) -> str:  # noqa: ANN401 - a cell
    return "" if not given(value) else f" {KINDS[kind].html(value)}"


def _known(row: Row, *names: str) -> bool:
    return any(given(row[name]) for name in names)


def given(value: Any) -> bool:  # noqa: ANN401 - a cell, of which pandas knows no type
    """Tell whether the plan gives a value."""
    return not bool(pd.isna(value))


def _place(row: Row) -> str:
    return f" ({escape(str(row['place']))})"
