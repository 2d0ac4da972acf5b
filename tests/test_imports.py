from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from analysis.imports import ImportReader

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "__init__.py": "",
    "top.py": "import json\nfrom lib.deep.leaf import value",
    "typed.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import lib.top\n",
    "late.py": "def f():\n    try:\n        from lib import other\n    finally:\n        pass",
    "other.py": "",
    "loop.py": "import lib.loop",
    "deep/__init__.py": "from . import near",
    "deep/near.py": "import pandas as pd",
    "deep/leaf.py": "from ..other import something",
    "deep/style.mplstyle": "lines.linewidth: 2",
    "rules/__init__.py": "import pkgutil\nfound = list(pkgutil.iter_modules(__path__))",
    "rules/one.py": "import lib.other",
}


@pytest.fixture
def reader(tmp_path: Path) -> ImportReader:
    for name, text in FILES.items():
        path = tmp_path / "lib" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return ImportReader(tmp_path / "lib")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1", set()),
        ("import os", set()),
        ("import lib.other", {"__init__.py", "other.py"}),
        ("from lib import other", {"__init__.py", "other.py"}),
        ("from lib.typed import x", {"__init__.py", "typed.py"}),
        ("import lib.late", {"__init__.py", "late.py", "other.py"}),
        ("import lib.loop", {"__init__.py", "loop.py"}),
        (
            "%matplotlib inline\nfrom lib.top import value",
            {"__init__.py", "top.py", "deep/__init__.py", "deep/near.py", "deep/leaf.py",
             "other.py", "deep/style.mplstyle"},
        ),
        ("import lib.rules", {"__init__.py", "rules/__init__.py", "rules/one.py", "other.py"}),
        ("this is no Python", set(FILES)),
    ],
    ids=["nothing", "elsewhere", "a module", "from a package", "types only", "in a function",
         "itself", "through others", "a package that searches", "unreadable"],
)  # fmt: skip
def test_what_code_imports_is_found_to_the_last(
    reader: ImportReader, tmp_path: Path, source: str, expected: set[str]
) -> None:
    """Packages run too when a module in them is imported, and data beside them may be read."""
    own = reader.imports(source).own
    assert {path.relative_to(tmp_path / "lib").as_posix() for path in own} == expected


def test_other_packages_are_named_as_they_are_written(reader: ImportReader) -> None:
    found = reader.imports("from scipy import stats\nimport lib.top").others
    assert found == {"scipy", "scipy.stats", "json", "pandas"}


def test_a_second_reader_parses_nothing_and_finds_the_same(
    reader: ImportReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, source = tmp_path / ".cache/imports.json", "import lib.late, lib.rules"
    first = ImportReader(tmp_path / "lib", memory).imports(source)
    monkeypatch.setattr("analysis.imports.ast.parse", None)  # a call would raise
    assert ImportReader(tmp_path / "lib", memory).imports(source) == first
    assert [path.name for path in memory.parent.iterdir()] == ["imports.json"]
    monkeypatch.undo()
    assert first == reader.imports(source)


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"a": 1}', '{"a": [null, true]}', "\x00"])
def test_a_damaged_memory_is_ignored_and_replaced(
    reader: ImportReader, tmp_path: Path, damaged: str
) -> None:
    memory = tmp_path / "imports.json"
    memory.write_text(damaged)
    expected = reader.imports("import lib.late")
    assert ImportReader(tmp_path / "lib", memory).imports("import lib.late") == expected
    assert len(json.loads(memory.read_text())) > 1


def test_an_edited_module_is_read_again(reader: ImportReader, tmp_path: Path) -> None:
    memory = tmp_path / "imports.json"
    ImportReader(tmp_path / "lib", memory).imports("import lib.late")
    (tmp_path / "lib/late.py").write_text("import os")
    found = ImportReader(tmp_path / "lib", memory).imports("import lib.late")
    assert found == reader.imports("import lib.late")
    assert {path.name for path in found.own} == {"__init__.py", "late.py"}


def test_a_memory_that_cannot_be_written_changes_nothing(
    reader: ImportReader, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    found = ImportReader(tmp_path / "lib", tmp_path / "file/imports.json").imports(
        "import lib.late"
    )
    assert found == reader.imports("import lib.late")
