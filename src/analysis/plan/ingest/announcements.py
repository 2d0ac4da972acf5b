"""The captions that announce a milestone table, such as `Geplande mijlpalen 2023`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Line
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.statuses import Kind

_ANNOUNCED = re.compile(r"(?P<what>Evaluatie|Geplande) (?:project)?mijlpalen \d{4}")


def announcements(lines: Sequence[Line], outline: Outline) -> Iterator[tuple[int, str, Kind]]:
    """Yield line, section and kind of each caption that says that a table follows."""
    for line in lines:
        match = _ANNOUNCED.fullmatch(line.text)
        here = outline.at(line.number) if match else None
        if match and here:
            kind: Kind = "evaluated" if match["what"] == "Evaluatie" else "planned"
            yield line.number, here.number, kind
