"""Quarto straight from the notebooks: its settings, what git ignores, and what is shown."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from analysis.paths import CURRENT_VARIABLE

if TYPE_CHECKING:
    from analysis.paths import Project

#: What `quarto render` and `quarto preview` write.
WRITTEN = (
    "notebooks/.quarto/project-cache/x",
    "notebooks/activering_files/figure-html/x.svg",
    "notebooks/x.quarto_ipynb",
    "reports/notebooks/activering.html",
)


@pytest.fixture
def settings(repository: Project) -> dict[str, Any]:
    text = (repository.notebooks / "_quarto.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def test_the_page_is_dutch_shows_no_code_and_is_executed(settings: dict[str, Any]) -> None:
    """Stands for: Quarto executes a notebook only with `--execute`."""
    assert settings["lang"] == "nl"
    assert settings["execute"] == {"enabled": True, "echo": False, "warning": False}


def test_links_lead_to_pages_and_notebooks_without_a_page_are_left_out(
    settings: dict[str, Any], repository: Project
) -> None:
    """Stands for: a website resolves a link to `vsi.ipynb` and renders all but what is excluded."""
    assert settings["project"]["type"] == "website"
    left_out = {name[1:] for name in settings["project"]["render"] if name.startswith("!")}
    assert left_out == {"verkenner.ipynb", "nazicht.ipynb", "vergelijking.ipynb"}
    assert all((repository.notebooks / name).is_file() for name in left_out)


def test_the_book_and_the_pages_of_notebooks_share_their_theme(
    settings: dict[str, Any], repository: Project
) -> None:
    html = settings["format"]["html"]
    for name in (html["theme"][1], html["include-after-body"]):
        assert (repository.notebooks / name).is_file()


@pytest.mark.process
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_ignores_what_quarto_writes(repository: Project) -> None:
    """Stands for: Quarto adds its two entries to `.gitignore`, unless they are in it already."""
    entries = (repository.notebooks / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/.quarto/", "**/*.quarto_ipynb"} <= set(entries)
    command = [str(shutil.which("git")), "check-ignore", "--no-index", *WRITTEN]
    done = subprocess.run(command, cwd=repository.root, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if "not a git repository" in done.stderr:
        pytest.skip("the project is no git checkout")
    assert done.stdout.split() == list(WRITTEN)


@pytest.mark.process
@pytest.mark.quarto
@pytest.mark.skipif(shutil.which("quarto") is None, reason="quarto is not on the PATH")
def test_quarto_renders_a_chapter_with_a_parameter(
    repository: Project, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CURRENT_VARIABLE, raising=False)
    shutil.copytree(repository.notebooks, project.notebooks, dirs_exist_ok=True)
    shutil.copytree(
        repository.root / "src/analysis/publishing/outputs/quarto",
        project.root / "src/analysis/publishing/outputs/quarto",
    )
    notebook = project.notebooks / "activering.ipynb"
    arguments = ["render", str(notebook), "--execute", "-P", "year:2023"]
    subprocess.run([str(shutil.which("quarto")), *arguments], check=True)  # noqa: S603 - ours
    html = (project.root / "reports/notebooks/activering.html").read_text(encoding="utf-8")
    assert 'id="fig-activering-status"' in html
    assert "Figuur&nbsp;1" in html
    assert 'class="key-figures"' in html
    assert "?@" not in html
    assert "open_chapter" not in html
    assert "vsi.ipynb" not in html
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert any("injected-parameters" in one["metadata"].get("tags", []) for one in cells)
