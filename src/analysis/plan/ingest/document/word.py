"""The Word front end: the paragraphs and tables of a `.docx` file, as Word would print them.

The library is python-docx. It opens the package and finds its parts; what a run or a cell holds is
read from the XML, since the library leaves out tracked changes, fields, text boxes and numbering.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from analysis.plan.ingest.document.limits import LONGEST_PARAGRAPH, check_size, unusable
from analysis.plan.ingest.document.model import Cell, Document, Grid, Line, Span
from analysis.plan.ingest.document.numbered import find_outline
from analysis.plan.ingest.document.outline import NumberedHeading, Outline
from analysis.plan.ingest.document.word_numbering import read_numbering, value_of
from analysis.plan.ingest.document.wording import normalised, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

    from analysis.plan.ingest.document.word_numbering import Numbered, Numbering

LARGEST_UNPACKED = 500_000_000  # bytes; a plan with photographs has some 50 million
MOST_STYLES = 20  # that are based on each other

_OFF = {"0", "false", "off", "none"}
_SKIPPED = {
    qn(name)
    for name in (
        *("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText"),
        *("w:commentReference", "w:annotationRef", "w:rPr", "w:pPr", "w:fldData"),
    )
}
_NOTES = {qn("w:footnoteReference"): "foot", qn("w:endnoteReference"): "end"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = qn("w:txbxContent")
_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}")
_HEADING_STYLE = re.compile(r"(?:heading|kop) ?(\d)", re.IGNORECASE)


class _TextRun(NamedTuple):
    """A piece of text and whether it is bold."""

    text: str
    bold: bool


@dataclass
class _Package:
    """The parts of a Word file that say how it is printed."""

    body: Element
    numbering: Numbering
    bold_styles: dict[str, bool]
    usual_style: str
    heading_styles: dict[str, int]
    notes: dict[str, Element]
    feet: tuple[str, ...]


@dataclass
class _BodyReader:
    """Turns the body of a Word file into lines, headings and tables."""

    package: _Package
    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    headings: list[NumberedHeading] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    page: int | None = None
    waiting: list[str] = field(default_factory=list)  # footnotes of what was read last

    def block(self, element: Element, *, in_table: bool = False) -> list[Line]:
        """Read what stands in the body, a cell or a text box; return its own paragraphs.

        A table within it is a table of its own. A paragraph whose mark a tracked change deletes
        goes on in the next.
        """
        found: list[Line] = []
        open_runs: list[_TextRun] = []
        for child in _children(element):
            if child.tag == qn("w:tbl"):
                self._table(child)
            elif child.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
                open_runs += self._runs(child, bold=self._is_bold(child))
            else:
                found += self._paragraph(child, open_runs, in_table=in_table)
                open_runs = []
            if not in_table:
                self._footnotes()
        return found

    def _paragraph(self, element: Element, before: list[_TextRun], *, in_table: bool) -> list[Line]:
        numbered = self.package.numbering.number(element)
        early, late = _page_breaks(element)
        self._turn_pages(early)
        runs = [*before, *self._runs(element, bold=self._is_bold(element))]
        added = self._line(runs, numbered, in_table=in_table)
        depth = self._heading_depth(element)
        if added and not in_table and depth:
            self._heading(added[0], numbered)
        self._turn_pages(late)
        for box in _boxes(element):
            self.block(box, in_table=in_table)
        return added

    def _is_bold(self, paragraph: Element) -> bool:
        style = value_of(paragraph, "w:pPr/w:pStyle") or self.package.usual_style
        return self.package.bold_styles.get(style, False)

    def _heading_depth(self, paragraph: Element) -> int:
        own = value_of(paragraph, "w:pPr/w:outlineLvl")
        style = value_of(paragraph, "w:pPr/w:pStyle")
        return int(own) + 1 if own else self.package.heading_styles.get(style, 0)

    def _line(
        self, runs: list[_TextRun], numbered: Numbered | None, *, in_table: bool
    ) -> list[Line]:
        """Add a paragraph when it holds text."""
        spans = tuple(Span(run.text, run.bold) for run in runs if run.text)
        text = "".join(span.text for span in spans)
        if not text.strip():
            return []
        level = numbered.level + 1 if numbered is not None else 0
        number = len(self.lines) + 1
        line = Line(number, text, spans, self.page, level, in_table=in_table, whole=True)
        self.lines.append(line)
        return [line]

    def _footnotes(self) -> None:
        """Add the footnotes of what was read last, as paragraphs after it."""
        while self.waiting:
            note = self.package.notes.get(self.waiting.pop(0))
            for paragraph in note.iter(qn("w:p")) if note is not None else ():
                self._line(list(self._runs(paragraph, bold=False)), None, in_table=False)

    def _heading(self, line: Line, numbered: Numbered | None) -> None:
        """Keep a heading with its number; without an automatic one its text begins with it."""
        title = line.text
        number = numbered.text if numbered else ""
        if not number:
            match = re.match(rf"({_NUMBER.pattern})\.?\s+(.*)", title)
            number, title = (match[1], match[2]) if match else ("", title)
        if _NUMBER.fullmatch(number):
            self.headings.append(NumberedHeading(number, title, line.number, line.number))

    def _turn_pages(self, count: int) -> None:
        if self.page is not None:
            self.page += count

    def _runs(self, element: Element, *, bold: bool) -> Iterator[_TextRun]:
        """Yield the text of a paragraph as printed: with insertions, fields and footnotes."""
        for child in element:
            if child.tag in _SKIPPED or child.tag in {_BOX, _FALLBACK}:
                continue
            if child.tag == qn("w:r"):
                yield from self._run(child, bold=bold)
            elif isinstance(child.tag, str):
                yield from self._runs(child, bold=bold)

    def _run(self, run: Element, *, bold: bool) -> Iterator[_TextRun]:
        properties = run.find(qn("w:rPr"))
        if properties is not None and _is_on(properties.find(qn("w:vanish"))):
            return
        strong = bold
        style = value_of(run, "w:rPr/w:rStyle")
        strong = self.package.bold_styles.get(style, strong)
        own = properties.find(qn("w:b")) if properties is not None else None
        strong = _is_on(own) if own is not None else strong
        yield _TextRun("".join(self._pieces(run)), strong)

    def _pieces(self, run: Element) -> Iterator[str]:
        for child in run:
            if child.tag == qn("w:t"):
                yield normalised(child.text or "")
            elif child.tag == qn("w:br") and child.get(qn("w:type")) in {"page", "column"}:
                yield " "
            elif child.tag in _TEXT:
                yield _TEXT[child.tag]
            elif child.tag == qn("w:sym"):
                yield _symbol(child)
            elif child.tag in _NOTES:
                self.waiting.append(f"{_NOTES[child.tag]}{child.get(qn('w:id'), '')}")

    def _table(self, element: Element) -> None:
        """Read a table; a cell that goes on from the row above makes that one span more rows."""
        place, start = len(self.grids), len(self.lines) + 1
        self.grids.append(Grid((), start))
        cells: list[Cell] = []
        above: dict[int, int] = {}  # the cell that covers each column
        headers = 0
        for row, line in enumerate(_rows(element)):
            column = int(value_of(line, "w:trPr/w:gridBefore") or 0)
            if _is_on(line.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")) and headers == row:
                headers += 1
            for each in _cells(line):
                span = int(value_of(each, "w:tcPr/w:gridSpan") or 1)
                found = self.block(each, in_table=True)
                merge = each.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                going_on = merge is not None and merge.get(qn("w:val")) != "restart"
                if going_on and column in above:
                    cells[above[column]] = _taller(cells[above[column]], row, found)
                else:
                    above[column] = len(cells)
                    shade = _shade(each)
                    cells.append(Cell(tuple(found), row, column, 1, span, shade))
                column += span
        numbers = frozenset(range(start, len(self.lines) + 1))
        self.grids[place] = Grid(tuple(cells), start, headers, lines=numbers)


def read_word(path: Path) -> Document:
    """Read a Word file.

    Raises
    ------
    DocumentError
        When the file is damaged, has a password, or is too large for a plan.
    """
    package = _opened(path)
    reader = _BodyReader(package)
    if package.body.find(f".//{qn('w:lastRenderedPageBreak')}") is not None:
        reader.page = 1
    reader.block(package.body)
    check_size([line.raw for line in reader.lines], str(path), longest=LONGEST_PARAGRAPH)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    outline = Outline(reader.headings)
    if not reader.headings:
        outline = find_outline([line for line in reader.lines if not line.in_table])
    return Document(
        str(path),
        sha256,
        tuple(reader.lines),
        outline,
        grids=tuple(reader.grids),
        footers=package.feet,
        pages=reader.page,
        left_out=reader.left_out,
    )


def _opened(path: Path) -> _Package:
    _check_archive(path)
    try:
        document = docx.Document(str(path))
    except Exception as error:  # noqa: BLE001 - the library lets through what zip, XML and it raise
        raise unusable(str(path), f"a damaged Word file: {error}", "a Word file") from None
    part = document.part
    styles = _root(part, RELATIONSHIP_TYPE.STYLES)
    numbering = _root(part, RELATIONSHIP_TYPE.NUMBERING)
    return _Package(
        body=document.element.body,
        numbering=read_numbering(numbering, styles),
        bold_styles=_bold_styles(styles),
        heading_styles=_heading_styles(styles),
        usual_style=_usual_style(styles),
        notes=_notes(part),
        feet=tuple(_feet(part)),
    )


def _check_archive(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        found = "a Word file with a password, or no Word file, whatever its name says"
        raise unusable(str(path), found, "a Word file (.docx) that opens without a password")
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > LARGEST_UNPACKED:
        raise unusable(str(path), f"{size} bytes unpacked", f"at most {LARGEST_UNPACKED} bytes")


def _root(part: Any, kind: str) -> Element | None:
    for relation in part.rels.values():
        if relation.reltype == kind:
            root: Element = etree.fromstring(relation.target_part.blob, _parser())
            return root
    return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _feet(part: Any) -> Iterator[str]:
    """Yield the text of each running head and foot."""
    kinds = {RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.HEADER}
    for relation in part.rels.values():
        if relation.reltype in kinds:
            root = etree.fromstring(relation.target_part.blob, _parser())
            for paragraph in root.iter(qn("w:p")):
                text = " ".join(each.text or "" for each in paragraph.iter(qn("w:t")))
                if text.strip():
                    yield squeeze(normalised(text))


def _notes(part: Any) -> dict[str, Element]:
    """Return the footnotes and endnotes, by kind and id."""
    kinds = {"foot": RELATIONSHIP_TYPE.FOOTNOTES, "end": RELATIONSHIP_TYPE.ENDNOTES}
    return {
        f"{kind}{note.get(qn('w:id'), '')}": note
        for kind, relation in kinds.items()
        if (root := _root(part, relation)) is not None
        for note in root.findall(qn(f"w:{kind}note"))
        if note.get(qn("w:type"), "normal") == "normal"
    }


def _bold_styles(styles: Element | None) -> dict[str, bool]:
    """Return the styles that say whether they are bold: themselves, or one they are based on."""
    elements = {each.get(qn("w:styleId"), ""): each for each in _styles(styles)}
    found = {style: _inherited_bold(style, elements) for style in elements}
    return {style: bold for style, bold in found.items() if bold is not None}


def _inherited_bold(style: str, elements: dict[str, Element]) -> bool | None:
    for _ in range(MOST_STYLES):
        if style not in elements:
            return None
        bold = elements[style].find(f"{qn('w:rPr')}/{qn('w:b')}")
        if bold is not None:
            return _is_on(bold)
        style = value_of(elements[style], "w:basedOn")
    return None


def _usual_style(styles: Element | None) -> str:
    """Return the style of a paragraph that names none."""
    for style in _styles(styles):
        if style.get(qn("w:default")) in {"1", "true"} and style.get(qn("w:type")) == "paragraph":
            return str(style.get(qn("w:styleId"), ""))
    return ""


def _styles(styles: Element | None) -> list[Element]:
    return [] if styles is None else styles.findall(qn("w:style"))


def _heading_styles(styles: Element | None) -> dict[str, int]:
    """Return the depth of each heading style, from 1."""
    found: dict[str, int] = {}
    for style in _styles(styles):
        name, outline = value_of(style, "w:name"), value_of(style, "w:pPr/w:outlineLvl")
        match = _HEADING_STYLE.fullmatch(name)
        if match:
            found[style.get(qn("w:styleId"), "")] = int(match[1])
        elif outline and int(outline) < 9:  # noqa: PLR2004 - Word has nine levels
            found[style.get(qn("w:styleId"), "")] = int(outline) + 1
    return found


def _children(element: Element) -> Iterator[Element]:
    """Yield paragraphs and tables, also those within content controls and insertions."""
    wrappers = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")}
    for child in element:
        if child.tag in wrappers:
            yield from _children(child)
        elif child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, without those that a tracked change deletes."""
    for row in _within(table, "w:tr"):
        properties = row.find(qn("w:trPr"))
        if properties is None or properties.find(qn("w:del")) is None:
            yield row


