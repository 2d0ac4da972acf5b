"""Starts planmonitor, unless another package named `analysis` comes first on Python's path."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

CODE = 2
OURS = Path(__file__).with_name("analysis")
MESSAGE = """\
{found}
  found:    another package named `analysis`, before planmonitor's on Python's path
  expected: {ours}
  to do:    Take its folder out of PYTHONPATH (it is '{path}'), or rename the package.\
"""


def main() -> NoReturn:
    """Run the command line, or say which package keeps it from running."""
    spec = find_spec("analysis")
    found = Path(spec.origin) if spec and spec.origin else None
    if found is None or found.parent.resolve() != OURS.resolve():
        path = os.environ.get("PYTHONPATH", "")
        print(MESSAGE.format(found=found, ours=OURS, path=path), file=sys.stderr)  # noqa: T201
        sys.exit(CODE)
    from analysis.__main__ import main as run  # noqa: PLC0415 - now that it is ours

    run()
