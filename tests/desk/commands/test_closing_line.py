"""The last line of `planmonitor report` names all that was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.desk.cli.reports import made_beside
from analysis.publishing.outcome import OutputFile, Status, YearOutcome

if TYPE_CHECKING:
    from pathlib import Path


def made(folder: Path, *names: str) -> YearOutcome:
    files = {"pdf": "planmonitor-2023.pdf", "csv": "data/norms.csv", "quarto": "quarto/_quarto.yml"}
    outputs = tuple(OutputFile(name, folder / files[name]) for name in names)
    return YearOutcome(2023, folder, Status.MADE, outputs=outputs)


def test_documents_and_the_book_are_named_and_the_open_data_is_not(tmp_path: Path) -> None:
    assert made_beside(made(tmp_path, "csv")) == ""
    assert made_beside(made(tmp_path, "csv", "pdf")) == ", with planmonitor-2023.pdf"
    both = made(tmp_path, "pdf", "quarto")
    assert made_beside(both) == ", with planmonitor-2023.pdf and quarto/_quarto.yml"
    (tmp_path / "quarto/_book").mkdir(parents=True)
    (tmp_path / "quarto/_book/index.html").touch()
    assert made_beside(both).endswith("and quarto/_book/index.html")
