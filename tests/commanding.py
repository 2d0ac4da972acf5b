"""Runs a command as its user does; gives what it shows and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from analysis.desk import cli

if TYPE_CHECKING:
    from pathlib import Path


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Commands:
    """Runs commands in one project."""

    def __init__(
        self,
        root: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.root = root
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: object) -> Ended:
        """Run a command of the project."""
        return self.anywhere("--project", self.root, *words)

    def anywhere(self, *words: object) -> Ended:
        """Run a command that is not told where its project is."""
        self._monkeypatch.setattr("sys.argv", ["planmonitor", *map(str, words)])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        shown = self._capsys.readouterr()
        return Ended(int(ended.value.code or 0), shown.out, shown.err)
