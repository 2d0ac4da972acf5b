"""What a notebook's outputs depend on: each input by name, with its checksum or its value."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import analysis
from analysis.publishing.run.declared import TAG
from analysis.publishing.run.imports import ImportReader
from analysis.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.paths import Project
    from analysis.publishing.run.plan import Job

    Inputs = Mapping[str, str]  # the name of an input, as a reason names it: its checksum or value

PACKAGE = Path(analysis.__file__).parent
STREAM_MODULE = "analysis.publishing.run.outstream"
# Settings that reach a notebook through its parameters, which count by themselves, or not at all.
MACHINERY = frozenset({"jobs", "timeouts", "limits", "parameters"})


class Fingerprints:
    """Lists the inputs of the jobs of one run; each file is read once.

    Parameters
    ----------
    project
        The project folder.
    package
        The folder of our helper modules.
    """

    def __init__(self, project: Project, package: Path = PACKAGE) -> None:
        self._project = project
        self._package = package
        self._imports = ImportReader(package)
        self._inputs: dict[tuple[int, str], Inputs] = {}
        self._checksums: dict[Path, str] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}

    def inputs(self, job: Job) -> Inputs:
        """Return all that the outputs of a notebook can depend on; its prose is no part of it.

        Of our own modules all that it can import; its run tells which of them it did. The tables of
        every year count, not only the job's own, for a chapter may look back and nothing tells how
        far. Those of a year without a report are a few checksums more.

        Each job is looked at once: what a run is kept for is what it was started for.
        """
        which = job.year, job.chapter
        if which not in self._inputs:
            self._inputs[which] = self._of_job(job)
        return self._inputs[which]

    def unused(self, inputs: Inputs, modules: frozenset[str]) -> list[str]:
        """Return which of a job's inputs are modules that its kernel did not load.

        Parameters
        ----------
        inputs
            The job's inputs.
        modules
            The modules of our package that the kernel had loaded at its end.
        """
        known = {name for name in inputs if name.startswith("src/") and name.endswith(".py")}
        return sorted(known - {self._module_name(self._file_of(module)) for module in modules})

    def account_for(self, inputs: Inputs, modules: frozenset[str]) -> bool:
        """Tell whether a job's inputs name every module that its kernel had loaded.

        A notebook that imports by a name that it makes up may load one that nobody could foresee.
        """
        return {self._module_name(self._file_of(module)) for module in modules} <= inputs.keys()

    def imported_elsewhere(self, jobs: Iterable[Job]) -> frozenset[str]:
        """Return what the jobs import from other packages, directly or through our modules."""
        sources = (str(c["source"]) for job in jobs for c in code_cells(job.notebook))
        return self._imports.imports("\n".join(sources)).others

    def module_inputs(self, name: str) -> Inputs:
        """Return our own modules that a module needs, itself included."""
        found = self._imports.imports(f"import {name}").own
        return {self._module_name(path): self.checksum(path) for path in sorted(found)}

    def package_checksum(self) -> str:
        """Return one checksum of all our code, and of the data files in it."""
        files = sorted(path for path in self._package.rglob("*") if path.is_file())
        return digest(
            {self._module_name(p): self.checksum(p) for p in files if "__pycache__" not in p.parts}
        )

    def checksum(self, path: Path) -> str:
        """Return the SHA-256 of a file; it is read once."""
        if path not in self._checksums:
            self._stamps[path] = _stamp(path)
            with path.open("rb") as stream:
                self._checksums[path] = hashlib.file_digest(stream, "sha256").hexdigest()
        return self._checksums[path]

    def still_hold(self) -> bool:
        """Tell whether every file is as it was when it was read.

        Somebody may save a file while notebooks run: their outputs are then of the one state or of
        the other, and must not be taken for either.
        """
        return all(path.exists() and _stamp(path) == was for path, was in self._stamps.items())

    def tree(self, folder: Path) -> Inputs:
        """Return the files under a folder, as the project names them."""
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {self._project.relative(path): self.checksum(path) for path in files}

    def settings(self) -> Inputs:
        """Return the files in `params/`, as far as they say something to a notebook."""
        files = sorted(self._project.report_params.parent.glob("*.yaml"))
        meant = {path: _without(read_settings(self._project, path), MACHINERY) for path in files}
        return {self._project.relative(path): digest(said) for path, said in meant.items()}

    @cached_property
    def data(self) -> Inputs:
        """What every notebook may read: settings and tables of all years, and what it runs on."""
        root = self._project.root
        return {
            **self.settings(),
            **self.tree(root / "data" / "raw"),
            **self.tree(root / "data" / "processed"),
            **self.environment,
        }

    @cached_property
    def environment(self) -> Inputs:
        """What the notebooks run on: the lock, the packages that are there, Python."""
        lock = self._project.root / "requirements.lock"
        return {
            **({"requirements.lock": self.checksum(lock)} if lock.is_file() else {}),
            "the installed packages": digest(installed()),
            "Python": f"{platform.python_version()} on {sys.platform} {platform.machine()}",
        }

    def _of_job(self, job: Job) -> Inputs:
        cells = code_cells(job.notebook)
        imported = self._imports.imports("\n".join(str(cell["source"]) for cell in cells))
        return {
            f"{job.name}, its code": digest(cells),
            **{f"parameter {name}": json.dumps(v) for name, v in sorted(job.parameters.items())},
            **{self._module_name(path): self.checksum(path) for path in sorted(imported.own)},
            **self.module_inputs(STREAM_MODULE),  # each kernel loads it
            **self.data,
        }

    def _file_of(self, module: str) -> Path:
        place = self._package.parent.joinpath(*module.split("."))
        return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")

    def _module_name(self, path: Path) -> str:
        return f"src/{path.relative_to(self._package.parent).as_posix()}"


def digest(value: object) -> str:
    """Return the SHA-256 of a value that JSON can write."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def code_cells(notebook: Path) -> Sequence[Mapping[str, object]]:
    """Return what of a notebook is executed: code without options, and which cell has parameters.

    An option (`#| label: …`) is a word to the renderer: the kernel takes it for a comment.
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [
        {"source": _executed(cell["source"]), "parameters": TAG in cell["metadata"].get("tags", [])}
        for cell in cells
        if cell["cell_type"] == "code"
    ]


def installed() -> list[str]:
    """Return name and version of each package that Python finds; their folders are named so."""
    return sorted(
        entry.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for entry in folder.glob("*.dist-info")
    )


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _executed(source: str | Sequence[str]) -> str:
    return "\n".join(line for line in "".join(source).splitlines() if not line.startswith("#|"))


def _without(value: Any, keys: frozenset[str]) -> Any:  # noqa: ANN401 - YAML holds anything
    """Leave out, at any depth, what a settings file says under some keys."""
    if isinstance(value, dict):
        return {name: _without(v, keys) for name, v in value.items() if name not in keys}
    return [_without(item, keys) for item in value] if isinstance(value, list) else value
