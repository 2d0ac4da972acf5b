"""The plan as a Word document, with its real cells, list levels and automatic numbers.

It is a short plan: the chapters of a generated one, with the tables of its first sections.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from . import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from .plan import GeneratedPlan

SECTIONS = 3  # with milestones
MOST_ROWS = 26  # of another table
BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
HORIZONTAL = ("top", "bottom", "insideH")
_COLOURS = {"Gerealiseerd": "A9D08E", "Stopgezet": "ED7D31", "On hold": "FFD966"}
_LISTS = ((1, "decimal"), (2, "bullet"))


@dataclass(frozen=True)
class WordLayout:
    """How a Word document is laid out.

    Attributes
    ----------
    borders
        The sides of cells that are drawn.
    shaded
        Whether header rows have a background.
    repeated
        Whether header rows come again on each page.
    font
        The font; one without a bold form gets its bold from the program.
    bold
        Whether themes and headers are bold.
    hyphenated
        Whether text is justified and divided at the ends of lines.
    landscape
        Whether the pages of the large tables lie on their side.
    boxed
        Whether captions stand in boxes, and prose in a text box beside.
    running
        Whether pages have heads and feet.
    coloured
        Whether the cells of some statuses have a colour.
    split
        Whether rows may cross pages.
    spanned
        Whether a theme is one cell over the table.
    """

    borders: tuple[str, ...] = BORDERS
    shaded: bool = False
    repeated: bool = False
    font: str = "Liberation Sans"
    bold: bool = True
    hyphenated: bool = False
    landscape: bool = False
    boxed: bool = False
    running: bool = False
    coloured: bool = False
    split: bool = False
    spanned: bool = True


#: Layouts by name: each has something that the others have not.
LAYOUTS = {
    "grid": WordLayout(running=True),
    "horizontal": WordLayout(borders=HORIZONTAL, shaded=True, running=True),
    "none": WordLayout(borders=()),
    "shaded": WordLayout(shaded=True, coloured=True, repeated=True, running=True),
    "split": WordLayout(split=True, repeated=True, running=True),
    "hyphenated": WordLayout(hyphenated=True, split=True, font="DejaVu Serif"),
    "landscape": WordLayout(landscape=True, running=True, spanned=False),
    "boxed": WordLayout(boxed=True, coloured=True, font="DejaVu Sans Mono"),
}


def short_truth(plan: GeneratedPlan) -> dict[str, pd.DataFrame]:
    """Return the rows of a plan that the Word document holds."""
    truth = dict(plan.truth)
    rows = truth["milestones"]
    kept = list(dict.fromkeys(rows["section"]))[:SECTIONS]
    truth["milestones"] = rows[rows["section"].isin(kept)]
    for name in ("norms", "budget"):
        truth[name] = truth[name].head(MOST_ROWS)
    return {name: table.reset_index(drop=True) for name, table in truth.items()}


def write_word(plan: GeneratedPlan, path: Path, layout: WordLayout) -> None:
    """Write the document."""
    _Writer(plan, layout).write(path)


class _Writer:
    """Writes one document."""

    def __init__(self, plan: GeneratedPlan, layout: WordLayout) -> None:
        self.truth = {name: _rows(table) for name, table in short_truth(plan).items()}
        self.year = plan.year
        self.layout = layout
        self.rng = Random(plan.seed)  # noqa: S311 - a test plan keeps no secret
        self.document: Document = docx.Document()
        self.titles = {row["number"]: row["title"] for row in self.truth["headings"]}

    def write(self, path: Path) -> None:
        self._set_up()
        self._paragraph("Afkortingenlijst", bold=True)
        for row in self.truth["abbreviations"]:
            self._paragraph(f"{row['abbreviation']}: {row['meaning']}")
        headings = self.truth["headings"]
        ends = [*(int(row["line"]) for row in headings[1:]), 10**9]
        for row, end in zip(headings, ends, strict=True):
            style = f"Heading {row['number'].count('.') + 1}"
            self.document.add_paragraph(row["title"], style=style)
            self._paragraph(words.paragraph(self.rng, 1, 3))
            self._section(row["number"], int(row["line"]), end)
        self.document.save(str(path))

    def _section(self, number: str, start: int, end: int) -> None:
        """Write what stands under a heading: lists, then tables."""
        for row in self.truth["objectives"]:
            if row["section"] == number and row["kind"] != "operational":
                self._listed(f"{row['objective']}: {row['title']};", 0)
        self._milestones(number)
        tables = {
            "projects": self._projects,
            "norms": self._norms,
            "inspections": self._inspections,
            "budget": self._budget,
            "workforce": self._workforce,
            "letters": self._letters,
        }
        for name, write in tables.items():
            rows = [row for row in self.truth[name] if start <= int(row["line"]) < end]
            if rows:
                write(rows)
                self._paragraph(words.paragraph(self.rng, 1, 2))

    def _milestones(self, section: str) -> None:
        found = [row for row in self.truth["milestones"] if row["section"] == section]
        for kind, additional in (("evaluated", 0), ("evaluated", 1), ("planned", 0)):
            wanted = (kind, additional)
            rows = [row for row in found if (row["kind"], int(row["additional"])) == wanted]
            if rows:
                self._caption(kind, additional)
                self._milestone_table(rows, kind, additional)

    def _caption(self, kind: str, additional: int) -> None:
        if additional:
            self._paragraph(words.sentence(self.rng))
            return
        what = "Evaluatie projectmijlpalen" if kind == "evaluated" else "Geplande mijlpalen"
        year = self.year - (kind == "evaluated")
        paragraph = self._paragraph(f"{what} {year}", bold=True)
        if self.layout.boxed:
            _box(paragraph)

    def _milestone_table(self, rows: Sequence[dict[str, str]], kind: str, additional: int) -> None:
        name = "Bijkomende mijlpalen" if additional else "Mijlpalen"
        evaluated = kind == "evaluated"
        header = [f"{name} {self.year - evaluated}", "Status" if evaluated else "Voorziene timing"]
        table = self._table([header], [11.0, 5.0])
        theme = parent = ""
        for row in rows:
            above, _, below = row["theme"].partition(" > ")
            if above != theme:
                self._theme(table, above)
            if below and below != parent:
                self._milestone(table, {"label": below}, 0)
            self._milestone(table, row, 1 if below else 0)
            theme, parent = above, below or row["label"]

    def _theme(self, table: Table, theme: str) -> None:
        cells = self._add_row(table)
        cell = cells[0].merge(cells[1]) if self.layout.spanned else cells[0]
        self._fill(cell, theme, bold=self.layout.bold)

    def _milestone(self, table: Table, row: dict[str, str], level: int) -> None:
        label, value = self._add_row(table)
        paragraph = label.paragraphs[0]
        self._run(paragraph, row["label"])
        _number(paragraph, 2, level)
        if str(row.get("carried_over")) == "1":
            self._run(label.add_paragraph(), f"* Loopt door in ’{self.year % 100}")
        for section in filter(None, row.get("see_also", "").split("; ")):
            title = self.titles.get(section, "Elders")
            self._run(label.add_paragraph(), f"(zie {section} {title})")
        cell = row.get("status") or row.get("timing") or ""
        self._fill(value, cell)
        if self.layout.coloured and cell in _COLOURS:
            _shade(value, _COLOURS[cell])

    def _projects(self, rows: Sequence[dict[str, str]]) -> None:
        policy = [row for row in rows if row["kind"] == "policy"]
        if policy:
            table = self._table([], [4.0, 12.0], width=2)
            for row in policy:
                first, second = self._add_row(table)
                self._fill(first, f"Beleidsproject {row['project']}", bold=True)
                self._fill(second, row["title"])
        organisation = [row for row in rows if row["kind"] == "organisation"]
        if organisation:
            years = [str(self.year + step) for step in (-1, 0, 1)]
            header = ["Strategische organisatieprojecten", "SOD", *years]
            table = self._table([header], [8.0, 2.0, 2.0, 2.0, 2.0])
            for row in organisation:
                goals = row["objectives"].replace("SOD ", "").replace("; ", " & ")
                marks = ["X" if year in row["years"] else "-" for year in years]
                for cell, text in zip(
                    self._add_row(table), [row["title"], goals, *marks], strict=True
                ):
                    self._fill(cell, text)

    def _norms(self, rows: Sequence[dict[str, str]]) -> None:
        years = [str(self.year - 2), str(self.year - 1)]
        header = ["Kernproces", "Wettelijke bepaling/streefnorm", "Streefdoel", *years]
        table = self._table([[*header, f"tov {self.year - 2}"]], [3.0, 5.5, 2.0, 1.8, 1.8, 2.4])
        for measure, group in groupby(rows, key=lambda row: row["measure"]):
            names = []
            for row in group:
                cells = self._add_row(table)
                names.append(cells[0])
                columns = ("norm", "target", "previous", "current", "change")
                for cell, column in zip(cells[1:], columns, strict=True):
                    self._fill(cell, row[column])
            cell = names[0].merge(names[-1]) if len(names) > 1 else names[0]
            self._fill(cell, measure, bold=self.layout.bold)

    def _inspections(self, rows: Sequence[dict[str, str]]) -> None:
        self._turn()
        groups = ["", "dossiers", "", "", "Pro Justitia", "", "", "Terugvorderingen", "", ""]
        years = [str(self.year - 2), str(self.year - 1), "Trend"]
        widths = [4.5, 1.2, 1.2, 1.4, 1.2, 1.2, 1.4, 2.3, 2.3, 1.4]
        table = self._table([groups, ["Maatregel/kernproces", *years * 3]], widths)
        for first in (1, 4, 7):
            table.cell(0, first).merge(table.cell(0, first + 2))
        values = [name for name in rows[0] if name.startswith(("cases", "reports", "recover"))]
        holder: list[_Cell] = []
        for row in rows:
            cells = self._add_row(table)
            self._fill(cells[0], row["measure"])
            if row["shared_with"]:
                holder = [one.merge(other) for one, other in zip(holder, cells[1:], strict=True)]
                continue
            holder = cells[1:]
            for cell, column in zip(cells[1:], values, strict=True):
                self._fill(cell, row[column], bold=column.endswith("trend"))
        self._turn(back=True)

    def _budget(self, rows: Sequence[dict[str, str]]) -> None:
        self._turn()
        before, now = self.year - 1, self.year
        header = [
            *("DOELSTELLING/MAATREGEL", "Begrotings-artikel"),
            *(f"{before} VAK – gerealiseerd", f"{before} VEK – gerealiseerd"),
            *(f"{now} VAK - Budget", f"{now} VEK - Budget"),
        ]
        table = self._table([header], [5.0, 3.6, 2.2, 2.2, 2.2, 2.2])
        objective = ""
        for row in rows:
            if row["objective"] != objective:
                objective = row["objective"]
                cells = self._add_row(table)
                cell = cells[0].merge(cells[-1]) if self.layout.spanned else cells[0]
                self._fill(cell, objective, bold=self.layout.bold)
            cells = self._add_row(table)
            names = ["measure", "article", "vak_realised", "vek_realised", "vak_budget"]
            for cell, name in zip(cells, [*names, "vek_budget"], strict=True):
                self._fill(cell, row[name], bold=name == "measure" and self.layout.bold)
        self._turn(back=True)

    def _workforce(self, rows: Sequence[dict[str, str]]) -> None:
        header = [f"dd 31/12/{self.year - 1}", "Statutair", "Contractueel", "Totaal"]
        table = self._table([header], [5.0, 3.0, 3.0, 3.0])
        for row in rows:
            texts = [row["grade"] or row["level"], row["statutory"], row["contractual"]]
            for cell, text in zip(self._add_row(table), [*texts, row["total"]], strict=True):
                self._fill(cell, text, bold=not row["grade"] and self.layout.bold)

    def _letters(self, rows: Sequence[dict[str, str]]) -> None:
        table = self._table([["Afdeling", "Aantal brieven", "Status"]], [8.0, 3.0, 4.0])
        for row in rows:
            texts = [row["department"], row["letters"], row["status"]]
            for cell, text in zip(self._add_row(table), texts, strict=True):
                self._fill(cell, text)

    def _set_up(self) -> None:
        style: Any = self.document.styles["Normal"]
        style.font.name, style.font.size = self.layout.font, Pt(10)
        for depth in range(1, 6):
            heading: Any = self.document.styles[f"Heading {depth}"]
            heading.font.name, heading.font.size = self.layout.font, Pt(20 - 2 * depth)
            heading.element.rPr.rFonts.attrib.clear()
            heading.element.rPr.rFonts.set(qn("w:ascii"), self.layout.font)
            heading.element.rPr.rFonts.set(qn("w:hAnsi"), self.layout.font)
        self._add_numbering()
        if self.layout.hyphenated:
            settings = self.document.settings.element
            settings.insert(0, OxmlElement("w:autoHyphenation"))
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), "nl-NL")
            style.element.get_or_add_rPr().append(language)
        if self.layout.running:
            section = self.document.sections[0]
            section.header.paragraphs[0].text = "Departement Wonen, Water en Erfgoed"
            _page_of(section.footer.paragraphs[0], f"Ondernemingsplan - DWWE - {self.year}")

    def _add_numbering(self) -> None:
        """Number the headings by their level, and make the bullets of lists."""
        part: Any = self.document.part.numbering_part
        for child in list(part.element):
            part.element.remove(child)
        for name, kind in _LISTS:
            levels = "".join(_level(depth, kind) for depth in range(5))
            xml = (
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">'
                f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            )
            part.element.append(parse_xml(xml))
        for name, _ in _LISTS:
            xml = (
                f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'
            )
            part.element.append(parse_xml(xml))
        for depth in range(5):
            heading: Any = self.document.styles[f"Heading {depth + 1}"]
            properties = heading.element.get_or_add_pPr()
            xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
            properties.append(parse_xml(xml))

    def _table(
        self, header: Sequence[Sequence[str]], widths: Sequence[float], width: int = 0
    ) -> Table:
        table: Table = self.document.add_table(rows=0, cols=width or len(widths))
        table.autofit = False
        for column, each in zip(table.columns, widths, strict=True):
            column.width = Cm(each)
        _borders(table, self.layout.borders)
        for texts in header:
            cells = self._add_row(table)
            for cell, text in zip(cells, texts, strict=True):
                self._fill(cell, text, bold=self.layout.bold)
                if self.layout.shaded:
                    _shade(cell, "D9D9D9")
            if self.layout.repeated:
                table.rows[-1]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
        return table

    def _add_row(self, table: Table) -> list[_Cell]:
        row = table.add_row()  # type: ignore[no-untyped-call] # of the library
        if not self.layout.split:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        return list(row.cells)

    def _fill(self, cell: _Cell, text: str, *, bold: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        for other in cell.paragraphs[1:]:
            other._p.getparent().remove(other._p)  # noqa: SLF001 - merging leaves empty ones
        self._run(paragraph, text, bold=bold)

    def _run(self, paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
        run = paragraph.add_run(text)
        run.bold = bold or None
        run.font.size = Pt(8.5)
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.space_before = Pt(1)

    def _paragraph(self, text: str, *, bold: bool = False) -> Paragraph:
        paragraph = self.document.add_paragraph()
        paragraph.add_run(text).bold = bold or None
        if self.layout.hyphenated:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        return paragraph

    def _listed(self, text: str, level: int) -> None:
        _number(self._paragraph(text), 2, level)

    def _turn(self, *, back: bool = False) -> None:
        """Begin a section on its side, or end it."""
        if not self.layout.landscape:
            return
        section = self.document.add_section()
        section.orientation = WD_ORIENT.PORTRAIT if back else WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    return table.astype(str).to_dict("records")  # type: ignore[return-value] # the keys are text


def _level(depth: int, kind: str) -> str:
    """Return a level of a list; the third bullet is of a font of symbols."""
    numbers = ".".join(f"%{place}" for place in range(1, depth + 2))
    text = numbers if kind == "decimal" else ("•", "o", "\uf0a7", "•", "o")[depth]
    indent = 0 if kind == "decimal" else 280 * (depth + 1)
    fonts = ("", "Courier New", "Wingdings", "", "")
    font = fonts[depth] if kind == "bullet" else ""
    drawn = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent or 700}" w:hanging="{280 if indent else 700}"/></w:pPr>'
        f"{drawn}</w:lvl>"
    )


def _number(paragraph: Paragraph, name: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library numbers no paragraph
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
    properties.append(parse_xml(xml))


def _borders(table: Table, sides: Sequence[str]) -> None:
    lines = "".join(
        f'<w:{side} w:val="{"single" if side in sides else "nil"}" w:sz="4" w:color="000000"/>'
        for side in BORDERS
    )
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))  # noqa: SLF001


def _shade(cell: _Cell, colour: str) -> None:
    xml = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(xml))  # noqa: SLF001


def _box(paragraph: Paragraph) -> None:
    """Draw a box around a paragraph, with a background."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="2" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right")
    )
    properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
    properties.append(parse_xml(shade))


def _page_of(paragraph: Paragraph, title: str) -> None:
    """Write a foot with the page's number, by fields."""
    paragraph.add_run(f"{title} - pagina ")
    for name, text in (("PAGE", " van "), ("NUMPAGES", "")):
        xml = f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(xml))  # noqa: SLF001
        paragraph.add_run(text)
