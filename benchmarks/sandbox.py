"""A copy of the project to measure in: as many years as wanted, and code that can be edited."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from analysis.paths import Project
from analysis.stages import refresh

REPOSITORY = Path(__file__).resolve().parents[1]
COPIED = ("src", "params", "notebooks", "data/raw", "requirements.lock")
YEAR = 2023  # the year that is copied to all others
HELPER = "src/analysis/toolkit/charts/theme.py"  # that every chapter loads
STATISTIC = "src/analysis/subjects/norms/change.py"  # that only computes results


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A project of some years.

    Parameters
    ----------
    root
        Its folder; nothing of the repository is written to.
    years
        Its years, each with the same tables.
    """

    root: Path
    years: tuple[int, ...]

    @property
    def jobs_file(self) -> Path:
        """What every way runs: notebook, year, chapter and parameters of each job."""
        return self.root / "jobs.json"

    def jobs(self) -> list[dict[str, object]]:
        """List the jobs, as the settings say."""
        settings = yaml.safe_load((self.root / "params/report.yaml").read_text(encoding="utf-8"))
        return [
            {
                "notebook": str(self.root / "notebooks" / chapter["notebook"]),
                "year": year,
                "chapter": chapter["id"],
                "parameters": settings["parameters"] | {"year": year, "chapter": chapter["id"]},
            }
            for year in self.years
            for chapter in settings["chapters"]
            if chapter.get("notebook")
        ]

    def forget(self) -> None:
        """Remove what runs left behind; the tables and results stay."""
        for name in (".cache/notebooks", "reports", "out"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def forget_data(self) -> None:
        """Remove the tables and results too, and all that is remembered of them."""
        for name in (".cache", "data/processed"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def edit_notebook(self, mark: str) -> None:
        """Change the code of one notebook of all."""
        path = Path(str(self.jobs()[-1]["notebook"]))
        content = json.loads(path.read_text(encoding="utf-8"))
        last = [cell for cell in content["cells"] if cell["cell_type"] == "code"][-1]
        last["source"] = f"{''.join(last['source'])}\n# {mark}"
        path.write_text(json.dumps(content), encoding="utf-8")

    def edit_helper(self, mark: str) -> None:
        """Change a helper that every chapter loads."""
        self._append(HELPER, mark)

    def edit_statistic(self, mark: str) -> None:
        """Change the code of a statistic in a way that leaves its results the same."""
        self._append(STATISTIC, mark)

    def correct_cell(self, mark: str) -> None:
        """Correct a cell of a raw table: the result of the first norm."""
        path = self.root / f"data/raw/{YEAR}/norms.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        place = rows[0].index("current")
        rows[1][place] = f"{60 + int(mark.rsplit(maxsplit=1)[-1]) % 30},5%"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    def _append(self, name: str, mark: str) -> None:
        path = self.root / name
        path.write_text(f"{path.read_text(encoding='utf-8')}\n# {mark}\n", encoding="utf-8")


def make_sandbox(folder: Path, years: int) -> Sandbox:
    """Copy the project, then its one year's tables to as many years as are wanted."""
    for name in COPIED:
        source, target = REPOSITORY / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, target)
    every = tuple(range(YEAR - years + 1, YEAR + 1))
    for path in (folder / "params").glob("[0-9]*.yaml"):
        path.unlink()
    for year in every:
        (folder / f"params/{year}.yaml").write_text(f"year: {year}\n", encoding="utf-8")
        target = folder / "data/raw" / str(year)
        if not target.exists():
            shutil.copytree(folder / "data/raw" / str(YEAR), target)
        refresh(Project(folder), year)
    made = Sandbox(folder, every)
    made.jobs_file.write_text(json.dumps(made.jobs()), encoding="utf-8")
    return made
