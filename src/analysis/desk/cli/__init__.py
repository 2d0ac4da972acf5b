"""The command line: each command is a thin wrapper around an importable function."""

# Each module registers its commands; `planmonitor --help` lists them in this order.
from analysis.desk.cli import reading  # isort: skip
from analysis.desk.cli import audits, preview, published, reports, review, tables, upkeep
from analysis.desk.cli.application import app, main

__all__ = [
    "app",
    "audits",
    "main",
    "preview",
    "published",
    "reading",
    "reports",
    "review",
    "tables",
    "upkeep",
]
