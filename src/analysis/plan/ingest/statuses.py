"""What may stand in the second column of a milestone table: a status or a timing."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["evaluated", "planned"]
KINDS: tuple[Kind, ...] = ("evaluated", "planned")

STATUSES = (
    "Gerealiseerd",
    "Loopt op schema",
    "In voorbereiding",
    "Nog niet gestart",
    "Loopt met vertraging",
    "Loopt vertraging op",
    "Vertraging",
    "On hold",
    "Stopgezet",
    "Geheroriënteerd",
    "Nvt",
)
LONGEST_OTHER_STATUS = 4  # words

_QUARTERS = r"Q[1-4](?:\s*(?:-|–|,|en|/)\s*(?:\d{4}\s*/\s*)?Q?[1-4])*"
_DATED = rf"\d{{4}}\s*/\s*(?:vanaf )?{_QUARTERS}"
_RUNNING = r"[Dd]oorlopend(?: in \d{4})?|[Aa]d hoc"
_INLINE = {
    "evaluated": "|".join(STATUSES),
    "planned": rf"(?:[Vv]anaf )?(?:{_DATED}|{_QUARTERS})|{_RUNNING}",
}
_LONE = {
    "evaluated": "|".join(STATUSES),
    "planned": rf"{_INLINE['planned']}|Oplevering {_DATED}|{_QUARTERS} \d{{4}}|Nvt"
    r"|(?:Eind|Begin|Midden|Najaar|Voorjaar|Zomer) \d{4}"
    r"|[Zz]ie \d+(?:\.\d+)+",
}
_MARKS = r"\s*\**"
_LONE_CELL = {kind: re.compile(rf"(?:{_LONE[kind]}){_MARKS}") for kind in KINDS}
_LAST_CELL = {kind: re.compile(rf"(?<=\S)\s(?P<cell>{_INLINE[kind]}){_MARKS}\Z") for kind in KINDS}
_USUAL_TIMING = re.compile(rf"{_DATED}|{_RUNNING}")
_GLUED = re.compile(rf"(?:[^\W\d_A-ZÀ-Þ]|[):])(?:{'|'.join(STATUSES)}|{_DATED}){_MARKS}$")
_OTHER = re.compile(rf"[A-ZÀ-Þ][^\W\d_]*(?: [^\W\d_]+){{0,{LONGEST_OTHER_STATUS - 1}}}\**")


def split_cell(text: str, kind: Kind) -> tuple[str, str]:
    """Split a line into its label part and the cell that ends it, either may be empty.

    >>> split_cell("Decreet jobbonus (ag. def. goedk.) Gerealiseerd****", "evaluated")
    ('Decreet jobbonus (ag. def. goedk.)', 'Gerealiseerd')
    >>> split_cell("Trendrapport 2023 2023/Q4", "planned")
    ('Trendrapport 2023', '2023/Q4')
    """
    if _LONE_CELL[kind].fullmatch(text):
        return "", without_marks(text)
    match = _LAST_CELL[kind].search(text)
    return (text[: match.start()], match["cell"]) if match else (text, "")


def ends_in_glued_cell(text: str) -> bool:
    """Tell whether a status or a timing follows the label without a space.

    >>> ends_in_glued_cell("Visietekst sluizen2031/Q1-Q4"), ends_in_glued_cell("Plan 2031/Q1")
    (True, False)
    """
    return bool(_GLUED.search(text))


def is_usual(cell: str, kind: Kind) -> bool:
    """Tell whether a cell says what most of its kind say; a timing gives a year.

    >>> is_usual("2023/Q1-Q2", "planned"), is_usual("Q1", "planned")
    (True, False)
    """
    if kind == "evaluated":
        return cell in STATUSES
    return _USUAL_TIMING.fullmatch(cell) is not None


def without_marks(text: str) -> str:
    """Return a cell without its footnote marks."""
    return text.rstrip("* ")


def starts_cell(first: str, second: str, kind: Kind) -> bool:
    """Tell whether two lines are one wrapped cell: `Loopt met` and `vertraging*`."""
    return not split_cell(first, kind)[1] and split_cell(f"{first} {second}", kind)[0] == ""


def may_be_cell(text: str, kind: Kind) -> bool:
    """Tell whether a line by itself could be a status that nobody has used before."""
    return kind == "evaluated" and bool(_OTHER.fullmatch(text))
