from __future__ import annotations

from analysis.errors import PlanmonitorError, Problem, did_you_mean, nearest, quoted


def test_a_problem_prints_place_found_expected_and_remedy() -> None:
    problem = Problem("norms.csv, row 3", "'x'", "a percentage", "Correct the cell.")
    assert str(problem) == (
        "norms.csv, row 3\n  found:    'x'\n  expected: a percentage\n  to do:    Correct the cell."
    )


def test_an_error_prints_all_its_problems() -> None:
    error = PlanmonitorError(Problem("a", "b", "c"), Problem("d", "e", "f"))
    assert str(error) == "a\n  found:    b\n  expected: c\n\nd\n  found:    e\n  expected: f"
    assert error.exit_code == 2


def test_names_are_joined_with_or_before_the_last() -> None:
    assert quoted([]) == ""
    assert quoted(["a"]) == "'a'"
    assert quoted(["a", "b", "c"]) == "'a', 'b' or 'c'"


def test_the_most_similar_name_is_suggested_only_if_it_is_close() -> None:
    assert nearest("confidense", ["confidence", "year"]) == "confidence"
    assert nearest("qqqq", ["confidence", "year"]) is None
    assert did_you_mean("qqqq", ["year"]) == "Choose one of the known names."