def _cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row, without those that a tracked change deletes."""
    for cell in _within(row, "w:tc"):
        if cell.find(f"{qn('w:tcPr')}/{qn('w:cellDel')}") is None:
            yield cell


def _within(element: Element, name: str) -> Iterator[Element]:
    """Yield children of one kind, also those within content controls."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from _within(child, name)


def _taller(cell: Cell, row: int, more: list[Line]) -> Cell:
    return Cell(
        (*cell.lines, *more), cell.row, cell.column, row - cell.row + 1, cell.columns, cell.shade
    )


def _shade(cell: Element) -> str:
    shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    colour = shade.get(qn("w:fill"), "") if shade is not None else ""
    return "" if colour == "auto" else colour.lower()


def _is_on(element: Element | None) -> bool:
    """Tell whether a switch such as `w:b` is on: it is there, and does not say off."""
    return element is not None and element.get(qn("w:val"), "1") not in _OFF


def _symbol(element: Element) -> str:
    """Return a symbol of a font of symbols; those have no text of their own."""
    code = int(element.get(qn("w:char"), "20"), 16)
    private = 0xE000 <= code <= 0xF8FF  # noqa: PLR2004 - the private use area
    return "" if private else chr(code)


def _page_breaks(paragraph: Element) -> tuple[int, int]:
    """Return the page breaks that Word left before a paragraph's text, and those within it."""
    early, late, begun = 0, 0, False
    for element in paragraph.iter(qn("w:lastRenderedPageBreak"), qn("w:t")):
        if element.tag == qn("w:t"):
            begun = begun or bool((element.text or "").strip())
        elif begun:
            late += 1
        else:
            early += 1
    return early, late


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes of a paragraph, each once: not its copy for old programs."""
    for box in paragraph.iter(_BOX):
        around = [parent.tag for parent in box.iterancestors()]
        inside = around[: around.index(qn("w:p"))] if qn("w:p") in around else around
        if _FALLBACK not in inside and _BOX not in inside:
            yield box
