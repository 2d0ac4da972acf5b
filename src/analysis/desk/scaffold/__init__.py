"""Starts a project, and adds a chapter to one."""

from analysis.desk.scaffold.chapter import new_chapter
from analysis.desk.scaffold.project import new_project

__all__ = ["new_chapter", "new_project"]
