from __future__ import annotations

import json
import logging
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from analysis.desk.cli.messages import BOOK, Messages, begin, console, documented
from analysis.errors import DataError, Problem

PROBLEM = Problem("here", "this", "that", "Mend it.")


def context() -> Any:  # noqa: ANN401 - what typer hands to a command
    return SimpleNamespace(meta={}, command=SimpleNamespace(name="data"))


def test_results_go_to_stdout_and_progress_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    messages = Messages()
    messages.tell("a [result]")
    messages.progress.print("a remark")
    assert capsys.readouterr() == ("a [result]\n", "a remark\n")


def test_quiet_hides_both_and_overrides_verbose(capsys: pytest.CaptureFixture[str]) -> None:
    messages = Messages(quiet=True, verbose=True)
    messages.tell("a result")
    messages.progress.print("a remark")
    assert capsys.readouterr() == ("", "")
    assert not messages.verbose


@pytest.mark.parametrize("quiet", [True, False])
def test_quiet_says_nothing_about_quarto_that_is_not_installed(
    caplog: pytest.LogCaptureFixture, *, quiet: bool
) -> None:
    logger = logging.getLogger(BOOK)
    logger.setLevel(logging.NOTSET)
    begin(context(), quiet=quiet)
    logger.warning("no Quarto")
    assert ("no Quarto" in caplog.text) is not quiet
    logger.setLevel(logging.NOTSET)


def test_outside_a_terminal_no_line_is_cut() -> None:
    assert console().width >= 200


@pytest.mark.parametrize(
    ("error", "code", "problems"),
    [
        (None, 0, []),
        (DataError(PROBLEM), 2, ["here"]),
        (typer.Exit(1), 1, []),
        (OSError(28, "No space left on device", "a.csv"), 2, ["a.csv"]),
        (KeyboardInterrupt(), 130, []),
        (RuntimeError(), 1, []),
    ],
)
def test_the_json_document_is_written_however_a_command_ends(
    capsys: pytest.CaptureFixture[str],
    error: BaseException | None,
    code: int,
    problems: list[str],
) -> None:
    about = context()

    def command() -> None:
        with documented(about):
            messages = begin(about, as_json=True)
            messages.tell("nothing beside the document")
            messages.document["year"] = 2023
            if error is not None:
                raise error

    if error is None:
        command()
    else:
        with pytest.raises(type(error)):
            command()
    found = json.loads(capsys.readouterr().out)
    assert (found["command"], found["exit_code"], found["year"]) == ("data", code, 2023)
    assert [one["where"] for one in found["problems"]] == problems


def test_without_json_there_is_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    about = context()
    with documented(about):
        begin(about).document["year"] = 2023
    assert capsys.readouterr().out == ""
