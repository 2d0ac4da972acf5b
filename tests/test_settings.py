from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import SettingsError
from analysis.settings import known_years, load_report_settings, load_year_settings, parameters

if TYPE_CHECKING:
    from analysis.paths import Project


def append(project: Project, text: str) -> None:
    path = project.report_params
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def write_year(project: Project, text: str, year: int = 2023) -> None:
    project.year_params(year).write_text(text, encoding="utf-8")


def test_the_settings_of_this_project_are_valid(repository: Project) -> None:
    settings = load_report_settings(repository)
    with_notebook = {chapter.id for chapter in settings.chapters if chapter.notebook}
    assert with_notebook >= {
        *("overzicht", "activering", "competenties", "sociale_economie", "organisatie", "vsi"),
    }
    assert settings.timeouts.cell == 120
    assert known_years(repository) == [2023]


@pytest.mark.parametrize(
    ("section", "chapter"),
    [
        ("3.1.2", "activering"),
        ("6.1.7", "vsi"),
        ("6.1", "organisatie"),
        ("11.1.1", "activering"),
        ("11.1.10.2", "competenties"),
        ("11.1.13", "vsi"),
        ("10", None),
    ],
)
def test_a_section_belongs_to_the_chapter_with_the_longest_match(
    repository: Project, section: str, chapter: str | None
) -> None:
    assert load_report_settings(repository).chapter_of(section) == chapter


def test_an_unknown_key_is_reported_with_the_most_similar_known_one(project: Project) -> None:
    append(project, "timeout: {cell: 3}\n")
    with pytest.raises(SettingsError, match="Did you mean 'timeouts'") as caught:
        load_report_settings(project)
    assert caught.value.problems[0].where == "params/report.yaml, key 'timeout'"


def test_an_unknown_key_of_a_chapter_is_compared_with_the_keys_of_a_chapter(
    project: Project,
) -> None:
    append(project, "  - {id: extra, title: Extra, notebok: extra.ipynb}\n")
    with pytest.raises(SettingsError, match="Did you mean 'notebook'"):
        load_report_settings(project)


def test_all_invalid_values_are_reported_together(project: Project) -> None:
    write_year(project, "year: twee\nparameters: {confidence: [1]}\n")
    with pytest.raises(SettingsError) as caught:
        load_year_settings(project, 2023)
    places = {problem.where for problem in caught.value.problems}
    assert "params/2023.yaml, key 'year'" in places
    assert any("parameters.confidence" in place for place in places)


def test_a_number_in_quotes_is_rejected(project: Project) -> None:
    path = project.report_params
    path.write_text(path.read_text(encoding="utf-8").replace("cell: 120", "cell: '120'"))
    with pytest.raises(SettingsError, match="valid integer"):
        load_report_settings(project)


def test_invalid_yaml_is_reported_with_its_line(project: Project) -> None:
    write_year(project, "year: 2023\n  chapters: [\n")
    with pytest.raises(SettingsError, match=r"params/2023\.yaml, line 2"):
        load_year_settings(project, 2023)


def test_an_unknown_year_raises_with_the_known_years(project: Project) -> None:
    with pytest.raises(SettingsError, match="a known year: '2023'"):
        load_year_settings(project, 1999)


def test_a_year_other_than_the_file_name_is_rejected(project: Project) -> None:
    write_year(project, "year: 2023\n", year=2024)
    with pytest.raises(SettingsError, match="2024, as in the file name"):
        load_year_settings(project, 2024)


def test_an_unknown_chapter_in_a_year_is_rejected(project: Project) -> None:
    write_year(project, "year: 2023\nchapters: {activring: {confidence: 0.9}}\n")
    with pytest.raises(SettingsError, match="Did you mean 'activering'") as caught:
        load_year_settings(project, 2023)
    assert caught.value.problems[0].where == "params/2023.yaml, key 'chapters.activring'"


