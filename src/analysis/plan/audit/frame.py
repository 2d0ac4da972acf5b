"""Writes findings as a data frame, as text for a terminal, as JSON and as CSV."""

from __future__ import annotations

import io
import textwrap
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted
from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.rule import KIND_LABELS
from analysis.plan.review.findings import finding_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from analysis.plan.audit.finding import AuditFinding, Passage
    from analysis.plan.audit.rule import AuditRule

#: Columns of the frame and their dtypes. `lines` holds line numbers separated by spaces; `id` is
#: that of `finding_ids`.
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "str",
        **dict.fromkeys(("rule", "kind", "kind_label", "severity", "certainty", "chapter"), "str"),
        **dict.fromkeys(("table", "section", "lines", "place", "subject", "printed"), "str"),
        "page": "Int64",
        **dict.fromkeys(("other_table", "other_section", "other_lines", "other_place"), "str"),
        **dict.fromkeys(("other_subject", "other_printed"), "str"),
        "other_page": "Int64",
        **dict.fromkeys(("why", "explains", "settle", "known"), "str"),
    }
)
_CERTAINTY_LABELS = {
    Certainty.CERTAIN: "ZEKER",
    Certainty.PROBABLE: "WAARSCHIJNLIJK",
    Certainty.WEAK: "ZWAK",
}
_WIDTH = 96
_MANY_LINES = 4


def as_frame(
    findings: Sequence[AuditFinding],
    rules: Sequence[AuditRule],
    place_of: Callable[[Passage], str],
    chapter_of: Callable[[str], str | None] = lambda _section: None,
) -> pd.DataFrame:
    """Return one row per finding, with the columns of `COLUMNS`.

    `place_of` says where a passage is, as a reader finds it.
    """
    by_name = {rule.name: rule for rule in rules}
    records = [
        {
            **_record(finding, by_name[finding.rule], chapter_of),
            "place": place_of(finding.here),
            "other_place": place_of(finding.there),
        }
        for finding in findings
    ]
    for record, name in zip(records, finding_ids(records), strict=True):
        record["id"] = name
    return pd.DataFrame(records, columns=list(COLUMNS)).astype(dict(COLUMNS))


def as_csv(findings: pd.DataFrame) -> str:
    """Write the findings as CSV with a header."""
    return findings.to_csv(index=False)


def as_json(findings: pd.DataFrame) -> str:
    """Write the findings as a JSON list of objects."""
    text = io.StringIO()
    findings.to_json(text, orient="records", force_ascii=False, indent=2)
    return f"{text.getvalue()}\n"


def as_table(findings: pd.DataFrame) -> str:
    """Write the findings for a terminal: both places, the reason, and what settles it."""
    blocks = [_block(row) for row in findings.to_dict("records")]
    by_certainty = findings["certainty"].value_counts()
    counts = ", ".join(
        f"{by_certainty.get(certainty.value, 0)} {label.lower()}"
        for certainty, label in _CERTAINTY_LABELS.items()
    )
    known = int((findings["known"] != "").sum())
    total = counted(len(findings), "tegenspraak", "tegenspraken")
    return "\n\n".join([*blocks, f"{total}: {counts}; {known} gekend.\n"])


#: The formats of `planmonitor audit --format`.
FORMATS: Mapping[str, Callable[[pd.DataFrame], str]] = MappingProxyType(
    {"table": as_table, "json": as_json, "csv": as_csv}
)


def _record(
    finding: AuditFinding, rule: AuditRule, chapter_of: Callable[[str], str | None]
) -> dict[str, object]:
    chapter = chapter_of(finding.here.section) or chapter_of(finding.there.section)
    return {
        "rule": finding.rule,
        "kind": rule.kind.value,
        "kind_label": KIND_LABELS[rule.kind],
        "severity": rule.severity.value,
        "certainty": finding.certainty.value,
        "chapter": chapter or "",
        **_cells(finding.here, ""),
        **_cells(finding.there, "other_"),
        "why": finding.why,
        "explains": rule.explains,
        "settle": finding.settle,
        "known": finding.known,
    }


def _cells(passage: Passage, prefix: str) -> dict[str, object]:
    return {
        f"{prefix}table": passage.table,
        f"{prefix}section": passage.section,
        f"{prefix}lines": " ".join(str(line) for line in passage.lines),
        f"{prefix}subject": passage.subject,
        f"{prefix}printed": passage.printed,
        f"{prefix}page": passage.page,
    }


def _block(row: Mapping[Hashable, object]) -> str:
    label = _CERTAINTY_LABELS[Certainty(str(row["certainty"]))]
    known = f" - gekend: {row['known']}" if row["known"] else ""
    text = [
        f"{label} · {row['kind_label']} · {row['rule']}{known}",
        *_wrapped(str(row["why"])),
        *_wrapped(_place(row, "")),
        *_wrapped(_place(row, "other_")),
        *_wrapped(f"Uitsluitsel: {row['settle']}"),
    ]
    return "\n".join(text)


def _place(row: Mapping[Hashable, object], prefix: str) -> str:
    lines = str(row[f"{prefix}lines"]).split()
    shown = ", ".join(lines[:_MANY_LINES]) + (" ..." if len(lines) > _MANY_LINES else "")
    in_text = f" (regel {shown} van de tekst)" if lines else ""
    return f"- {row[f'{prefix}place']}{in_text}: {row[f'{prefix}printed']}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")
