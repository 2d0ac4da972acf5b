"""A difference that a reader sees is found with its place, before and after; no other is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.publishing.changes.comparing import compare_chapters, compare_data
from analysis.publishing.changes.seen import seen_chapters
from publishing.changes.pages import CHAPTER, PAGE, changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.publishing.changes.change import Change

    Rows = Sequence[tuple[str, ...]]


def compare(before: str, after: str) -> list[tuple[str, str, str, str, str]]:
    found = compare_chapters(seen_chapters(before), seen_chapters(after))
    return [(str(one.kind), one.place, one.part, one.before, one.after) for one in found]


def data_change(before: Rows, after: Rows) -> Change:
    found = compare_data("data.csv", before, after)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'value">3 <',
            'value">4 <',
            ("number", "Dossiers", "", "3 van 9; 33 %", "4 van 9; 33 %"),
        ),
        (
            "<b>3</b>",
            "<b>4</b>",
            (
                "sentence",
                "Inspectie",
                "",
                "Er zijn 3 dossiers, zie figuur.",
                "Er zijn 4 dossiers, zie figuur.",
            ),
        ),
        ("<li>Een punt.</li>", "", ("sentence", "Inspectie", "", "Een punt.", "")),
        ("<h1>Plan<", "<h1>Monitor<", ("title", "", "", "Plan", "Monitor")),
        (
            "</span> Drie dossiers",
            "</span> Vier dossiers",
            ("figure", "Vier dossiers", "title", "Drie dossiers", "Vier dossiers"),
        ),
        (
            "Drie staven",
            "Vier staven",
            ("figure", "Drie dossiers", "text alternative", "Drie staven", "Vier staven"),
        ),
        ("M0 0", "M1 1", ("figure", "Drie dossiers", "drawing", "", "")),
        (
            "Elk jaar",
            "Ieder jaar",
            ("figure", "Drie dossiers", "note", "Elk jaar telt.", "Ieder jaar telt."),
        ),
        (
            "<td>3</td>",
            "<td>4</td>",
            ("figure", "Drie dossiers", "row 2022", "Aantal: 3", "Aantal: 4"),
        ),
        (
            "<td>96</td>",
            "<td>97</td>",
            ("table", "Normen", "row Juist", "Resultaat: 96", "Resultaat: 97"),
        ),
        (
            "<tr><th>Snel</th><td>90</td><td>80</td></tr>",
            "",
            ("table", "Normen", "removed row Snel", "Norm: Snel | Doel: 90 | Resultaat: 80", ""),
        ),
    ],
)
def test_one_difference_is_found_once(
    old: str, new: str, expected: tuple[str, str, str, str, str]
) -> None:
    found = compare(PAGE, changed((old, new)))
    assert found == [expected]


def test_markup_ids_numbers_and_code_are_no_difference() -> None:
    other = changed(
        ('id="a"', 'id="b"'),
        ("show(x)", "show(y)"),
        ("<b>3</b>", "<strong>3</strong>"),
        ("Figuur 1.", "Figuur 7."),
        ("figuur 1<", "figuur 7<"),
        ("<p>Inhoud", "<p>Overzicht"),
    )
    assert compare(PAGE, other) == []


def test_a_new_chapter_is_one_change_that_says_what_it_holds() -> None:
    after = PAGE.replace("</main>", f"{CHAPTER}</main>")
    held = "2 paragraphs, 1 table"
    assert compare(PAGE, after) == [("chapter", "", "", "", held)]
    assert compare(after, PAGE) == [("chapter", "", "", held, "")]


@pytest.mark.parametrize(("old", "new"), [("", CHAPTER), (CHAPTER, "")])
def test_new_and_removed_chapters_come_first(old: str, new: str) -> None:
    before = PAGE.replace("</main>", f"{old}</main>")
    after = changed(("Een punt.", "Een lijst.")).replace("</main>", f"{new}</main>")
    assert [kind for kind, *_ in compare(before, after)] == ["chapter", "sentence"]


def test_a_column_more_is_one_change_and_no_row_counts() -> None:
    after = changed(
        ("<th>Resultaat</th>", "<th>Resultaat</th><th>Jaar</th>"),
        ("<td>80</td>", "<td>80</td><td>2022</td>"),
        ("<td>96</td>", "<td>96</td><td>2022</td>"),
        ("<td>71</td>", "<td>71</td><td>2022</td>"),
    )
    (found,) = compare(PAGE, after)
    assert found[2:] == ("columns", "Norm | Doel | Resultaat", "Norm | Doel | Resultaat | Jaar")


def test_a_figure_that_is_no_longer_there_is_named_with_its_rows() -> None:
    start, end = PAGE.index("<figure"), PAGE.index("</figure>") + len("</figure>")
    found = compare(PAGE, PAGE[:start] + PAGE[end:])
    assert found == [("figure", "Drie dossiers", "", "Drie dossiers (1 row)", "")]


def test_a_drawing_comes_with_both_pictures() -> None:
    (found,) = compare_chapters(seen_chapters(PAGE), seen_chapters(changed(("M0 0", "M1 1"))))
    assert found.status == "changed"
    assert found.drawings is not None
    assert "M0 0" in found.drawings[0]
    assert "M1 1" in found.drawings[1]


def test_a_drawing_by_itself_keeps_the_names_that_html_puts_in_lowercase() -> None:
    inside = '<clipPath clipPathUnits="x"/><text>a viewbox</text><path'
    before = changed(("<svg", '<svg viewBox="0 0 9 9"'), ("<path", inside))
    (found,) = compare_chapters(seen_chapters(before), seen_chapters(before.replace("M0", "M1")))
    assert found.drawings is not None
    for text in ('viewBox="0 0 9 9"', '<clipPath clipPathUnits="x"', "a viewbox<"):
        assert text in found.drawings[0]


def test_of_a_wide_and_a_narrow_drawing_the_one_that_differs_is_shown() -> None:
    narrow = '</svg><svg class="narrow"><path d="M5 5"/></svg>'
    before = changed(("</svg>", narrow))
    for old, new in (("M5 5", "M6 6"), ("M0 0", "M1 1")):
        (found,) = compare_chapters(seen_chapters(before), seen_chapters(before.replace(old, new)))
        assert found.drawings is not None
        assert old in found.drawings[0]
        assert new in found.drawings[1]


def test_a_row_that_moved_and_changed_is_one_change() -> None:
    first = "<tr><th>Snel</th><td>90</td><td>80</td></tr>"
    after = changed((first, ""), ("</tbody></table></div>", f"{first}</tbody></table></div>"))
    assert compare(PAGE, after) == [("table", "Normen", "moved row Snel", "place 1", "place 3")]
    found = compare(PAGE, after.replace("<td>80<", "<td>82<"))
    assert found == [("table", "Normen", "row Snel", "Resultaat: 80", "Resultaat: 82")]


def test_a_row_is_compared_with_the_one_of_its_name() -> None:
    """A new row may share more cells with an old one of another name."""
    row = "<tr><th>{}</th><td>{}</td><td>{}</td></tr>"
    snel = row.format("Snel", 90, 80)
    found = compare(PAGE, changed((snel, row.format("Q1 2023", 90, 80) + row.format("Snel", 9, 8))))
    assert found == [
        ("table", "Normen", "new row Q1 2023", "", "Norm: Q1 2023 | Doel: 90 | Resultaat: 80"),
        ("table", "Normen", "row Snel", "Doel: 90 | Resultaat: 80", "Doel: 9 | Resultaat: 8"),
    ]


def test_a_text_alternative_counts_when_no_row_says_the_same() -> None:
    alone = ("Drie staven", "Vier staven")
    assert [one[2] for one in compare(PAGE, changed(alone))] == ["text alternative"]
    row = ("<th>2022</th><td>3<", "<th>2022</th><td>4<")
    assert [one[2] for one in compare(PAGE, changed(alone, row))] == ["row 2022"]


def test_another_checksum_is_no_difference_of_a_table() -> None:
    pages = [changed(("<td>96<", f"<td>{sum_}<")) for sum_ in ("4ec58098eaf4", "732868889f62")]
    assert compare(*pages) == []


def test_a_row_whose_first_cell_others_share_is_named_by_the_next_too() -> None:
    before = changed(("<th>Juist</th>", "<th>Snel</th>"))
    (found,) = compare(before, before.replace("<td>96<", "<td>97<"))
    assert found[2] == "row Snel · 95"


def test_another_heading_is_no_change_of_the_text_under_it() -> None:
    found = compare(PAGE, changed(("<h2>Inspectie<", "<h2>Toezicht<")))
    assert found == [("title", "", "", "Inspectie", "Toezicht")]


def test_a_part_of_a_card_is_named_after_the_card() -> None:
    card = (
        '<details class="card"><summary>{0} <small>1 norm</small></summary><div id="{0}">'
        "<dl><dt>Normen</dt><dd>{1} %</dd></dl></div></details><details"
    )
    cards = card.format("Premie", 7) + card.format("Bonus", 8).removeprefix("<details")
    before = changed(("<details", cards))
    found = compare(before, before.replace("8 %", "9 %"))
    assert found == [("sentence", "Bonus · Normen", "", "8 %", "9 %")]
    found = compare(before, before.replace("1 norm", "2 normen", 1))
    assert found == [("sentence", "Premie", "", "1 norm", "2 normen")]


def test_the_edition_is_no_difference_of_its_own() -> None:
    pages = [changed(("Een punt.", f'Dit is <span id="uitgave">{one}</span>.')) for one in "ab"]
    assert compare(*pages) == []


def test_a_data_file_shows_which_rows_differ_and_how() -> None:
    head, snel, juist = ("norm", "doel"), ("Snel", "90"), ("Juist", "95")
    found = data_change([head, snel, juist], [head, ("Snel", "91")])
    assert found.part == "1 row changed, 1 row removed"
    assert found.before == "Snel: doel: 90\nJuist: norm: Juist | doel: 95"
    assert found.after == "Snel: doel: 91"


def test_a_row_of_a_data_file_is_named_by_the_words_that_tell_it_apart() -> None:
    head = ("level", "kind", "p", "measure")
    before = [head, ("0.95", "norm", "1e-5", "Bonus"), ("0.95", "norm", "2e-5", "Premie")]
    found = data_change(before, [*before[:2], ("0.95", "norm", "3e-5", "Premie")])
    assert (found.before, found.after) == ("Premie: p: 2e-5", "Premie: p: 3e-5")
    found = data_change([("level", "n"), ("", "3")], [("level", "n"), ("", "4")])
    assert (found.before, found.after) == ("n: 3", "n: 4")


def test_a_row_of_a_data_file_is_not_named_by_a_computed_id() -> None:
    head, one = ("id", "subject"), ("finding-0123456789", "dossiers")
    other = ("finding-0123456789-2", "normen")
    found = data_change([head, one], [head, one, other])
    assert found.part == "1 row new"
    assert found.after == "normen: subject: normen | id: finding-0123456789-2"


def test_numbers_of_a_data_file_have_no_more_decimals_than_they_need() -> None:
    head = ("chapter", "mean", "p")
    before = [head, ("vsi", "-2.466355555555556", "0.00001234567")]
    found = data_change(before, [head, ("vsi", "-2.49968888888", "0.00001298765")])
    assert found.before == "vsi: mean: -2.466 | p: 0.000012"
    assert found.after == "vsi: mean: -2.500 | p: 0.000013"


def test_a_data_file_with_other_checksums_only_has_no_rows_to_show() -> None:
    head = ("file", "sha256")
    assert (
        compare_data("raw.csv", [head, ("norms", "1" + "a" * 63)], [head, ("norms", "b" * 64)])
        is None
    )


def test_a_new_data_file_has_only_new_rows() -> None:
    found = data_change([], [("norm", "doel"), ("Snel", "90")])
    assert found.part == "1 row new, columns"
    assert (found.before, found.after) == ("", "Snel: norm: Snel | doel: 90")


def test_rows_in_another_order_are_said_to_be() -> None:
    head, snel, juist = ("norm", "doel"), ("Snel", "90"), ("Juist", "95")
    found = data_change([head, snel, juist], [head, juist, snel])
    assert "row" in found.part
