"""What a plan says about itself: title, publisher, date and number of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.plan.ingest.document.model import Document

_DATE = re.compile(r"\b(\d{2})\.(\d{2})\.(\d{4})\b")
_PAGE = re.compile(r"\bpagina \d+ van \d+\b")


def source_facts(document: Document, abbreviations: pd.DataFrame) -> dict[str, str | int | None]:
    """Return the facts for `source.yaml`; a fact that the document does not give is None.

    The page footers hold them: `pagina 10 van 204 Ondernemingsplan - DWSE - 2023 24.02.2023`.
    """
    footer = next((text for text in document.footers if _PAGE.search(text)), "")
    date = _DATE.search(footer)
    title = " ".join(_DATE.sub("", _PAGE.sub("", footer)).split())
    return {
        "title": title or None,
        "publisher": _publisher(title, abbreviations),
        "published": f"{date[3]}-{date[2]}-{date[1]}" if date else None,
        "pages": document.pages,
        "sha256": document.sha256,
    }


def _publisher(title: str, abbreviations: pd.DataFrame) -> str | None:
    """Return the department's name; the title has it abbreviated, between dashes."""
    parts = [part.strip() for part in title.split(" - ")]
    if len(parts) < 2:  # noqa: PLR2004 - what is published, and by whom
        return None
    meanings = dict(zip(abbreviations["abbreviation"], abbreviations["meaning"], strict=True))
    return str(meanings.get(parts[1], parts[1]))
