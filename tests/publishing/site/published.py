"""Published reports as folders, without running a notebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

from analysis.paths import Project
from analysis.publishing.provenance import output_checksums

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<!DOCTYPE html><html lang="nl"><title>R</title><h1>R</h1><a href="provenance.json">H</a>'
YEARS = ("2023", "2024", "2025", "vergelijking-2023-2024")


def project_with_reports(
    root: Path, page: str = PAGE, made: str = "2026-01-01T00:00:00+00:00"
) -> Project:
    """Write a project with the reports of three years, a comparison, a draft and a failed run."""
    settings = {"title": "Proef & co", "publisher": "Niemand", "chapters": []}
    (root / "params").mkdir(parents=True)
    (root / "params/report.yaml").write_text(yaml.safe_dump(settings))
    for year in YEARS[:3]:
        (root / f"params/{year}.yaml").write_text(f"year: {year}\n")
    for year, day in (("2023", "2023-02-24"), ("2024", "2024-03-01")):
        (root / "data/raw" / year).mkdir(parents=True)
        facts = {"title": f"Plan <{year}>", "published": day}
        (root / "data/raw" / year / "source.yaml").write_text(yaml.safe_dump(facts))
    for name in (*YEARS, "2023.draft", "2024.failed"):
        publish(root / "reports" / name, page, made)
    return Project(root)


def write_key_figures(report: Path, *rows: str) -> None:
    """Write rows of `key_figures.csv` among a report's open data."""
    (report / "data").mkdir(exist_ok=True)
    head = "indicator,label,year,value,printed,parts"
    (report / "data/key_figures.csv").write_text("\n".join([head, *rows]), encoding="utf-8")


def publish(folder: Path, page: str, made: str) -> None:
    """Write a report of a page and a workbook, with its provenance."""
    (folder / "data").mkdir(parents=True)
    html = page.replace("planmonitor-2023.xlsx", f"planmonitor-{folder.name}.xlsx")
    (folder / "index.html").write_text(html, encoding="utf-8")
    (folder / "data" / f"planmonitor-{folder.name}.xlsx").write_bytes(folder.name.encode())
    if folder.name.isdigit():
        year = int(folder.name)
        write_key_figures(
            folder, f"vak_budget,Krediet,{year},{year}e6,€ {year} mln.,", "norms_met,N,2020,1,1 %,a"
        )
    notebooks = {"vsi": {"parameters": {"seconds": 5}, "seconds": {"total": len(made)}}}
    times = {"made": made, "seconds": {"notebooks": len(made)}}
    content = times | {"notebooks": notebooks, "outputs": output_checksums(folder)}
    (folder / "provenance.json").write_text(json.dumps(content))
