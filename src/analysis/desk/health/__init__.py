"""Whether all is well with a project, and how it stands: findings with their evidence."""

from analysis.desk.health.finding import Finding, Verdict
from analysis.desk.health.project import check, rap
from analysis.desk.health.status import YearStatus, kept_runs, status

__all__ = ["Finding", "Verdict", "YearStatus", "check", "kept_runs", "rap", "status"]
