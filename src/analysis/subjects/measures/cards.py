"""A card per measure: everything that the plan says of it, and what it does not say."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, million_euro, number
from analysis.subjects.measures import facts as parts
from analysis.subjects.measures.facts import given
from analysis.toolkit.measures import card_id
from analysis.toolkit.tables.cards import Cards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.subjects.measures.facts import Facts

#: The phases of a measure, as a reader calls them.
PHASES = {
    "running": "loopt",
    "starting": "start",
    "reform": "wordt hervormd",
    "phasing_out": "dooft uit",
    "other": "eigen werking of provisie",
}
_TAG = re.compile(r"<[^>]+>")


def cards(facts: Sequence[Facts]) -> Cards:
    """Write the cards, one below the other."""
    made = [_card(one) for one in facts]
    return Cards(
        "".join(html for html, _ in made), "\n".join(line for _, lines in made for line in lines)
    )


def _card(facts: Facts) -> tuple[str, list[str]]:
    row, shown, missing = facts.row, list[tuple[str, list[str]]](), list[str]()
    for title, absent, lines in _parts(facts):
        if lines:
            shown.append((title, lines))
        elif absent:
            missing.append(absent)
    name, about = escape(str(row["name"])), _about(facts)
    head = _headline(facts) or ("" if shown else "het plan geeft enkel een naam")
    terms = "".join(f"<dt>{title}</dt>{_listed(lines)}" for title, lines in shown)
    without = f"Het plan geeft geen {listing(missing, 'of')}." if missing else ""
    html = (
        f'<details class="card"><summary>{name} <small>{escape(head)}</small></summary>'
        f'<div id="{card_id(str(row["measure"]))}"><p>{about}</p>'
        f"{f'<dl>{terms}</dl>' if terms else ''}{f'<p>{without}</p>' if without else ''}"
        "</div></details>"
    )
    text = [f"{row['name']}: {head}"]
    text += [f"{title}: {_plain('; '.join(lines))}" for title, lines in shown]
    return html, [*text, *([without] if without else [])]


def _parts(facts: Facts) -> list[tuple[str, str, list[str]]]:
    """Return each part of a card: its title, what is missing without it, and its lines."""
    year = facts.year
    return [
        ("Wat aandacht vraagt", "", parts.signal_lines(facts)),
        ("Normen", "normen", parts.norm_lines(facts)),
        ("Werk", "aantallen", parts.work_lines(facts)),
        ("Wachttijd", "wachttijd", parts.waiting_lines(facts)),
        ("Geld", "bedragen", parts.money_lines(facts)),
        ("Inspecties", "inspecties", parts.inspection_lines(facts)),
        (f"Mijlpalen {year - 1}", f"mijlpalen van {year - 1}", parts.evaluated_lines(facts)),
        (f"Gepland {year}", f"geplande mijlpalen van {year}", parts.planned_lines(facts)),
        ("In de tekst", "", parts.remark_lines(facts)),
        ("Tegenspraken", "", parts.finding_lines(facts)),
        (f"Binnen {escape(facts.title)}", "", parts.compared_lines(facts)),
    ]


def _about(facts: Facts) -> str:
    row = facts.row
    chapter = (
        f'<a href="{row["chapter"]}.ipynb">{escape(facts.title)}</a>'
        if facts.title
        else "Zonder hoofdstuk"
    )
    objective = f", {escape(str(row['objective']))}" if given(row["objective"]) else ""
    phase = f"; {PHASES[str(row['phase'])]}" if given(row["phase"]) else ""
    return f"{chapter}{objective}{phase}."


def _headline(facts: Facts) -> str:
    """Say in a few words how a measure does, for the line that is seen when its card is closed."""
    row, told = facts.row, list[str]()
    if row["norms_measured"]:
        norms = counted(int(row["norms_measured"]), "norm", "normen")
        told.append(f"{number(row['norms_met'])} van {norms} gehaald")
    if given(row["files"]):
        told.append(f"{number(row['files'])} {row['files_kind']}")
    if given(row["vak_budget"]) and row["vak_budget"]:
        told.append(f"{million_euro(row['vak_budget'])} krediet")
    elif given(row["vak_realised"]) and row["vak_realised"] > 0:
        told.append("geen krediet meer")
    if given(row["cases_current"]):
        told.append(counted(int(row["cases_current"]), "inspectiedossier", "inspectiedossiers"))
    if row["points"]:
        told.append(counted(int(row["points"]), "punt van aandacht", "punten van aandacht"))
    counts = [one for one in facts.flows if one["year"] == facts.year - 1]
    if not told and counts:
        told.append(f"{number(counts[0]['value'])} {counts[0]['indicator']}")
    return " · ".join(told)


def _listed(lines: Sequence[str]) -> str:
    return "".join(f"<dd>{line}</dd>" for line in lines)


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html))
