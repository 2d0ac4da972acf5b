"""A file that a page links to."""

from __future__ import annotations

from typing import NamedTuple


class LinkedFile(NamedTuple):
    """A file next to a page: its path from that page, and the text of the link in Dutch."""

    path: str
    label: str
