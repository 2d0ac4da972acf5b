"""YAML to plain values, by the parser in C where it is there: the one in Python takes ten times."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str) -> Any:  # noqa: ANN401 - YAML holds anything
    """Return what a text in YAML says.

    Raises
    ------
    yaml.YAMLError
        When it is none.
    """
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - it makes plain values only
    except yaml.YAMLError:
        return yaml.safe_load(text)  # it tells better what is wrong
