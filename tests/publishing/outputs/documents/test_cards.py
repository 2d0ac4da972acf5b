"""Tests of cards on paper."""

from __future__ import annotations

from analysis.publishing.outputs.documents.cards import on_paper


def test_a_card_keeps_the_place_that_links_lead_to_and_its_marks() -> None:
    card = (
        '<details class="card"><summary>Dijk</summary><div id="maatregel-dijk"><p>Over.</p>'
        '<dl><dt>Normen</dt><dd>90 % <span class="norm">op streefdoel</span></dd><dd>80 %</dd></dl>'
        "</div></details>"
    )
    assert on_paper(card) == (
        '<p><strong>Dijk</strong> </p><div id="maatregel-dijk"><p>Over.</p>'
        '<p><em>Normen:</em> 90 % <span class="norm">op streefdoel</span>; 80 %</p></div>'
    )
