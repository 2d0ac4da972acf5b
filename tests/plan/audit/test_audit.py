from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError, SettingsError
from analysis.plan.audit import (
    FORMATS,
    RULES,
    Certainty,
    PrintedTables,
    Severity,
    acknowledge,
    audit,
    find_all,
    has_certain,
    read_printed_tables,
)
from analysis.plan.audit.frame import COLUMNS
from analysis.plan.review.findings import finding_id
from analysis.settings import Acknowledged
from plan.audit.small import YEAR, small_plan

if TYPE_CHECKING:
    from analysis.paths import Project

NORM = {"measure": "Dijkpremie", "norm": "100% op 31/04", "target": "100%", "line": "510"}
NORMS = [{**NORM, "previous": "41%", "current": "54%", "change": "-13 ppt", "page": "12"}]
INSPECTIONS = [
    {"measure": "Dijkscan", "cases_previous": "66", "cases_trend": "-100%", "line": "520"}
]
PLAN = small_plan(norms=NORMS, inspections=INSPECTIONS)
NAMES = [rule.name for rule in RULES]


def test_each_rule_has_a_unique_name_an_explanation_and_a_source_that_settles_it() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(rule.explains.endswith(".") and rule.settle for rule in RULES)
    assert {rule.severity for rule in RULES} == set(Severity)


def test_certain_findings_come_first() -> None:
    found = find_all(PLAN)
    assert [finding.rule for finding in found] == [
        "impossible_date",
        "norm_change",
        "inspection_trend",
    ]
    assert [finding.certainty for finding in found] == [
        Certainty.CERTAIN,
        Certainty.CERTAIN,
        Certainty.WEAK,
    ]


def test_the_frame_holds_both_places_and_values() -> None:
    found = audit(PLAN, chapter_of={"11.1": "overzicht"}.get)
    row = found.loc[found["rule"] == "norm_change"].iloc[0]
    assert list(found) == list(COLUMNS)
    assert (row["section"], row["lines"], row["page"]) == ("11.1", "510", 12)
    assert (row["printed"], row["other_printed"]) == ("-13 ppt", "41% en 54%")
    assert (row["kind_label"], row["chapter"]) == ("Rekenwerk", "overzicht")


def test_a_plan_without_tables_has_no_findings_and_keeps_its_columns() -> None:
    found = audit(PrintedTables(YEAR, {}))
    assert found.empty
    assert list(found) == list(COLUMNS)
    assert not has_certain(found)


def test_all_formats_hold_the_same_findings() -> None:
    found = audit(PLAN)
    table, data, csv = (FORMATS[name](found) for name in ("table", "json", "csv"))
    assert "ZEKER · Rekenwerk · norm_change" in table
    assert "  - sectie 11.1, streefnormen, rij 1, p. 12 (regel 510 van de tekst): -13 ppt" in table
    assert table.endswith("3 tegenspraken: 2 zeker, 0 waarschijnlijk, 1 zwak; 0 gekend.\n")
    assert [row["rule"] for row in json.loads(data)] == list(found["rule"])
    assert csv.splitlines()[0] == ",".join(COLUMNS)


def known(rule: str, *lines: int, reason: str = "Drukfout.") -> Acknowledged:
    return Acknowledged(rule=rule, lines=lines, reason=reason)


def test_an_acknowledged_finding_is_listed_with_its_reason() -> None:
    found = audit(PLAN, [known("norm_change", 510)])
    reasons = dict(zip(found["rule"], found["known"], strict=True))
    assert reasons == {"impossible_date": "", "norm_change": "Drukfout.", "inspection_trend": ""}
    assert has_certain(found)
    assert not has_certain(audit(PLAN, [known("norm_change", 510), known("impossible_date", 510)]))


def test_an_accepted_finding_no_longer_counts_as_certain() -> None:
    found = audit(PLAN)
    ids = {row["rule"]: finding_id(row) for row in found.to_dict("records")}
    assert has_certain(found, {ids["norm_change"], ids["inspection_trend"]})
    assert not has_certain(found, {ids["norm_change"], ids["impossible_date"]})


def test_invalid_acknowledgements_are_reported_together() -> None:
    acknowledgements = [
        known("norm_change", 510),
        known("norm_change", 511),
        known("norm_chnge", 510),
        known("norm_change", 510, reason=" "),
    ]
    with pytest.raises(SettingsError) as raised:
        audit(PLAN, acknowledgements, where="params/2031.yaml")
    problems = raised.value.problems
    assert [problem.where for problem in problems] == [
        f"params/2031.yaml, key 'acknowledged.{number}'" for number in (1, 2, 3)
    ]
    assert [problem.found for problem in problems] == [
        "norm_change at 511",
        "unknown rule 'norm_chnge'",
        "no reason",
    ]
    assert problems[1].remedy == "Did you mean 'norm_change'?"


def test_an_acknowledgement_may_name_some_of_the_lines() -> None:
    finding = replace(find_all(PLAN)[1], there=PLAN.prose(700, "54%"))
    (acknowledged,) = acknowledge([finding], [known("norm_change", 700)], "params", NAMES)
    assert acknowledged.known == "Drukfout."


def test_a_line_of_prose_has_the_page_that_the_rows_around_it_share() -> None:
    rows = [{**NORM, "line": "510", "page": "12"}, {**NORM, "line": "520", "page": "12"}]
    rows.append({**NORM, "line": "530", "page": "13"})
    plan = small_plan(norms=rows)
    assert [plan.prose(line, "").page for line in (515, 525, 530)] == [12, None, 13]
    assert [plan.prose(line, "").section for line in (1, 250, 515)] == ["", "4.1.1", "11.1"]


def test_the_tables_of_a_year_are_read_from_its_folder(project: Project) -> None:
    plan = read_printed_tables(project, 2023)
    assert plan.rows("norms")[0]["previous"] == "98,09%"
    (project.raw(2023) / "norms.csv").write_bytes(b"measure,norm\n\x81,100%\n")
    with pytest.raises(DataError, match=r"norms\.csv"):
        read_printed_tables(project, 2023)


def test_a_year_without_tables_raises_with_the_command_that_makes_them(project: Project) -> None:
    with pytest.raises(DataError, match="planmonitor ingest DOCUMENT --year 2031"):
        read_printed_tables(project, 2031)


def test_a_missing_value_reads_as_an_empty_text() -> None:
    frame = pd.DataFrame({"norm": [None, pd.NA], "line": ["1", "2"]})
    assert [row["norm"] for row in PrintedTables(YEAR, {"norms": frame}).rows("norms")] == ["", ""]
