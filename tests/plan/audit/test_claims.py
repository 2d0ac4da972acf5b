"""The audit reads the prose of plans whose sentences restate them, some of them wrong.

`benchmarks/contradictions.py` measures more plans, by kind.
"""

from __future__ import annotations

import pytest

from analysis.plan.audit import AuditFinding, Certainty, PrintedTables, find_all
from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.plan import parse_plan
from generated.claims import ClaimedPlan, plan_with_claims

YEAR, SEED = 2031, 3
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=[False, True], ids=["known", "held out"])
def audited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ClaimedPlan, list[AuditFinding]]:
    plan = plan_with_claims(SEED, YEAR, held_out=request.param)
    path = tmp_path_factory.mktemp("plan") / "plan.txt"
    path.write_text(plan.text, encoding="utf-8")
    tables = parse_plan(read_document(path), YEAR).tables
    found = find_all(PrintedTables(YEAR, tables))
    return plan, [each for each in found if each.certainty is Certainty.CERTAIN]


def test_most_contradictions_are_found(audited: tuple[ClaimedPlan, list[AuditFinding]]) -> None:
    plan, certain = audited
    lines = {line for finding in certain for line in finding.lines}
    wrong = [claim for claim in plan.claims if claim.wrong]
    found = [claim for claim in wrong if lines & set(claim.lines)]
    assert len(wrong) >= 15
    assert len(found) >= 0.8 * len(wrong)


def test_few_consistent_sentences_are_called_wrong(
    audited: tuple[ClaimedPlan, list[AuditFinding]],
) -> None:
    plan, certain = audited
    lines = {line for claim in plan.claims if claim.wrong for line in claim.lines}
    false = [finding for finding in certain if not lines & set(finding.lines)]
    assert len(false) <= 0.1 * len(certain)
