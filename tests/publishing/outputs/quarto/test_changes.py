"""What a person changed in the project, and a book that is not rendered yet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.outputs.quarto.changes import keep_changes, unrendered
from analysis.publishing.provenance import is_published, output_checksums

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A published report with a book project."""
    made = tmp_path / "2023"
    (made / "quarto").mkdir(parents=True)
    for name in ("index.html", "quarto/_quarto.yml", "quarto/index.qmd"):
        (made / name).write_text(name)
    content = {"key": "k", "outputs": output_checksums(made)}
    (made / "provenance.json").write_text(json.dumps(content))
    return made


def test_a_report_whose_book_a_person_rendered_is_still_the_published_one(report: Path) -> None:
    """Stands for what `quarto render` writes in the project."""
    for name in ("_book/index.html", ".quarto/idx/x", ".gitignore"):
        path = report / "quarto" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert is_published(report, "k")
    (report / "quarto/index.qmd").write_text("anders")
    assert not is_published(report, "k")


def test_a_document_that_quarto_moves_out_of_the_project_may_be_gone(report: Path) -> None:
    """Stands for `safeMoveSync`: Quarto writes a PDF in the project and moves it to `_book`.

    The PDF has the name of the copy of the report's own, which it overwrites and takes along.
    """
    copy = report / "quarto/planmonitor-2023.pdf"
    copy.write_bytes(b"ours")
    published = output_checksums(report)
    (report / "quarto/_book").mkdir()
    copy.rename(report / "quarto/_book/planmonitor-2023.pdf")
    assert output_checksums(report) == published
    (report / "planmonitor-2023.pdf").write_bytes(b"ours")
    assert output_checksums(report) != published


def test_changed_and_added_files_are_kept_and_named(
    report: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (report / "quarto/_quarto.yml").write_text("eigen")
    (report / "quarto/eigen.scss").write_text("a {}")
    (report / "quarto/_book").mkdir()
    (report / "quarto/_book/x.html").write_text("x")
    keep_changes(report)
    kept = report.with_name("2023.changed")
    files = sorted(path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file())
    assert files == ["quarto/_quarto.yml", "quarto/eigen.scss"]
    assert (kept / files[0]).read_text() == "eigen"
    assert "quarto/_quarto.yml, quarto/eigen.scss" in caplog.text
    assert "params/quarto.yml" in caplog.text


def test_without_changes_nothing_is_kept(
    report: Path, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    keep_changes(report)
    keep_changes(tmp_path / "nothing")
    assert caplog.text == ""
    assert not report.with_name("2023.changed").exists()


def test_a_book_is_unfinished_once_quarto_is_installed(
    report: Path, install: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as bare:
        bare.setenv("PATH", str(report))
        assert not unrendered(report)
    install("#!/bin/sh\n")
    assert unrendered(report)
    (report / "quarto/_book").mkdir()
    (report / "quarto/_book/index.html").touch()
    assert not unrendered(report)
