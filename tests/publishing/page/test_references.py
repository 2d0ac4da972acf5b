"""Tests of the links between the chapters of a report."""

from __future__ import annotations

from analysis.publishing.page.contract import CARDS, HTML, MIME, PROSE, TABLE
from analysis.publishing.page.references import links_from, unlinked
from composing import build_report, code, notebook, shown, text

LINKING = '<table><thead><tr><th scope="col"><a href="{}">Dijk</a></th></tr></thead></table>'


def test_a_link_to_a_chapter_left_out_becomes_plain_text() -> None:
    words = "Zie [overzicht](overzicht.ipynb) en [de inspectie](./vsi.ipynb)."
    prose = shown(PROSE, {MIME[PROSE]: words})
    whole = notebook(text(words), code("show(x)", prose))
    alone = unlinked(whole, {"overzicht", "vsi"}, {"vsi"})
    assert alone.cells[0].source == "Zie overzicht en [de inspectie](./vsi.ipynb)."
    assert alone.cells[1].outputs[0].data[MIME[PROSE]] == alone.cells[0].source
    assert whole.cells[0].source == words


def test_a_link_to_a_place_of_a_chapter_left_out_becomes_plain_text() -> None:
    """Also where the report knows no such chapter; a link to an unknown chapter stays an error."""
    words = "[Dijk](maatregelen.ipynb#maatregel-dijk), [typfout](vsl.ipynb)"
    cell = LINKING.format("maatregelen.ipynb#maatregel-dijk")
    outputs = shown(PROSE, {MIME[PROSE]: words}), shown(TABLE, {MIME[TABLE]: cell})
    nb = notebook(code("show(x)", *outputs))
    assert links_from(nb) == {"maatregelen"}
    prose, table = unlinked(nb, {"vsi"}, {"vsi"}).cells[0].outputs
    assert prose.data[MIME[PROSE]] == "Dijk, [typfout](vsl.ipynb)"
    assert table.data[MIME[TABLE]] == (
        '<table><thead><tr><th scope="col">Dijk</th></tr></thead></table>'
    )


def test_a_link_to_a_card_leads_to_its_own_id_from_prose_and_tables() -> None:
    card = '<details><summary>Dijk</summary><div id="maatregel-dijk">Tekst</div></details>'
    link = "maatregelen.ipynb#maatregel-dijk"
    nb = notebook(
        code("show(1)", shown(HTML, {MIME[HTML]: card}, role=CARDS)),
        code("show(2)", shown(PROSE, {MIME[PROSE]: f"Zie [Dijk]({link})."})),
        code("show(3)", shown(TABLE, {MIME[TABLE]: LINKING.format(link)}, title="T")),
    )
    one = ("maatregelen", "Maatregelen", nb)
    html = build_report([one], title="T", publisher="P", year=2023)
    assert 'id="maatregel-dijk"' in html
    assert html.count('href="#maatregel-dijk"') == 2
