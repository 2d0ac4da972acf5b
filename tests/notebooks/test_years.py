"""Two plans side by side, on generated years whose truth is known."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from analysis.settings import load_report_settings
from notebooks.plans import TITLE, two_years
from notebooks.running import shown_by, texts, titles

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from analysis.paths import Project
    from generated import GeneratedPlan
    from notebooks.running import Shown

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[int, GeneratedPlan]]:
    return two_years(tmp_path_factory.mktemp("years"))


@pytest.fixture(scope="module")
def overview(years: tuple[Project, dict[int, GeneratedPlan]]) -> list[Shown]:
    with pytest.MonkeyPatch.context() as patch:
        return shown_by(years[0], 2031, "overzicht", patch)


def counted(truth: pd.DataFrame) -> tuple[int, int]:
    """Count the realised and all milestones with a status that says something, by hand."""
    rows = truth[truth["kind"] == "evaluated"]
    status = rows["status"].str.lower()
    known = ~status.isin(["", "nvt", "n.v.t."])
    return int((status == "gerealiseerd").sum()), int(known.sum())


def table(shown: list[Shown], title: str) -> str:
    """Return the HTML of the table with this title, without its spaces that cannot break."""
    (found,) = [data["text/html"] for data, about in shown if about.get("title", "") == title]
    return found.replace("\N{NO-BREAK SPACE}", " ")


def test_the_years_stand_side_by_side(
    overview: list[Shown], years: tuple[Project, dict[int, GeneratedPlan]]
) -> None:
    """Both plans' shares are those that a count of the truth gives."""
    html = table(overview, "Jaar na jaar, volgens 2 plannen")
    heads = re.findall(r'<th scope="col"[^>]*>(\d{4})</th>', html)
    assert heads == ["2028", "2029", "2030", "2031"]
    for plan in years[1].values():
        realised, n = counted(plan.truth["milestones"])
        assert f"{realised} van {n} ({round(realised / n * 100)} %)" in html


def test_the_change_between_the_years_is_told_with_its_interval(overview: list[Shown]) -> None:
    said = texts(overview)
    start = "De plannen blikken terug op 2029 en 2030. In 2030 werd "
    assert start in said
    told = said.split(start)[1].split(". ")[0]
    assert re.search(r"95\s%-interval \S+ tot \S+\), (meer dan toeval|dat toeval kan)", told), told


def test_a_forecast_is_held_against_what_happened(
    overview: list[Shown], years: tuple[Project, dict[int, GeneratedPlan]]
) -> None:
    """The outcome of the back-test is the later plan's own count, without additional ones."""
    truth = years[1][2031].truth["milestones"]
    realised, n = counted(truth[truth["additional"].astype(int) == 0])
    said = texts(overview).replace("\N{NO-BREAK SPACE}", " ")
    assert f"van de {n} beoordeelde mijlpalen" in said
    assert re.search(rf"Het werden er {realised}: (binnen|buiten) het interval\.", said)
    assert "Wat voor 2030 te verwachten was, en wat het werd" in titles(overview)


def test_the_first_plan_alone_has_nothing_to_be_held_against(
    years: tuple[Project, dict[int, GeneratedPlan]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = shown_by(years[0], 2030, "overzicht", monkeypatch)
    assert "kan pas blijken uit het volgende plan" in texts(shown)
    assert "Jaar na jaar, volgens 1 plan" in titles(shown)
    assert not [title for title in titles(shown) if title.startswith("Wat voor")]


def test_a_chapter_shows_its_own_years(
    years: tuple[Project, dict[int, GeneratedPlan]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = shown_by(years[0], 2031, "activering", monkeypatch)
    assert "Jaar na jaar, volgens 2 plannen" in titles(shown)
    truth = years[1][2031].truth["milestones"]
    realised, n = counted(truth[truth["section"].str.startswith("3.")])
    assert f"{realised} van {n}" in table(shown, "Jaar na jaar, volgens 2 plannen")


@pytest.mark.parametrize("chapter", ["organisatie", "vsi", "maatregelen", "verantwoording"])
def test_every_kind_of_chapter_runs_on_a_plan_it_has_never_seen(
    years: tuple[Project, dict[int, GeneratedPlan]], monkeypatch: pytest.MonkeyPatch, chapter: str
) -> None:
    shown = shown_by(years[0], 2031, chapter, monkeypatch)
    assert len(shown) >= 5
    assert "nan" not in texts(shown).split()


def test_a_chapter_of_which_the_plan_says_nothing_runs_and_says_so(
    years: tuple[Project, dict[int, GeneratedPlan]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new plan may number its sections otherwise: that is seen in the report, not in an error."""
    project = years[0]
    before = project.report_params.read_text()
    gone = {"id": "thema", "title": "Thema", "notebook": "thema_overschrijdend.ipynb"}
    report = yaml.safe_load(before)
    report["chapters"].append(gone | {"sections": ["99"]})
    project.report_params.write_text(yaml.safe_dump(report))
    shutil.copy(project.notebooks / gone["notebook"], project.notebooks / "thema.ipynb")
    shown = shown_by(project, 2031, "thema", monkeypatch)
    project.report_params.write_text(before)
    assert "geen gegevens" in texts(shown)
    assert all(data["text/markdown"] for data, about in shown if about["kind"] == "prose")


def test_what_is_generated_says_so_and_is_nowhere_in_the_real_project(
    years: tuple[Project, dict[int, GeneratedPlan]], repository: Project
) -> None:
    assert load_report_settings(years[0]).title == TITLE
    kept = [*repository.root.glob("data/raw/**/*"), *repository.root.glob("params/*")]
    assert kept
    assert not [path for path in kept if path.is_file() and _says_generated(path)]


def _says_generated(path: Path) -> bool:
    return TITLE.lower() in path.read_text(encoding="utf-8").lower()
