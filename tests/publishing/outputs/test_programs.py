"""Programs run to their end, or are killed with their children."""

from __future__ import annotations

import os
import sys
from select import select
from typing import IO, TYPE_CHECKING

import pytest

from analysis.publishing.outputs.programs import BrokenOffError, run_program, wanted_while

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.process

SPEAKS = "import os, sys; print(os.getcwd(), os.environ['MOMENT']); sys.exit('wrong')"
# A program with a child that says a word through the pipe `held`, and then holds it open.
WAITS = ["sh", "-c", "(echo begun; sleep 600) > held & wait"]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[IO[bytes]]:
    os.mkfifo(tmp_path / "held")
    with os.fdopen(os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
        yield stream


def comes_to_an_end(held: IO[bytes]) -> bool:
    """Wait until no process has the pipe open."""
    ended, _, _ = select([held], [], [], 60)
    return bool(ended) and held.read() == b""


def test_a_programs_output_and_exit_code_are_returned(tmp_path: Path) -> None:
    done = run_program([sys.executable, "-c", SPEAKS], tmp_path, seconds=60, MOMENT="7")
    assert (done.returncode, done.stderr) == (1, b"wrong\n")
    assert done.stdout.decode() == f"{tmp_path} 7\n"


def test_a_program_past_its_deadline_is_killed_with_its_children(
    tmp_path: Path, held: IO[bytes]
) -> None:
    with pytest.raises(TimeoutError):
        run_program(WAITS, tmp_path, seconds=2)
    assert held.readline() == b"begun\n"
    assert comes_to_an_end(held)


def test_a_program_that_is_no_longer_wanted_is_killed_with_its_children(
    tmp_path: Path, held: IO[bytes]
) -> None:
    with wanted_while(lambda: not held.readline()), pytest.raises(BrokenOffError):
        run_program(WAITS, tmp_path, seconds=600)
    assert comes_to_an_end(held)
    assert run_program(["true"], tmp_path, seconds=60).returncode == 0  # that was for those alone