def test_a_repeated_chapter_id_is_rejected(project: Project) -> None:
    append(project, "  - {id: vsi, title: Nog eens}\n")
    with pytest.raises(SettingsError, match="repeated: 'vsi'"):
        load_report_settings(project)


def test_the_most_specific_parameter_wins(project: Project) -> None:
    write_year(
        project,
        "year: 2023\nparameters: {confidence: 0.9}\nchapters: {vsi: {confidence: 0.8}}\n",
    )
    report, year = load_report_settings(project), load_year_settings(project, 2023)
    assert parameters(report, year, report.chapter("vsi")) == {
        "confidence": 0.8,
        "year": 2023,
        "chapter": "vsi",
    }
    assert parameters(report, year, report.chapter("activering"))["confidence"] == 0.9


@pytest.mark.parametrize("level", ["95", "0", "1", ".nan", "-0.5"])
def test_a_confidence_level_outside_0_and_1_is_rejected(project: Project, level: str) -> None:
    write_year(project, f"year: 2023\nparameters: {{confidence: {level}}}\n")
    with pytest.raises(SettingsError, match="between 0 and 1") as caught:
        load_year_settings(project, 2023)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("value", ["", "[1]", "{a: 1}"])
def test_a_parameter_without_a_scalar_value_is_reported_once(project: Project, value: str) -> None:
    write_year(project, f"year: 2023\nparameters:\n  grens: {value}\n")
    with pytest.raises(SettingsError) as caught:
        load_year_settings(project, 2023)
    (problem,) = caught.value.problems
    assert problem.where == "params/2023.yaml, key 'parameters.grens'"
    assert problem.expected == "a text, a number, true or false"


def test_a_file_in_another_encoding_is_rejected(project: Project) -> None:
    project.year_params(2023).write_bytes("year: 2023 # één".encode("cp1252"))
    with pytest.raises(SettingsError, match="text in UTF-8"):
        load_year_settings(project, 2023)


def test_acknowledged_contradictions_are_read(project: Project) -> None:
    entry = "{rule: printed_total, lines: [100, 101], reason: Wordt verbeterd.}"
    write_year(project, f"year: 2023\nacknowledged:\n  - {entry}\n")
    (known,) = load_year_settings(project, 2023).acknowledged
    assert (known.rule, known.lines, known.reason) == (
        "printed_total",
        (100, 101),
        "Wordt verbeterd.",
    )


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("{rule: a, lines: [1], reason: ''}", "at least 1 character"),
        ("{rule: a, lines: [], reason: ja}", r"such as \[749, 4685\]"),
        ("{rule: a, lines: [nul], reason: ja}", r"such as \[749, 4685\]"),
        ('{rule: a, lines: "1 2", reason: ja}', "'1 2'\n.*a list of line numbers"),
        ("{rule: a, lines: [0], reason: ja}", r"\[0\]\n.*a list of line numbers"),
        ("{rule: a, lines: 749, reason: ja}", "749\n.*a list of line numbers"),
        ("{rule: a, lines: [1], reasn: ja}", "Did you mean 'reason'"),
    ],
)
def test_an_acknowledgement_without_lines_or_reason_is_rejected(
    project: Project, entry: str, words: str
) -> None:
    write_year(project, f"year: 2023\nacknowledged:\n  - {entry}\n")
    with pytest.raises(SettingsError, match=words):
        load_year_settings(project, 2023)


@pytest.mark.parametrize(("text", "found"), [(None, "no such file"), ("", "an empty file")])
def test_a_lost_file_is_restored_from_git(project: Project, text: str | None, found: str) -> None:
    project.report_params.unlink()
    if text is not None:
        project.report_params.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_report_settings(project)
    (problem,) = caught.value.problems
    assert (problem.where, problem.found) == ("params/report.yaml", found)
    assert problem.remedy == "Restore the file: git restore params/report.yaml"


def test_a_year_whose_settings_are_lost_restores_them(project: Project) -> None:
    project.year_params(2023).unlink()
    with pytest.raises(SettingsError, match=r"git restore params/2023\.yaml"):
        load_year_settings(project, 2023)
