from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["declared", "failure"])
def test_the_docstring_examples_pass(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"analysis.publishing.run.{name}"))
    assert (result.failed, result.attempted > 0) == (0, True)
