"""Every place where the plan contradicts itself, and the rules that look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.plan.audit import (
    BY_HAND,
    COLUMNS,
    KIND_LABELS,
    RULES,
    audit,
    read_printed_files,
)
from analysis.plan.review.findings import without_rejected
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.toolkit.results import Inputs


def findings(inputs: Inputs) -> pd.DataFrame:
    """Audit the raw tables of the year: the certain contradictions first, then in the plan's order.

    Findings that people rejected are left out.

    Raises
    ------
    SettingsError
        When an acknowledgement in `params/<year>.yaml` matches no finding.
    DataError
        When a raw table cannot be read.
    """
    found = audit(
        read_printed_files(inputs.year, _raw_files(inputs)),
        inputs.year_settings.acknowledged,
        chapter_of=inputs.settings.chapter_of,
        where=f"params/{inputs.year}.yaml",
    )
    return without_rejected(found, inputs.plan.review)


def audit_rules(inputs: Inputs) -> pd.DataFrame:
    """List the rules of the audit, each with the number of contradictions that it found."""
    found = inputs.plan.result("findings")["rule"].value_counts()
    rows = [
        (
            *(rule.name, rule.kind.value, KIND_LABELS[rule.kind], rule.severity.value),
            *(rule.explains, rule.settle, BY_HAND.get(rule.name, "")),
            int(found.get(rule.name, 0)),
        )
        for rule in RULES
    ]
    return pd.DataFrame(rows, columns=list(_RULE_COLUMNS))


def _raw_files(inputs: Inputs) -> dict[str, Path]:
    names = [f"data/raw/{inputs.year}/{table}.csv" for table in RAW_COLUMNS]
    files = {name: inputs.file(name) for name in [*names, "data/raw/measures.csv"]}
    return {name: file for name, file in files.items() if file}


_DESCRIPTIONS = {
    "id": "Kenmerk, zoals in review; blijft gelijk zolang de woorden dat blijven",
    "rule": "Naam van de controle",
    "kind": "Soort tegenspraak",
    "kind_label": "Soort, in woorden",
    "severity": "Hoezeer het een lezer misleidt: high, medium of low",
    "certainty": "Hoe zeker het is: certain, probable of weak",
    "chapter": "Hoofdstuk van de eerste plaats, of anders van de tweede; leeg zonder hoofdstuk",
    "why": "Waarom de twee elkaar tegenspreken",
    "explains": "Wat de controle nakijkt",
    "settle": "Wat de tegenspraak zou oplossen",
    "known": "Waarom ze blijft staan, als ze gekend is; anders leeg",
}
_PASSAGE = {
    "table": "Brontabel, of prose voor lopende tekst",
    "section": "Nummer van het onderdeel",
    "lines": "Regels, gescheiden door spaties",
    "place": "Plaats in het plan voor een lezer",
    "subject": "Waarover het gaat, in de woorden van het plan",
    "printed": "Wat er staat, zoals afgedrukt",
    "page": "Bladzijde, waar bekend",
}
_RULE_COLUMNS = {
    **{
        name: column("str", _DESCRIPTIONS[name])
        for name in ("rule", "kind", "kind_label", "severity", "explains", "settle")
    },
    "by_hand": column(
        "str", "Bestand dat met de hand bijgehouden wordt en dat ze leest; anders leeg"
    ),
    "findings": column("int64", "Gevonden tegenspraken"),
}


def _described(name: str) -> str:
    if name in _DESCRIPTIONS:
        return _DESCRIPTIONS[name]
    which = "tweede plaats" if name.startswith("other_") else "eerste plaats"
    return f"{_PASSAGE[name.removeprefix('other_')]} ({which})"


RESULTS = (
    Result(
        name="findings",
        title="Plaatsen waar het plan zichzelf tegenspreekt",
        description="Een rij per tegenspraak: twee plaatsen die niet allebei kunnen kloppen.",
        columns={
            name: column(dtype, _described(name), missing=dtype == "Int64")
            for name, dtype in COLUMNS.items()
        },
        compute=findings,
    ),
    Result(
        name="audit_rules",
        title="Controles op tegenspraken",
        description="Een rij per controle.",
        columns=_RULE_COLUMNS,
        compute=audit_rules,
    ),
)
