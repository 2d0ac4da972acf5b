"""`planmonitor review`: what waits, and decisions for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from analysis.desk.cli import app
from analysis.plan.ingest.proposals import Proposal, write_proposals

if TYPE_CHECKING:
    from typer.testing import Result

    from analysis.paths import Project

LABELS = [
    Proposal("label", "label-1", "Dijkpremie", 5, "gesco", 90),
    Proposal("label", "label-2", "Sluispremie", 6, "jobbonus", 50),
]


@pytest.fixture
def waiting(project: Project) -> Project:
    write_proposals(LABELS, project.raw(2023))
    return project


def run(project: Project, *arguments: str) -> Result:
    options = ["--project", str(project.root), "review", *arguments]
    return CliRunner().invoke(app, options)


def document(project: Project, *arguments: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        run(project, "2023", "--json", *arguments).stdout
    )
    return found


def test_the_status_counts_by_kind(waiting: Project) -> None:
    found = run(waiting, "--status")
    assert found.exit_code == 0
    rows = [line.split() for line in found.stdout.splitlines()]
    assert ["label", "0", "0", "0", "2"] in rows
    assert ["successor", "126", "55", "0", "0"] in rows
    assert "planmonitor data 2023" in found.stdout


def test_proposals_are_decided_and_taken_back(waiting: Project) -> None:
    assert [one["id"] for one in document(waiting)["waiting"]] == ["label-1", "label-2"]
    chosen = ("--accept", "label-1", "--change", "label-2", "zorgkrediet", "--by", "An")
    made = document(waiting, *chosen)["decided"]
    assert [(one["decision"], one["value"], one["by"]) for one in made] == [
        ("accepted", "gesco", "An"),
        ("changed", "zorgkrediet", "An"),
    ]
    measures = (waiting.raw(2023) / "measures.csv").read_text(encoding="utf-8")
    assert "|Dijkpremie\n" in measures
    assert "Sluispremie\n" in measures
    assert run(waiting, "2023", "--undo", "label-1").exit_code == 0
    assert [one["id"] for one in document(waiting)["waiting"]] == ["label-1"]


def test_the_likely_ones_of_a_kind_are_accepted_at_once(waiting: Project) -> None:
    made = document(waiting, "--kind", "label", "--accept-from", "80")["decided"]
    assert [one["id"] for one in made] == ["label-1"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2023", "--accept", "label-9"], "'label-9'"),
        (["2023", "--accept-from", "80"], "no --kind"),
        (["2023", "--change", "label-1", "no_such_measure"], "'no_such_measure'"),
        ([], "no year"),
        (["1999"], "no file 1999.yaml"),
        (["2023", "--kind", "lable"], "Did you mean 'label'?"),
    ],
)
def test_a_mistake_is_explained(waiting: Project, arguments: list[str], message: str) -> None:
    found = run(waiting, *arguments)
    assert found.exit_code == 2
    assert message in found.stderr
    assert "label-1" not in (waiting.raw(2023) / "review.csv").read_text(encoding="utf-8")
