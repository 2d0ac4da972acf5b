"""Two years side by side, from their processed tables."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError, SettingsError
from analysis.paths import Project
from analysis.publishing.comparison import compare
from analysis.publishing.run.tables import ensure_tables
from analysis.settings import known_years

if TYPE_CHECKING:
    from pathlib import Path

ROW = re.compile(r"<tr[^>]*><th[^>]*scope=\"row\">(.*?)</th>(.*?)</tr>")
CELL = re.compile(r"<td[^>]*>(.*?)</td>")


@pytest.fixture(scope="module")
def pair(repository: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The plan of 2023, and one of 2022 made from it: fewer realised, a norm and a post less."""
    root: Path = tmp_path_factory.mktemp("pair")
    for name in ("params", "data/raw/2023"):
        shutil.copytree(repository.root / name, root / name)
    made = Project(root)
    if 2022 not in known_years(made):
        (root / "params/2022.yaml").write_text("year: 2022\n")
    ensure_tables(made, 2023)
    shutil.copytree(made.processed(2023), made.processed(2022), dirs_exist_ok=True)
    _change(made, "milestones", lambda frame: frame.loc[frame["section"] != "3.1.1"])
    _change(made, "norms", lambda frame: frame.assign(current=frame["current"] - 1).iloc[1:])
    _change(made, "budget", lambda frame: frame.assign(vak_realised=1000).iloc[1:])
    return made


def _change(project: Project, name: str, change: object) -> None:
    path = project.processed(2022) / f"{name}.parquet"
    change(pd.read_parquet(path)).to_parquet(path)  # type: ignore[operator]


@pytest.fixture(scope="module")
def html(pair: Project) -> str:
    page = compare(pair, 2022, 2023)
    assert page == pair.root / "reports/vergelijking-2022-2023/index.html"
    return page.read_text(encoding="utf-8")


def rows(html: str, label: str) -> dict[str, list[str]]:
    """The rows of one table by their heading, the first of each."""
    part = html.split(f'id="vergelijking-{label}"', 1)[1].split("</table>", 1)[0]
    found: dict[str, list[str]] = {}
    for head, cells in ROW.findall(part):
        found.setdefault(head, CELL.findall(cells))
    return found


def test_it_sets_both_years_side_by_side(html: str) -> None:
    """Chapter 3.1.1 is taken out of the earlier year: 25 of 25 realised."""
    found = rows(html, "tbl-realisation-table")["Activering"]
    assert found == ["34", "35", "97,1\xa0%", "59", "60", "98,3\xa0%", "+1,2"]


def test_a_row_that_one_year_lacks_has_a_dash_there(html: str) -> None:
    norms = rows(html, "tbl-norms-table")["Vlaamse ondersteuningspremie"]
    assert norms[1:4] == ["–", "–", "–"]
    assert norms[4:6] == ["100\xa0%", "98,5\xa0%"]
    assert norms[7] == "–"
    budget = rows(html, "tbl-budget-table")
    assert budget["Doelgroepkorting"] == ["–", "–", "383.452.966", "355.292.000"]
    assert budget["Sectorale korting"][0] == "1.000"


def test_a_change_is_the_later_year_less_the_earlier(html: str) -> None:
    assert rows(html, "tbl-norms-table")["Transitiepremie"][-1] == "+1"
    inspections = rows(html, "tbl-inspections-table")["Arbeidskaarten en Beroepskaarten"]
    assert inspections[:2] == ["1.265", "1.265"]


def test_the_years_stand_in_their_order_and_are_built(pair: Project) -> None:
    with pytest.raises(SettingsError, match="planmonitor compare 2022 2023"):
        compare(pair, 2023, 2022)
    with pytest.raises(SettingsError, match="2030"):
        compare(pair, 2023, 2030)
    (pair.root / "params/2024.yaml").write_text("year: 2024\n")
    with pytest.raises(DataError, match="planmonitor data 2024"):
        compare(pair, 2023, 2024)
