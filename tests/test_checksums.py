from __future__ import annotations

import doctest
import importlib

import pytest

from analysis.checksums import differences


@pytest.mark.parametrize("name", ["checksums", "plan.tables.content"])
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"analysis.{name}"))
    assert (result.failed, result.attempted > 0) == (0, True)


def test_an_input_that_is_empty_now_is_gone() -> None:
    """A project file that a result looked for and no longer finds."""
    assert differences({"file a.csv": "1"}, {"file a.csv": ""}) == ["file a.csv is gone"]
