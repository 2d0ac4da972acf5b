from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DocumentError
from analysis.ingest.document import (
    LARGEST_FILE,
    LONGEST_LINE,
    MOST_LINES,
    Document,
    joined,
    parse_document,
)
from analysis.ingest.document import read_document as read

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30), min_size=1)


@given(TEXTS)
def test_no_line_is_lost(texts: list[str]) -> None:
    document = parse_document("\n".join(texts), name="plan")
    assert [line.number for line in document.lines] == list(range(1, len(texts) + 1))
    assert [line.raw for line in document.lines] == texts


def test_a_page_footer_becomes_a_gap_and_gives_the_pages(small_document: Document) -> None:
    footer = "pagina 10 van 20 Plan - DWX - 2031 28.02.2031"
    assert footer in small_document.footers
    assert all(footer not in line.text for line in small_document.lines)
    assert small_document.pages == 20


def test_lines_end_in_the_same_place_whatever_the_system() -> None:
    document = parse_document("een\r\ntwee\x0cdrie\rvier", name="plan")
    assert [line.text for line in document.lines] == ["een", "twee drie", "vier"]


def test_a_form_feed_starts_a_page() -> None:
    assert parse_document("een\n\x0ctwee", name="plan").lines[1].page_start


def test_a_line_knows_a_gap_from_an_empty_paragraph() -> None:
    gap, empty = parse_document("\n ", name="plan").lines
    assert (gap.gap, gap.empty) == (True, False)
    assert (empty.gap, empty.empty) == (False, True)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("niet-", "actieven", "niet-actieven"),
        ("loon-", "en premie", "loon- en premie"),
        ("WX0/WX0-", "1AA", "WX0/WX0-1AA"),
        ("een", "twee", "een twee"),
        ("vaart -", "haven", "vaart - haven"),
        ("", "een", "een"),
    ],
)
def test_wrapped_text_is_joined(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole


def test_the_checksum_is_that_of_the_file(small_path: Path) -> None:
    assert read(small_path).sha256 == hashlib.sha256(small_path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", ["an empty file"]),
        ("binary.txt", b"PK\x03\x04\x00\x00", ["a binary file"]),
        ("ansi.txt", "een\ntwee\ngeïnd".encode("cp1252"), ["line 3", "0xef", "UTF-8"]),
        ("plan.docx", b"x", ["'.docx'", "'.txt'"]),
        ("long.txt", b"a" * (LONGEST_LINE + 1), ["line 1", "2001 characters"]),
        ("lines.txt", b"\n" * MOST_LINES, ["100001 lines"]),
        ("large.txt", b"a\n" * (LARGEST_FILE // 2 + 1), ["3000002 bytes"]),
    ],
)
def test_an_unusable_file_gives_one_clear_error(
    tmp_path: Path, name: str, data: bytes, words: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert len(caught.value.problems) == 1
    assert [word for word in [name, *words] if word not in str(caught.value)] == []


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read(tmp_path / "plan.txt")
    with pytest.raises(DocumentError, match="a folder"):
        read(tmp_path)
