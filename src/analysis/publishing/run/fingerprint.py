"""What a notebook's outputs depend on: each input by name, with its checksum or its value."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.checksums import PACKAGE, READ, Checksums, digest
from analysis.publishing.page.options import is_off, split_options
from analysis.publishing.run import notebook_file
from analysis.publishing.run.declared import TAG
from analysis.publishing.run.notebook_file import cell_tags, read_notebook
from analysis.result_files import MANIFEST, contents, read_manifest
from analysis.settings import built_before, known_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.checksums import Inputs
    from analysis.paths import Project
    from analysis.publishing.run.plan import Job

RENDERING, RUNNING = "analysis.publishing.report_build", "analysis.publishing.notebooks"
STREAM_MODULE = "analysis.publishing.run.outstream"


class Fingerprints(Checksums):
    """Lists the inputs of the jobs of one run, with our own `package`; each file is read once."""

    def __init__(self, project: Project, package: Path = PACKAGE) -> None:
        super().__init__(project, package)
        self._inputs: dict[tuple[int, str], Inputs] = {}
        self._contents: dict[int, Inputs] = {}

    def inputs(self, job: Job) -> Inputs:
        """Return everything that the outputs of a notebook can depend on; its prose does not count.

        That includes each module of ours that it can import, and each table and result of its year
        and the years before, whole and the rows of its chapter. Its run records which it used.

        The inputs of a job are read once per run, so that a run is cached under the inputs that it
        started with.
        """
        which = job.year, job.chapter
        if which not in self._inputs:
            self._inputs[which] = self._of_job(job)
        return self._inputs[which]

    def unused(self, inputs: Inputs, used: frozenset[str]) -> list[str]:
        """Return the inputs that a job's kernel did not use, given its modules and table reads."""
        known = {name for name in inputs if _is_module(name) or READ.fullmatch(name)}
        return sorted(known - self._named(used))

    def account_for(self, job: Job, used: frozenset[str]) -> bool:
        """Tell whether a job's inputs include everything that its kernel used.

        They may not when a notebook imports a module by a computed name. The rows of the job's own
        chapter are no input of a table that has none for it; they become one when it gets some.
        """
        inputs, own = self.inputs(job), f"chapter={job.chapter}]"
        return all(
            name.endswith(own) and name.partition("[")[0] in inputs
            for name in self._named(used) - inputs.keys()
        )

    def imported_elsewhere(self, jobs: Iterable[Job]) -> frozenset[str]:
        """Return what the jobs import from other packages, directly or through our modules."""
        return self._imports.imports(_source(jobs)).others

    @cached_property
    def data(self) -> Inputs:
        """What a whole report depends on besides its notebooks: settings, data, software.

        A manifest of results also holds the checksums of the code that computed them, which no
        report shows: only what readers see of it counts.
        """
        root = self._project.root
        processed = self.files(root / "data" / "processed")
        manifests = [root / name for name in processed if name.endswith(f"/{MANIFEST}")]
        return {
            **self.settings,
            **self.files(root / "data" / "raw"),
            **processed,
            **{self._project.relative(path): _shown(path.parent) for path in manifests},
            **self.environment,
        }

    def code(self, jobs: Iterable[Job]) -> Inputs:
        """Return our modules that can reach a report: those of its notebooks and of its rendering.

        The templates, styles and other files in their folders are included. The code of a
        statistic is not: its results are data.
        """
        started = "".join(f"\nimport {name}" for name in (RENDERING, RUNNING, STREAM_MODULE))
        found = set(self._imports.imports(_source(jobs) + started).own)
        found |= {file for folder in {one.parent for one in found} for file in _resources(folder)}
        return {self.module_name(path): self.checksum(path) for path in sorted(found)}

    def tables(self, year: int, chapter: str) -> Inputs:
        """Return what a chapter can read of one year, by the names of the reads."""
        if year not in self._contents:
            self._contents[year] = contents(self._project, year)
        own = f"chapter={chapter}]"
        return {
            name: checksum
            for name, checksum in self._contents[year].items()
            if "chapter=" not in name or name.endswith(own)
        }

    def _of_job(self, job: Job) -> Inputs:
        cells = code_cells(job.notebook)
        imported = self._imports.imports("\n".join(str(cell["source"]) for cell in cells))
        before = built_before(self._project, job.year)
        found = {
            f"{job.name}, its code": digest(cells),
            **{f"parameter {name}": json.dumps(v) for name, v in sorted(job.parameters.items())},
            **{self.module_name(path): self.checksum(path) for path in sorted(imported.own)},
            **self.modules(STREAM_MODULE),  # each kernel loads it
            **self._settings_until(job.year),
            **self.environment,
            "the plans before": ", ".join(map(str, before)),
        }
        for year in (*before, job.year):
            found |= self.tables(year, job.chapter)
        return found

    def _settings_until(self, year: int) -> Inputs:
        """Return the settings that a report of a year reads, without those of later years."""
        later = {
            self._project.relative(self._project.year_params(one))
            for one in known_years(self._project)
            if one > year
        }
        return {name: value for name, value in self.settings.items() if name not in later}

    def _named(self, used: Iterable[str]) -> set[str]:
        """Return the input names of modules and reads."""
        return {
            name if READ.fullmatch(name) else self.module_name(self._file_of(name)) for name in used
        }

    def _file_of(self, module: str) -> Path:
        place = self._package.parent.joinpath(*module.split("."))
        return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def code_cells(notebook: Path) -> Sequence[Mapping[str, object]]:
    """Return the code that a notebook executes, and which cell holds its parameters.

    Options (`#| label: …`) are left out: they are for the renderer, and comments to the kernel. So
    is the code of a cell that an option keeps from running.
    """
    return [
        {"source": _executed(cell["source"]), "parameters": TAG in cell_tags(cell)}
        for cell in notebook_file.code_cells(read_notebook(notebook, notebook.name))
    ]


def _source(jobs: Iterable[Job]) -> str:
    """Return the code of all jobs as one text."""
    return "\n".join(str(cell["source"]) for job in jobs for cell in code_cells(job.notebook))


def _shown(results: Path) -> str:
    """Return one checksum of what a report shows of the results in a folder."""
    known = read_manifest(results)
    return digest({name: [one.contents, one.rows, one.words] for name, one in known.items()})


def _resources(folder: Path) -> list[Path]:
    """Return the files of a package that are not modules, and those in its `templates/`."""
    found = [*folder.glob("*.*"), *folder.glob("templates/**/*.*")]
    return [path for path in found if path.is_file() and path.suffix not in {".py", ".pyc"}]


def _is_module(name: str) -> bool:
    return name.startswith("src/") and name.endswith(".py")


def _executed(source: str) -> str:
    options, code = split_options(source)
    return "" if is_off(options, "eval") else code
