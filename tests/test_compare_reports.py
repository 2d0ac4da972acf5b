"""The tool that proves a refactoring sees what a reader would see, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare_reports import differences, main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = """
<header class="front"><h1>Plan</h1></header>
<section id="vsi"><h2>Inspectie</h2><p>Er zijn <b>3</b> dossiers.</p>
<figure><figcaption>Figuur 1</figcaption>
<svg aria-label="Drie"><path id="a" d="M0 0"/></svg></figure>
<table><tr><th>Jaar</th><td>3</td></tr></table>
<details class="code"><pre>show(x)</pre></details></section>
"""


def write(folder: Path, page: str, norms: str = "a;b") -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "data/norms.csv").write_text(norms, encoding="utf-8")
    return folder


def test_markup_ids_and_code_are_no_difference(tmp_path: Path) -> None:
    other = PAGE.replace('id="a"', 'id="b"').replace("show(x)", "show(y)")
    other = other.replace("<b>3</b>", "<strong>3</strong>")
    before, after = write(tmp_path / "one", PAGE), write(tmp_path / "two", other)
    assert differences(before, after) == []


def test_a_word_a_cell_and_a_drawing_are_differences_with_their_chapter(tmp_path: Path) -> None:
    before = write(tmp_path / "one", PAGE)
    for place, (old, new) in enumerate(
        [("dossiers", "zaken"), ("<td>3", "<td>4"), ("M0 0", "M1 1"), ("Drie", "Vier")]
    ):
        after = write(tmp_path / str(place), PAGE.replace(old, new))
        changed = [line for line in differences(before, after) if line.startswith("+vsi: ")]
        assert len(changed) == 1, old


def test_a_data_file_that_differs_or_is_new_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = write(tmp_path / "one", PAGE), write(tmp_path / "two", PAGE, "a;c")
    (after / "data/new.csv").write_text("x", encoding="utf-8")
    assert main([str(before), str(after)]) == 1
    shown = capsys.readouterr().out
    assert "+data/new.csv" in shown
    assert "+a;c" in shown
    assert main([str(before), str(before)]) == 0
