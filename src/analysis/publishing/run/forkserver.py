"""The fork server: imports what its children need, then forks one for each request.

Runs as a script and imports nothing of this package, so that a kernel finds our modules as they are
on disk. Arguments: the file descriptors of a listening socket and of a file that gets a line for
each package that fails. The first line of standard input has the names to import.

A request may name the function to call, as `module:function`; by default the child is a kernel.
Each connection requests one child and is its lease: the server sends the process id, and later the
exit code. When the client closes the connection or dies, the child's process group is killed. When
standard input ends, all kernels, their child processes in any session, and this process end.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path.pop(0)  # our folder, which Python puts first when it runs a script

import atexit
import builtins
import ctypes
import gc
import importlib
import json
import os
import random
import selectors
import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

# What every kernel imports. Not matplotlib_inline: imported before there is a shell, it sets up
# nothing, and the kernel's figures would be lost.
KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "ipykernel.comm")
NEVER = "matplotlib_inline"
LAUNCH = "ipykernel.kernelapp:launch_new_instance"
LONGEST_REQUEST = 1 << 20
OBJECTS = 50_000  # new objects after which a kernel collects garbage; Python's default is 700
SET_CHILD_SUBREAPER = 36  # the number of an option of Linux's prctl
CHILDREN = Path("/proc/thread-self/children")


class ShellStub:
    """Stands for IPython's shell while packages are imported, so that they detect a kernel.

    pandas does, and would show all columns of a frame if it detected a terminal.
    """

    kernel = True


class ForkServer:
    """Forks kernels at requests on a socket, and kills those whose lease ends."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._leases: dict[int, socket.socket] = {}  # by the kernel's process id
        self._selector = selectors.DefaultSelector()
        self._selector.register(listener, selectors.EVENT_READ)
        self._selector.register(sys.stdin, selectors.EVENT_READ)
        self._died, self._alarm = socket.socketpair()
        for end in (self._died, self._alarm):
            end.settimeout(0)
        self._selector.register(self._died, selectors.EVENT_READ)

    def serve(self) -> None:
        """Serve until standard input ends; then kill all kernels and their children."""
        _adopt_orphans()
        # Ctrl-C reaches the run, which ends this process; SIGTERM is only for hung imports.
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # without a handler no byte wakes `select`
        signal.set_wakeup_fd(self._alarm.fileno(), warn_on_full_buffer=False)
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is sys.stdin:
                    return self._end_all()
                if key.fileobj is self._listener:
                    self._start()
                elif key.fileobj is self._died:
                    self._reap()
                else:
                    self._end(key.data)

    def _start(self) -> None:
        lease, _ = self._listener.accept()
        try:
            request = json.loads(_line(lease))
            # Here, not in the child: the client may move the file once it has the process id.
            log = os.open(request["log"], os.O_WRONLY | os.O_APPEND)
        except (OSError, ValueError):  # it closed before its request, or its folder is gone
            return lease.close()
        process = os.fork()
        if process == 0:
            self._close_in_child()
            lease.close()
            become(request, log)
        os.close(log)
        _lead_a_group(process)
        self._leases[process] = lease
        self._selector.register(lease, selectors.EVENT_READ, process)
        _tell(lease, {"pid": process})
        return None

    def _reap(self) -> None:
        with suppress(BlockingIOError):
            while self._died.recv(4096):
                pass
        while (ended := _ended_child()) is not None:
            process, code = ended
            lease = self._leases.pop(process, None)
            if lease is not None:
                self._selector.unregister(lease)
                _tell(lease, {"exit": code})
                lease.close()

    def _end(self, process: int) -> None:
        """Kill a kernel whose lease was closed; it is reaped like any other."""
        lease = self._leases.pop(process, None)
        if lease is not None:  # else it ended by itself at the same moment
            self._selector.unregister(lease)
            lease.close()
            _kill(process)

    def _end_all(self) -> None:
        for process in self._leases:
            _kill(process)
        _kill_children()

    def _close_in_child(self) -> None:
        """Close the server's own files and handlers in a child."""
        signal.set_wakeup_fd(-1)
        for signum in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, signal.SIG_DFL)
        self._selector.close()
        for end in (self._listener, self._died, self._alarm, *self._leases.values()):
            end.close()


