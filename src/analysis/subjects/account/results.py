"""What the report was made from: the documents of the plans, and their raw files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.paths import Project
from analysis.plan.review.findings import finding_id
from analysis.plan.tables.csv_file import read_csv
from analysis.plan.tables.decided import DECISIONS, KINDS
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.settings import read_settings
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.toolkit.results import Inputs


_DECIDED = [word for word in DECISIONS if word != "undone"]


def documents(inputs: Inputs) -> pd.DataFrame:
    """List the documents of this plan and of those before it, as `source.yaml` describes them."""
    rows = []
    for year in [*inputs.earlier, inputs.year]:
        path = inputs.file(f"data/raw/{year}/source.yaml")
        said = _facts(path) if path else {}
        words = [str(said.get(name, "")) for name in ("publisher", "published", "sha256")]
        rows.append((year, str(said.get("title", year)), *words, said.get("pages")))
    frame = pd.DataFrame(
        rows, columns=["year", "title", "publisher", "published", "sha256", "pages"]
    )
    return frame.assign(pages=pd.to_numeric(frame["pages"], errors="coerce"))


def _facts(path: Path) -> dict[str, Any]:
    project = Project(path.parents[3])  # it is data/raw/<year>/source.yaml
    found: dict[str, Any] = read_settings(project, path) or {}
    return found


def raw_files(inputs: Inputs) -> pd.DataFrame:
    """List the year's raw files by name, each with its rows and its checksum."""
    folder = f"data/raw/{inputs.year}"
    names = sorted([*(f"{table}.csv" for table in RAW_COLUMNS), "corrections.yaml"])
    files = {name: inputs.file(f"{folder}/{name}") for name in names}
    rows = [
        (file.stem, name, _rows(file, where=f"{folder}/{name}"), _checksum(file))
        for name, file in files.items()
        if file
    ]
    return pd.DataFrame(rows, columns=["table", "file", "rows", "sha256"])


def _rows(file: Path, where: str) -> int | None:
    return len(read_csv(file, where)) if file.suffix == ".csv" else None


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def reviewed(inputs: Inputs) -> pd.DataFrame:
    """Count what people decided, and the successors and findings that nobody judged yet.

    Nobody knows of a kind that is proposed from the prose how much of it was left undecided.
    """
    plan = inputs.plan
    made = pd.crosstab(plan.review["kind"].astype(str), plan.review["decision"].astype(str))
    table = made.reindex(index=list(KINDS), columns=list(_DECIDED), fill_value=0)
    sure = plan.result("successors")["confidence"].astype(str)
    findings = plan.result("findings")
    unknown = findings.loc[findings["known"] == ""].to_dict("records")
    judged = set(plan.review.loc[plan.review["kind"] == "finding", "id"])
    waiting = {
        "successor": int((sure != "reviewed").sum()),
        "finding": sum(finding_id(row) not in judged for row in unknown),
    }
    counts = pd.Series(waiting, dtype="Int64").reindex(list(KINDS))
    return table.assign(waiting=counts).reset_index(names="kind")


RESULTS = (
    Result(
        name="documents",
        title="Documenten waaruit alles komt",
        description="Een rij per plan: dat van het jaar en die ervoor.",
        columns={
            "year": column("Int64", "Jaar van het plan"),
            "title": column("str", "Titel; zonder titel het jaar"),
            "publisher": column("str", "Uitgever; leeg waar onbekend"),
            "published": column("str", "Datum van uitgave; leeg waar onbekend"),
            "sha256": column("str", "SHA-256 van het document; leeg waar onbekend"),
            "pages": column("Int64", "Bladzijden", missing=True),
        },
        compute=documents,
    ),
    Result(
        name="raw_files",
        title="Bestanden met wat het plan afdrukt",
        description="Een rij per bestand in data/raw van het jaar.",
        columns={
            "table": column("str", "Naam van de brontabel"),
            "file": column("str", "Naam van het bestand"),
            "rows": column(
                "Int64", "Rijen, zonder de kop; leeg voor wat geen CSV is", missing=True
            ),
            "sha256": column("str", "SHA-256 van het bestand"),
        },
        compute=raw_files,
    ),
    Result(
        name="reviewed",
        title="Hoeveel mensen nagekeken hebben",
        description="Een rij per soort van voorstel.",
        columns={
            "kind": column(
                "str",
                "label (maatregel van een naam), figure (cijfer uit de tekst), row (twijfelachtige "
                "rij), successor (opvolger van een mijlpaal) of finding (tegenspraak)",
            ),
            "accepted": column("int64", "Aanvaard"),
            "changed": column("int64", "Gewijzigd"),
            "rejected": column("int64", "Verworpen"),
            "waiting": column("Int64", "Nog niet nagekeken; leeg waar onbekend", missing=True),
        },
        compute=reviewed,
    ),
)
