"""The parts of the plan that a figure or table sets side by side: chapters, or sections of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Parts:
    """How the milestones are divided, and what a Dutch reader calls the parts.

    Attributes
    ----------
    by
        The column that names the part: `chapter` or `section`.
    labels
        The heading of each part.
    one, many
        The Dutch word for a part: `onderdeel`, `onderdelen`.
    """

    by: str
    labels: Mapping[str, str]
    one: str
    many: str
