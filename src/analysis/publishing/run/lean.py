"""Blocks a slow import that no command needs."""

from __future__ import annotations

import sys

# JupyterLab installs it, and jsonschema, which nbformat imports, builds its grammar at import: that
# takes 0.9 s. It validates internationalised addresses, which no notebook has. Without the
# package, jsonschema skips that check.
NEVER_USED = "rfc3987_syntax"


def start_lean() -> None:
    """Block an import that its users treat as optional."""
    sys.modules.setdefault(NEVER_USED, None)  # type: ignore[arg-type] # how Python writes "absent"
