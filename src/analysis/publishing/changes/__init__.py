"""What a reader would see differently: two published reports, compared part by part."""

from __future__ import annotations

from analysis.publishing.changes.folders import FolderChanges, ReportChanges, compare_folders
from analysis.publishing.changes.markdown import as_markdown
from analysis.publishing.changes.page import as_page

__all__ = ["FolderChanges", "ReportChanges", "as_markdown", "as_page", "compare_folders"]
