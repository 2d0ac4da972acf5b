"""The whole reference: commands, settings, tables, figures, statistics."""

from __future__ import annotations

from analysis.reference.commands import commands
from analysis.reference.figures import figures
from analysis.reference.settings import settings
from analysis.reference.statistics import statistics
from analysis.reference.tables import tables

_HEAD = """\
# Reference

Written from the code by `python -m analysis.reference`; a test holds it current. Do not edit it:
change the code's own words, and write it again.
"""


def reference() -> str:
    """Return the reference as Markdown."""
    return f"{_HEAD}\n{commands()}\n{settings()}\n{tables()}\n{figures()}\n{statistics()}"
