"""The command line: each command is a thin wrapper around an importable function."""

# Each module registers its commands.
from analysis.desk.cli import audits, preview, published, reading, reports, review, tables, upkeep
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
