from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from analysis.errors import DocumentError
from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.document.text.lines import from_text

if TYPE_CHECKING:
    from pathlib import Path


def once(text: str) -> str:
    """Return a text as another program gives it: each bold piece once."""
    return re.sub(r"(.{2,80}?)\1\1\1", r"\1", text)


def trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))


def without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def squeezed(text: str) -> str:
    return re.sub(" +", " ", text)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (once, "any bold"),
        (trimmed, "the blanks at the ends of its lines"),
        (without_blank_lines, "blank lines"),
        (squeezed, "the rows of blanks between its cells"),
    ],
)
def test_text_that_lost_what_tells_its_tables_is_refused(
    small_path: Path, change: object, what: str
) -> None:
    assert callable(change)
    text = change(small_path.read_text(encoding="utf-8"))
    with pytest.raises(DocumentError, match=f"text without {what}") as caught:
        from_text(text, name="plan.txt")
    assert "Word file or the PDF" in str(caught.value)


def test_text_in_a_wrong_encoding_is_refused_at_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("een\n" + "geëvalueerd \n".encode().decode("cp1252") * 3, encoding="utf-8")
    with pytest.raises(DocumentError, match="another encoding") as caught:
        read_document(path)
    assert caught.value.problems[0].where == f"{path}, line 2"
