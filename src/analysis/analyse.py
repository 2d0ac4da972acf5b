"""The stage between tables and notebooks: every statistic of the whole plan, computed once.

Each subject's `results.py` says what there is to compute. A result is computed again only when the
code behind it, or something that it was computed from, has changed; what it read is noted while it
is computed. A result that comes out as before has the same checksums as before, so that nothing
after it runs again.
"""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from analysis.checksums import Checksums, differences, digest
from analysis.code_errors import SUBJECTS, CodeError, code_problem
from analysis.errors import PlanmonitorError, Problem, ResultError
from analysis.folders import staged
from analysis.result_files import FOLDER, MANIFEST, Kept, contents, read_manifest
from analysis.settings import built_before, load_report_settings, load_year_settings, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.tables.editions import PlanTables
    from analysis.plan.tables.load import TableReader
    from analysis.settings import ReportSettings, YearSettings
    from analysis.toolkit.results import Result

DEFAULT_LEVEL = 0.95
LEVEL = "confidence_level"  # the column of a result that is computed at several levels


@dataclass(frozen=True, slots=True)
class Computed:
    """A result that was computed: its rows, and what changed since it was computed before."""

    name: str
    rows: int
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """Results that somebody waits for.

    `ready` is called once those with these names are in place, before any other is computed. The
    results that may be out of date are missing then, so that nobody reads them.
    """

    names: Collection[str]
    ready: Callable[[], None]


def analyse(
    project: Project,
    year: int,
    level: float | None = None,
    checksums: Checksums | None = None,
    awaited: Awaited | None = None,
) -> list[Computed]:
    """Compute the stale results of a year, whose tables must be built.

    Results with intervals are computed at the levels of the chapters' settings. Another `level`,
    which an analyst tries in a notebook, gets results of its own in the cache, so that published
    data do not change. `checksums` may know files of the project as they are now; `awaited` names
    the results to compute first.

    Returns
    -------
    list of Computed
        The results that were computed, each with the reason.

    Raises
    ------
    SettingsError
        When the settings are wrong.
    DataError
        When a table has not been built.
    ResultError
        When a result cannot be computed, or code was saved meanwhile; the earlier results stay,
        or the awaited ones alone.
    """
    state = State(project, checksums or Checksums(project))
    return [
        computed
        for folder, levels in _folders(project, year, level)
        if not _all_stand(folder, levels, state)  # computing imports the statistics: a second
        for computed in _Analysis(project, year, folder, levels, checksums).run(
            awaited if folder == project.results(year) else None
        )
    ]


def results_stand(
    project: Project, year: int, level: float | None = None, checksums: Checksums | None = None
) -> bool:
    """Tell whether `analyse` would find nothing to compute; imports no statistics."""
    state = State(project, checksums or Checksums(project))
    return all(
        _all_stand(folder, levels, state) for folder, levels in _folders(project, year, level)
    )


def _folders(project: Project, year: int, level: float | None) -> list[tuple[Path, list[float]]]:
    """Return the folders of results that are wanted, each with its levels."""
    known = _levels(project, year)
    found = [(project.results(year), known)]
    if level is not None and level not in known:
        found.append((project.results(year, level), [level]))
    return found


def _all_stand(folder: Path, levels: list[float], state: State) -> bool:
    kept = read_manifest(folder)
    return {one.subject for one in kept.values()} == set(subjects_with_results()) and all(
        _file_stands(folder, name, one, levels, state)
        and all(state.now(read) == was for read, was in one.reads.items())
        for name, one in kept.items()
    )


def subjects_with_results() -> list[str]:
    """Return the subjects that have a `results.py`."""
    return sorted(path.parent.name for path in SUBJECTS.glob("*/results.py"))


def all_results() -> dict[str, tuple[str, Result]]:
    """Import every subject's results; return each by its name, with its subject.

    Raises
    ------
    CodeError
        When a module cannot be imported.
    """
    from importlib import import_module

    try:
        return {
            result.name: (subject, result)
            for subject in subjects_with_results()
            for result in import_module(f"analysis.subjects.{subject}.results").RESULTS
        }
    except Exception as error:  # whatever a module raises when it is imported
        raise CodeError(code_problem(error)) from error


@dataclass
class State:
    """What things are now: code, files, settings, tables; each looked at once."""

    project: Project
    checksums: Checksums
    _tables: dict[int, dict[str, str]] = field(default_factory=dict)
    _code: dict[str, str] = field(default_factory=dict)

    def code(self, subject: str) -> str:
        """Return the checksum of what computes a subject's results, software included."""
        if subject not in self._code:
            modules = self.checksums.modules(f"analysis.subjects.{subject}.results")
            self._code[subject] = digest([dict(modules), dict(self.checksums.environment)])
        return self._code[subject]

    def now(self, read: str) -> str:
        """Return the checksum of what a result read, as it is now; empty where it is gone."""
        kind, _, name = read.partition(" ")
        if kind == "file":
            path = self.project.root / name
            return self.checksums.checksum(path) if path.is_file() else ""
        if kind == "settings":
            return digest(dict(self.checksums.settings))
        if kind == "years":
            return digest(built_before(self.project, int(name)))
        year = int(read.partition("/")[0])
        if year not in self._tables:
            self._tables[year] = contents(self.project, year)
        return self._tables[year].get(read, "")


