"""Makes a process of ours start sooner: no slow import that nothing needs, and less collecting."""

from __future__ import annotations

import gc
import sys

# JupyterLab installs it, and jsonschema, which nbformat imports, builds its grammar at import: that
# takes 0.9 s. It validates internationalised addresses, which no notebook has. Without the
# package, jsonschema skips that check.
NEVER_USED = "rfc3987_syntax"
# New objects after which Python collects garbage; its default is 700. Imports and tables make many
# objects that stay, and looking through them again and again takes a tenth of a command's time.
OBJECTS = 50_000


def start_lean() -> None:
    """Block an import that its users treat as optional."""
    sys.modules.setdefault(NEVER_USED, None)  # type: ignore[arg-type] # how Python writes "absent"


def collect_less_often() -> None:
    """Let Python look for garbage less often, in a process that is ours alone."""
    gc.set_threshold(OBJECTS)
