"""Two years of a generated plan as a project of their own; nothing of it is in the real report."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import yaml

from analysis.paths import Project
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.stages import refresh
from generated import generate_plan

if TYPE_CHECKING:
    from generated import GeneratedPlan

TITLE = "Proefplan (gegenereerd)"
REPOSITORY = Path(__file__).parents[2]
#: Two seeds that draw the same number of policy fields, so that the chapters have the same numbers.
PLANS = ((2, 2030), (5, 2031))
_POLICY = ("activering", "loopbanen", "duurzame_arbeidsmarkt", "thema_overschrijdend")


def two_years(folder: Path) -> tuple[Project, dict[int, GeneratedPlan]]:
    """Write and build a project of two generated plans; return it with the plans' truth."""
    project = Project(folder)
    plans = {year: generate_plan(seed, year) for seed, year in PLANS}
    shutil.copytree(REPOSITORY / "notebooks", project.notebooks)
    fields = {_fields(plan) for plan in plans.values()}
    assert len(fields) == 1, "choose seeds with the same number of policy fields"
    _write_params(project, fields.pop())
    for year, plan in plans.items():
        _write_raw(project, year, plan)
    for year in plans:
        refresh(project, year)
    return project, plans


def _fields(plan: GeneratedPlan) -> int:
    return int(plan.truth["headings"]["title"].str.startswith("BELEIDSVELD").sum())


def _write_params(project: Project, fields: int) -> None:
    policy = [[str(3 + place)] for place in range(fields)]
    own = 3 + fields
    sections = [*policy, [str(own), str(own + 1), str(own + 2)], [f"{own}.1.7"]]
    names = [*_POLICY[:fields], "organisatie", "vsi"]
    whole = [("maatregelen", list[str]()), ("verantwoording", [])]
    covered = [("overzicht", []), *zip(names, sections, strict=True), *whole]
    chapters = [
        {"id": name, "title": name.capitalize(), "notebook": f"{name}.ipynb", "sections": numbers}
        for name, numbers in covered
    ]
    folder = project.root / "params"
    folder.mkdir(parents=True)
    settings = {"title": TITLE, "publisher": "Proefdepartement", "chapters": chapters}
    (folder / "report.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True))
    for _, year in PLANS:
        (folder / f"{year}.yaml").write_text(f"year: {year}\n")


def _write_raw(project: Project, year: int, plan: GeneratedPlan) -> None:
    folder = project.raw(year)
    folder.mkdir(parents=True)
    for name, columns in RAW_COLUMNS.items():
        table = plan.truth.get(name, pd.DataFrame(columns=list(columns)))
        filled = table.reindex(columns=list(columns), fill_value="")
        if name == "projects":  # the generator numbers the policy's only
            filled["project"] = filled.groupby("kind").cumcount() + 1
        filled.to_csv(folder / f"{name}.csv", index=False)
    _measures(plan).to_csv(folder / "measures.csv", index=False)
    source = yaml.safe_dump({"title": f"{TITLE} {year}", "publisher": "Proefdepartement"})
    (folder / "source.yaml").write_text(source)


def _measures(plan: GeneratedPlan) -> pd.DataFrame:
    """Make each printed label a measure of its own, all in the first chapter."""
    tables = (plan.truth[name]["measure"] for name in ("norms", "inspections", "budget"))
    labels = {" ".join(label.lower().split()): label for table in tables for label in table}
    labels.pop("totaal", None)
    rows = [
        (f"m{place}", label, "", _POLICY[0], "running", "")
        for place, label in enumerate(labels.values())
    ]
    return pd.DataFrame(rows, columns=list(RAW_COLUMNS["measures"]))