def _levels(project: Project, year: int) -> list[float]:
    """Return the levels that the settings give the chapters."""
    report, own = load_report_settings(project), load_year_settings(project, year)
    merged = (parameters(report, own, chapter) for chapter in report.chapters)
    return sorted({float(one.get("confidence", DEFAULT_LEVEL)) for one in merged})


def _file_stands(folder: Path, name: str, kept: Kept, levels: list[float], state: State) -> bool:
    """Tell whether a result's file, its code and its levels are still the same."""
    path = folder / f"{name}.parquet"
    return (
        kept.levels in ([], levels)
        and path.is_file()
        and state.checksums.checksum(path) == kept.file
        and kept.code == state.code(kept.subject)
    )


class _Analysis:
    """One pass over all results of a year: those that stand are taken over, others computed."""

    def __init__(
        self,
        project: Project,
        year: int,
        folder: Path,
        levels: list[float],
        checksums: Checksums | None,
    ) -> None:
        from analysis.plan.tables.load import TableReader

        self.project = project
        self.year = year
        self.folder = folder
        self.levels = levels
        self.state = State(project, checksums or Checksums(project))
        self.before = read_manifest(folder)
        self.earlier = folder  # where the results of `before` are
        for subject in subjects_with_results():
            self.state.code(subject)  # before it is imported: it may be saved in between
        self.kept: dict[str, Kept] = {}
        self.frames: dict[str, pd.DataFrame] = {}
        self.known = all_results()
        self.reader = TableReader(project, year, self.note)
        self._reading: list[dict[str, str]] = []
        self._fresh: set[str] = set()

    def run(self, awaited: Awaited | None = None) -> list[Computed]:
        """Compute the stale results and write them; return those that were computed."""
        with ExitStack() as stack:
            if awaited and self.before:
                self.earlier = self.project.cache / "tables" / f"{self.year}.{FOLDER}"
                shutil.rmtree(self.earlier, ignore_errors=True)  # a killed process left it
                stack.callback(shutil.rmtree, self.earlier, ignore_errors=True)
                shutil.copytree(self.folder, self.earlier)
                for name in self.known:
                    if name in awaited.names:
                        self.ensure(name)
                self.write()
                awaited.ready()
            for name in self.known:
                self.ensure(name)
            if awaited or self._fresh or set(self.before) != set(self.kept):
                self.write()
        return [
            Computed(name, self.kept[name].rows, self._causes(name))
            for name in self.known
            if name in self._fresh
        ]

    def _causes(self, name: str) -> tuple[str, ...]:
        """Say why a result was computed."""
        before, now = self.before.get(name), self.kept[name]
        if before is None:
            return ("not computed yet",)
        causes = differences(before.reads, now.reads)
        if before.code != now.code:
            causes.append(f"the code of {now.subject}, or the software, changed")
        if before.levels != now.levels:
            causes.append("other levels of the intervals")
        return tuple(causes) or ("its file has changed or is missing",)

    def ensure(self, name: str) -> None:
        """Keep a result if it is current, or compute it; those that it reads come first."""
        if name in self.kept:
            return
        kept = self.before.get(name)
        if kept is not None and kept.subject == self.known[name][0] and self._stands(name, kept):
            self.kept[name] = kept
        else:
            self._compute(name)

    def note(self, read: str) -> None:
        """Note that the result that is being computed reads something."""
        if self._reading:
            self._reading[-1][read] = self._checksum(read)

    def result(self, name: str, level: float | None) -> pd.DataFrame:
        """Return a result, whole or at one level, computed first where it must be."""
        from analysis.plan.tables.content import choose, part_name
        from analysis.plan.tables.load import read_file, read_name

        self.ensure(name)
        if name not in self.frames:
            path = self.earlier / f"{name}.parquet"
            self.frames[name] = read_file(self.project, path, self.year)
        frame = self.frames[name]
        chosen = {} if level is None or LEVEL not in frame else {LEVEL: level}
        self.note(read_name(self.year, f"{FOLDER}/{name}", part_name(chosen)))
        return choose(frame, chosen) if chosen else frame

    def write(self) -> None:
        """Put the results in place, all together."""
        if not self.state.checksums.still_hold():
            raise ResultError(_saved_meanwhile(self.year))
        folder = self.folder
        checksums = Checksums(self.project)
        with staged(folder) as new:
            for name in self.kept:
                target = new / f"{name}.parquet"
                if name in self._fresh:
                    self.frames[name].to_parquet(target, index=False)
                    file = checksums.checksum(target)
                    self.kept[name] = replace(self.kept[name], file=file)
                else:
                    shutil.copyfile(self.earlier / f"{name}.parquet", target)
            known = {name: self.kept.get(name) or self._to_come(name) for name in self.known}
            said = {name: asdict(one) for name, one in sorted(known.items())}
            manifest = {"sha256": digest(said), "results": said}
            text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
            (new / MANIFEST).write_text(text, encoding="utf-8")

    def _to_come(self, name: str) -> Kept:
        """Describe a result that has no file yet."""
        return Kept(self.known[name][0], "", [], {}, {}, "", 0, {})

    def _checksum(self, read: str) -> str:
        """Return the checksum of a read: a result of this pass, or something on disk."""
        table, _, part = read.removeprefix(f"{self.year}/{FOLDER}/").partition("[")
        if read.startswith(f"{self.year}/{FOLDER}/"):
            return self.kept[table].contents.get(part.removesuffix("]"), "")
        return self.state.now(read)

    def _stands(self, name: str, kept: Kept) -> bool:
        for read in kept.reads:
            table = read.partition("[")[0].removeprefix(f"{self.year}/{FOLDER}/")
            if read.startswith(f"{self.year}/{FOLDER}/"):
                if table not in self.known:
                    return False
                self.ensure(table)
        now = {read: self._checksum(read) for read in kept.reads}
        return now == kept.reads and _file_stands(self.earlier, name, kept, self.levels, self.state)

    def _compute(self, name: str) -> None:
        from analysis.plan.tables.content import checksums

        subject, result = self.known[name]
        reads: dict[str, str] = {}
        self._reading.append(reads)
        try:
            frame = self._frame(result)
        finally:
            self._reading.pop()
        self.frames[name] = frame
        self._fresh.add(name)
        levels = self.levels if result.by_level else []
        self.kept[name] = Kept(
            subject,
            self.state.code(subject),
            levels,
            reads,
            checksums(frame),
            "",
            len(frame),
            _words(result),
        )

    def _frame(self, result: Result) -> pd.DataFrame:
        import pandas as pd

        from analysis.toolkit.results import as_declared

        try:
            if result.by_level:
                frames = [
                    result.compute(_Inputs(self, level)).assign(**{LEVEL: level})
                    for level in self.levels
                ]
                frame = pd.concat(frames, ignore_index=True)
            else:
                frame = result.compute(_Inputs(self, None)).reset_index(drop=True)
        except PlanmonitorError:
            raise
        except Exception as error:
            raise ResultError(_not_computed(self.year, result.name, error)) from error
        return as_declared(result, self.known[result.name][0], frame)


