"""Writes `docs/reference.md` from the code: `python -m analysis.desk.reference`."""

from analysis.desk.reference.page import reference

__all__ = ["reference"]
