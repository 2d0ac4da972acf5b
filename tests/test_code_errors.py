"""An error in our own code is a problem at the line that its author looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.checksums import PACKAGE
from analysis.code_errors import code_place, code_problem, place_of, said

if TYPE_CHECKING:
    from collections.abc import Mapping


def _raised(*modules: str) -> Exception:
    """Return an error that each of some modules passes on to the one before it."""
    namespace: Mapping[str, object] = {"inner": lambda: int("x")}
    for name in reversed(modules):
        text = compile("\n\ndef call():\n    inner()", str(PACKAGE / name), "exec")
        made: dict[str, object] = {"inner": namespace.get("call", namespace.get("inner"))}
        exec(text, made)  # noqa: S102 - ours, as if it stood in a module of the package
        namespace = made
    with pytest.raises(ValueError, match="invalid literal") as failed:
        namespace["call"]()  # type: ignore[operator] # a function
    return failed.value


def test_the_line_is_the_innermost_of_a_subject() -> None:
    error = _raised("analyse.py", "subjects/norms/results.py", "toolkit/figures.py")
    assert code_place(error) == "src/analysis/subjects/norms/results.py, line 4, in call"


def test_outside_the_subjects_it_is_the_innermost_of_the_package() -> None:
    error = _raised("analyse.py", "toolkit/figures.py")
    assert code_place(error) == "src/analysis/toolkit/figures.py, line 4, in call"


def test_of_a_syntax_error_it_is_the_line_that_cannot_be_read() -> None:
    with pytest.raises(SyntaxError) as failed:
        compile("\nx = = 1", str(PACKAGE / "dutch.py"), "exec")
    problem = code_problem(failed.value)
    assert problem.where == "src/analysis/dutch.py, line 2"
    assert problem.found == "SyntaxError: invalid syntax"


def test_a_file_elsewhere_keeps_its_path() -> None:
    assert place_of("/tmp/a.py", 3) == "/tmp/a.py, line 3"  # noqa: S108 - opens nothing


def test_what_python_says_is_one_line() -> None:
    assert said(ValueError("first\nsecond")) == "ValueError: first"
