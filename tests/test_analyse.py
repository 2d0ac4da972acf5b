"""Results are computed once, kept as long as they stand, and never fail on an odd plan."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis import analyse as analysing
from analysis.analyse import Awaited, State, all_results, analyse, results_stand
from analysis.code_errors import SUBJECTS, CodeError
from analysis.errors import DataError, ResultError
from analysis.plan.tables.build import build
from analysis.plan.tables.load import TableReader
from analysis.result_files import contents
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.paths import Project
    from analysis.toolkit.results import Inputs

pytestmark = pytest.mark.slow

NUMBER = {"n": column("Int64", "Aantal")}


def result(
    name: str, compute: Callable[[Inputs], int], *, by_level: bool = False
) -> tuple[str, Result]:
    def frame(inputs: Inputs) -> pd.DataFrame:
        return pd.DataFrame({"n": pd.array([compute(inputs)], "Int64")})

    return "sequel", Result(name, name, name, NUMBER, frame, by_level)


@pytest.fixture
def built(project: Project, built: Project) -> Project:
    """The project of this test, with its tables and without results."""
    without = shutil.ignore_patterns("results")
    shutil.copytree(built.processed(2023), project.processed(2023), ignore=without)
    return project


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put other results in the place of those of the subjects, as if their code were edited."""
    code = State.code

    def set_to(*results: tuple[str, Result]) -> None:
        names = [one.name for _, one in results]
        monkeypatch.setattr(State, "code", lambda *of: f"{code(*of)} {names}")
        monkeypatch.setattr(
            analysing, "all_results", lambda: {one.name: (subject, one) for subject, one in results}
        )
        monkeypatch.setattr(analysing, "subjects_with_results", lambda: ["sequel"])

    return set_to


def test_the_names_of_results_are_unique_and_each_column_is_described() -> None:
    modules = analysing.subjects_with_results()
    listed = [
        one.name
        for subject in modules
        for one in __import__(f"analysis.subjects.{subject}.results", fromlist=["RESULTS"]).RESULTS
    ]
    assert len(listed) == len(set(listed)) == len(all_results())
    for _, one in all_results().values():
        assert one.title, one.name
        assert one.description, one.name
        assert all(each.description for each in one.columns.values()), one.name


def test_a_result_is_computed_once(built: Project) -> None:
    assert not results_stand(built, 2023)
    assert {one.name for one in analyse(built, 2023)} == set(all_results())
    assert results_stand(built, 2023)
    assert analyse(built, 2023) == []


def test_a_result_reads_another_whatever_their_order(
    built: Project, known: Callable[..., None]
) -> None:
    calls: list[str] = []

    def first(inputs: Inputs) -> int:
        calls.append("first")
        return int(inputs.plan.result("second")["n"].iloc[0]) + 1

    def second(inputs: Inputs) -> int:
        calls.append("second")
        return len(inputs.plan.letters)

    known(result("first", first), result("second", second))
    analyse(built, 2023)
    assert calls == ["first", "second"]
    frame = pd.read_parquet(built.processed(2023) / "results/first.parquet")
    assert frame["n"].tolist() == [9]


def test_only_what_read_a_changed_table_is_computed_again(
    built: Project, known: Callable[..., None]
) -> None:
    letters = result("letters_count", lambda inputs: len(inputs.plan.letters))
    norms = result("norms_count", lambda inputs: len(inputs.plan.norms))
    known(letters, norms)
    analyse(built, 2023)
    raw = built.raw(2023) / "letters.csv"
    lines = raw.read_text(encoding="utf-8").splitlines(keepends=True)
    raw.write_text("".join(lines[:-1]), encoding="utf-8")
    build(built, 2023)
    (computed,) = analyse(built, 2023)
    assert computed.name == "letters_count"
    assert computed.causes == ("table letters of 2023 changed",)


def test_a_result_that_comes_out_as_before_stops_there(
    built: Project, known: Callable[..., None]
) -> None:
    """The first result is computed again; the second reads it, finds it unchanged and stands."""
    first = result("at_most_five", lambda inputs: min(5, len(inputs.plan.letters)))
    second = result("doubled", lambda inputs: 2 * int(inputs.plan.result("at_most_five")["n"][0]))
    known(first, second)
    analyse(built, 2023)
    before = contents(built, 2023)["2023/results/at_most_five"]
    raw = built.raw(2023) / "letters.csv"
    lines = raw.read_text(encoding="utf-8").splitlines(keepends=True)
    raw.write_text("".join(lines[:-1]), encoding="utf-8")
    build(built, 2023)
    assert [one.name for one in analyse(built, 2023)] == ["at_most_five"]
    assert contents(built, 2023)["2023/results/at_most_five"] == before


