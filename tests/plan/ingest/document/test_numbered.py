from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.ingest.document.numbered import find_outline
from analysis.plan.ingest.document.text.lines import from_text

if TYPE_CHECKING:
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.plan import RawPlan


def outline_of(text: str) -> list[tuple[str, str]]:
    found = find_outline(from_text(text, name="plan").lines)
    return [(heading.number, heading.title) for heading in found.headings]


def test_headings_follow_each_other(small_plan: RawPlan) -> None:
    numbers = list(small_plan.tables["headings"]["number"])
    assert numbers[:6] == ["1", "1.1", "2", "2.1", "2.1.1", "2.1.2"]
    assert numbers[-3:] == ["9.1", "9.2", "9.3"]
    assert len(numbers) == 25


def test_a_heading_is_whole_also_over_lines_and_gaps(small_plan: RawPlan) -> None:
    titles = dict(small_plan.tables["headings"][["number", "title"]].to_numpy())
    assert titles["7"] == "HORIZONTALE DOELSTELLINGEN VANUIT DE OVERHEID"
    assert titles["3.1.1"].endswith("ook in de stille maanden (OD 1)")


def test_a_sentence_that_begins_with_a_number_is_no_heading() -> None:
    text = "1 VAART\n\n2 bruggen zijn klaar\n\n1.1 Sluis\n\n30 sluizen\n\n1.266 betalingen gedaan"
    assert outline_of(text) == [("1", "VAART"), ("1.1", "Sluis")]


def test_lines_of_a_table_of_contents_are_no_headings() -> None:
    text = "1 VAART ........ 5\n1.1 Sluis 7\n2 HAVEN 12\n\n1 VAART\n\n1.1 Sluis\n\n2 HAVEN"
    assert outline_of(text) == [("1", "VAART"), ("1.1", "Sluis"), ("2", "HAVEN")]


def test_a_line_stands_under_the_heading_before_it(small_outline: Outline) -> None:
    first = small_outline.headings[0]
    assert small_outline.at(first.line - 1) is None
    assert small_outline.at(first.line) == first


def test_marks_of_a_table_are_no_chapter() -> None:
    assert outline_of("1 VAART\n\n2 X X -\n\n2 HAVEN EN KAAI") == [
        ("1", "VAART"),
        ("2", "HAVEN EN KAAI"),
    ]
