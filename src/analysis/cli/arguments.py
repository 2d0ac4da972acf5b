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
