"""The plan as a real PDF: A4 pages, ruled tables, bold drawn four times over."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from fpdf import FPDF

from .layout import LEFT, RIGHT, RIGHT_LANDSCAPE, Page
from .reading import footer
from .spans import OVERPRINT, text_of

if TYPE_CHECKING:
    from .layout import Block, Mark
    from .plan import GeneratedPlan

SIZE, LEADING = 8.0, 11.6
TOP = 62.0
#: How far apart the four drawings of bold text are, in points.
OFFSET = 0.12
_FONT = "DejaVu"


def write_pdf(plan: GeneratedPlan, path: Path) -> None:
    """Write the plan's pages; what floats is drawn in its place, but last on its page."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_creation_date(datetime(plan.year, 2, 24, tzinfo=UTC))
    pdf.set_title(f"Ondernemingsplan {plan.year}")
    pdf.add_font(_FONT, fname=_font_file())
    pdf.set_font(_FONT, size=SIZE)
    pdf.set_line_width(0.4)
    for number, page in enumerate(plan.pages, start=1):
        _draw_page(pdf, page, footer(number, len(plan.pages), plan.year))
    pdf.output(str(path))


def _font_file() -> Path:
    """Find a font with the plan's signs: matplotlib carries one."""
    spec = find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        message = "matplotlib, whose font the PDF uses, is not installed"
        raise RuntimeError(message)
    return Path(spec.submodule_search_locations[0], "mpl-data", "fonts", "ttf", "DejaVuSans.ttf")


def _draw_page(pdf: FPDF, page: Page, foot: str) -> None:
    pdf.add_page(orientation="L" if page.landscape else "P")
    tops: dict[int, float] = {}
    top = TOP
    for block in page.blocks:
        tops[id(block)] = top
        top += block.height * LEADING
    for block in page.in_text_order():
        _draw_block(pdf, block, tops[id(block)])
    end = RIGHT_LANDSCAPE if page.landscape else RIGHT
    pdf.line(LEFT, pdf.h - 44, end, pdf.h - 44)
    pdf.text(LEFT, pdf.h - 30, foot)


def _draw_block(pdf: FPDF, block: Block, top: float) -> None:
    _draw_borders(pdf, block, top)
    for mark in block.marks:
        _draw_mark(pdf, mark, top)


def _draw_borders(pdf: FPDF, block: Block, top: float) -> None:
    if not block.columns:
        return
    left, right = block.columns[0], block.columns[-1]
    bottom = top + block.height * LEADING
    for y in (top, bottom):
        pdf.line(left, y, right, y)
    for x in block.columns:
        pdf.line(x, top, x, bottom)
    for down, start, end in block.rules:
        pdf.line(start, top + down * LEADING, end, top + down * LEADING)


def _draw_mark(pdf: FPDF, mark: Mark, top: float) -> None:
    x = mark.x - (pdf.get_string_width(text_of(mark.line)) if mark.flush_right else 0)
    y = top + (mark.row + 0.85) * LEADING
    for span in mark.line:
        for run in span.runs or (span.text,):
            for time in range(OVERPRINT if span.runs else 1):
                pdf.text(x + time * OFFSET, y, run)
            x += pdf.get_string_width(run)
