"""The chapters on the organisation itself, with tables that the PDF put out of their place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from . import flow, people, words
from .layout import LEFT, Block, Mark, Record, late, on_new_page
from .milestones import NARROW, Table, table_of
from .rows import Place
from .spans import bold, plain, printed, wrap

if TYPE_CHECKING:
    from random import Random

    from .skeleton import Project, Skeleton


def _table(skeleton: Skeleton, section: str, kind: str, bullet: str = "") -> Table:
    return Table(Place(section, kind), skeleton.year, bullet, skeleton.titles(), NARROW)


def displaced(blocks: list[Block]) -> list[Block]:
    """Let a table float behind the text of its page, and say so in the truth."""
    return [replace(block, records=_marked(block)) for block in late(blocks)]


def _marked(block: Block) -> tuple[Record, ...]:
    return tuple(
        replace(record, cells={**record.cells, "displaced": True}) for record in block.records
    )


def _overall(project: Project, rng: Random) -> Block:
    """Set a project's overall status: two words in bold, then the status."""
    lead = "Globale voortgangsstatus"
    lines = wrap(f"{lead}: {project.status}", flow.PROSE_WIDTH)
    first = (*bold(lead, rng), *plain(lines[0][len(lead) :]))
    rest = [plain(line) for line in lines[1:]]
    marks = tuple(Mark(LEFT, number, line) for number, line in enumerate([first, *rest]))
    text = ("    ", *(printed(line) for line in (first, *rest)), " ", "")
    return Block(text, marks, len(lines) + 1)


def _evaluated(skeleton: Skeleton, project: Project, count: int, rng: Random) -> list[Block]:
    table = _table(skeleton, project.section, "evaluated")
    return table_of(table, count, rng, first=rng.choice([None, "", words.theme(rng)]))


def _intro(skeleton: Skeleton, project: Project, rng: Random) -> list[Block]:
    return [
        flow.caption("Omschrijving", rng),
        *flow.prose(rng),
        flow.unnumbered(f"Evaluatie projectmijlpalen {skeleton.year - 1}"),
        _overall(project, rng),
    ]


def _text(rng: Random, paragraphs: int = 2) -> list[Block]:
    return [flow.caption("Evaluatietekst", rng), *flow.prose(rng, paragraphs)]


def _staff_projects(skeleton: Skeleton, scale: int, rng: Random) -> list[Block]:
    """Set one section with three projects, whose last row of the second stands behind the text."""
    blocks: list[Block] = []
    for number, project in enumerate(skeleton.projects[:3]):
        rows = _evaluated(skeleton, project, rng.randint(4, 6) * scale, rng)
        if number == 1:
            last = max(at for at, block in enumerate(rows) if block.records)
            rows[last:] = displaced(rows[last : last + 1])
        parts = [flow.unnumbered(project.name), *_intro(skeleton, project, rng), *rows, *_text(rng)]
        blocks += on_new_page(parts)
    section = skeleton.projects[0].section
    plan = table_of(_table(skeleton, section, "planned"), 4 * scale, rng)
    return [*blocks, flow.unnumbered(f"Geplande projectmijlpalen {skeleton.year}"), *plan]


def _project(skeleton: Skeleton, project: Project, scale: int, rng: Random) -> list[Block]:
    """Set a project's section; its evaluated table may stand behind the text, on the same page."""
    rows = _evaluated(skeleton, project, rng.randint(5, 9) * scale, rng)
    if rng.random() < 0.4:
        rows = displaced(rows)
    table = _table(skeleton, project.section, "planned", rng.choice(["", "-"]))
    return [
        *on_new_page([flow.heading(project.section, project.name)]),
        *_intro(skeleton, project, rng),
        *rows,
        *_text(rng),
        flow.unnumbered(f"Geplande projectmijlpalen {skeleton.year}"),
        *flow.prose(rng),
        *on_new_page(table_of(table, rng.randint(5, 9) * scale, rng)),
    ]


