"""The few figures at the head of a chapter, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure: what it is, its value, what it is part of, and a remark."""

    label: str
    value: str
    of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures of a chapter, in the order of reading."""

    figures: tuple[KeyFigure, ...]

    @property
    def html(self) -> str:
        """A description list."""
        inside = "".join(_figure(figure) for figure in self.figures)
        return f'<dl class="key-figures">{inside}</dl>'

    def __str__(self) -> str:
        return "\n".join(map(_line, self.figures))


def _line(figure: KeyFigure) -> str:
    note = f"({figure.note})" if figure.note else ""
    return " ".join(filter(None, [f"{figure.label}:", figure.value, figure.of, note]))


def _figure(figure: KeyFigure) -> str:
    of = f" <small>{escape(figure.of)}</small>" if figure.of else ""
    note = f'<dd class="note">{escape(figure.note)}</dd>' if figure.note else ""
    return (
        f"<div><dt>{escape(figure.label)}</dt>"
        f'<dd class="value">{escape(figure.value)}{of}</dd>{note}</div>'
    )
