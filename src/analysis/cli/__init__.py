"""The command line: thin wrappers over importable functions, one small function a command."""

# Each module registers its commands; `planmonitor --help` lists them in this order.
from analysis.cli import reading, tables, reports, audits, upkeep  # isort: skip
from analysis.cli.application import app, main

__all__ = ["app", "audits", "main", "reading", "reports", "tables", "upkeep"]