def test_awaited_results_are_in_place_before_the_others_and_no_stale_one_can_be_read(
    built: Project, known: Callable[..., None]
) -> None:
    letters = result("letters_count", lambda inputs: len(inputs.plan.letters))
    doubled = result("doubled", lambda inputs: 2 * int(inputs.plan.result("letters_count")["n"][0]))
    twice = result("twice", lambda inputs: 2 * len(inputs.plan.letters))
    norms = result("norms_count", lambda inputs: len(inputs.plan.norms))
    known(twice, norms, doubled, letters)
    analyse(built, 2023)
    raw = built.raw(2023) / "letters.csv"
    lines = raw.read_text(encoding="utf-8").splitlines(keepends=True)
    raw.write_text("".join(lines[:-1]), encoding="utf-8")
    build(built, 2023)
    count = len(lines) - 2
    seen: dict[str, int] = {}

    def look() -> None:
        assert not results_stand(built, 2023)
        assert "2023/results/twice" not in contents(built, 2023)
        for path in built.results(2023).glob("*.parquet"):
            seen[path.stem] = int(pd.read_parquet(path)["n"][0])

    computed = analyse(built, 2023, awaited=Awaited({"doubled", "unknown"}, look))
    assert seen == {"doubled": 2 * count, "letters_count": count}
    assert {one.name for one in computed} == {"doubled", "letters_count", "twice"}
    assert results_stand(built, 2023)
    assert {"2023/results/norms_count", "2023/results/twice"} <= contents(built, 2023).keys()
    assert pd.read_parquet(built.results(2023) / "twice.parquet")["n"].tolist() == [2 * count]