def _neighbours(skeleton: Skeleton, scale: int, rng: Random) -> list[Block]:
    """Set two sections: the first one's planned table stands behind the second's heading."""
    inspection, transition = skeleton.projects[-2:]
    theme = words.theme(rng)
    plan = _table(skeleton, inspection.section, "planned")
    floating = displaced(table_of(plan, 5, rng, first=theme))
    own = _table(skeleton, transition.section, "planned", "-")
    planned = f"Geplande projectmijlpalen {skeleton.year}"
    return [
        *on_new_page([flow.heading(inspection.section, inspection.name)]),
        *_intro(skeleton, inspection, rng),
        *table_of(_table(skeleton, inspection.section, "evaluated"), 8 * scale, rng, first=theme),
        *_text(rng),
        *on_new_page([flow.unnumbered(planned)]),
        *flow.prose(rng, 2, mention=theme),
        *floating,
        flow.heading(transition.section, transition.name),
        flow.unnumbered(planned),
        *flow.prose(rng),
        *on_new_page([*flow.prose(rng), *table_of(own, 8 * scale, rng)]),
    ]


def projects(skeleton: Skeleton, scale: int, rng: Random) -> list[Block]:
    """Set the chapter of the organisation's projects."""
    chapter = skeleton.chapter(1)
    shared = flow.heading(f"{chapter}.1.1", "Organisatieprojecten Mensen & Werking")
    blocks = on_new_page([flow.heading(str(chapter), "ORGANISATIE (INTERNE WERKING)")])
    blocks += [flow.heading(f"{chapter}.1", "STRATEGISCHE ORGANISATIEPROJECTEN"), shared]
    blocks += _staff_projects(skeleton, scale, rng)
    for project in skeleton.projects[3:-2]:
        blocks += _project(skeleton, project, scale, rng)
    return [*blocks, *_neighbours(skeleton, scale, rng)]


def horizontal(skeleton: Skeleton, rng: Random) -> list[Block]:
    """Set the chapter whose title is spread over two lines with a blank one between."""
    chapter = skeleton.chapter(2)
    title = "HORIZONTALE DOELSTELLINGEN OVER DE DEPARTEMENTEN HEEN VANUIT DE VLAAMSE OVERHEID"
    return [
        *on_new_page([flow.heading(str(chapter), title, spaced=True)]),
        flow.heading(f"{chapter}.1", "AANBEVELINGEN VAN DE AUDITDIENST"),
        *flow.prose(rng, 3),
        flow.heading(f"{chapter}.2", "OPVOLGING PERSONEELSBESPARINGEN"),
        *flow.prose(rng, 2),
    ]


def staff(skeleton: Skeleton, rng: Random) -> list[Block]:
    """Set the chapter on staff: the heads, and three small tables behind the text of their page."""
    chapter = skeleton.chapter(3)
    blocks = [
        *on_new_page([flow.heading(str(chapter), "STRATEGIE M.B.T. MENS EN ORGANISATIE")]),
        flow.heading(f"{chapter}.1", "PERSONEELSPLAN"),
        *flow.prose(rng),
        flow.lines_block(
            [
                plain(line)
                for line in (
                    f"Eind {skeleton.year - 2} waren er",
                    "388 medewerkers",
                    "aan de slag.",
                )
            ]
        ),
        *people.workforce(skeleton.year, rng),
    ]
    for number, title in enumerate(("LEREN", "LEIDERSCHAP", "WELZIJN", "DIVERSITEIT"), start=2):
        section = f"{chapter}.{number}"
        parts = [flow.heading(section, f"DOELSTELLINGEN M.B.T. {title}")]
        if number < 5:
            theme = f"{words.compound(rng).capitalize()} {title.lower()}"
            table = _table(skeleton, section, "planned")
            floating = displaced(table_of(table, 2, rng, first=theme))
            parts += [*flow.prose(rng, 1, mention=theme), *floating]
        else:
            parts += flow.prose(rng, 2)
        blocks += on_new_page(parts) if number % 2 == 0 else parts
    return blocks


def writing(skeleton: Skeleton, rng: Random) -> list[Block]:
    """Set the chapters on clear letters and on finance."""
    chapter = skeleton.chapter(4)
    names = [f"Afdeling {words.compound(rng).capitalize()}" for _ in range(4)]
    names += ["Afdeling Waterinspectie", "Diensten Secretaris-Generaal"]
    return [
        *on_new_page([flow.heading(str(chapter), "DOELSTELLINGEN M.B.T. HEERLIJK HELDER")]),
        *flow.prose(rng, 3),
        *people.letters(names, rng),
        *flow.prose(rng),
        *on_new_page([flow.heading(str(chapter + 1), "FINANCIËN & BEGROTING ".strip())]),
        flow.heading(f"{chapter + 1}.1", "FINANCIËN EN BEGROTING"),
        flow.heading(f"{chapter + 1}.1.1", "Budgetten"),
        *flow.prose(rng, 3),
    ]
