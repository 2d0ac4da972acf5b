"""Arguments that more than one command takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Year = Annotated[
    int,
    typer.Argument(metavar="YEAR", help="The plan's year; params/YEAR.yaml must exist."),
]

Document = Annotated[
    Path,
    typer.Argument(
        metavar="DOCUMENT", help="The published plan: a PDF, or its text as a PDF reader gives it."
    ),
]

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show only what is wrong.")]

Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Also show why, and how long each part took.")
]

AsJson = Annotated[
    bool,
    typer.Option("--json", help="Write one JSON document to stdout; messages go to stderr."),
]
