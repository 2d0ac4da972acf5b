"""A new chapter: a notebook that keeps the rules, and its entry in `params/report.yaml`."""

from analysis.desk.scaffold.chapter import new_chapter

__all__ = ["new_chapter"]
