"""Measures this project's run side by side with the tools that a user would pick instead.

`python benchmarks/report.py --years 1 3 10 --repeat 5` makes an environment from
`requirements.txt`, a copy of the project with as many years, and measures every way in turn, again
and again. It writes results.json, table.md and figure.svg to `benchmarks/results/`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import Cost, FailedError, measure
from peers import WAYS, command_lines
from sandbox import REPOSITORY, Sandbox, make_sandbox
from showing import write_figure, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).resolve().parent
FLOOR = "floor"
TITLES = {
    "command-lines": "papermill and nbconvert, command lines one after another",
    "in-process": "papermill and nbconvert in one process, one after another",
    "parallel": "papermill and nbconvert in parallel processes",
    "jupyter-cache": "jupyter-cache, parallel executor, and nbconvert",
    "ploomber": "ploomber, parallel executor",
    "ours-cold": "planmonitor, ordinary kernels",
    "ours-warm": "planmonitor",
    "ours-helper": "planmonitor, one helper edited",
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
        How many notebooks run at a time, in every way that can.
    """

    sandbox: Sandbox
    programs: Path
    workers: int

    def measurements(self, mark: str) -> Iterator[tuple[str, Callable[[], Cost]]]:
        """Give every way once, by name; those of ours in the order in which they need each other.

        Parameters
        ----------
        mark
            Differs each time, so that an edit is one.
        """
        yield "command-lines", lambda: self._afresh(self._command_lines())
        for way in WAYS:
            yield way, lambda way=way: self._afresh(self._peer(way))  # type: ignore[misc] # bound now
        yield "ours-cold", lambda: self._afresh(self._ours("cold"))
        yield "ours-warm", lambda: self._afresh(self._ours("warm"))
        yield "ours-nothing", lambda: self._measure(self._ours("warm"))
        yield "ours-notebook", lambda: self._edited(self.sandbox.edit_notebook, mark)
        yield "ours-helper", lambda: self._edited(self.sandbox.edit_helper, mark)

    def floor(self) -> Cost:
        """Return what the notebooks would cost if nothing but their code took time."""
        command = [str(self.programs / "python"), str(HERE / "floor.py"), self._jobs]
        found = subprocess.run(  # noqa: S603 - ours
            command, env=self._environment, check=True, capture_output=True, text=True
        )
        parts = json.loads(found.stdout)
        whole = parts["imports"] + parts["cells"]
        return Cost(parts["imports"] + parts["cells"] / self.workers, whole, 0)

    def _edited(self, edit: Callable[[str], None], mark: str) -> Cost:
        edit(mark)
        return self._measure(self._ours("warm"))

    def _afresh(self, command: list[str]) -> Cost:
        self.sandbox.forget()
        (self.sandbox.root / "out").mkdir()
        return self._measure(command)

    def _measure(self, command: list[str]) -> Cost:
        return measure(command, self._environment, self.sandbox.root / "log")

    def _command_lines(self) -> list[str]:
        script = command_lines(self.sandbox.jobs(), self.sandbox.root / "out", self.programs)
        return ["sh", "-c", script]

    def _peer(self, way: str) -> list[str]:
        out = str(self.sandbox.root / "out")
        python = str(self.programs / "python")
        return [python, str(HERE / "peers.py"), way, self._jobs, out, str(self.workers)]

    def _ours(self, kernels: str) -> list[str]:
        given = [str(self.sandbox.root), str(self.workers), kernels, *map(str, self.sandbox.years)]
        return [str(self.programs / "python"), str(HERE / "ours.py"), *given]

    @property
    def _jobs(self) -> str:
        return str(self.sandbox.jobs_file)

    @property
    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(self.sandbox.root / "src"),  # the copy, which is edited
            "PLANMONITOR_PROJECT": str(self.sandbox.root),
        }


def main() -> None:
    """Measure, and write what was found."""
    given = _arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    costs: dict[int, dict[str, list[Cost]]] = {}
    with tempfile.TemporaryDirectory(prefix="planmonitor-bench-") as folder:
        programs = given.environment or _environment(Path(folder) / "venv")
        for years in given.years:
            sandbox = make_sandbox(Path(folder) / str(years), years)
            bench = Bench(sandbox, programs, given.workers)
            costs[years] = _measured(bench, given.repeat, given.only)
    found = {
        "machine": machine(),
        "repeat": given.repeat,
        "workers": given.workers,
        "costs": {
            str(years): {way: [asdict(cost) for cost in all_] for way, all_ in ways.items()}
            for years, ways in costs.items()
        },
    }
    (given.out / "results.json").write_text(json.dumps(found, indent=2) + "\n")
    write_table(given.out / "table.md", costs, TITLES, found["machine"])
    write_figure(given.out / "figure.svg", costs, TITLES)
    print((given.out / "table.md").read_text())


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "Python": platform.python_version(),
        "load when it ended": f"{os.getloadavg()[1]:.1f}",
    }


def _measured(bench: Bench, repeat: int, only: list[str]) -> dict[str, list[Cost]]:
    costs: dict[str, list[Cost]] = {}
    for number in range(repeat):
        ways = [*bench.measurements(f"run {number}"), (FLOOR, bench.floor)]
        for way, run in ways:
            if only and way not in only:
                continue
            try:
                cost = run()
            except FailedError as error:
                print(f"{way}: failed\n{error}", file=sys.stderr)
                continue
            costs.setdefault(way, []).append(cost)
            median = statistics.median(one.seconds for one in costs[way])
            years = len(bench.sandbox.years)
            print(f"{years} years, {way}: {cost.seconds:.1f} s, median {median:.1f} s", flush=True)
    return costs


def _environment(folder: Path) -> Path:
    """Make the throw-away environment: the peers, and what the notebooks need."""
    programs = folder / "bin"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - ours
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet"]
    environment = {**os.environ, "VIRTUAL_ENV": str(folder), "UV_COMPILE_BYTECODE": "1"}
    for what in (["-r", str(HERE / "requirements.txt")], ["--no-deps", str(REPOSITORY)]):
        subprocess.run([*uv, *what], check=True, env=environment)  # noqa: S603 - ours
    return programs


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, nargs="+", default=[1, 3, 10])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(TITLES))
    parser.add_argument("--environment", type=Path, help="the bin of one that is there already")
    parser.add_argument("--out", type=Path, default=HERE / "results")
    return parser.parse_args()


if __name__ == "__main__":
    main()
