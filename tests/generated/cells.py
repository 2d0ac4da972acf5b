"""What stands in a milestone's cell and under its label: statuses, timings and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words
from .rows import Cell, Note

if TYPE_CHECKING:
    from random import Random

_STATUSES = {
    "Gerealiseerd": 300,
    "Loopt met vertraging": 30,
    "Loopt op schema": 24,
    "On hold": 7,
    "Geheroriënteerd": 7,
    "Stopgezet": 5,
    "In voorbereiding": 5,
    "Nvt": 3,
    "Nog niet gestart": 3,
}
_TIMINGS = {
    "{y}/Q4": 85,
    "{y}/Q1": 65,
    "{y}/Q2": 55,
    "{y}/Q3": 35,
    "doorlopend in {y}": 26,
    "Doorlopend in {y}": 3,
    "{y}/Q1-Q4": 8,
    "{y}/Q1-Q2": 8,
    "{y}/Q3-Q4": 4,
    "{y}/Q1-4": 4,
    "{y}/Q2-3": 2,
    "{y}/Q1, Q2, Q4": 2,
    "{y}/Q1, Q2 en Q4": 2,
    "{y}/Q2 en Q4": 3,
    "{y}/Q1 – Q2": 2,
    "{y}/ Q3 en Q4": 2,
    "{y}/vanaf Q4": 2,
    "{n}/Q1": 3,
    "Ad hoc": 4,
}
#: Only under a label: beside one they could be its last words.
_ALONE = ("Q1", "Q2 en Q4", "Oplevering {y}/Q2")

_RUNS_ON = (
    *("* Loopt door in ‘{yy}", "* Loopt door in ’{yy}", "*loopt verder in {y}"),
    *("* loopt verder in {y}", "* Loopt verder in {y}", "*loopt verder in {y}/Q1-Q2"),
    *("*loopt verder in {y}, deadline verschoven naar 01/07/{y}", "*fase 3 loopt verder in {y}"),
    *("* loopt (als vernieuwd aanbod) verder in {y}", "* Loopt door in ’{yy} (Q1)"),
    "* Eerste betalingen gebeurden in het najaar. Loopt door in ’{yy}.",
    "* Rapport opgeleverd, loopt door in ‘{yy} voor de kleinste waterlopen in de Kempen",
)
_ENDED = (
    "* De regio’s kozen voor een andere aanpak",
    "* Gunning ingetrokken na negatief advies van de inspecteur, de middelen gaan naar de oevers.",
    "* De aparte oproep vervalt",
    "* wordt uitgewerkt via het gebiedsprogramma",
)
_SEE = ("(Zie {number}. {title})", "(zie {number} {title})", "(Zie ook {number}. {title})")
_SEE_PLAIN = "Zie ook {number}. {title}"


def status(rng: Random, *, noted: bool = False) -> Cell:
    """Draw a status; a footnote mark follows it more often where there is a note."""
    text = rng.choices([*_STATUSES], [*_STATUSES.values()])[0]
    mark = rng.choice(["", "*", "*", "****", "****"]) if noted or rng.random() < 0.02 else ""
    if text == "Loopt met vertraging" and rng.random() < 0.15:
        return Cell(("Loopt met", "vertraging"), mark)
    return Cell((text,), mark)


def timing(rng: Random, year: int, *, alone: bool = False) -> Cell:
    """Draw a timing in one of its printed forms."""
    if alone and rng.random() < 0.05:
        text = rng.choice(_ALONE)
    else:
        text = rng.choices([*_TIMINGS], [*_TIMINGS.values()])[0]
    return Cell((text.format(y=year, n=year + 1),))


def notes(rng: Random, year: int, titles: dict[str, str]) -> tuple[Note, ...]:
    """Draw the notes of an evaluated milestone: does it run on, and which section to see."""
    drawn: list[Note] = []
    chance = rng.random()
    if chance < 0.3:
        drawn.append(_note(rng.choice(_RUNS_ON), year, carried_over=True))
    elif chance < 0.34:
        drawn.append(_note(rng.choice(_ENDED), year, carried_over=False))
    if rng.random() < 0.2:
        drawn.insert(rng.randint(0, len(drawn)), _see(rng, titles))
    return tuple(drawn)


def long_note(rng: Random, year: int) -> Note:
    """Draw a note of several lines that ends in saying that the milestone runs on."""
    text = f"* De opdracht werd uitgebreid: {words.sentence(rng)} Loopt door in {year}."
    return Note(text, carried_over=True)


def _note(text: str, year: int, *, carried_over: bool) -> Note:
    return Note(text.format(y=year, yy=year % 100), carried_over=carried_over)


def _see(rng: Random, titles: dict[str, str]) -> Note:
    number = rng.choice(sorted(titles))
    title = titles[number]
    shape = _SEE_PLAIN if rng.random() < 0.25 else rng.choice(_SEE)
    if rng.random() < 0.7:
        title = title.split(" (OD ")[0]
    return Note(shape.format(number=number, title=title), see_also=number)
