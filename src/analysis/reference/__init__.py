"""The reference in `docs/reference.md`, written from the code: `python -m analysis.reference`."""

from analysis.reference.page import reference

__all__ = ["reference"]
