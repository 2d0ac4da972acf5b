"""The wordings of claims, by kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = Path(__file__).with_name("wordings.yaml")


def wordings(*, held_out: bool) -> Mapping[str, list[str]]:
    """Return those that the rules may be written against, or those that measure the rules."""
    kinds: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return kinds["held_out" if held_out else "known"]
