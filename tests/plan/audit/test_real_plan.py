"""Audits the plan of 2023, whose certain contradictions a person confirmed in its text."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.paths import Project
from analysis.plan.audit import Certainty, PrintedTables, find_all, read_printed_tables
from analysis.plan.ingest.document.text.boldface import undo

ROOT = Path(__file__).resolve().parents[3]
PLAN = ROOT.parent / "shared" / "plans" / "ondernemingsplan-2023.txt"
CODE = ROOT / "src" / "analysis" / "plan" / "audit"


@pytest.fixture(scope="module")
def plan() -> PrintedTables:
    return read_printed_tables(Project(ROOT), 2023)


@pytest.fixture(scope="module")
def confirmed() -> pd.DataFrame:
    path = ROOT / "tests" / "fixtures" / "audit-2023.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_the_certain_findings_are_exactly_the_confirmed_ones(
    plan: PrintedTables, confirmed: pd.DataFrame
) -> None:
    certain = {
        (
            finding.rule,
            " ".join(str(line) for line in finding.lines),
            finding.here.printed,
            finding.there.printed,
        )
        for finding in find_all(plan)
        if finding.certainty == Certainty.CERTAIN
    }
    assert certain == set(confirmed[["rule", "lines", "here", "there"]].itertuples(index=False))
    assert set(confirmed["confirmed"]) == {"yes"}
    assert confirmed["reason"].str.len().min() > 15


def test_the_plan_has_at_least_thirty_certain_findings(plan: PrintedTables) -> None:
    found = [finding.certainty for finding in find_all(plan)]
    assert found.count(Certainty.CERTAIN) >= 30
    assert found.count(Certainty.CERTAIN) + found.count(Certainty.PROBABLE) >= 40


NOTED = ("repeated_number", "repeated_term", "repeated_words", "reported_status")


def test_a_noted_repetition_is_one_that_no_rule_finds(plan: PrintedTables) -> None:
    found = find_all(plan)
    noted = {finding.lines for finding in found if finding.rule in NOTED}
    assert noted
    assert noted.isdisjoint(finding.lines for finding in found if finding.rule not in NOTED)


def test_the_bare_plan_has_at_least_45_certain_findings(
    plan: PrintedTables, confirmed: pd.DataFrame
) -> None:
    """Without the figures and the repetitions that people noted, rules read the prose."""
    kept = {
        name: frame for name, frame in plan.frames.items() if name not in {"figures", "repeats"}
    }
    found = find_all(PrintedTables(plan.year, kept))
    certain = [finding for finding in found if finding.certainty == Certainty.CERTAIN]
    known = {line for lines in confirmed["lines"] for line in lines.split()}
    assert len(certain) >= 45
    assert [finding for finding in certain if not known & set(map(str, finding.lines))] == []


@pytest.mark.skipif(not PLAN.is_file(), reason=f"the plan itself is not at {PLAN}")
def test_the_words_of_each_repetition_are_on_their_line(plan: PrintedTables) -> None:
    lines = PLAN.read_text(encoding="utf-8").split("\n")
    terms = [
        term.removeprefix("prose@").split(":", 1)
        for row in plan.rows("repeats")
        for side in (row["left"], row["right"])
        for term in re.split(r" \+ | x ", side)
        if term.startswith("prose@")
    ]
    missing = [
        (line, words)
        for line, words in terms
        if words not in " ".join(undo(lines[int(line) - 1]).split())
    ]
    assert len(terms) > 15
    assert missing == []


def test_no_rule_names_a_line_or_a_measure_of_this_plan(plan: PrintedTables) -> None:
    """The rules must work for any year."""
    code = "\n".join(file.read_text(encoding="utf-8") for file in CODE.rglob("*.py"))
    assert "def repeated_number" in code
    bare = re.sub(r'""".*?"""', "", code, flags=re.DOTALL)
    assert re.findall(r"\b(?:[3-9]\d{3}|10\d{3})\b", bare) == []
    words = set(re.findall(r"\w+", bare))
    assert [row["measure"] for row in plan.rows("measures") if row["measure"] in words] == []