def become(request: dict[str, Any], log: int) -> NoReturn:
    """Turn this child into what was requested, as if Python had just started.

    `log` is the file descriptor that gets its stdout and stderr.
    """
    code = 1
    try:
        _lead_a_group(0)
        _redirect(log)
        os.environ.clear()
        os.environ.update(request["environment"])
        os.environ["JPY_PARENT_PID"] = str(os.getppid())  # it ends when this server is gone
        os.chdir(request["folder"])
        _reseed()
        sys.argv = ["ipykernel_launcher.py", *request["arguments"]]
        module, _, function = request.get("entry", LAUNCH).partition(":")
        getattr(importlib.import_module(module), function)()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the traceback goes to the log, as Python's own would
        sys.excepthook(*sys.exc_info())
    finally:
        atexit._run_exitfuncs()  # noqa: SLF001 - _exit skips them
        sys.stdout.flush()
        os._exit(code)


def warm_up(names: Sequence[str], failed: TextIO) -> None:
    """Import what can be imported; a kernel itself reports what is not installed."""
    builtins.get_ipython = ShellStub  # type: ignore[attr-defined] # IPython puts its own there
    for name in names:
        if not name.startswith(NEVER):
            try:
                _import(name)
            except (ModuleNotFoundError, AttributeError):  # not installed, or not in this version
                pass
            except Exception as error:  # noqa: BLE001 - it may be optional
                print(f"{name}: {type(error).__name__}: {error}".split("\n")[0], file=failed)
    del builtins.get_ipython  # type: ignore[attr-defined] # as above


def freeze() -> None:
    """Keep the garbage collector of each child out of the shared memory, and let it run less often.

    A chart makes tens of thousands of objects that live as long as it does; by default the
    collector looks at them again and again, for a tenth of a chapter's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS)
    gc.enable()


def _import(name: str) -> None:
    """Import a module, or get an attribute of one: some packages load attributes lazily."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        holder, _, attribute = name.rpartition(".")
        getattr(importlib.import_module(holder), attribute)


def _lead_a_group(process: int) -> None:
    """Make a kernel the leader of a process group; parent and child both try, to avoid a race."""
    with suppress(OSError):
        os.setpgid(process, process)


def _redirect(log: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, log), (2, log)):
        os.dup2(source, target)
    for descriptor in (nothing, log):
        os.close(descriptor)


def _reseed() -> None:
    """Give the child a random state of its own, like a new process."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _line(lease: socket.socket) -> bytes:
    with lease.makefile("rb") as stream:
        return stream.readline(LONGEST_REQUEST)


def _tell(lease: socket.socket, message: dict[str, int]) -> None:
    with suppress(OSError):  # the client is gone
        lease.sendall(json.dumps(message).encode() + b"\n")


def _adopt_orphans() -> None:
    """Become the parent of orphaned processes that kernels started, in any session."""
    with suppress(AttributeError, OSError):  # not Linux
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _kill_children() -> None:
    """Kill all children and their orphans, which this process adopts; Linux only."""
    with suppress(OSError):  # no list, or no children left
        while any(_kill_one(int(child)) for child in CHILDREN.read_text(encoding="utf-8").split()):
            os.waitpid(-1, 0)


def _kill_one(process: int) -> bool:
    """Kill a process; return False when its id now belongs to another user."""
    try:
        os.kill(process, signal.SIGKILL)
    except PermissionError:
        return False
    return True


def _ended_child() -> tuple[int, int] | None:
    try:
        process, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (process, os.waitstatus_to_exitcode(status)) if process else None


def _kill(process: int) -> None:
    try:
        os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:  # it has ended, or is not a group leader yet
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    gc.disable()  # imports create many long-lived objects; scanning them takes a fifth of the time
    with os.fdopen(int(sys.argv[2]), "w", encoding="utf-8") as failures:
        warm_up(KERNEL, failures)
        warm_up(sys.stdin.readline().split(), failures)
    freeze()
    ForkServer(socket.socket(fileno=int(sys.argv[1]))).serve()
    os._exit(0)  # skips the slow teardown of the imported modules
