"""Quarto's cell options do in the report what they do in Quarto, or are refused."""

from __future__ import annotations

import pytest

from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.outputs.quarto.chapters import book_chapter
from analysis.publishing.page.options import is_off, option_problems, split_options
from composing import build_report, code, figure, notebook, printed, shown, text

SECRET = shown("prose", {"text/markdown": "GEHEIM"})
CODE = "toon_iets()"


def page(*cells: dict[str, object]) -> str:
    nb = notebook(text("# A\n\nTekst."), *cells)
    return build_report([("a", "A", nb)], title="T", publisher="N", year=2023)


def everywhere(*cells: dict[str, object]) -> tuple[str, str, str]:
    """Return the page, the text of the PDF and the Word document, and the book's chapter."""
    nb = notebook(text("# A\n\nTekst."), *cells)
    document = manuscript([("a", "A", nb)], title="T", sources=[]).html
    return page(*cells), document, str(book_chapter(nb, "a"))


@pytest.mark.parametrize("option", ["include: false", "output: false", "eval: false"])
@pytest.mark.parametrize(
    "output", [SECRET, printed("GEHEIM"), shown(None, {"text/html": "<b>GEHEIM</b>"})]
)
def test_hidden_output_is_in_no_format(option: str, output: dict[str, object]) -> None:
    cell = code(f"#| {option}\n{CODE}", output, tags=("show-output",))
    assert not any("GEHEIM" in made for made in everywhere(cell))


@pytest.mark.parametrize(
    "option", ["include: false", "echo: false", "echo: False", 'echo: "false"']
)
def test_hidden_code_is_in_no_format(option: str) -> None:
    cell = code(f"#| {option}\n{CODE}", SECRET)
    assert not any("toon_iets" in made for made in everywhere(cell))


@pytest.mark.parametrize("option", ["output: false", "eval: false"])
def test_the_code_of_hidden_output_is_shown_in_its_place(option: str) -> None:
    html = page(code(f"#| {option}\n{CODE}", SECRET), text("Erna."))
    assert html.index("toon_iets") < html.index("Erna.")


@pytest.mark.parametrize(("value", "opened"), [("true", False), ("false", True), ("show", True)])
def test_code_fold_opens_the_code(value: str, opened: bool) -> None:  # noqa: FBT001 - a case
    html = page(code(f"#| code-fold: {value}\n{CODE}", SECRET))
    assert ('<details class="code" open>' in html) is opened


def test_the_book_keeps_the_options_about_code() -> None:
    cell = code("#| echo: true\n#| label: fig-x\n#| code-fold: show\nteken()", figure())
    (_, made, *_) = book_chapter(notebook(text("# A"), cell), "a").cells
    assert made.source.splitlines()[-3:] == ["#| echo: true", "#| code-fold: show", "teken()"]


def test_parameters_can_be_hidden() -> None:
    parameters = code("#| echo: false\nyear = 2023", tags=("parameters",))
    assert "Parameters en opzet" not in page(parameters)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("#| tbl-cap: Titel\nx", "option 'tbl-cap', which the report does not follow"),
        ("#| ehco: false\nx", "option 'ehco', which the report does not follow"),
        ("#| output: asis\nx", "option 'output' with the value 'asis'"),
        ("#| echo: fenced\nx", "option 'echo' with the value 'fenced'"),
        ("#| include:\nx", "option 'include' with the value ''"),
        ("#| label: fig x\nx", "label 'fig x'"),
        ('#| label: x"><script>\nx', "label 'x\"><script>'"),
        ("#| label:\nx", "option 'label' with the value ''"),
        ("#| echo: false\n#| echo: true\nx", "option 'echo' 2 times"),
        ("x = 1\n#| include: false", "'#| include: false'"),
        ("\n#| include: false\nx", "'#| include: false'"),
        ("%%time\n#| echo: false\nx", "'#| echo: false'"),
        (
            "#| layout-ncol: 2\n#|   - a\nx",
            "option 'layout-ncol', which the report does not follow",
        ),
    ],
)
def test_what_the_report_does_not_follow_is_a_problem(source: str, found: str) -> None:
    problems = option_problems(source, "x.ipynb, code cell 3")
    assert (problems[0].where, problems[0].found) == ("x.ipynb, code cell 3", found)


@pytest.mark.parametrize(
    "source",
    ["x = 1", "#| label: fig-x\n#| echo: false\nx", "# | niets\nx", "#| eval: true  # ooit\nx", ""],
)
def test_supported_options_are_no_problem(source: str) -> None:
    assert option_problems(source, "x") == []


def test_a_misspelt_option_has_the_nearest_one_as_remedy() -> None:
    (problem,) = option_problems("#| inlcude: false\nx", "x")
    assert problem.remedy == "Did you mean 'include'?"


def test_a_value_is_read_as_yaml_reads_it() -> None:
    options, _ = split_options("#| echo: FALSE  # niet tonen\n#| label: 'fig-#1'")
    assert is_off(options, "echo")
    assert options["label"] == "fig-#1"