class _Inputs:
    """What one result is computed from, noted as it is taken; see `toolkit.results.Inputs`."""

    def __init__(self, run: _Analysis, level: float | None) -> None:
        self._run = run
        self._level = level

    @property
    def year(self) -> int:
        return self._run.year

    @property
    def level(self) -> float:
        if self._level is None:
            message = "a result that is not by_level has no level"
            raise ValueError(message)
        return self._level

    @cached_property
    def plan(self) -> PlanTables:
        from analysis.plan.tables.editions import PlanTables

        def read(table: str) -> pd.DataFrame:
            kind, _, name = table.partition("/")
            if kind == FOLDER:
                return self._run.result(name, self._level)
            return self._run.reader.read(table)

        return PlanTables(read)

    @cached_property
    def earlier(self) -> Mapping[int, PlanTables]:
        from analysis.plan.tables.editions import PlanTables
        from analysis.plan.tables.load import TableReader

        project, note = self._run.project, self._run.note
        note(f"years {self.year}")
        return {
            year: PlanTables(partial(self._read, TableReader(project, year, note)))
            for year in built_before(project, self.year)
        }

    def _read(self, reader: TableReader, table: str) -> pd.DataFrame:
        return reader.read(table, **({} if self._level is None else {LEVEL: self._level}))

    @cached_property
    def settings(self) -> ReportSettings:
        self._run.note("settings params")
        return load_report_settings(self._run.project)

    @cached_property
    def year_settings(self) -> YearSettings:
        self._run.note("settings params")
        return load_year_settings(self._run.project, self.year)

    def file(self, name: str) -> Path | None:
        self._run.note(f"file {name}")
        path = self._run.project.root / name
        return path if path.is_file() else None


def _words(result: Result) -> Mapping[str, Any]:
    columns = {name: one.description for name, one in result.schema.columns.items()}
    return {"title": result.title, "description": result.description, "columns": columns}


def _saved_meanwhile(year: int) -> Problem:
    return Problem(
        where=f"data/processed/{year}/{FOLDER}",
        found="code or data that was saved while the results were computed",
        expected="files that stay the same",
        remedy="Run the command again.",
    )


def _not_computed(year: int, name: str, error: Exception) -> Problem:
    remedy = f"Correct the line; if it has worked before, look for an odd row in data/raw/{year}."
    return code_problem(error, f"a result '{name}' that can be computed from the tables", remedy)
