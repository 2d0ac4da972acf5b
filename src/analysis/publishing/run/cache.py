"""Keeps the outputs of executed notebooks, to be found by what they depend on."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.checksums import digest
from analysis.publishing.run.executed import NotebookTiming

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from analysis.checksums import Inputs
    from analysis.paths import Project
    from analysis.publishing.run.plan import Job

KEPT = 4  # runs of a chapter: enough to go back and forth between two states of the project


@dataclass(frozen=True, slots=True)
class Entry:
    """One run of a notebook, as it is kept.

    Parameters
    ----------
    inputs
        What the run depended on.
    timing
        How long it took.
    outputs
        Of each code cell, in order: `execution_count` and `outputs` as a notebook holds them.
    unused
        The inputs that the run never read: modules that its helpers can import and did not.
    """

    inputs: Inputs
    timing: NotebookTiming
    outputs: list[dict[str, Any]]
    unused: list[str] = field(default_factory=list)

    def serves(self, inputs: Inputs) -> bool:
        """Tell whether a run with these inputs would give the same.

        What the run did not read may differ: whether it is read is decided by what was.
        """
        return used(inputs, self.unused) == used(self.inputs, self.unused)


class Cache:
    """The runs kept in a folder, a few of each chapter.

    Parameters
    ----------
    folder
        Where they lie; made when the first is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, job: Job, inputs: Inputs) -> Entry | None:
        """Return a run that these inputs would repeat; None without one that is undamaged."""
        exact = self._path(job, inputs)
        for path in (exact, *(path for path in reversed(self._of(job)) if path != exact)):
            entry = _read(path)
            if entry is not None and entry.serves(inputs):
                with suppress(OSError):  # only decides which runs are kept longest
                    os.utime(path)
                return entry
        return None

    def holds(self, job: Job, inputs: Inputs) -> bool:
        """Tell whether there is a file for these inputs, damaged or not."""
        return self._path(job, inputs).is_file()

    def latest(self, job: Job) -> Entry | None:
        """Return the run of a chapter that was made or used last."""
        found = map(_read, reversed(self._of(job)))
        return next((entry for entry in found if entry), None)

    def keep(self, job: Job, entry: Entry) -> None:
        """Keep a run; where the folder cannot be written the next run executes again."""
        path = self._path(job, entry.inputs)
        content = asdict(entry)
        text = json.dumps({"sha256": digest(content), **content}, ensure_ascii=False)
        beside = path.with_suffix(f".{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
            beside.replace(path)
            for old in self._of(job)[:-KEPT]:
                old.unlink(missing_ok=True)
        except OSError:  # a report that is made must not fail for what only saves time
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _of(self, job: Job) -> list[Path]:
        """Return the files of a chapter, the one used last at the end."""
        return sorted(self._chapter(job).glob("*.json"), key=lambda path: path.stat().st_mtime)

    def _path(self, job: Job, inputs: Inputs) -> Path:
        return self._chapter(job) / f"{digest(inputs)}.json"

    def _chapter(self, job: Job) -> Path:
        return self._folder / str(job.year) / job.chapter


def used(inputs: Inputs, unused: Iterable[str]) -> Inputs:
    """Leave out the inputs that a run did not use."""
    return {name: value for name, value in inputs.items() if name not in frozenset(unused)}


def cache_of(project: Project) -> Cache:
    """Return a project's cache."""
    return Cache(cache_folder(project) / "notebooks")


def cache_folder(project: Project) -> Path:
    """Return where a project keeps what saves time; it can be thrown away at any moment."""
    return project.root / ".cache"


def _read(path: Path) -> Entry | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("sha256") != digest(content):
            return None
        timing = NotebookTiming(**content["timing"])
        return Entry(content["inputs"], timing, content["outputs"], content["unused"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
