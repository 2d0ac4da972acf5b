"""The run's side of the fork server: starts it, asks it for kernels, and ends it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SCRIPT = Path(__file__).with_name("forkserver.py")
WAITING = 64  # connections that wait until the imports are done
INLINE = "module://matplotlib_inline.backend_inline"
# What pandas and matplotlib import only when they are first used, in nearly every notebook.
ALWAYS = (
    "pyarrow.parquet",
    "pyarrow.dataset",
    "pyarrow.pandas_compat",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
)


class WarmKernels:
    """A fork server, to start kernels with.

    Parameters
    ----------
    address
        The path of the socket that it listens on.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def start(self, request: Mapping[str, Any]) -> ForkedProcess:
        """Start a kernel; waits until the server has done its imports.

        Raises
        ------
        OSError
            When the server is gone.
        """
        lease = socket.socket(socket.AF_UNIX)
        try:
            lease.connect(self._address)
            lease.sendall(json.dumps(request).encode() + b"\n")
            return ForkedProcess(lease)
        except BaseException:
            lease.close()
            raise


class ForkedProcess:
    """A kernel that the server forked, with the part of `subprocess.Popen` that Jupyter uses."""

    stdin = stdout = stderr = None

    def __init__(self, lease: socket.socket) -> None:
        self._lease = lease
        self._code: int | None = None
        line = b""
        while not line.endswith(b"\n") and (byte := lease.recv(1)):  # not a byte too many
            line += byte
        if not line:
            message = "the process that starts kernels has ended"
            raise ConnectionError(message)
        self.pid: int = json.loads(line)["pid"]

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs."""
        if self._code is None:
            self._lease.settimeout(0)
            self._hear()
        return self._code

    def wait(self) -> int:
        """Wait until the kernel has ended, and return its exit code."""
        if self._code is None:
            self._lease.settimeout(None)
            self._hear()
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
        """Give the lease up: the server kills what is left of the kernel."""
        self._lease.close()

    def _hear(self) -> None:
        try:
            said = self._lease.recv(4096)
        except BlockingIOError:  # nothing said yet
            return
        except OSError:  # the lease is given up, or its other end is gone: so is the kernel
            said = b""
        self._code = json.loads(said)["exit"] if said else -signal.SIGKILL


def can_fork() -> bool:
    """Tell whether this system can fork a process that has imported much: macOS cannot safely."""
    return hasattr(os, "fork") and sys.platform != "darwin"


@contextmanager
def warm_kernels(
    imports: Iterable[str], environment: Mapping[str, str]
) -> Iterator[WarmKernels | None]:
    """Start a fork server that imports at once, while this process goes on; None without fork.

    Parameters
    ----------
    imports
        The names to import; those that do not exist are passed over.
    environment
        The environment in which it imports, the same as the kernels'.
    """
    if not can_fork():
        yield None
        return
    with (
        TemporaryDirectory(prefix="pm-", ignore_cleanup_errors=True) as private,
        socket.socket(socket.AF_UNIX) as listener,
    ):
        address = str(Path(private) / "fork")
        listener.bind(address)  # now, so that nobody has to wait for a name to appear
        listener.listen(WAITING)
        process = _server(listener, imports, environment)
        listener.close()
        try:
            yield WarmKernels(address)
        finally:
            _end(process)


def _server(
    listener: socket.socket, imports: Iterable[str], environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    names = sorted({*ALWAYS, *imports})
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, str(SCRIPT), str(listener.fileno()), *names],
        pass_fds=[listener.fileno()],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**environment, "MPLBACKEND": INLINE},
        start_new_session=True,  # Ctrl-C on the terminal reaches this process alone
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server, and with it every kernel; first by asking, for it reaches them all."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(timeout=1)
    except subprocess.TimeoutExpired:  # still importing
        process.kill()
        process.wait()
