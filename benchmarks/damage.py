"""How many rows with a wrong cell have no note: documents are damaged, and the notes counted.

A damage of a Word document is what a wrong reading of a page does to a table: cells shifted by a
column, two cells read as one, rows joined or cut. A damage of a PDF is what a program may do to a
page: rules left out, words at another place, bold lost, a page that is only a picture.

    python benchmarks/damage.py [number of damages per kind and document]
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

import pdf_damages
import word_damages

from analysis.errors import DocumentError
from analysis.plan.ingest.document.pdf import reader
from analysis.plan.ingest.document.pdf.glyphs import read_pages
from analysis.plan.ingest.notes import WHOLE
from analysis.plan.ingest.plan import read_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.ingest.notes import Note
    from analysis.plan.ingest.plan import RawPlan

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from generated import generate_plan
from generated.word import LAYOUTS, write_word

TESTS = Path(__file__).resolve().parents[1] / "tests"
YEAR, SEEDS, TIMES = 2031, (1, 7), 40
PDFS = ("grid", "horizontal", "none")
TABLES = ("milestones", "norms", "inspections", "budget", "workforce", "letters")
POSITION = {"line", "page"}
NEAR = 2  # paragraphs between a row and its note
PAGE = re.compile(r"page (\d+) (?:.* up to page (\d+))?")  # how a note names pages


def main() -> None:
    """Damage documents and print, by kind, the wrong rows and those without a note."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    show("Word", damaged_words(times))
    show("PDF", damaged_pdfs(times))


def show(title: str, pairs: Iterator[tuple[str, RawPlan, RawPlan]]) -> None:
    """Print the counts of one kind of document."""
    wrong, silent = Counter[str](), Counter[str]()
    for name, whole, found in pairs:
        one, other = count(whole, found)
        wrong[name] += one
        silent[name] += other
    print(f"{title:28s} {'wrong rows':>10s} {'without note':>12s}")
    for name in wrong:
        print(f"{name:28s} {wrong[name]:10d} {silent[name]:12d}")
    share = silent.total() / max(1, wrong.total())
    print(f"{'all':28s} {wrong.total():10d} {silent.total():12d}   {share:.1%}\n")


def damaged_words(times: int) -> Iterator[tuple[str, RawPlan, RawPlan]]:
    """Yield the name of a damage, the whole reading and that of the damaged document."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in SEEDS:
            path = Path(folder) / f"plan-{seed}.docx"
            write_word(generate_plan(seed=seed, year=YEAR), path, LAYOUTS["grid"])
            whole = read_plan(path, YEAR)
            for name, damage in word_damages.DAMAGES.items():
                rng = Random(f"{seed}/{name}")  # noqa: S311 - a benchmark keeps no secret
                for _ in range(times):
                    found = read_or_none(word_damages.damaged_word(path, damage, rng))
                    if found is not None:
                        yield name, whole, found


def damaged_pdfs(times: int) -> Iterator[tuple[str, RawPlan, RawPlan]]:
    """Yield the same of the PDFs that are kept for the tests."""
    for layout in PDFS:
        path = TESTS / "fixtures" / "documents" / f"{layout}.pdf"
        whole, pages = read_plan(path, YEAR), read_pages(path)
        for name, damage in pdf_damages.DAMAGES.items():
            rng = Random(f"{layout}/{name}")  # noqa: S311 - a benchmark keeps no secret
            for _ in range(times if damage not in RULES or layout == "grid" else 0):
                given = pdf_damages.damaged_pages(pages, damage, rng)
                with patch.object(reader, "read_pages", return_value=given):
                    found = read_or_none(path)
                if found is not None:
                    yield name, whole, found


RULES = (pdf_damages.rule_across_lost, pdf_damages.rules_down_lost, pdf_damages.rules_lost)


def read_or_none(path: Path) -> RawPlan | None:
    """Read a document; None when it is refused."""
    try:
        return read_plan(path, YEAR)
    except DocumentError:
        return None


def count(whole: RawPlan, found: RawPlan) -> tuple[int, int]:
    """Return how many rows are wrong or lost, and how many of these no new note is about."""
    old = {(note.table, note.reason, note.quote) for note in whole.notes}
    fresh = [note for note in found.notes if (note.table, note.reason, note.quote) not in old]
    wrong = silent = 0
    for name in TABLES:
        columns = [column for column in whole.tables[name] if column not in POSITION]
        wanted = Counter(map(tuple, whole.tables[name][columns].to_numpy().tolist()))
        rows = found.tables[name]
        about = [note for note in fresh if note.table in {name, "(none)"}]
        extra = 0
        places = zip(rows["line"].astype(int), rows["page"], strict=True)
        for cells, place in zip(rows[columns].to_numpy().tolist(), places, strict=True):
            if wanted[tuple(cells)]:
                wanted[tuple(cells)] -= 1
                continue
            extra += 1
            wrong += 1
            silent += not any(is_about(note, *place) for note in about)
        lost = max(0, wanted.total() - extra)
        wrong += lost
        silent += lost if not about else 0
    return wrong, silent


def is_about(note: Note, line: int, page: str) -> bool:
    """Tell whether a note is about a row.

    It is at the row's line, about the row's table as a whole, or about pages that it names, the one
    before, or the one after.
    """
    named = PAGE.match(note.reason)
    if named and page:
        return int(named[1]) - 1 <= int(page) <= int(named[2] or int(named[1]) + 1)
    whole = note.line == WHOLE or "add up" in note.reason or "header" in note.reason
    return abs(note.line - line) <= NEAR or whole


if __name__ == "__main__":
    main()
