"""Chapter 2: strategic and organisation objectives, and the two tables of projects."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from . import flow, words
from .layout import LEFT, RIGHT, Block, Mark, Record
from .spans import bold, bold_lines, plain, printed, wrap

if TYPE_CHECKING:
    from random import Random

    from .skeleton import Objective, Project, Skeleton

STRATEGIC = (
    "Droge voeten voor wie aan het water woont",
    "Betaalbaar wonen in levende dorpskernen zonder het verleden weg te breken",
    "Waterlopen en landschappen die tegen een stootje kunnen, ook in een warmer klimaat",
)
ORGANISATION = (
    (
        "In {y} werkt DWWE in een gezond klimaat, waar collega’s hun talenten kunnen tonen en waar "
        "open overleg tussen de regio’s vanzelf spreekt"
    ),
    "In {y} beschikt DWWE over gegevens die kloppen en die iedereen kan vinden",
    (
        "De manier van leidinggeven laat ruimte voor initiatief, voor eigen keuzes en voor fouten "
        "waaruit de hele afdeling kan leren"
    ),
    "In {y} worden bewoners en besturen op tijd betrokken",
    "Een degelijk instrumentarium ondersteunt elke dienst",
)


def objective_record(objective: Objective) -> Record:
    """Write down the truth about an operational objective: it stands in its section's heading."""
    values = {
        "objective": objective.name,
        "kind": "operational",
        "title": objective.title,
        "policy_field": objective.field,
        "structure_element": objective.element,
        "section": objective.section,
    }
    return Record("objectives", values)


def _listed(name: str, kind: str, title: str, section: str, end: str) -> Block:
    """Set an objective in a list: blank lines between its lines too."""
    lines = wrap(f"- {name}: {title}{end}", flow.PROSE_WIDTH)
    text = tuple(part for line in lines for part in (printed(plain(line)), ""))
    marks = tuple(Mark(LEFT, number, plain(line)) for number, line in enumerate(lines))
    values = {"objective": name, "kind": kind, "title": title, "section": section}
    record = Record("objectives", {**values, "policy_field": "", "structure_element": ""})
    return Block(text, marks, len(lines) + 0.5, (record,))


def _goals(prefix: str, kind: str, titles: list[str], section: str, end: str) -> list[Block]:
    last = len(titles) - 1
    return [
        _listed(f"{prefix} {number + 1}", kind, title, section, "." if number == last else end)
        for number, title in enumerate(titles)
    ]


def _policy_project(number: int, objective: Objective, rng: Random) -> Block:
    name = f"Beleidsproject {number}"
    lines = [plain(line) for line in wrap(objective.title, 70)]
    first = bold(name, rng)
    text = [f"{printed(first)}{printed(lines[0])}", ""]
    text += [part for line in lines[1:] for part in (printed(line), "")]
    marks = [Mark(LEFT, 0, first), *(Mark(150, at, line) for at, line in enumerate(lines))]
    values = {
        "project": str(number),
        "kind": "policy",
        "title": objective.title,
        "section": objective.section,
        "objectives": objective.name,
        "years": "",
        "overall_status": "",
    }
    columns = (LEFT - 4, 146.0, RIGHT)
    return Block(
        tuple(text), tuple(marks), len(lines) + 0.3, (Record("projects", values),), columns
    )


def _own_project(number: int, project: Project, years: list[int], rng: Random) -> Block:
    names = bold_lines(wrap(project.name, 36), rng)
    cells = [project.goals, *project.marks]
    tail = f"{' '.join(cells)} "
    text = [*map(printed, names[:-1]), f"{printed(names[-1])}{tail}", ""]
    if len(names) > 1:
        text = [*map(printed, names), "", tail, ""]
    running = [str(year) for year, mark in zip(years, project.marks, strict=True) if mark == "X"]
    values = {
        "project": str(number),
        "kind": "organisation",
        "title": project.name,
        "section": project.section,
        "objectives": "; ".join(f"SOD {goal}" for goal in project.goals.split(" & ")),
        "years": "; ".join(running),
        "overall_status": project.status,
    }
    middle = (len(names) - 1) / 2
    marks = [Mark(LEFT, at, line) for at, line in enumerate(names)]
    marks += [Mark(x, middle, plain(cell)) for x, cell in zip(_EDGES, cells, strict=True)]
    record = Record("projects", values)
    return Block(tuple(text), tuple(marks), len(names) + 0.3, (record,), _COLUMNS)


_EDGES = (300.0, 360.0, 410.0, 460.0)
_COLUMNS = (LEFT - 4, 290.0, 345.0, 400.0, 450.0, 500.0)


def _own_header(years: list[int], rng: Random) -> Block:
    first = "Strategische organisatieprojecten"
    heads = [bold(text, rng) for text in ("SOD", *map(str, years))]
    text = f"  {first} {''.join(map(printed, heads))}"
    marks = [Mark(LEFT, 0, plain(first))]
    marks += [Mark(x, 0, line) for x, line in zip(_EDGES, heads, strict=True)]
    return Block((text, ""), tuple(marks), 1.3, (), _COLUMNS)


def _table_title(number: int, text: str, rng: Random) -> Block:
    line = (*bold("Tabel ", rng), *bold(str(number), rng), *plain(f": {text}"))
    return flow.lines_block([line])


def _policy(skeleton: Skeleton, rng: Random) -> list[Block]:
    count = len(skeleton.objectives)
    goals = _goals("SBD", "strategic", list(STRATEGIC), "2.1.1", ";")
    projects = [
        _policy_project(number, objective, rng)
        for number, objective in enumerate(skeleton.objectives, start=1)
    ]
    lead = "Per operationele doelstelling loopt er een project. Zo kwamen er over de velden heen"
    overview = bold(f"Overzicht van de {count} strategische beleidsprojecten", rng)
    title = _table_title(1, "Overzicht strategische beleidsprojecten", rng)
    return [
        flow.heading("2.1", "BELEIDSDOELSTELLINGEN"),
        flow.heading("2.1.1", "Strategische doelstellingen"),
        *goals,
        flow.heading("2.1.2", "Operationele doelstellingen en strategische beleidsprojecten"),
        flow.numbered_prose(lead, f"{count} meerjarige projecten tot stand."),
        replace(title, new_page=True),
        flow.lines_block([overview]),
        *projects,
    ]


def _organisation(skeleton: Skeleton, rng: Random) -> list[Block]:
    years = [skeleton.year - 2, skeleton.year - 1, skeleton.year]
    titles = [title.format(y=skeleton.year) for title in ORGANISATION]
    return [
        flow.heading("2.2", "ORGANISATIEDOELSTELLINGEN"),
        flow.heading("2.2.1", "Strategische doelstellingen"),
        *_goals("SOD", "organisation", titles, "2.2.1", "."),
        flow.heading("2.2.2", "Strategische organisatieprojecten"),
        *flow.prose(rng, 2),
        _table_title(2, "Overzicht strategische organisatieprojecten", rng),
        _own_header(years, rng),
        *(_own_project(at, project, years, rng) for at, project in enumerate(skeleton.projects, 1)),
        *flow.prose(rng),
        flow.bullets([words.sentence(rng) for _ in range(3)], spread=True),
        flow.heading("2.3", "ORGANIGRAM DEPARTEMENT DWWE"),
    ]


def chapter(skeleton: Skeleton, rng: Random) -> list[Block]:
    """Set chapter 2."""
    top = [flow.heading("2", "INLEIDING"), *flow.prose(rng, 4)]
    return [*top, *_policy(skeleton, rng), *_organisation(skeleton, rng)]
