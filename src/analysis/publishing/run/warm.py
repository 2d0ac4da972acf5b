"""The client of the fork server: starts the server, asks it for kernels, and ends it."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from analysis.publishing.run.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

SCRIPT = Path(__file__).with_name("forkserver.py")
BACKLOG = 64  # connections that wait until the imports are done
PATIENCE = 60.0  # seconds for the imports; after that they are considered hung
LOOK_SECONDS = 0.05  # how often a start checks whether its kernel is still needed
SOCKET = "fork"
FAILED, SAID = "failed", "said"  # log files of the server: failed imports, and its stderr
INLINE = "module://matplotlib_inline.backend_inline"
# What a package imports on first use, in nearly every notebook that has it.
ON_FIRST_USE = {
    "pandas": ("pyarrow.parquet", "pyarrow.dataset", "pyarrow.pandas_compat"),
    "matplotlib": ("matplotlib.backends.backend_svg", "matplotlib.pyplot"),
}

_log = logging.getLogger(__name__)


class WarmKernels:
    """A fork server, to start kernels with; its socket and log files are in `folder`.

    `process` is the server where this process started it. `patience` is in seconds to wait for a
    kernel, the server's imports included.
    """

    def __init__(
        self,
        folder: Path,
        process: subprocess.Popen[bytes] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.folder = folder
        self._process = process
        self._patience = patience
        self._answered = False
        self._warned = False

    def start(
        self, request: Mapping[str, Any], wanted: Callable[[], bool] = lambda: True
    ) -> ForkedProcess | None:
        """Start a kernel, once the server has done its imports.

        The request has the kernel's arguments, environment, folder and log, and `entry` where
        another function is to be called; `wanted` is called many times a second. Returns None, with
        one warning, when the server is gone or its imports hang:
        then the kernel has to start as a new Python.

        Raises
        ------
        OSError
            When the kernel is no longer needed.
        """
        with ExitStack() as failing:
            lease = failing.enter_context(socket.socket(socket.AF_UNIX))
            lease.settimeout(LOOK_SECONDS)
            try:
                lease.connect(str(self.folder / SOCKET))
                lease.sendall(json.dumps(request).encode() + b"\n")
                kernel = ForkedProcess(lease, self._answer(lease, wanted))
            except OSError as error:
                if not wanted():
                    raise
                self._warn(error)
                return None
            failing.pop_all()
            return kernel

    def _answer(self, lease: socket.socket, wanted: Callable[[], bool]) -> int:
        """Return the kernel's process id."""
        end = time.monotonic() + self._patience
        line = b""
        while not line.endswith(b"\n"):
            if not wanted():
                raise ConnectionAbortedError
            if time.monotonic() > end:
                self._give_up()
            with suppress(TimeoutError):
                byte = lease.recv(1)  # one byte at a time: the exit code may follow the line
                if not byte:
                    message = "the process that starts kernels has ended"
                    raise ConnectionError(message)
                line += byte
        self._answered = True
        return int(json.loads(line)["pid"])

    def _give_up(self) -> NoReturn:
        if self._process and not self._answered:  # it has no kernels, which would end with it
            self._process.kill()
        message = f"the process that starts kernels did not answer within {self._patience:g} s"
        raise ConnectionError(message)

    def _warn(self, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            last = _lines(self.folder / SAID)[-1:]
            _log.warning("%s", ": ".join(["Kernels start slowly, one by one", str(error), *last]))


class ForkedProcess:
    """A kernel that the server forked; has the part of `subprocess.Popen` that Jupyter uses.

    `lease` is the connection to the server; the kernel ends with it.
    """

    stdin = stdout = stderr = None

    def __init__(self, lease: socket.socket, process: int) -> None:
        self._lease = lease
        self._code: int | None = None
        self.pid = process

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs."""
        if self._code is None:
            self._lease.settimeout(0)
            self._read_exit()
        return self._code

    def wait(self) -> int:
        """Wait until the kernel has ended, and return its exit code."""
        if self._code is None:
            self._lease.settimeout(None)
            self._read_exit()
        self.release()
        return self._code if self._code is not None else -signal.SIGKILL

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """Kill the kernel."""
        self.send_signal(signal.SIGKILL)

    terminate = kill

    def release(self) -> None:
        """Release the lease; the server kills what is left of the kernel."""
        self._lease.close()

    def _read_exit(self) -> None:
        try:
            said = self._lease.recv(4096)
        except BlockingIOError:  # no message yet
            return
        except OSError:  # the lease is closed, and the kernel is gone
            said = b""
        self._code = json.loads(said)["exit"] if said else -signal.SIGKILL


def can_fork() -> bool:
    """Tell whether this system can fork a process with many imports; macOS cannot do so safely."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def to_import(names: Iterable[str]) -> list[str]:
    """Return the modules with these names, and what their packages import on first use."""
    wanted = set(names)
    for package in {name.partition(".")[0] for name in wanted} & ON_FIRST_USE.keys():
        wanted.update(ON_FIRST_USE[package])
    return sorted(wanted)


@contextmanager
def warm_kernels(
    imports: Callable[[], Iterable[str]],
    environment: Mapping[str, str],
    patience: float = PATIENCE,
) -> Iterator[WarmKernels | None]:
    """Start a fork server, which imports while this process goes on; None without fork.

    `imports` is called once the server has started on what every kernel imports. Names that do not
    exist are skipped, and a warning names those that fail. The environment variables are those of
    the kernels. `patience` is in seconds to wait for a kernel, the imports included.
    """
    if not can_fork():
        yield None
        return
    with scratch_folder() as folder, socket.socket(socket.AF_UNIX) as listener:
        try:
            # Before the server starts, so that clients can connect at once.
            listener.bind(str(folder / SOCKET))
        except OSError as error:  # the path of the temporary folder is too long
            _log.warning("Kernels start slowly, one by one: %s (TMPDIR: %s)", error, folder.parent)
            yield None
            return
        listener.listen(BACKLOG)
        process = _server(folder, listener, environment)
        listener.close()
        try:
            _send_imports(process, imports())
            yield WarmKernels(folder, process, patience)
        finally:
            _end(process)
            for line in _lines(folder / FAILED):
                _log.warning("A package fails when it is imported: %s", line)


def _server(
    folder: Path, listener: socket.socket, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    with (folder / FAILED).open("wb") as failed, (folder / SAID).open("wb") as said:
        return subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, str(SCRIPT), str(listener.fileno()), str(failed.fileno())],
            pass_fds=[listener.fileno(), failed.fileno()],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=dict(environment),
            start_new_session=True,  # Ctrl-C on the terminal reaches this process alone
        )


def _send_imports(process: subprocess.Popen[bytes], names: Iterable[str]) -> None:
    with suppress(BrokenPipeError):  # it has ended; the first request for a kernel reports that
        if process.stdin:
            process.stdin.write(" ".join(to_import(names)).encode() + b"\n")
            process.stdin.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server and with it every kernel: first by asking, since only it knows them all."""
    if process.stdin:
        process.stdin.close()
    process.terminate()  # ends it while it imports; later it ignores this
    try:
        process.wait(timeout=1)
    except subprocess.TimeoutExpired:  # a package ignores the signal
        process.kill()
        process.wait()


def _lines(file: Path) -> list[str]:
    if not file.is_file():  # the server has ended and its folder is gone
        return []
    return file.read_text(encoding="utf-8", errors="replace").splitlines()