def test_results_that_were_awaited_stay_when_another_one_fails(
    built: Project, known: Callable[..., None]
) -> None:
    good, bad = result("good", lambda inputs: len(inputs.plan.letters)), result("bad", lambda _: 1)
    known(good, bad)
    analyse(built, 2023)
    known(good, result("bad", lambda inputs: len(inputs.plan.norms) // 0))
    (built.results(2023) / "bad.parquet").unlink()
    with pytest.raises(ResultError, match="bad"):
        analyse(built, 2023, awaited=Awaited({"good"}, lambda: None))
    assert not results_stand(built, 2023)
    known(good, bad)
    assert [one.name for one in analyse(built, 2023)] == ["bad"]


def test_a_project_file_that_a_result_reads_counts(
    built: Project, known: Callable[..., None]
) -> None:
    def size(inputs: Inputs) -> int:
        path = inputs.file("data/raw/2023/extra.txt")
        return len(path.read_text(encoding="utf-8")) if path else 0

    known(result("size", size))
    analyse(built, 2023)
    assert results_stand(built, 2023)
    (built.raw(2023) / "extra.txt").write_text("abc", encoding="utf-8")
    assert not results_stand(built, 2023)
    (computed,) = analyse(built, 2023)
    assert computed.causes == ("data/raw/2023/extra.txt changed",)


def test_a_result_with_intervals_is_computed_at_the_levels_of_the_settings(
    built: Project, known: Callable[..., None]
) -> None:
    own = built.year_params(2023)
    own.write_text(own.read_text() + "chapters:\n  vsi:\n    confidence: 0.9\n")
    known(result("percent", lambda inputs: round(100 * inputs.level), by_level=True))
    analyse(built, 2023)
    frame = pd.read_parquet(built.results(2023) / "percent.parquet")
    assert frame.to_dict("list") == {"confidence_level": [0.9, 0.95], "n": [90, 95]}
    assert "2023/results/percent[confidence_level=0.9]" in contents(built, 2023)


def test_another_level_has_results_of_its_own_and_changes_no_published_one(
    built: Project, known: Callable[..., None]
) -> None:
    known(result("percent", lambda inputs: round(100 * inputs.level), by_level=True))
    analyse(built, 2023)
    before = (built.results(2023) / "percent.parquet").read_bytes()
    assert not results_stand(built, 2023, 0.8)
    analyse(built, 2023, 0.8)
    assert results_stand(built, 2023, 0.8)
    assert (built.results(2023) / "percent.parquet").read_bytes() == before
    reader = TableReader(built, 2023)
    assert reader.read("results/percent", confidence_level=0.8)["n"].tolist() == [80]
    assert reader.read("results/percent", confidence_level=0.95)["n"].tolist() == [95]
    with pytest.raises(DataError, match=r"percent\.parquet"):
        reader.read("results/percent", confidence_level=0.7)


def test_a_damaged_manifest_computes_everything_again(
    built: Project, known: Callable[..., None]
) -> None:
    known(result("letters_count", lambda inputs: len(inputs.plan.letters)))
    analyse(built, 2023)
    manifest = built.results(2023) / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"rows": 1', '"rows": 2'))
    assert not results_stand(built, 2023)
    assert [one.name for one in analyse(built, 2023)] == ["letters_count"]


def test_code_that_is_saved_while_results_are_computed_keeps_the_earlier_ones(
    built: Project, known: Callable[..., None]
) -> None:
    def save(inputs: Inputs) -> int:
        (built.raw(2023) / "extra.txt").write_text("b", encoding="utf-8")
        assert inputs.file("data/raw/2023/extra.txt")
        return 1

    (built.raw(2023) / "extra.txt").write_text("a", encoding="utf-8")

    def reads(inputs: Inputs) -> int:
        assert inputs.file("data/raw/2023/extra.txt")
        return 1

    known(result("first", reads), result("second", save))
    with pytest.raises(ResultError, match="saved while"):
        analyse(built, 2023)
    assert not (built.results(2023) / "first.parquet").is_file()


def test_a_result_whose_file_was_changed_is_computed_again(
    built: Project, known: Callable[..., None]
) -> None:
    known(result("letters_count", lambda inputs: len(inputs.plan.letters)))
    analyse(built, 2023)
    path = built.processed(2023) / "results/letters_count.parquet"
    pd.DataFrame({"n": [1]}).to_parquet(path)
    assert not results_stand(built, 2023)
    assert [one.causes for one in analyse(built, 2023)] == [("its file has changed or is missing",)]


def test_a_result_that_fails_is_named_and_those_before_stay(
    built: Project, known: Callable[..., None]
) -> None:
    known(result("good", lambda inputs: len(inputs.plan.letters)))
    analyse(built, 2023)
    known(result("good", lambda inputs: len(inputs.plan.letters)), result("bad", lambda _: 1 // 0))
    with pytest.raises(ResultError, match="bad") as failed:
        analyse(built, 2023)
    assert "ZeroDivisionError" in failed.value.problems[0].found
    assert (built.processed(2023) / "results/good.parquet").is_file()


def test_a_result_that_fails_names_its_line_and_what_python_says(
    built: Project, known: Callable[..., None]
) -> None:
    file = SUBJECTS / "sequel/results.py"
    divided = eval(compile("\n\nlambda inputs: 1 // 0", str(file), "eval"))  # noqa: S307 - ours
    known(("sequel", Result("bad", "x", "x", {"n": column("Int64", "x")}, divided)))
    with pytest.raises(ResultError) as failed:
        analyse(built, 2023)
    (problem,) = failed.value.problems
    assert problem.where == "src/analysis/subjects/sequel/results.py, line 3, in <lambda>"
    assert problem.found.startswith("ZeroDivisionError: ")
    assert "'bad'" in problem.expected


@pytest.mark.parametrize(
    ("frame", "where", "found"),
    [
        ({"n": ["many"]}, ", column 'n'", "str values that fail coerce_dtype('Int64')"),
        ({"n": [0.5]}, ", column 'n'", "float64 values that fail coerce_dtype('Int64')"),
        ({"n": [None]}, ", column 'n'", "object values that fail not_nullable"),
        ({"m": [1]}, "", "no column 'n', but 'm'"),
    ],
)
def test_a_result_that_is_not_as_declared_names_its_column(
    built: Project, known: Callable[..., None], frame: dict[str, object], where: str, found: str
) -> None:
    columns = {"n": column("Int64", "x")}
    known(("sequel", Result("wrong", "x", "x", columns, lambda _: pd.DataFrame(frame))))
    with pytest.raises(ResultError) as failed:
        analyse(built, 2023)
    (problem,) = failed.value.problems
    assert problem.where == f"src/analysis/subjects/sequel/results.py, result 'wrong'{where}"
    assert problem.found == found


def test_results_that_cannot_be_imported_are_a_problem_at_their_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: str) -> None:
        column("Int46", "x")

    monkeypatch.setattr("importlib.import_module", broken)
    with pytest.raises(CodeError) as failed:
        all_results()
    (problem,) = failed.value.problems
    assert problem.where.startswith("src/analysis/toolkit/results.py, line ")
    assert "Int46" in problem.found


def test_current_results_import_no_statistics(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So tables that are built again with the same contents cost no second of imports."""
    analyse(built, 2023)
    monkeypatch.setattr(analysing, "all_results", lambda: pytest.fail("imports the statistics"))
    assert analyse(built, 2023) == []
