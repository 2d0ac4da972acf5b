"""Makes commands faster: blocks a slow optional import, and collects garbage less often."""

from __future__ import annotations

import gc
import sys

# JupyterLab installs it, and jsonschema, which nbformat imports, builds its grammar at import: that
# takes 0.9 s. It validates internationalised addresses, which no notebook has. Without the
# package, jsonschema skips that check.
NEVER_USED = "rfc3987_syntax"
# New objects after which Python collects garbage; its default is 700. Imports and tables create
# many long-lived objects, and scanning them again and again takes a tenth of a command's time.
OBJECTS = 50_000


def start_lean() -> None:
    """Block an import that its users treat as optional."""
    sys.modules.setdefault(NEVER_USED, None)  # type: ignore[arg-type] # how Python writes "absent"


def collect_less_often() -> None:
    """Collect garbage less often; only for processes that this project starts itself."""
    gc.set_threshold(OBJECTS)
