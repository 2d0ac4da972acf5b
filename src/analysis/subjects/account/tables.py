"""Tables of sources, definitions, settings, corrections and software."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, number
from analysis.subjects.account.definitions import DEFINITIONS
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

#: The raw tables, as a reader calls them.
_TABLES = {
    "abbreviations": "afkortingen",
    "budget": "budgetten (11.2)",
    "figures": "cijfers uit de tekst (met de hand)",
    "headings": "titels",
    "inspections": "Vlaamse Sociale Inspectie (11.1.13)",
    "letters": "brieven",
    "measures": "maatregelen en hun namen (met de hand)",
    "milestones": "mijlpalen",
    "norms": "streefnormen",
    "objectives": "doelstellingen",
    "projects": "projecten",
    "references": "verwijzingen",
    "remarks": "wat de tekst in woorden zegt (met de hand)",
    "review": "beslissingen bij het nazicht (met de hand)",
    "repeats": "waarden die twee keer voorkomen (met de hand)",
    "statements": "getallen, tijdstippen en standen in de tekst",
    "workforce": "personeel",
}
_DIGEST = 12  # of the 64 characters: enough to compare by eye


def sources_table(documents: pd.DataFrame) -> Table:
    """List the plans of the result `documents`: title, publisher, date, pages and checksum."""
    columns = [
        Column("Plan", list(documents["title"])),
        Column("Uitgever", list(documents["publisher"])),
        Column("Datum", list(documents["published"])),
        Column("Bladzijden", list(documents["pages"]), "count"),
        Column("SHA-256 van het document", list(documents["sha256"])),
    ]
    one = len(documents) == 1
    return table_of(
        columns,
        title="Het plan waaruit alles komt" if one else "De plannen waaruit alles komt",
        note=(
            "Wie hetzelfde document heeft, krijgt dezelfde SHA-256. Elke rij in dit rapport noemt "
            "haar plaats in het plan: de sectie, de tabel en de rij daarin."
        ),
        source="gegevens bij de brontabellen",
    )


def tables_table(files: pd.DataFrame, year: int) -> Table:
    """List the tables of the result `raw_files`: rows and checksum of the file."""
    rows = files.loc[files["table"].isin(list(_TABLES))]
    columns = [
        Column("Tabel", [_TABLES[name] for name in rows["table"]]),
        Column("Bestand", list(rows["file"])),
        Column("Rijen", list(rows["rows"]), "count"),
        Column("SHA-256 (begin)", [str(sha256)[:_DIGEST] for sha256 in rows["sha256"]]),
    ]
    return table_of(
        columns,
        title="De tabellen waarop dit rapport steunt",
        note=(
            "Elke tabel bevat wat het plan afdrukt, in zijn eigen woorden. Met de hand bijgehouden "
            "zijn de namen van de maatregelen, de cijfers uit de tekst, wat de tekst in woorden "
            "zegt, de waarden die twee keer voorkomen, de beslissingen bij het nazicht en de "
            "correcties. Wat berekend is, staat apart. Deze controlegetallen horen bij dit rapport."
        ),
        source=f"data/raw/{year}",
    )


def definitions_table() -> Table:
    """List every statistic with its meaning and its source."""
    columns = [
        Column("Begrip", [one.term for one in DEFINITIONS]),
        Column("Wat het zegt, en wat niet", [one.meaning for one in DEFINITIONS]),
        Column("Bron", [one.source for one in DEFINITIONS]),
    ]
    return table_of(
        columns,
        title="Wat de woorden en cijfers van dit rapport betekenen",
        note="De volledige verwijzingen staan bij de functies in de broncode.",
        source="broncode van deze monitor",
    )


def settings_table(settings: Sequence[tuple[str, str]]) -> Table:
    """List the settings of this report: each in words, with its value."""
    columns = [
        Column("Instelling", [name for name, _ in settings]),
        Column("Waarde", [value for _, value in settings], "given"),
    ]
    return table_of(
        columns,
        title="De instellingen van dit rapport",
        note="Andere waarden geven een ander rapport; ze staan vast voor alle hoofdstukken.",
        source="instellingen van deze monitor",
    )


def corrections_table(corrections: pd.DataFrame, year: int) -> Table | None:
    """List the corrections made before any calculation; None if there are none."""
    if corrections.empty:
        return None
    columns = [
        Column("Tabel", [_TABLES.get(str(name), str(name)) for name in corrections["table"]]),
        Column("Afgedrukt", list(corrections["printed"])),
        Column("Gecorrigeerd", list(corrections["corrected"])),
        Column("Waarom", list(corrections["reason"])),
        places(corrections),
    ]
    return table_of(
        columns,
        title=f"{counted(len(corrections), 'zekere vergissing', 'zekere vergissingen')} van het "
        f"plan, gecorrigeerd voor er gerekend is",
        note=(
            "Alleen wat zeker fout is en een analyse zou vervormen. Wat twijfelachtig is, blijft "
            "staan zoals afgedrukt; het hoofdstuk Consistentie toont het."
        ),
        source=source(corrections, year, "verschillende tabellen"),
    )


def software_table(versions: Mapping[str, str]) -> Table:
    """List the software that made the report, with versions."""
    columns = [
        Column("Software", list(versions)),
        Column("Versie", list(versions.values()), "given"),
    ]
    return table_of(
        columns,
        title=f"De {number(len(versions))} programma's die het meest bepalen wat hier staat",
        note="Alle versies staan vast in het bestand requirements.lock.",
        source="de omgeving waarin het rapport gemaakt is",
    )


def glossary_table(abbreviations: pd.DataFrame, year: int) -> Table | None:
    """List the plan's abbreviations; None if it has none."""
    known = abbreviations.loc[abbreviations["meaning"] != ""]
    rows = known.iloc[known["abbreviation"].str.lower().argsort(kind="stable")]
    if rows.empty:
        return None
    columns = [
        Column("Afkorting", list(rows["abbreviation"])),
        Column("Betekenis", list(rows["meaning"])),
        places(rows),
    ]
    return table_of(
        columns,
        title=f"{counted(len(rows), 'afkorting', 'afkortingen')} van het plan",
        note="Zoals het plan ze zelf verklaart.",
        source=source(rows, year, "lijst van afkortingen"),
    )
