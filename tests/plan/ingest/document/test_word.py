from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.errors import DocumentError
from analysis.plan.ingest.document.word import read_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from analysis.plan.ingest.document.model import Document

    Written: TypeAlias = Callable[[str], Document]

_W = nsdecls("w")
_NUMBERING = f"""
<w:numbering {_W}>
  <w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
      <w:lvlText w:val="%1.%2."/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="8"><w:multiLevelType w:val="multilevel"/>
    <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="6"><w:abstractNumId w:val="8"/></w:num>
</w:numbering>"""


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a Word file with a body of our own and read it."""

    def write(body: str) -> Document:
        document = docx.Document()
        numbering = document.part.numbering_part.element
        for child in list(numbering):
            numbering.remove(child)
        numbering.extend(list(parse_xml(_NUMBERING)))
        element = document.element.body
        for child in list(parse_xml(f"<w:body {_W}>{body}</w:body>")):
            element.insert(len(element) - 1, child)
        path = tmp_path / "plan.docx"
        document.save(str(path))
        return read_word(path)

    return write


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(text: str, properties: str = "") -> str:
    inside = paragraph(run(text)) if text else "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def test_headings_have_their_automatic_numbers(written: Written) -> None:
    def heading(text: str, depth: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>'
        return paragraph(run(text), f'<w:pStyle w:val="Heading{depth + 1}"/>{number}')

    document = written(
        heading("WATER", 0)
        + heading("Sluis", 1)
        + heading("Brug", 1)
        + heading("WONEN", 0)
        + heading("Kaai", 1)
    )
    assert [(each.number, each.title) for each in document.outline.headings] == [
        ("3", "WATER"),
        ("3.1", "Sluis"),
        ("3.2", "Brug"),
        ("4", "WONEN"),
        ("4.1", "Kaai"),
    ]


def test_a_number_typed_in_a_heading_counts_too(written: Written) -> None:
    document = written(paragraph(run("2.4. Sluis"), '<w:pStyle w:val="Heading2"/>'))
    assert [(h.number, h.title) for h in document.outline.headings] == [("2.4", "Sluis")]


def test_list_levels_are_kept_and_their_marks_are_no_text(written: Written) -> None:
    def item(level: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="6"/></w:numPr>'
        return paragraph(run(f"niveau {level}"), number)

    document = written(item(0) + item(1) + paragraph(run("gewoon")))
    assert [(line.text, line.level) for line in document.lines] == [
        ("niveau 0", 1),
        ("niveau 1", 2),
        ("gewoon", 0),
    ]


def test_tracked_changes_are_read_as_accepted(written: Written) -> None:
    deleted = "<w:del><w:r><w:delText>oude </w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('weg')}</w:moveFrom>"
    inserted = f"<w:ins>{run('nieuwe ')}</w:ins>"
    document = written(paragraph(run("een ") + deleted + moved + inserted + run("sluis")))
    assert texts(document) == ["een nieuwe sluis"]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(written: Written) -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    document = written(paragraph(run("een "), mark) + paragraph(run("sluis")))
    assert texts(document) == ["een sluis"]


def test_a_row_and_a_cell_that_are_deleted_are_gone(written: Written) -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('weg')}</w:tr>"
    rows = table(cell("a") + cell("b"), cell("c") + cell("d", "<w:cellDel/>"))
    (grid,) = written(rows.replace("</w:tbl>", f"{deleted}</w:tbl>")).grids
    assert [[each.text for each in row] for row in grid.rows] == [["a", "b"], ["c"]]


def test_the_result_of_a_field_is_text_and_its_code_is_not(written: Written) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3.1.1")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(written(paragraph(run("zie ") + field))) == ["zie 3.1.1"]


def test_hyphens_and_breaks_within_a_paragraph(written: Written) -> None:
    inside = (
        f"<w:r><w:t>niet</w:t><w:noBreakHyphen/><w:t>actief</w:t><w:br/></w:r>{run('* noot')}"
        f"<w:r><w:softHyphen/></w:r>{run(chr(0xA0) + 'einde')}"
    )
    (line,) = written(paragraph(inside)).lines
    assert line.text == "niet-actief * noot einde"
    assert line.parts == ["niet-actief", "* noot einde"]


@pytest.mark.parametrize(
    ("properties", "bold"),
    [("<w:b/>", True), ('<w:b w:val="0"/>', False), ('<w:b w:val="true"/>', True), ("", False)],
)
def test_bold_is_a_property_of_the_run(written: Written, properties: str, bold: bool) -> None:  # noqa: FBT001
    (line,) = written(paragraph(run("Sluis", properties))).lines
    assert line.bold is bold


def test_bold_may_come_from_the_style_and_the_run_may_take_it_back(written: Written) -> None:
    style = '<w:pStyle w:val="Heading3"/>'
    first, second = written(
        paragraph(run("vet"), style) + paragraph(run("niet", '<w:b w:val="0"/>'), style)
    ).lines
    assert (first.bold, second.bold) == (True, False)


def test_cells_span_columns_and_rows_and_know_their_shade(written: Written) -> None:
    wide = cell("titel", '<w:gridSpan w:val="2"/><w:shd w:val="clear" w:fill="A9D08E"/>')
    first = cell("naam", '<w:vMerge w:val="restart"/>') + cell("1")
    second = cell("", "<w:vMerge/>") + cell("2")
    (grid,) = written(table(wide, first, second)).grids
    assert [(each.text, each.row, each.column, each.rows, each.columns) for each in grid.cells] == [
        ("titel", 0, 0, 1, 2),
        ("naam", 1, 0, 2, 1),
        ("1", 1, 1, 1, 1),
        ("2", 2, 1, 1, 1),
    ]
    assert grid.cells[0].shade == "a9d08e"


def test_header_rows_are_flagged(written: Written) -> None:
    rows = table(cell("kop"), cell("rij"))
    flagged = rows.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    assert written(flagged).grids[0].headers == 1
    assert written(rows).grids[0].headers == 0


def test_a_table_within_a_cell_is_a_table_of_its_own(written: Written) -> None:
    inner = table(cell("binnen") + cell("1"))
    outer = (
        f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraph(run('buiten'))}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    )
    grids = written(outer).grids
    assert [[each.text for each in grid.cells] for grid in grids] == [["buiten"], ["binnen", "1"]]


def test_a_text_box_is_read_once(written: Written) -> None:
    content = f"<w:txbxContent>{paragraph(run('in het kader'))}</w:txbxContent>"
    compat = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = (
        f'<w:r><mc:AlternateContent {compat}><mc:Choice Requires="wps">{content}</mc:Choice>'
        f"<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(written(paragraph(run("tekst") + box))) == ["tekst", "in het kader"]


def test_pages_are_those_that_word_left(written: Written) -> None:
    turned = "<w:r><w:lastRenderedPageBreak/><w:t>twee</w:t></w:r>"
    within = f"{run('nog twee ')}<w:r><w:lastRenderedPageBreak/><w:t>en drie</w:t></w:r>"
    document = written(
        paragraph(run("een")) + paragraph(turned) + paragraph(within) + paragraph(run("drie"))
    )
    assert [line.page for line in document.lines] == [1, 2, 2, 3]
    assert document.pages == 3


def test_without_page_breaks_there_are_no_pages(written: Written) -> None:
    document = written(paragraph(run("een")))
    assert (document.pages, document.lines[0].page) == (None, None)


def test_hidden_text_is_left_out(written: Written) -> None:
    assert texts(written(paragraph(run("zicht") + run("baar", "<w:vanish/>")))) == ["zicht"]


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" * 100)  # how a file with a password begins
    with pytest.raises(DocumentError, match="with a password, or no Word file"):
        read_word(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("iets.txt", "geen document")
    with pytest.raises(DocumentError, match="a damaged Word file"):
        read_word(path)


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("text", "mark", "read"),
    [("1.234", "2", "1.234"), ("12", "*", "12"), ("m", "2", "m2"), ("1", "ste", "1ste")],
)
def test_a_raised_mark_after_a_number_is_no_part_of_it(
    written: Written, text: str, mark: str, read: str
) -> None:
    document = written(paragraph(run(text) + run(mark, RAISED)))
    assert texts(document) == [read]
    assert document.left_out.total() == (text == read)


@pytest.mark.parametrize("kind", ["strike", "dstrike"])
def test_text_that_is_struck_out_is_left_out_and_counted(written: Written, kind: str) -> None:
    document = written(paragraph(run("12") + run("99", f"<w:{kind}/>")))
    assert texts(document) == ["12"]
    assert document.left_out == {"struck text": 1}


@pytest.mark.parametrize("value", ["", "abc", "-1", "99999999999", "1.5"])
def test_a_number_in_the_file_that_is_none_counts_as_not_given(
    written: Written, value: str
) -> None:
    listed = f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="5"/></w:numPr>'
    span = f'<w:gridSpan w:val="{value}"/>'
    document = written(
        paragraph(run("MISSIE"), f'{listed}<w:outlineLvl w:val="{value}"/>')
        + table(cell("Sluis", span) + cell("12"))
    )
    assert [cell.text for cell in document.grids[0].cells] == ["Sluis", "12"]
    assert [cell.columns for cell in document.grids[0].cells] == [1, 1]


def test_a_span_is_no_wider_than_a_table_can_be(written: Written) -> None:
    document = written(table(cell("Sluis", '<w:gridSpan w:val="999999"/>')))
    assert document.grids[0].width == 63


def test_a_file_with_macros_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = packed(tmp_path, "[Content_Types].xml", "document.main", "document.macroEnabled.main")
    with pytest.raises(DocumentError, match="a Word file with macros") as caught:
        read_word(path)
    assert "save it as a Word document" in str(caught.value)


def test_a_file_that_unpacks_to_far_more_text_than_a_plan_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, "word/document.xml", "<w:body>", f"<w:body>{' ' * 61_000_000}")
    assert path.stat().st_size < 200_000
    with pytest.raises(DocumentError, match="bytes unpacked"):
        read_word(path)


def packed(folder: Path, name: str, text: str, other: str) -> Path:
    """Write a Word file of which one part is changed."""
    source, path = folder / "source.docx", folder / "plan.docx"
    docx.Document().save(str(source))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == name:
                assert text.encode() in data
                data = data.replace(text.encode(), other.encode(), 1)
            new.writestr(entry, data)
    return path
