"""Tests of cards on paper."""

from __future__ import annotations

from analysis.publishing.outputs.documents.cards import on_paper


def test_a_card_keeps_the_place_that_links_lead_to_and_its_marks() -> None:
    card = (
        '<details class="card"><summary>Dijk</summary><div id="maatregel-dijk"><p>Over.</p>'
        '<dl><dt>Normen</dt><dd>90 % <span class="norm">op streefdoel</span></dd><dd>80 %</dd></dl>'
        "<p>Het plan geeft geen werk.</p></div></details>"
    )
    assert on_paper(card) == (
        '<div id="maatregel-dijk"><p><strong>Dijk</strong> Over.</p>'
        '<p><em>Normen:</em> 90 % <span class="norm">op streefdoel</span>; 80 %. '
        "Het plan geeft geen werk.</p></div>"
    )
