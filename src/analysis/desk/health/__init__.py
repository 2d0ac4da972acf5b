"""Health checks of a project, and its status: findings with evidence and a remedy."""

from analysis.desk.health.finding import Finding, Verdict
from analysis.desk.health.project import check, rap
from analysis.desk.health.status import YearStatus, kept_runs, status

__all__ = ["Finding", "Verdict", "YearStatus", "check", "kept_runs", "rap", "status"]
