"""Keeps out of this process what it would import and never use."""

from __future__ import annotations

import sys

# JupyterLab brings it in; jsonschema, which nbformat imports, builds its grammar at import: 0.9 s.
# It checks addresses in other alphabets, of which no notebook has a field. Without the package
# jsonschema leaves that one check out.
NEVER_USED = "rfc3987_syntax"


def start_lean() -> None:
    """Let the import of what is never used fail, which its importers provide for."""
    sys.modules.setdefault(NEVER_USED, None)  # type: ignore[arg-type] # how Python writes "absent"
