"""JupyterLab with the project's kernel: this Python, with changes in `src/analysis` reloaded.

The kernel has the name that the notebooks ask for, `python3`, and takes precedence over others of
that name. It loads IPython's autoreload, so that no notebook has to: the chapters hold nothing that
only an analyst needs. It describes its language by name alone, as the stored notebooks do.
Otherwise JupyterLab writes Python's version into each notebook that it opens, and marks it as
changed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from analysis.errors import Problem, SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.paths import Project

START = "verkenner.ipynb"
#: Where Jupyter looks for kernels, and for JupyterLab's settings: ours make no request to
#: the internet, neither for news nor for a newer version.
_SEARCHED = ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH")


def start(project: Project, options: Sequence[str] = ()) -> NoReturn:
    """Run JupyterLab on a project's notebooks, in place of this process where the system can.

    Raises
    ------
    SettingsError
        When JupyterLab is not installed.
    """
    if find_spec("jupyterlab") is None:
        raise SettingsError(
            Problem(
                "the environment",
                "no JupyterLab",
                "the extra 'lab'",
                "Use the environment that `make` makes, or: pip install 'planmonitor[lab]'",
            )
        )
    sys.stdout.flush()
    words, variables = command(project, options), environment(os.environ)
    if os.name == "posix" and hasattr(os, "execve"):
        os.execve(sys.executable, words, variables)  # noqa: S606 - no shell is wanted
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for JupyterLab, which asks
    try:
        sys.exit(subprocess.call(words, env=variables))  # noqa: S603 - our own command
    finally:
        signal.signal(signal.SIGINT, before)


def command(project: Project, options: Sequence[str] = ()) -> list[str]:
    """Return the command that opens JupyterLab.

    Its root is the project folder, not that of the notebooks: reports can be opened from it too.
    Root, as in a container, has to allow itself to run it.
    """
    folder = project.root.as_posix()
    first = f"/lab/tree/{project.notebooks.name}/{START}"
    own = [f"--ServerApp.root_dir={folder}", f"--ServerApp.default_url={first}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        own.append("--ServerApp.allow_root=True")
    return [sys.executable, "-m", "jupyterlab", *own, *options]


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which JupyterLab finds ours before any other."""
    own = {
        name: os.pathsep.join(filter(None, (str(data_folder()), variables.get(name))))
        for name in _SEARCHED
    }
    return {**variables, **own}


def data_folder() -> Path:
    """Return the folder that holds `kernels/` and `labconfig/`."""
    return Path(str(files("analysis.desk.lab")))
