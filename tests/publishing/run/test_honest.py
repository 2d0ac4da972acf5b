"""When a helper is edited, exactly the chapters whose kernels loaded it run again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from analysis.paths import CURRENT_VARIABLE, Project
from analysis.publishing.run.cache import cache_of
from analysis.publishing.run.explain import reason
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.publishing.run.plan import plan_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.publishing.run.cache import Cache
    from analysis.publishing.run.plan import Job

EVERY = {
    "overzicht", "activering", "loopbanen", "duurzame_arbeidsmarkt", "thema_overschrijdend",
    "competenties", "sociale_economie", "organisatie", "vsi", "maatregelen", "consistentie",
    "verantwoording",
}  # fmt: skip
ABOUT_MILESTONES = EVERY - {"maatregelen", "consistentie", "verantwoording"}
WITH_NORMS = ABOUT_MILESTONES - {"organisatie", "vsi"}
#: Runs a notebook's cells in an ordinary Python that has a kernel's stdout, and lists what of our
#: package it has loaded.
LOADS = """
import json, os, sys
import analysis.publishing.run.outstream
cells = json.load(open(sys.argv[1]))["cells"]
os.chdir(os.path.dirname(sys.argv[1]))
names, shown = {"__name__": "__main__"}, sys.stdout
sys.stdout = open(os.devnull, "w")
for cell in cells:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]), names)
print(*(name for name in sys.modules if name.split(".")[0] == "analysis"), file=shown)
"""


@pytest.fixture(scope="module")
def project(published: Path) -> Project:
    return Project(published.parents[2])


@pytest.fixture(scope="module")
def jobs(project: Project) -> Mapping[str, Job]:
    settings = load_report_settings(project)
    found = plan_jobs(project, settings, load_year_settings(project, 2023))
    return {job.chapter: job for job in found}


@pytest.fixture(scope="module")
def cache(project: Project) -> Cache:
    return cache_of(project)


@pytest.fixture(scope="module")
def inputs(project: Project, jobs: Mapping[str, Job]) -> Mapping[str, Mapping[str, str]]:
    """What each chapter can depend on."""
    fingerprints = Fingerprints(project)
    return {chapter: fingerprints.inputs(job) for chapter, job in jobs.items()}


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("subjects/volumes/charts/job_bonus.py", {"activering"}),
        ("subjects/consistency/tables.py", {"consistentie"}),
        ("subjects/inspections/charts/rates.py", {"vsi"}),
        ("subjects/people/charts.py", {"organisatie", "vsi"}),
        ("subjects/account/text.py", {"verantwoording"}),
        ("subjects/norms/charts/norms.py", WITH_NORMS),
        ("subjects/planning/charts/gantt.py", ABOUT_MILESTONES - {"overzicht"}),
        ("toolkit/display.py", EVERY),
        ("subjects/milestones/drivers.py", set()),
        ("plan/ingest/plan.py", set()),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} chapters",
)
def test_an_edit_runs_the_chapters_that_load_it_and_names_the_file(
    cache: Cache,
    jobs: Mapping[str, Job],
    inputs: Mapping[str, Mapping[str, str]],
    module: str,
    expected: set[str],
) -> None:
    name = f"src/analysis/{module}"
    told = {
        chapter: reason(cache, job, _edited(inputs[chapter], name)) for chapter, job in jobs.items()
    }
    assert {chapter for chapter, one in told.items() if one.runs} == expected
    assert {cause for one in told.values() for cause in one.causes} <= {f"{name} changed"}


def _edited(inputs: Mapping[str, str], name: str) -> Mapping[str, str]:
    return {one: "edited" if one == name else value for one, value in inputs.items()}


@pytest.mark.parametrize("chapter", ["verantwoording", "consistentie", "vsi"])
def test_a_run_depends_on_exactly_what_a_plain_python_loads(
    cache: Cache, jobs: Mapping[str, Job], chapter: str
) -> None:
    """With less, an edit would go unnoticed; with more, notebooks would run without need."""
    cached = cache.latest(jobs[chapter])
    assert cached is not None
    counted = {name for name in cached.inputs if name.startswith("src/") and name[-3:] == ".py"}
    notebook = str(jobs[chapter].notebook)
    command = [sys.executable, "-c", LOADS, notebook]
    environment = {**os.environ, CURRENT_VARIABLE: "1"}  # as in a kernel of a run
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603 - ours
    loaded = {f"src/{name.replace('.', '/')}" for name in shown.stdout.split()}
    assert {
        name.removesuffix(".py").removesuffix("/__init__") for name in counted - set(cached.unused)
    } == loaded


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("2023/norms[chapter=competenties]", {"competenties"}),
        ("2023/letters", {"organisatie"}),
    ],
)
def test_a_changed_table_runs_the_chapters_that_read_it(
    cache: Cache,
    jobs: Mapping[str, Job],
    inputs: Mapping[str, Mapping[str, str]],
    read: str,
    expected: set[str],
) -> None:
    told = [reason(cache, job, _edited(inputs[chapter], read)) for chapter, job in jobs.items()]
    assert {one.chapter for one in told if one.runs} == expected


def test_a_new_module_where_modules_are_searched_for_runs_its_chapter(
    cache: Cache, jobs: Mapping[str, Job], inputs: Mapping[str, Mapping[str, str]]
) -> None:
    new = {"src/analysis/plan/audit/rules/letters.py": json.dumps("new")}
    told = reason(cache, jobs["consistentie"], {**inputs["consistentie"], **new})
    assert told.causes == ("src/analysis/plan/audit/rules/letters.py is new",)
