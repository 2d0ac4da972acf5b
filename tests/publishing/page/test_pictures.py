"""Pictures that an author attaches, or puts next to the notebook, are in the page itself."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.page.assemble import export_chapters
from analysis.publishing.page.pictures import picture_files
from composing import code, notebook, shown, text

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = io.BytesIO()
Image.effect_noise((20, 20), 50).save(PICTURE, "png")
PNG = base64.b64encode(PICTURE.getvalue()).decode()
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def attached(source: str, **pictures: dict[str, Any]) -> dict[str, Any]:
    names = {name.replace("_", "."): bundle for name, bundle in pictures.items()}
    return {**text(source), "attachments": names}


def chapter(*cells: dict[str, Any], folder: Path | None = None) -> str:
    nb = notebook(text("# A\n\nTekst."), *cells)
    (made,) = export_chapters([("a", "A", nb)], {}, folder)
    return made.html


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (attached("![b](attachment:b.png)", b_png={"image/png": PNG}), f"image/png;base64,{PNG}"),
        (
            attached('<img alt="b" src="attachment:b.png">', b_png={"image/png": PNG}),
            f"image/png;base64,{PNG}",
        ),
        (
            attached("<p><img src='attachment:b.jpg' alt=b></p>", b_jpg={"image/jpeg": PNG}),
            f"image/jpeg;base64,{PNG}",
        ),
        (attached("![b][1]\n\n[1]: attachment:b.png", b_png={"image/png": [PNG]}), PNG),
        (attached("![b](attachment:b.svg)", b_svg={"image/svg+xml": SVG}), "image/svg+xml;base64"),
    ],
)
def test_an_attached_picture_is_embedded(cell: dict[str, Any], expected: str) -> None:
    assert f'src="data:{expected}' in chapter(cell) or expected in chapter(cell)


@pytest.mark.parametrize(
    "cell",
    [
        text("![b](foto 1.png)".replace(" ", "%20")),
        text('<img src="foto 1.png" alt="b">'),
        text("<img alt=b src='./foto 1.png'>"),
        code("x", shown(None, {"text/html": '<img src="foto 1.png" alt="b">'})),
        code("x", shown(None, {"text/markdown": "![b](<foto 1.png>)"})),
    ],
)
def test_a_picture_next_to_the_notebook_is_embedded(tmp_path: Path, cell: dict[str, Any]) -> None:
    (tmp_path / "foto 1.png").write_bytes(PICTURE.getvalue())
    assert f'src="data:image/png;base64,{PNG}"' in chapter(cell, folder=tmp_path)


@pytest.mark.parametrize(
    "address", ["elders.png", "../buiten.png", "/etc/x.png", "tekst.txt", "attachment:weg.png"]
)
def test_another_picture_is_refused(tmp_path: Path, address: str) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("buiten.png", "notebooks/tekst.txt"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(Exception, match=f"{address}', which is not"):
        chapter(text(f"![b]({address})"), folder=folder)


@pytest.mark.parametrize(
    ("mime", "stored"),
    [
        ("image/png", "geen base64!"),
        ("image/png", base64.b64encode(b"tekst").decode()),
        ("image/png", base64.b64encode(PICTURE.getvalue()[:-200]).decode()),
        ("image/jpeg", ""),
        ("image/svg+xml", "<p>geen tekening</p>"),
    ],
)
def test_a_damaged_attachment_is_refused(mime: str, stored: str) -> None:
    with pytest.raises(Exception, match="not attached to the cell, or damaged"):
        chapter(attached("![b](attachment:b.png)", b_png={mime: stored}))


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(PICTURE.getvalue()[:-200])
    with pytest.raises(Exception, match="check that it opens"):
        chapter(text("![b](b.png)"), folder=tmp_path)


def test_a_document_has_the_picture_as_a_file() -> None:
    cell = attached("![b](attachment:b.png)", b_png={"image/png": PNG})
    made = manuscript([("a", "A", notebook(text("# A"), cell))], title="T", sources=[])
    ((name, content),) = made.embedded.items()
    assert content == PICTURE.getvalue()
    assert f'src="{name}"' in made.html
    assert "base64" not in made.html


def test_the_pictures_of_a_folder_are_those_of_its_notebooks(tmp_path: Path) -> None:
    for name in ("a.png", "sub/b.JPG", ".ipynb_checkpoints/c.png", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in picture_files(tmp_path)] == ["a.png", "b.JPG"]
