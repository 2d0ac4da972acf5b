"""Notebooks of any editor are read in one form, or refused with their place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from analysis.errors import SettingsError
from analysis.publishing.run.notebook_file import read_notebook

if TYPE_CHECKING:
    from pathlib import Path

CELL = {"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": []}


def read(tmp_path: Path, *cells: object, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    path = tmp_path / "a.ipynb"
    content = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **changes}
    path.write_text(json.dumps(content), encoding="utf-8")
    found = read_notebook(path, "notebooks/a.ipynb")
    nbformat.validate(nbformat.from_dict(found))  # type: ignore[no-untyped-call] # no types
    assert read_notebook(path, "notebooks/a.ipynb") == found
    return found


def problem(tmp_path: Path, content: bytes) -> tuple[str, str]:
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read_notebook(path, "notebooks/a.ipynb")
    return caught.value.problems[0].where, caught.value.problems[0].found


@pytest.mark.parametrize("minor", [0, 2, 4, 5, 9])
def test_every_minor_format_is_read_as_the_same(tmp_path: Path, minor: int) -> None:
    assert read(tmp_path, CELL, nbformat_minor=minor)["nbformat_minor"] == 5


@pytest.mark.parametrize("ids", [(None, None), ("a", "a"), ("a b", "é"), ("", "cell-1"), (1, "x")])
def test_each_cell_has_an_id_of_its_own(tmp_path: Path, ids: tuple[object, object]) -> None:
    cells = read(tmp_path, *({**CELL, "id": name} for name in ids))["cells"]
    assert len({cell["id"] for cell in cells}) == 2


@pytest.mark.parametrize(
    ("metadata", "tags"),
    [
        ({"tags": None}, None),
        ({"tags": "parameters"}, ["parameters"]),
        ({"tags": ["a", 1, "a", "b, c", ""]}, ["a", "b", "c"]),
        ({"collapsed": None, "scrolled": "no", "name": "", "execution": {"a": 1}}, None),
        (None, None),
        ({"vscode": {"languageId": "python"}, "colab": {}, "trusted": True}, None),
    ],
)
def test_odd_metadata_is_read(tmp_path: Path, metadata: object, tags: list[str] | None) -> None:
    (cell,) = read(tmp_path, {**CELL, "metadata": metadata})["cells"]
    assert cell["metadata"].get("tags") == tags


def test_a_cell_may_lack_everything_but_its_type(tmp_path: Path) -> None:
    cells = read(tmp_path, {"cell_type": "code"}, {"cell_type": "markdown"}, metadata=None)["cells"]
    assert [cell["source"] for cell in cells] == ["", ""]


@pytest.mark.parametrize(
    ("metadata", "kept"),
    [
        ({"kernelspec": {"name": "python3", "display_name": "P"}}, ["kernelspec"]),
        ({"kernelspec": {"name": "python3"}, "language_info": {"version": 3}}, []),
        (
            {"kernelspec": None, "language_info": {"name": "python", "nbconvert": 4}},
            ["language_info"],
        ),
        ({"title": 1, "authors": "x", "colab": {}, "orig_nbformat": 0}, []),
        ([], []),
    ],
)
def test_of_the_notebook_its_kernel_is_kept(
    tmp_path: Path, metadata: object, kept: list[str]
) -> None:
    assert list(read(tmp_path, CELL, metadata=metadata)["metadata"]) == kept


@pytest.mark.parametrize(
    ("attachments", "kept"),
    [
        ({"a.png": {"image/png": ["ab", "cd"]}}, {"a.png": {"image/png": "abcd"}}),
        ({"a.png": None, "b.png": {}, "c.png": {"image/png": 1}}, None),
        ([], None),
        (None, None),
    ],
)
def test_attachments_are_read(tmp_path: Path, attachments: object, kept: object) -> None:
    (cell,) = read(tmp_path, {"cell_type": "markdown", "attachments": attachments})["cells"]
    assert cell.get("attachments") == kept


def test_a_heading_cell_becomes_a_heading(tmp_path: Path) -> None:
    (cell,) = read(tmp_path, {"cell_type": "heading", "level": 2, "source": "Kop"})["cells"]
    assert (cell["cell_type"], cell["source"]) == ("markdown", "## Kop")


def test_what_an_earlier_run_added_is_left_out(tmp_path: Path) -> None:
    added = {**CELL, "metadata": {"tags": ["injected-parameters"]}}
    stored = {**CELL, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
    (cell,) = read(tmp_path, added, stored, metadata={"widgets": {}})["cells"]
    assert (cell["outputs"], cell["source"]) == ([], "x = 1")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    content = {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "a.ipynb").write_bytes(json.dumps(content).encode(encoding))
    assert len(read_notebook(tmp_path / "a.ipynb", "a.ipynb")["cells"]) == 1


@pytest.mark.parametrize(
    ("content", "where", "found"),
    [
        (b'{\n<<<<<<< HEAD\n"a": 1', ", line 2", "a mark of a conflict, '<<<<<<<'"),
        (b"{\n}\n=======\n{", ", line 3", "a mark of a conflict, '======='"),
        (b"", "", "an empty file"),
        (b'{"cells": [\n\xe9]}', ", line 2", "text in no Unicode"),
        (b"[]", "", "not a notebook"),
        (b'{"nbformat": 5, "cells": []}', "", "format 5"),
        (b'{"nbformat": 4}', "", "a notebook without a list of cells"),
        (b'{"nbformat": 4, "cells": {}}', "", "a notebook without a list of cells"),
        (b'{"nbformat": "4", "cells": []}', "", "format '4'"),
        (b'{"nbformat": 1, "cells": []}', "", "format 1"),
        (b'{"nbformat": 4, "cells": [1]}', ", cell 1", "1"),
        (
            b'{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["a \\ud800"]}]}',
            ", cell 1",
            "half a character (\\ud800)",
        ),
        (b'{"nbformat": 4, "cells": [{"cell_type": "x"}]}', ", cell 1", "a cell of type 'x'"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_place(
    tmp_path: Path, content: bytes, where: str, found: str
) -> None:
    place, words = problem(tmp_path, content)
    assert place.startswith(f"notebooks/a.ipynb{where}")
    assert words == found


def older(version: int, *cells: object) -> dict[str, Any]:
    return {"nbformat": version, "nbformat_minor": 0, "metadata": {}, "worksheets": list(cells)}


FORMAT_3 = {
    "cells": [
        {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["Kop"]},
        {"cell_type": "code", "input": ["x = 1"], "language": "python", "outputs": []},
    ]
}


@pytest.mark.parametrize("version", [2, 3])
def test_an_older_format_is_upgraded_alike_each_time(tmp_path: Path, version: int) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(older(version, FORMAT_3, FORMAT_3)), encoding="utf-8")
    found = read_notebook(path, "a.ipynb")
    assert found == read_notebook(path, "a.ipynb")
    assert [one["source"] for one in found["cells"]] == ["# Kop", "x = 1", "# Kop", "x = 1"]
    assert [one["id"] for one in found["cells"]] == ["cell-1", "cell-2", "cell-3", "cell-4"]
    nbformat.validate(nbformat.from_dict(found))  # type: ignore[no-untyped-call] # no types


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("sheet", [None, 1, {}, {"cells": None}, {"cells": [{}]}])
def test_a_damaged_notebook_of_an_older_format_is_refused(
    tmp_path: Path, version: int, sheet: object
) -> None:
    content = json.dumps(older(version, sheet)).encode()
    assert problem(tmp_path, content)[1].startswith(f"a notebook of format {version} ")


def test_stored_outputs_are_read_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    outputs = [
        {"output_type": "stream", "text": ["a", "b"]},
        {"output_type": "display_data", "data": None, "metadata": None},
        {"output_type": "pyout"},
        None,
    ]
    cells = [{**CELL, "outputs": outputs, "execution_count": 3}, {**CELL, "outputs": None}]
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    first, second = read_notebook(path, "a.ipynb", outputs=True)["cells"]
    assert [one["output_type"] for one in first["outputs"]] == ["stream", "display_data"]
    assert (first["outputs"][0]["text"], first["execution_count"]) == ("ab", 3)
    assert (second["outputs"], second["execution_count"]) == ([], None)
