"""The plan's bones: its policy fields, objectives, organisation projects and measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import words

if TYPE_CHECKING:
    from random import Random

_FIELDS = ("WONEN", "WATER", "ERFGOED", "LANDSCHAP")
_ELEMENTS = (
    *("HUURMARKT", "STROOMBEKKENS", "DORPSKERNEN", "WATERPEIL", "LANDINRICHTING", "RENOVATIE"),
    *("BOUWKUNDIG ERFGOED", "OEVERS EN DIJKEN", "BEWONERS", "THEMA-OVERSCHRIJDEND"),
)
_STATUSES = (
    "Dit project haalde alle mijlpalen van het jaar",
    "Dit project haalde de meeste mijlpalen en gaat op in de gewone werking van de dienst Oevers",
    "Dit project liep vertraging op: de gegevens over de kleinste beken kwamen pas laat binnen",
    "Dit project ligt op schema",
)
_NAMES = (
    *("Samen sterk", "Leidinggeven", "Hybride kantoor", "Burger voorop", "Data en techniek"),
    *("Strategische plan- en organisatieopvolging over alle afdelingen heen", "Interne werking"),
    *("Bestuurstabel Waterinspectie", "Overgang DWWE – DLO"),
)
_SODS = ("1", "1 & 3", "2", "4 & 2", "2 & 5", "3", "5", "1 & 4", "5 & 3")
#: How many structure elements a policy field has, by the number of fields.
_PARTS = {2: 3, 3: 2, 4: 2}
_ROMAN = ("VI", "VII", "VIII", "IX")


@dataclass(frozen=True, slots=True)
class Objective:
    """An operational objective, with the section that is about it."""

    name: str
    title: str
    section: str
    field: str
    element: str
    code: str

    def heading(self) -> str:
        """Give its title as the heading prints it."""
        return f"{self.title} ({self.name})"

    def budget_title(self) -> str:
        """Give its title as the budget prints it: shorter, and with another code."""
        return f"{self.title.split(' en de ')[0]} ({self.code})"


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the organisation itself. Three marks say in which years it runs."""

    name: str
    goals: str
    marks: tuple[str, str, str]
    section: str
    status: str


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What the chapters of one plan have in common."""

    year: int
    objectives: tuple[Objective, ...]
    projects: tuple[Project, ...]
    measures: tuple[str, ...]

    def fields(self) -> list[str]:
        """Name the policy fields in the order of their chapters, which start at 3."""
        return list(dict.fromkeys(objective.field for objective in self.objectives))

    def chapter(self, after: int) -> int:
        """Number a chapter after the policy chapters: the organisation's is the first of them."""
        return 2 + len(self.fields()) + after

    def titles(self) -> dict[str, str]:
        """Map sections that notes refer to onto their titles."""
        return {objective.section: objective.heading() for objective in self.objectives}


def draw(year: int, scale: int, rng: Random) -> Skeleton:
    """Draw the bones of a plan."""
    objectives = _objectives(rng)
    organisation = 3 + len({objective.field for objective in objectives})
    return Skeleton(
        year=year,
        objectives=tuple(objectives),
        projects=tuple(_projects(organisation, rng)),
        measures=tuple(words.measures(rng, 46 * scale)),
    )


def _objectives(rng: Random) -> list[Objective]:
    fields = _FIELDS[: rng.randint(2, 4)]
    elements = iter(rng.sample(_ELEMENTS, len(_ELEMENTS)))
    drawn: list[Objective] = []
    seen: set[str] = set()
    number = 0
    for chapter, field in enumerate(fields, start=3):
        for part in range(1, _PARTS[len(fields)] + 1):
            element = next(elements)
            for place in range(1, rng.randint(2, 3 if len(fields) < 4 else 2) + 1):
                number += rng.choice([1, 1, 1, 2, 3])
                code = f"OD {_ROMAN[chapter - 3]} {part}.{place}"
                where = f"{chapter}.{part}.{place}"
                title = _new_title(seen, rng)
                drawn.append(Objective(f"OD {number}", title, where, field, element, code))
    return drawn


def _new_title(seen: set[str], rng: Random) -> str:
    while (title := words.title(rng)) in seen:
        continue
    seen.add(title)
    return title


def _projects(chapter: int, rng: Random) -> list[Project]:
    projects: list[Project] = []
    for number, name in enumerate(_NAMES):
        section = f"{chapter}.1.{max(1, number - 1)}"
        last = number == len(_NAMES) - 1
        marks = ("-", "-", "X") if last else ("X", "X", rng.choice(["X", "X", "-"]))
        status = "" if last else rng.choice(_STATUSES)
        projects.append(Project(name, _SODS[number], marks, section, status))
    return projects
