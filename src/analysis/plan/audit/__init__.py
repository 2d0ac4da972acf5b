"""The plan against itself: every place where its own words and numbers contradict each other."""

from analysis.plan.audit.acknowledged import Acknowledgement, acknowledge
from analysis.plan.audit.finding import Certainty, Finding, Passage
from analysis.plan.audit.frame import COLUMNS, FORMATS, as_csv, as_frame, as_json, as_table
from analysis.plan.audit.plan import RawPlan, raw_plan, read_raw_plan
from analysis.plan.audit.registry import KIND_LABELS, Kind, Rule, Severity
from analysis.plan.audit.rules import RULES
from analysis.plan.audit.run import acknowledgements, audit, audit_year, find_all, has_certain

__all__ = [
    "COLUMNS",
    "FORMATS",
    "KIND_LABELS",
    "RULES",
    "Acknowledgement",
    "Certainty",
    "Finding",
    "Kind",
    "Passage",
    "RawPlan",
    "Rule",
    "Severity",
    "acknowledge",
    "acknowledgements",
    "as_csv",
    "as_frame",
    "as_json",
    "as_table",
    "audit",
    "audit_year",
    "find_all",
    "has_certain",
    "raw_plan",
    "read_raw_plan",
]
