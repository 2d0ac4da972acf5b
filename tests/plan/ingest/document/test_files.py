from __future__ import annotations

import cProfile
import hashlib
from random import Random
from typing import TYPE_CHECKING

import pytest

from analysis.errors import DocumentError
from analysis.plan.ingest.document.files import LARGEST_TEXT, read_document
from analysis.plan.ingest.document.limits import LONGEST_LINE, MOST_LINES
from analysis.plan.ingest.plan import read_plan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", ["an empty file"]),
        ("empty.pdf", b"", ["an empty file"]),
        ("binary.txt", b"PK\x03\x04\x00\x00", ["a binary file"]),
        ("ansi.txt", "een\ntwee\ngeïnd".encode("cp1252"), ["line 3", "0xef", "UTF-8"]),
        ("utf16.txt", "een".encode("utf-16"), ["text in UTF-16", "text in UTF-8"]),
        ("plan.odt", b"x", ["'.odt'", "'.docx', '.pdf' or '.txt'"]),
        ("plan.docx", b"x", ["no Word file, "]),
        ("long.txt", b"a" * (LONGEST_LINE + 1), ["line 1", "2001 characters"]),
        ("lines.txt", b"\n" * MOST_LINES, ["100001 lines"]),
        ("large.txt", b"a\n" * (LARGEST_TEXT // 2 + 1), ["2000002 bytes"]),
        ("noise.txt", b"noise " * 9_000_000, ["54000000 bytes"]),
        ("text.pdf", b"Geachte heer", ["no PDF, whatever its name says"]),
        ("noise.pdf", b"noise " * 9_000_000, ["no PDF, whatever its name says"]),
        ("hollow.pdf", b"%PDF-1.7\n%%EOF\n", ["a damaged PDF"]),
    ],
)
def test_an_unusable_file_gives_one_clear_error(
    tmp_path: Path, name: str, data: bytes, words: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert len(caught.value.problems) == 1
    assert [word for word in [name, *words] if word not in str(caught.value)] == []


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read_document(tmp_path / "plan.txt")
    with pytest.raises(DocumentError, match="a folder"):
        read_document(tmp_path)


def test_the_checksum_is_that_of_the_file(small_path: Path) -> None:
    sha256 = hashlib.sha256(small_path.read_bytes()).hexdigest()
    assert read_document(small_path).sha256 == sha256


@pytest.mark.slow
@pytest.mark.parametrize("letters", ["ab cdefghijklmnopqrstuvwxyz", "a", "ab", "0 nvt"])
def test_noise_is_refused_after_a_number_of_calls_that_grows_with_its_length(
    tmp_path: Path, letters: str
) -> None:
    """benchmarks/ingest.py times noise of the largest size."""

    def calls(lines: int) -> int:
        rng = Random(1)  # noqa: S311 - noise keeps no secret
        noise = ["".join(rng.choices(letters, k=LONGEST_LINE - 1)) for _ in range(lines)]
        path = tmp_path / "noise.txt"
        path.write_text("\n".join(noise), encoding="utf-8")
        with cProfile.Profile() as counted, pytest.raises(DocumentError):
            read_plan(path, 2031)
        return sum(each.callcount for each in counted.getstats())

    calls(1)  # compiles the expressions
    first, second, third = calls(20), calls(40), calls(60)
    assert third - second < 1.5 * (second - first) + 100


def test_a_text_cut_in_the_middle_is_refused_with_each_table_it_lacks(
    small_path: Path, tmp_path: Path
) -> None:
    text = small_path.read_text(encoding="utf-8")
    path = tmp_path / "cut.txt"
    path.write_text(text[: text.index("7.1 ")], encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read_plan(path, 2031)
    assert {problem.where for problem in caught.value.problems} == {str(path)}
    found = " ".join(problem.expected for problem in caught.value.problems)
    assert [table for table in ("norms", "inspections", "budget") if table not in found] == []


@pytest.mark.parametrize("name", ["brief.txt", "leeg.txt", "plan.docx", "ansi.txt"])
def test_each_message_names_the_file_as_it_was_given(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = {"brief.txt": b"Geachte heer", "leeg.txt": b"", "ansi.txt": "geïnd".encode("cp1252")}
    path.write_bytes(data.get(name, b"PK"))
    with pytest.raises(DocumentError) as caught:
        read_plan(path, 2031)
    assert caught.value.problems[0].where.startswith(str(path))
