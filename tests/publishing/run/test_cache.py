from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.reports import RunOptions, would_run
from analysis.publishing.run.cache import KEPT, Cache, CachedRun, cache_of
from analysis.publishing.run.executed import NotebookTiming
from analysis.publishing.run.explain import Reason, reason
from analysis.publishing.run.fingerprint import Fingerprints
from publishing.run.small import jobs_of, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.publishing.run.plan import Job

INPUTS = {"notebooks/vsi.ipynb, its code": "1", "Python": "3.11"}
OUTPUTS = [{"execution_count": 1, "outputs": [{"output_type": "stream", "text": "é"}]}]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    (only,) = jobs_of(write_project(tmp_path / "project", {"vsi": ["x = 1"]}))
    return only


def entry(inputs: dict[str, str]) -> CachedRun:
    return CachedRun(inputs, NotebookTiming(3, 1, 2), OUTPUTS)


def test_a_cached_run_is_found_by_its_inputs_only(job: Job, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.find(job, INPUTS) is None
    cache.store(job, entry(INPUTS))
    assert cache.find(job, INPUTS) == entry(INPUTS)
    assert cache.find(job, INPUTS | {"Python": "3.12"}) is None


@pytest.mark.parametrize("damage", ["", "{}", "[1]", "no JSON", "cut", "flip"])
def test_a_damaged_run_is_detected_and_replaced(job: Job, tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    cache.store(job, entry(INPUTS))
    (path,) = tmp_path.rglob("*.json")
    text = path.read_text()
    path.write_text({"cut": text[:-9], "flip": text.replace("é", "e")}.get(damage, damage))
    assert cache.find(job, INPUTS) is None
    assert reason(cache, job, INPUTS).causes == ("the cached run is damaged",)
    cache.store(job, entry(INPUTS))
    assert cache.find(job, INPUTS) == entry(INPUTS)


def test_a_missing_run_is_executed_again(job: Job, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store(job, entry(INPUTS))
    (path,) = tmp_path.rglob("*.json")
    path.unlink()
    assert cache.find(job, INPUTS) is None
    assert reason(cache, job, INPUTS).causes == ("no run is cached",)


def test_unused_inputs_may_change_appear_and_disappear(job: Job, tmp_path: Path) -> None:
    """Inputs that it used, and new ones that it could not know, count."""
    cache, never = Cache(tmp_path), {"src/analysis/a.py": "1", "src/analysis/b.py": "1"}
    cache.store(job, CachedRun(INPUTS | never, NotebookTiming(3, 1, 2), OUTPUTS, sorted(never)))
    assert cache.find(job, INPUTS | {"src/analysis/a.py": "2"})
    assert not cache.find(job, {**INPUTS, **never, "Python": "3.12"})
    now = INPUTS | never | {"src/analysis/c.py": "1", "src/analysis/a.py": "2"}
    assert reason(cache, job, now).causes == ("src/analysis/c.py is new",)


def test_a_table_that_it_did_not_read_may_appear_and_one_without_rows_may_not_get_some(
    job: Job, tmp_path: Path
) -> None:
    cache, reads = Cache(tmp_path), ["2023/norms", "2023/results/a[chapter=vsi]"]
    inputs = INPUTS | {"2023/norms": "1"}
    cache.store(job, CachedRun(inputs, NotebookTiming(3, 1, 2), OUTPUTS, [], reads))
    assert cache.find(job, inputs | {"2023/results/b": "1"})
    assert not cache.find(job, inputs | {"2023/norms": "2"})
    now = inputs | {"2023/results/b": "1", "2023/results/a[chapter=vsi]": "1"}
    assert reason(cache, job, now).causes == ("result a of 2023 (chapter vsi) is new",)


def test_a_run_knows_the_results_that_it_read_also_those_without_rows(
    job: Job, tmp_path: Path
) -> None:
    reads = ["2022/results/old", "2023/norms", "2023/results/a[chapter=vsi]", "2023/results/b"]
    run = CachedRun(INPUTS, NotebookTiming(3, 1, 2), OUTPUTS, [], reads)
    Cache(tmp_path).store(job, run)
    found = Cache(tmp_path).latest(job)
    assert found is not None
    assert found.results(2023) == {"a", "b"}


def test_the_most_recently_used_runs_are_kept(job: Job, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(KEPT + 1):
        cache.store(job, entry({"x": str(number)}))
        for place, path in enumerate(
            sorted(tmp_path.rglob("*.json"), key=lambda p: p.stat().st_mtime)
        ):
            os.utime(path, (place, place))
    kept = [number for number in range(KEPT + 1) if cache.find(job, {"x": str(number)})]
    assert kept == list(range(1, KEPT + 1))


def test_an_unwritable_cache_is_no_error(job: Job, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    cache = Cache(tmp_path / "cache")
    cache.store(job, entry(INPUTS))
    assert cache.find(job, INPUTS) is None


def test_the_reason_names_what_changed_since_the_last_used_run(job: Job, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert str(reason(cache, job, INPUTS)) == "2023 vsi: no run is cached"
    cache.store(job, entry(INPUTS))
    assert str(reason(cache, job, INPUTS)) == "2023 vsi: nothing changed"
    now = INPUTS | {"src/analysis/dutch.py": "2", "Python": "3.12"}
    assert str(reason(cache, job, now)) == (
        "2023 vsi: Python changed from 3.11 to 3.12, src/analysis/dutch.py is new"
    )


def test_a_long_list_of_causes_is_shortened() -> None:
    told = Reason(2023, "vsi", ("a changed", "b changed", "c changed", "d changed", "e changed"))
    assert str(told) == "2023 vsi: a changed, b changed, c changed, 2 more"
    assert told.runs


def test_explaining_covers_years_and_chapters_and_runs_nothing(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": ["x = 1"], "b": ["x = 2"]}, years=(2022, 2023))
    for one in jobs_of(project, 2022):
        cache_of(project).store(one, entry(dict(Fingerprints(project).inputs(one))))
    options = RunOptions(chapters=("b",), tables=())
    told = [str(one) for one in would_run(project, [2022, 2023], options).reasons]
    assert told == ["2022 b: nothing changed", "2023 b: no run is cached"]
