"""Writes `docs/reference.md` from the code: `python -m analysis.desk.reference`."""

from __future__ import annotations

from analysis.desk.reference.commands import commands
from analysis.desk.reference.functions import figures, statistics
from analysis.desk.reference.settings import settings
from analysis.desk.reference.tables import tables

_HEAD = """\
# Reference

Written from the code by `python -m analysis.desk.reference`; a test checks it. Do not edit it:
change the text in the code and write it again.
"""


def reference() -> str:
    """Return the reference as Markdown."""
    return f"{_HEAD}\n{commands()}\n{settings()}\n{tables()}\n{figures()}\n{statistics()}"
