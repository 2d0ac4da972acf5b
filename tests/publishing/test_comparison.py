"""The page that compares two years: its values, its cache, and what happens when it fails."""

from __future__ import annotations

import csv
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from analysis.paths import Project
from analysis.publishing.outcome import RunOutcome, Status
from analysis.publishing.reports import make_comparison
from forking import one_fork_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Rows = list[dict[str, str]]

pytestmark = pytest.mark.kernel

YEARS = (2022, 2023)
ROW = re.compile(r"<tr[^>]*><th[^>]*scope=\"row\">(.*?)</th>(.*?)</tr>")
CELL = re.compile(r"<td[^>]*>(.*?)</td>")
KEPT, RUN, FAILED = Status.KEPT, Status.RUN, Status.FAILED


@pytest.fixture(scope="module")
def pair(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The plan of 2023, and one of 2022 made from it without a section, a norm and a post."""
    root: Path = tmp_path_factory.mktemp("pair")
    shutil.copytree(built.root, root, dirs_exist_ok=True)
    shutil.copytree(root / "data/raw/2023", root / "data/raw/2022")
    (root / "params/2022.yaml").write_text("year: 2022\n")
    project = Project(root)
    edit(project, "milestones", lambda rows: [row for row in rows if row["section"] != "3.1.1"])
    edit(project, "norms", _lower_norm)
    edit(project, "repeats", lambda _: [])  # they refer to the norm that is left out
    edit(project, "budget", lambda rows: [row | {"vak_realised": "1.000"} for row in rows[1:]])
    return project


def edit(project: Project, table: str, change: Callable[[Rows], Rows]) -> None:
    """Change the raw table of 2022."""
    path = project.raw(2022) / f"{table}.csv"
    with path.open(newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def _lower_norm(rows: Rows) -> Rows:
    changed = {"current": "99%", "change": ""}
    return [row | (changed if row["measure"] == "Transitiepremie" else {}) for row in rows[1:]]


@pytest.fixture(scope="module", autouse=True)
def _kernels() -> Iterator[None]:
    with one_fork_server():
        yield


def compare(project: Project) -> RunOutcome:
    return make_comparison(project, *YEARS)


@pytest.fixture(scope="module")
def outcome(pair: Project) -> RunOutcome:
    made = compare(pair)
    made.raise_for_failure()
    return made


@pytest.fixture(scope="module")
def html(outcome: RunOutcome) -> str:
    return outcome.pages[0].read_text(encoding="utf-8")


def rows(html: str, label: str) -> dict[str, list[str]]:
    """The rows of one table by their heading; of equal headings the first row."""
    part = html.split(f'id="vergelijking-tbl-vergelijking-{label}"', 1)[1].split("</table>", 1)[0]
    found: dict[str, list[str]] = {}
    for head, cells in ROW.findall(part):
        found.setdefault(head, CELL.findall(cells))
    return found


def test_it_is_published_in_a_folder_of_its_own_and_listed_in_the_index(
    pair: Project, outcome: RunOutcome
) -> None:
    folder = pair.root / "reports/vergelijking-2022-2023"
    assert outcome.pages == (folder / "index.html",)
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    notebook = provenance["notebooks"]["vergelijking"]
    assert notebook["parameters"] == {"earlier": 2022, "later": 2023}
    assert {"data/raw/2022/norms.csv", "data/raw/2023/norms.csv"} <= provenance["inputs"].keys()
    index = (pair.root / "reports/index.html").read_text(encoding="utf-8")
    assert "vergelijking-2022-2023/index.html" in index


def test_the_page_names_both_years(html: str) -> None:
    assert "2022 – 2023</title>" in html
    assert "Wat de plannen van 2022 en 2023 over hetzelfde zeggen." in html


def test_shares_of_both_years_are_in_one_row(html: str) -> None:
    """Section 3.1.1, where all 25 milestones are realised, is missing in the earlier year."""
    found = rows(html, "realisatie")["Activering"]
    assert found == ["34", "35", "97,1\xa0%", "59", "60", "98,3\xa0%", "+1,2"]


def test_a_row_that_one_year_lacks_has_dashes_there(html: str) -> None:
    norms = rows(html, "normen")["Vlaamse ondersteuningspremie"]
    assert norms[1:4] == ["–", "–", "–"]
    assert norms[4:6] == ["100\xa0%", "98,5\xa0%"]
    assert norms[7] == "–"
    budget = rows(html, "budget")
    assert budget["Doelgroepkorting"] == ["–", "–", "383.452.966", "355.292.000"]
    assert budget["Sectorale korting"][0] == "1.000"


def test_a_change_is_the_later_year_minus_the_earlier(html: str) -> None:
    assert rows(html, "normen")["Transitiepremie"][-1] == "+1"
    inspections = rows(html, "controles")["Arbeidskaarten en Beroepskaarten"]
    assert inspections[:2] == ["1.265", "1.265"]


def test_it_runs_again_only_when_something_it_read_has_changed(
    pair: Project, outcome: RunOutcome
) -> None:
    assert outcome.years[0].chapters[0].status is RUN
    assert compare(pair).years[0].status is KEPT
    edit(pair, "letters", lambda found: found[1:])
    (unread,) = compare(pair).years
    assert (unread.status, unread.chapters[0].status) == (Status.MADE, KEPT)
    edit(pair, "inspections", lambda found: found[1:])
    (read,) = compare(pair).years
    assert read.chapters[0].status is RUN
    assert read.chapters[0].why == (
        "table inspections of 2022 changed",
        "result inspection_totals of 2022 changed",
    )


def test_a_failure_tells_cell_and_error_and_leaves_the_published_page(
    pair: Project, outcome: RunOutcome
) -> None:
    page = outcome.pages[0]
    before = page.read_bytes()
    path = pair.notebooks / "vergelijking.ipynb"
    stored = path.read_text(encoding="utf-8")
    path.write_text(stored.replace("plans.norms_table()", "plans.norms_tables()"))
    try:
        failed = compare(pair)
    finally:
        path.write_text(stored)
    assert failed.years[0].status is FAILED
    failure = failed.years[0].chapters[0].failure
    assert failure is not None
    assert (failure.cell, failure.error) == (7, "AttributeError")
    assert failed.years[0].chapters[0].opens == (
        pair.root / "reports/vergelijking-2022-2023.failed/vergelijking.ipynb"
    )
    assert page.read_bytes() == before


def test_the_years_are_in_order_and_have_data(pair: Project) -> None:
    (order,) = make_comparison(pair, 2023, 2022).problems
    assert order.remedy == "planmonitor compare 2022 2023"
    (unknown,) = make_comparison(pair, 2023, 2030).problems
    assert unknown.found == "no file 2030.yaml"
    (pair.root / "params/2024.yaml").write_text("year: 2024\n")
    (unbuilt,) = make_comparison(pair, 2023, 2024).problems
    assert unbuilt.where == "data/raw/2024"


def test_a_notebook_without_the_parameters_is_refused(pair: Project) -> None:
    path = pair.notebooks / "vergelijking.ipynb"
    stored = path.read_text(encoding="utf-8")
    path.write_text(stored.replace("later = 2023", "latest = 2023"))
    try:
        (problem,) = compare(pair).problems
    finally:
        path.write_text(stored)
    assert problem.found == "no whole number 'later'"
    assert problem.where == "notebooks/vergelijking.ipynb, parameters cell"
