"""Measures this project's run side by side with the tools that a user would pick instead.

`make bench`, or `python benchmarks/report.py --years 1 3 10 --repeat 3`, makes an environment from
`requirements.txt`, a copy of the project with as many years, and measures every way in turn, again
and again. It writes results.json, table.md and figure.svg to `benchmarks/results/`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import Cost, FailedError, machine, measure
from peers import WAYS, command_lines
from sandbox import REPOSITORY, Sandbox, make_sandbox
from showing import Found, write_figure, write_table

from analysis.paths import CURRENT_VARIABLE
from analysis.publishing.run.pool import usual_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Ways = Iterable[tuple[str, Callable[[], Cost]]]

HERE = Path(__file__).resolve().parent
COMMAND_LINES = "command-lines"
IN_PROCESS = "in-process"
FLOOR = "floor"
UNUSUAL = "PYTHONDONTWRITEBYTECODE"  # every kernel would compile all modules, in every way
TITLES = {
    f"{COMMAND_LINES}-nothing": "papermill and nbconvert, command lines, from nothing",
    f"{IN_PROCESS}-nothing": "papermill and nbconvert in one process, from nothing",
    "ours-warm": "planmonitor, from nothing",
    "ours-cold": "planmonitor, ordinary kernels, from nothing",
    COMMAND_LINES: "papermill and nbconvert, command lines one after another",
    IN_PROCESS: "papermill and nbconvert in one process, one after another",
    "parallel": "papermill and nbconvert in parallel processes",
    "jupyter-cache": "jupyter-cache, parallel executor, and nbconvert",
    "ploomber": "ploomber, parallel executor",
    "ours-ready": "planmonitor",
    "ours-helper": "planmonitor, one helper edited that all chapters load",
    "ours-statistic": "planmonitor, one statistic edited, its results the same",
    "ours-cell": "planmonitor, one cell of data/raw corrected",
    "ours-notebook": "planmonitor, one notebook edited",
    "ours-nothing": "planmonitor, nothing changed",
    FLOOR: "floor: imports once, then the cells' CPU seconds over the cores",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """Where to measure, and with what.

    Parameters
    ----------
    sandbox
        The project.
    programs
        The environment's `bin`.
    workers
        How many notebooks run at a time, in every way that can; as many for all.
    """

    sandbox: Sandbox
    programs: Path
    workers: int

    def peers(self) -> Ways:
        """Give every way of the others, by name.

        From nothing, a notebook that opens its chapter makes the tables and results, as it does for
        a user; otherwise they are there, and no notebook looks whether they are current.
        """
        yield f"{COMMAND_LINES}-nothing", lambda: self._from_nothing(self._command_lines())
        yield f"{IN_PROCESS}-nothing", lambda: self._from_nothing(self._peer(IN_PROCESS))
        yield COMMAND_LINES, lambda: self._afresh(self._command_lines())
        for way in WAYS:
            yield way, lambda way=way: self._afresh(self._peer(way))  # type: ignore[misc] # bound now

    def ours(self, mark: str) -> Ways:
        """Give every way of ours, by name, in the order in which they need each other.

        Parameters
        ----------
        mark
            Differs each time, so that an edit is one.
        """
        yield "ours-cold", lambda: self._from_nothing(self._ours("--cold"))
        yield "ours-warm", lambda: self._from_nothing(self._ours())
        yield "ours-ready", lambda: self._afresh(self._ours())
        yield "ours-nothing", lambda: self._measure(self._ours())
        yield "ours-notebook", lambda: self._edited(self.sandbox.edit_notebook, mark)
        yield "ours-helper", lambda: self._edited(self.sandbox.edit_helper, mark)
        yield "ours-statistic", lambda: self._edited(self.sandbox.edit_statistic, mark)
        yield "ours-cell", lambda: self._edited(self.sandbox.correct_cell, mark)
        yield FLOOR, self._floor

    def _floor(self) -> Cost:
        """Return what the notebooks would cost if nothing but their code took time."""
        command = [str(self.programs / "python"), str(HERE / "floor.py"), self._jobs]
        found = subprocess.run(  # noqa: S603 - ours
            command, env=self._environment, check=False, capture_output=True, text=True
        )
        if found.returncode:
            raise FailedError(found.stderr[-1500:])
        parts = json.loads(found.stdout)
        whole = parts["imports"] + parts["cells"]
        return Cost(parts["imports"] + parts["cells"] / (os.cpu_count() or 1), whole, 0)

    def _edited(self, edit: Callable[[str], None], mark: str) -> Cost:
        edit(mark)
        return self._measure(self._ours())

    def _from_nothing(self, command: list[str]) -> Cost:
        """Make tables, results and reports, none of which are there."""
        self.sandbox.forget()
        self.sandbox.forget_data()
        (self.sandbox.root / "out").mkdir()
        return self._measure(command, current=False)

    def _afresh(self, command: list[str]) -> Cost:
        """Make reports from the tables and results that are there."""
        self.sandbox.forget()
        (self.sandbox.root / "out").mkdir()
        return self._measure(command)

    def _measure(self, command: list[str], *, current: bool = True) -> Cost:
        environment = self._environment | ({CURRENT_VARIABLE: "1"} if current else {})
        return measure(command, environment, self.sandbox.root / "log")

    def _command_lines(self) -> list[str]:
        script = command_lines(self.sandbox.jobs(), self.sandbox.root / "out", self.programs)
        return ["sh", "-c", script]

    def _peer(self, way: str) -> list[str]:
        out = str(self.sandbox.root / "out")
        python = str(self.programs / "python")
        return [python, str(HERE / "peers.py"), way, self._jobs, out, str(self.workers)]

    def _ours(self, *options: str) -> list[str]:
        years = map(str, self.sandbox.years)
        program = str(self.programs / "planmonitor")
        return [program, "report", "--jobs", str(self.workers), *options, *years]

    @property
    def _jobs(self) -> str:
        return str(self.sandbox.jobs_file)

    @property
    def _environment(self) -> dict[str, str]:
        usual = {name: v for name, v in os.environ.items() if name != UNUSUAL}
        return {
            **usual,
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(self.sandbox.root / "src"),  # the copy, which is edited
            "PLANMONITOR_PROJECT": str(self.sandbox.root),
        }


def main() -> None:
    """Measure, and write what was found."""
    given = _arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="planmonitor-bench-") as folder:
        programs = given.environment or _environment(Path(folder) / "venv")
        years = {number: _years(Path(folder), programs, given, number) for number in given.years}
    found = Found(machine(), years)
    (given.out / "results.json").write_text(json.dumps(asdict(found), indent=2) + "\n")
    write_table(given.out / "table.md", found, TITLES)
    write_figure(given.out / "figure.svg", found, TITLES)
    print((given.out / "table.md").read_text())


def _years(
    folder: Path, programs: Path, given: argparse.Namespace, number: int
) -> dict[str, list[Cost] | str]:
    """Return what each way costs for some years; a word for one that is not measured or fails."""
    bench = Bench(make_sandbox(folder / f"{number}-years", number), programs, given.workers)
    few = number <= given.peer_years
    found: dict[str, list[Cost] | str] = {}
    if not few:
        reason = f"not measured: each takes about {number} times as long as for one year"
        found |= dict.fromkeys([COMMAND_LINES, *WAYS], reason)
    for run in range(given.repeat if few else given.repeat_more):
        ways = [*(bench.peers() if few else ()), *bench.ours(f"run {run}")]
        _measure_each(ways, given.only, found, f"{number} years")
    return found


def _measure_each(
    ways: Ways, only: list[str], found: dict[str, list[Cost] | str], title: str
) -> None:
    for way, run in ways:
        costs = found.setdefault(way, [])
        if (only and way not in only) or isinstance(costs, str):
            continue
        try:
            costs.append(run())
        except FailedError as error:
            found[way] = f"failed: {str(error).strip().splitlines()[-1]}"
            print(f"{title}, {way}: failed\n{error}", file=sys.stderr)
            continue
        median = statistics.median(one.seconds for one in costs)
        print(f"{title}, {way}: {costs[-1].seconds:.1f} s, median {median:.1f} s", flush=True)


def _environment(folder: Path) -> Path:
    """Make the throw-away environment: the peers, and what the notebooks need."""
    programs = folder / "bin"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - ours
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet"]
    environment = {**os.environ, "VIRTUAL_ENV": str(folder), "UV_COMPILE_BYTECODE": "1"}
    for what in (["-r", str(HERE / "requirements.txt")], ["--no-deps", str(REPOSITORY)]):
        subprocess.run([*uv, *what], check=True, env=environment)  # noqa: S603 - ours
    return programs


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, nargs="*", default=[1, 3, 10])
    parser.add_argument("--peer-years", type=int, default=1, help="the peers run no more years")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--repeat-more", type=int, default=1, help="for more years than the peers")
    parser.add_argument("--workers", type=int, default=usual_workers())
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(TITLES))
    parser.add_argument("--environment", type=Path, help="the bin of one that is there already")
    parser.add_argument("--out", type=Path, default=HERE / "results")
    return parser.parse_args()


if __name__ == "__main__":
    main()
