from __future__ import annotations

from analysis.errors import PlanmonitorError, Problem, did_you_mean, nearest, quoted


def test_a_problem_says_where_found_expected_and_what_to_do() -> None:
    problem = Problem("norms.csv, row 3", "'x'", "a percentage", "Correct the cell.")
    assert str(problem) == (
        "norms.csv, row 3\n  found:    'x'\n  expected: a percentage\n  to do:    Correct the cell."
    )


def test_an_error_carries_all_its_problems() -> None:
    error = PlanmonitorError(Problem("a", "b", "c"), Problem("d", "e", "f"))
    assert str(error) == "a\n  found:    b\n  expected: c\n\nd\n  found:    e\n  expected: f"
    assert error.exit_code == 2


def test_names_are_listed_with_or_before_the_last() -> None:
    assert quoted([]) == ""
    assert quoted(["a"]) == "'a'"
    assert quoted(["a", "b", "c"]) == "'a', 'b' or 'c'"


def test_the_nearest_name_is_found_and_a_strange_one_is_not() -> None:
    assert nearest("confidense", ["confidence", "year"]) == "confidence"
    assert nearest("qqqq", ["confidence", "year"]) is None
    assert did_you_mean("qqqq", ["year"]) == "Choose one of the known names."
