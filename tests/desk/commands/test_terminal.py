"""The command at a terminal: colours, progress bars and Ctrl-C."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from desk.commands.conftest import PLANMONITOR, SECONDS, environment
from publishing.run.small import figure, write_notebook
from publishing.run.test_broken_off import at_work_in, names, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.paths import Project
    from desk.commands.conftest import Run

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")

CTRL_C = b"\x03"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: Becomes a command whose terminal is its own, for Ctrl-C; also where a script started the tests.
AT_TERMINAL = """
import os, signal, sys
os.close(os.open(os.ttyname(0), os.O_RDWR))
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """A command in a pseudo-terminal: its output, and keys to press."""

    def __init__(self, process: subprocess.Popen[bytes], side: int) -> None:
        self.process = process
        self._side = side
        self.text = ""

    def press(self, key: bytes) -> None:
        """Press a key."""
        os.write(self._side, key)

    def wait(self, enough: Callable[[], bool] = lambda: False) -> None:
        """Read the output until it contains what is expected or the command has ended."""
        until_then = time.monotonic() + SECONDS
        while not enough() and time.monotonic() < until_then:
            ready, _, _ = select.select([self._side], [], [], 0.1)
            if ready:
                try:
                    self.text += os.read(self._side, 65536).decode(errors="replace")
                except OSError:  # on Linux: the other side is closed
                    break
            elif self.process.poll() is not None:
                break


@contextmanager
def at_terminal(project: Project, *words: str, **variables: str) -> Iterator[Terminal]:
    side, other = pty.openpty()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", AT_TERMINAL, PLANMONITOR, *words],
        cwd=project.root,
        env=environment(TERM="xterm-256color", COLUMNS="120", **variables),
        stdin=other,
        stdout=other,
        stderr=other,
        start_new_session=True,
    )
    os.close(other)
    try:
        yield Terminal(process, side)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait(SECONDS)
        os.close(side)


def test_ctrl_c_ends_all_kernels_and_leaves_existing_files_unchanged(small: Project) -> None:
    before = {path: path.read_bytes() for path in (small.root / "reports").rglob("*.*")}
    lying = names(small.root)
    mark = small.root / "runs"
    write_notebook(small, "vsi", f"open({str(mark)!r}, 'w').close()", "while True: pass")
    with at_terminal(small, "report", "2023") as terminal:
        terminal.wait(mark.exists)
        terminal.press(CTRL_C)
        terminal.wait()
        assert terminal.process.wait(SECONDS) == 130
    assert "Interrupted; existing files are unchanged." in terminal.text
    assert "Traceback" not in terminal.text
    assert re.search(r"2023 +vsi +not run", COLOUR.sub("", terminal.text))
    until(lambda: not at_work_in(small.notebooks))
    mark.unlink()
    assert {path: path.read_bytes() for path in before} == before
    assert names(small.root) == lying
    assert names(small.root / "reports") == ["2023", "index.html"]


def test_a_terminal_gets_colours_and_bars_with_the_time_left(small: Project) -> None:
    write_notebook(small, "vsi", *["import time; time.sleep(1)"] * 2, figure("vsi"))
    write_notebook(small, "activering", figure("activering"), "1 + 1")
    with at_terminal(small, "report", "2023") as terminal:
        terminal.wait()
        assert terminal.process.wait(SECONDS) == 0
    assert COLOUR.search(terminal.text)
    plain = COLOUR.sub("", terminal.text)
    assert "✓ Vlaamse Sociale Inspectie" in plain
    assert "2 notebooks" in plain
    assert re.search(r"about \d+ s left", plain)
    assert re.search(r"2023 +report +made", plain)


def test_no_color_turns_colours_off(small: Project) -> None:
    """The test above shows that this table has colours otherwise."""
    with at_terminal(small, "report", "2023", NO_COLOR="1") as terminal:
        terminal.wait()
    assert re.search(r"2023 +report", COLOUR.sub("", terminal.text))
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", terminal.text)


def test_a_pipe_gets_plain_lines(planmonitor: Run, small: Project) -> None:
    write_notebook(small, "vsi", figure("vsi"), "1 + 1")
    ended = planmonitor("report", 2023)
    assert "\x1b" not in ended.stdout + ended.stderr
    line = r"^notebooks/vsi\.ipynb: \d+ cells in .* s \(1 of 1\)$"
    assert re.search(line, ended.stderr, re.MULTILINE)
