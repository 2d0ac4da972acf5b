"""Two chapters of a book, and a stand-in for the program."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from composing import code, executed, figure, notebook, table, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.publishing.run.executed import Executed

#: Checks its arguments and input as Quarto does, and writes the pages of a rendered book.
STAND_IN = """#!/bin/sh
[ "$*" = "--version" ] && { echo 1.10.3; exit 0; }
[ "$*" = "render --no-execute --to html" ] || { echo "asked: $*" >&2; exit 3; }
[ -f _quarto.yml ] && [ -f index.qmd ] && [ -f vsi.ipynb ] || { echo "no project" >&2; exit 4; }
mkdir .quarto _book && echo "$SOURCE_DATE_EPOCH" > .quarto/x
for page in index vsi budget; do echo ok > _book/$page.html; done
"""


@pytest.fixture
def chapters() -> list[Executed]:
    nb = notebook(
        text("# VSI\n\nWaarover? Zie @fig-x.\n\nDit hoofdstuk."),
        text("Het antwoord."),
        text("## Normen"),
        code("#| label: fig-x\nf()", figure()),
        code("#| label: tbl-y\ng()", table()),
    )
    return [executed("vsi", nb), executed("budget", nb)]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a script with the name of Quarto on the PATH."""

    def installed(script: str) -> None:
        (tmp_path / "bin").mkdir()
        program = tmp_path / "bin/quarto"
        program.write_text(script)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")

    return installed


@pytest.fixture
def without_quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
