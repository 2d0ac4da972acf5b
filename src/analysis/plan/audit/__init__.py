"""Finds every place where a plan contradicts itself."""

from analysis.plan.audit.acknowledged import acknowledge
from analysis.plan.audit.finding import AuditFinding, Certainty, Passage
from analysis.plan.audit.frame import COLUMNS, FORMATS, as_csv, as_frame, as_json, as_table
from analysis.plan.audit.printed_tables import (
    PrintedTables,
    read_printed_files,
    read_printed_tables,
)
from analysis.plan.audit.rule import KIND_LABELS, AuditRule, RuleKind, Severity
from analysis.plan.audit.rules import BY_HAND, RULES
from analysis.plan.audit.run import (
    accepted_findings,
    audit,
    audit_year,
    find_all,
    has_certain,
)

__all__ = [
    "BY_HAND",
    "COLUMNS",
    "FORMATS",
    "KIND_LABELS",
    "RULES",
    "AuditFinding",
    "AuditRule",
    "Certainty",
    "Passage",
    "PrintedTables",
    "RuleKind",
    "Severity",
    "accepted_findings",
    "acknowledge",
    "as_csv",
    "as_frame",
    "as_json",
    "as_table",
    "audit",
    "audit_year",
    "find_all",
    "has_certain",
    "read_printed_files",
    "read_printed_tables",
]
