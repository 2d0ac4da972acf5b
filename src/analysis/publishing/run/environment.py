"""The environment variables of a kernel: ours, without what would make two runs differ."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.paths import CURRENT_VARIABLE, ROOT_VARIABLE
from analysis.publishing.run.warm import INLINE

if TYPE_CHECKING:
    from collections.abc import Mapping

SAME_EACH_TIME = {
    CURRENT_VARIABLE: "1",  # tables and results are brought up to date before notebooks start
    "PYTHONHASHSEED": "0",  # sets in the same order each time
    "SOURCE_DATE_EPOCH": "0",  # no date of today in a figure
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": INLINE,  # another one loses the figures without a warning
    "OMP_NUM_THREADS": "1",  # notebooks run side by side: one thread each
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # silences a warning of the debugger
    "PYDEVD_USE_FRAME_EVAL": "NO",  # as ipykernel sets it when it imports the debugger
}


# Variables that users set for other work or terminals for themselves, and the command's project:
# a notebook finds the project that contains it.
OTHERS = (ROOT_VARIABLE, "PYTHONOPTIMIZE", "PYTHONWARNINGS", "COLUMNS", "LINES")


def environment(private: Path | None = None) -> Mapping[str, str]:
    """Return a kernel's environment.

    `private` is a folder for this kernel alone; None for the process that kernels fork from.
    """
    found = {**os.environ, **SAME_EACH_TIME, **_own_figures()}
    for name in OTHERS:
        found.pop(name, None)
    if private is not None:
        found["IPYTHONDIR"] = str(private / "ipython")  # no start-up files of the user
    return found


def _own_figures() -> Mapping[str, str]:
    """Let matplotlib read its default settings, not the user's."""
    found = find_spec("matplotlib")  # tells where it is without importing it
    if found is None or found.origin is None:
        return {}
    return {"MATPLOTLIBRC": str(Path(found.origin).parent / "mpl-data" / "matplotlibrc")}
