"""The cache of notebook runs: outputs of executed notebooks, found by what they depend on."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.checksums import READ, digest
from analysis.publishing.run.executed import NotebookTiming

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.checksums import Inputs
    from analysis.paths import Project
    from analysis.publishing.run.plan import Job

KEPT = 4  # cached runs of a chapter: enough to switch between two states of the project


@dataclass(frozen=True, slots=True)
class CachedRun:
    """One run of a notebook, as the cache stores it.

    `outputs` holds the `execution_count` and `outputs` of each code cell, in order. `unused` are
    the inputs that the run did not use: modules that were not loaded, tables not read.
    `reads` are the tables and results that it read, also those without rows of its chapter.
    """

    inputs: Inputs
    timing: NotebookTiming
    outputs: list[dict[str, Any]]
    unused: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)

    def serves(self, inputs: Inputs) -> bool:
        """Tell whether a run with these inputs would give the same outputs.

        Inputs that the run did not use may differ: what it used decided that it did not use them.
        """
        return self.used(inputs) == self.used(self.inputs)

    def used(self, inputs: Inputs) -> Inputs:
        """Return those of some inputs that matter to it: without what it did not use or read."""
        unused, reads = frozenset(self.unused), frozenset(self.reads)
        return {
            name: value
            for name, value in inputs.items()
            if name not in unused and (not reads or name in reads or not READ.fullmatch(name))
        }

    def results(self, year: int) -> set[str]:
        """Return the names of the results of a year that it read."""
        reads = map(READ.fullmatch, self.reads)
        return {one["name"] for one in reads if one and one["result"] and int(one["year"]) == year}


class Cache:
    """The cached runs in a folder, a few of each chapter; the first one creates the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, job: Job, inputs: Inputs) -> CachedRun | None:
        """Return an undamaged run that these inputs would repeat, or None."""
        exact = self._path(job, inputs)
        for path in (exact, *(path for path in reversed(self._of(job)) if path != exact)):
            cached = _read(path)
            if cached is not None and cached.serves(inputs):
                with suppress(OSError):  # only decides which runs are kept longest
                    os.utime(path)
                return cached
        return None

    def holds(self, job: Job, inputs: Inputs) -> bool:
        """Tell whether the cache has a file for these inputs, damaged or not."""
        return self._path(job, inputs).is_file()

    def latest(self, job: Job) -> CachedRun | None:
        """Return the run of a chapter that was stored or used last."""
        found = map(_read, reversed(self._of(job)))
        return next((cached for cached in found if cached), None)

    def store(self, job: Job, run: CachedRun) -> None:
        """Store a run; when that fails, the notebook runs again next time."""
        path = self._path(job, run.inputs)
        content = asdict(run)
        text = json.dumps({"sha256": digest(content), **content}, ensure_ascii=False)
        beside = path.with_suffix(f".{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
            beside.replace(path)
            for old in self._of(job)[:-KEPT]:
                old.unlink(missing_ok=True)
        except OSError:  # a cache that cannot be written must not fail the report
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _of(self, job: Job) -> list[Path]:
        """Return the files of a chapter, ordered by last use."""
        return sorted(self._chapter(job).glob("*.json"), key=lambda path: path.stat().st_mtime)

    def _path(self, job: Job, inputs: Inputs) -> Path:
        return self._chapter(job) / f"{digest(inputs)}.json"

    def _chapter(self, job: Job) -> Path:
        return self._folder / str(job.year) / job.chapter


def cache_of(project: Project) -> Cache:
    """Return a project's cache."""
    return Cache(cache_folder(project) / "notebooks")


def cache_folder(project: Project) -> Path:
    """Return a project's cache folder, which can be deleted at any time."""
    return project.root / ".cache"


def _read(path: Path) -> CachedRun | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("sha256") != digest(content):
            return None
        timing = NotebookTiming(**content["timing"])
        return CachedRun(**{**content, "timing": timing})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
