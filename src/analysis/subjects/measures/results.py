"""The board of all measures, and which milestones and contradictions are about which measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.subjects.measures.milestones import naming
from analysis.subjects.measures.overview import overview
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.plan.tables.editions import PlanTables
    from analysis.toolkit.results import Inputs

#: Tables whose rows are about a measure, by their name in a finding.
_TABLES = ("norms", "budget", "inspections", "figures", "remarks")
_ID = column("str", "Code van de maatregel")


def measure_milestones(inputs: Inputs) -> pd.DataFrame:
    """Find the milestones that name a measure."""
    found = naming(inputs.plan.measures, inputs.plan.milestones)
    return found.astype({"measure": "str", "line": "Int64", "kind": "str"})


def measure_findings(inputs: Inputs) -> pd.DataFrame:
    """Find the contradictions with a row of a measure on one of their two places."""
    plan = inputs.plan
    about = _measures_of_rows(plan)
    rows = [
        (measure, finding["id"])
        for finding in plan.result("findings").to_dict("records")
        for measure in dict.fromkeys(_measures_in(finding, about))
    ]
    return pd.DataFrame(rows, columns=["measure", "finding"])


def measures_overview(inputs: Inputs) -> pd.DataFrame:
    """Join what the plan says of each measure."""
    return overview(inputs.plan, inputs.year)


def _measures_of_rows(plan: PlanTables) -> dict[tuple[str, int], list[str]]:
    """Return the measures of each row, by its table and line."""
    found: dict[tuple[str, int], list[str]] = {}
    for table in _TABLES:
        rows = getattr(plan, table).dropna(subset=["measure"])
        for measure, line in zip(rows["measure"], rows["line"], strict=True):
            found.setdefault((table, int(line)), []).append(str(measure))
    links = plan.result("measure_milestones")
    for measure, line in zip(links["measure"], links["line"], strict=True):
        found.setdefault(("milestones", int(line)), []).append(str(measure))
    return found


def _measures_in(
    finding: Mapping[Any, Any], about: dict[tuple[str, int], list[str]]
) -> Iterator[str]:
    for prefix in ("", "other_"):
        lines = str(finding[f"{prefix}lines"]).split()
        if len(lines) > _FEW or (finding["kind"] == _COUNT and prefix):
            continue  # the place is a table, not a row of it
        for line in lines:
            yield from about.get((str(finding[f"{prefix}table"]), int(line)), ())


#: The kind of findings that count a table's rows on their second place, given by its first row.
_COUNT = "count"
#: Lines of a place that is about its rows; with more it is about a whole table.
_FEW = 3

MEASURES_OVERVIEW = {
    "measure": _ID,
    "name": column("str", "Naam van de maatregel"),
    "chapter": column("str", "Hoofdstuk; leeg waar het plan geen geeft", missing=True),
    "objective": column("str", "Operationele doelstelling", missing=True),
    "phase": column("str", "Fase: running, starting, reform, phasing_out of other", missing=True),
    "norms": column("Int64", "Aantal normen"),
    "norms_measured": column("Int64", "Normen met een resultaat voor het jaar voor het plan"),
    "norms_met": column("Int64", "Daarvan gehaald: op of boven het streefdoel"),
    "norm_gap": column(
        "Float64", "Slechtste norm onder het streefdoel, in procentpunt; 0 is gehaald", missing=True
    ),
    "files": column("Float64", "Dossiers in het jaar voor het plan", missing=True),
    "files_kind": column(
        "str", "Wat er geteld is: ontvangen, ingelezen of afgehandeld", missing=True
    ),
    "files_change": column("Float64", "Verandering tegenover het jaar ervoor, in %", missing=True),
    "vak_realised": column("Int64", "VAK gerealiseerd in het jaar voor het plan", missing=True),
    "vak_budget": column("Int64", "VAK-krediet van het jaar van het plan", missing=True),
    "vak_change": column("Int64", "Verschil van de twee, in euro", missing=True),
    "cases_previous": column("Int64", "Inspectiedossiers, twee jaar voor het plan", missing=True),
    "cases_current": column("Int64", "Inspectiedossiers, het jaar voor het plan", missing=True),
    "reports_previous": column("Int64", "Pro Justitia, twee jaar voor het plan", missing=True),
    "reports_current": column("Int64", "Pro Justitia, het jaar voor het plan", missing=True),
    "milestones": column("Int64", "Geëvalueerde mijlpalen die de maatregel noemen"),
    "assessed": column("Int64", "Daarvan met een status die meetelt"),
    "realised": column("Int64", "Daarvan gerealiseerd"),
    "planned": column("Int64", "Geplande mijlpalen die de maatregel noemen"),
    "points": column("Int64", "Punten van aandacht"),
    "signals": column("Int64", "Signalen die over hun drempel gaan"),
    "contradictions": column("Int64", "Tegenspraken in het plan over de maatregel"),
    "waiting": column("Int64", "Vermeldingen van hoe lang een dossier duurt"),
    "figures": column("Int64", "Cijfers over de maatregel in de tekst van het plan"),
    "vak_budget_rank": column("Int64", "Plaats van het krediet in het hoofdstuk", missing=True),
    "vak_budget_of": column("Int64", "Maatregelen van het hoofdstuk met een krediet", missing=True),
    "files_rank": column("Int64", "Plaats van de dossiers in het hoofdstuk", missing=True),
    "files_of": column("Int64", "Maatregelen van het hoofdstuk met dossiers", missing=True),
    "points_rank": column("Int64", "Plaats van de punten in het hoofdstuk", missing=True),
    "points_of": column("Int64", "Maatregelen van het hoofdstuk met punten", missing=True),
}

RESULTS = (
    Result(
        name="measure_milestones",
        title="Mijlpalen die een maatregel noemen",
        description="Een rij per maatregel en mijlpaal waarvan tekst of thema haar naam heeft.",
        columns={
            "measure": _ID,
            "line": column("Int64", "Regel van de mijlpaal in het plan"),
            "kind": column("str", "evaluated of planned"),
        },
        compute=measure_milestones,
    ),
    Result(
        name="measure_findings",
        title="Tegenspraken per maatregel",
        description="Een rij per maatregel en tegenspraak over een van haar rijen.",
        columns={
            "measure": _ID,
            "finding": column("str", "Kenmerk van de tegenspraak in findings"),
        },
        compute=measure_findings,
    ),
    Result(
        name="measures_overview",
        title="Alle maatregelen en hun indicatoren",
        description="Een rij per maatregel: het geïntegreerde bord.",
        columns=MEASURES_OVERVIEW,
        compute=measures_overview,
    ),
)
