"""Arguments that more than one command takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.desk.cli import completion

Year = Annotated[
    int,
    typer.Argument(
        metavar="YEAR",
        help="The plan's year; params/YEAR.yaml must exist.",
        autocompletion=completion.years,
    ),
]

Document = Annotated[
    Path,
    typer.Argument(
        metavar="DOCUMENT",
        help="The plan: its Word file (.docx), its PDF, or the text of the PDF with its bold.",
    ),
]

Pages = Annotated[
    Path | None,
    typer.Option(
        "--pages",
        metavar="PLAN.pdf",
        help="The PDF made from the Word file: rows take their pages from it.",
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
