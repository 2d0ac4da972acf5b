from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.reports import RunOptions, would_run
from analysis.publishing.run.cache import KEPT, Cache, Entry, cache_of
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


def entry(inputs: dict[str, str]) -> Entry:
    return Entry(inputs, NotebookTiming(3, 1, 2), OUTPUTS)


def test_what_is_kept_is_found_by_its_inputs_and_by_no_others(job: Job, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.find(job, INPUTS) is None
    cache.keep(job, entry(INPUTS))
    assert cache.find(job, INPUTS) == entry(INPUTS)
    assert cache.find(job, INPUTS | {"Python": "3.12"}) is None


@pytest.mark.parametrize("damage", ["", "{}", "[1]", "no JSON", "cut", "flip"])
def test_a_damaged_run_is_noticed_and_made_again(job: Job, tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    cache.keep(job, entry(INPUTS))
    (path,) = tmp_path.rglob("*.json")
    text = path.read_text()
    path.write_text({"cut": text[:-9], "flip": text.replace("é", "e")}.get(damage, damage))
    assert cache.find(job, INPUTS) is None
    assert reason(cache, job, INPUTS).causes == ("the run that was kept is damaged",)
    cache.keep(job, entry(INPUTS))
    assert cache.find(job, INPUTS) == entry(INPUTS)


def test_a_run_whose_file_is_gone_is_made_again(job: Job, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep(job, entry(INPUTS))
    (path,) = tmp_path.rglob("*.json")
    path.unlink()
    assert cache.find(job, INPUTS) is None
    assert reason(cache, job, INPUTS).causes == ("no run is kept",)


def test_what_a_run_did_not_read_may_change_come_and_go(job: Job, tmp_path: Path) -> None:
    """Nothing that it did read, and no input that it could not know of."""
    cache, never = Cache(tmp_path), {"src/analysis/a.py": "1", "src/analysis/b.py": "1"}
    cache.keep(job, Entry(INPUTS | never, NotebookTiming(3, 1, 2), OUTPUTS, sorted(never)))
    assert cache.find(job, INPUTS | {"src/analysis/a.py": "2"})
    assert not cache.find(job, {**INPUTS, **never, "Python": "3.12"})
    now = INPUTS | never | {"src/analysis/c.py": "1", "src/analysis/a.py": "2"}
    assert reason(cache, job, now).causes == ("src/analysis/c.py is new",)


def test_the_runs_used_last_are_kept(job: Job, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(KEPT + 1):
        cache.keep(job, entry({"x": str(number)}))
        for place, path in enumerate(
            sorted(tmp_path.rglob("*.json"), key=lambda p: p.stat().st_mtime)
        ):
            os.utime(path, (place, place))
    kept = [number for number in range(KEPT + 1) if cache.find(job, {"x": str(number)})]
    assert kept == list(range(1, KEPT + 1))


def test_a_place_that_cannot_be_written_costs_only_time(job: Job, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    cache = Cache(tmp_path / "cache")
    cache.keep(job, entry(INPUTS))
    assert cache.find(job, INPUTS) is None


def test_the_reason_names_what_changed_since_the_run_that_was_used_last(
    job: Job, tmp_path: Path
) -> None:
    cache = Cache(tmp_path)
    assert str(reason(cache, job, INPUTS)) == "2023 vsi: no run is kept"
    cache.keep(job, entry(INPUTS))
    assert str(reason(cache, job, INPUTS)) == "2023 vsi: nothing changed"
    now = INPUTS | {"src/analysis/dutch.py": "2", "Python": "3.12"}
    assert str(reason(cache, job, now)) == (
        "2023 vsi: Python changed from 3.11 to 3.12, src/analysis/dutch.py is new"
    )


def test_a_long_list_of_causes_is_cut() -> None:
    told = Reason(2023, "vsi", ("a changed", "b changed", "c changed", "d changed", "e changed"))
    assert str(told) == "2023 vsi: a changed, b changed, c changed, 2 more"
    assert told.runs


def test_explaining_runs_nothing_and_goes_through_years_and_chapters(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": ["x = 1"], "b": ["x = 2"]}, years=(2022, 2023))
    for one in jobs_of(project, 2022):
        cache_of(project).keep(one, entry(dict(Fingerprints(project).inputs(one))))
    options = RunOptions(chapters=("b",), tables=())
    told = [str(one) for one in would_run(project, [2022, 2023], options).reasons]
    assert told == ["2022 b: nothing changed", "2023 b: no run is kept"]
