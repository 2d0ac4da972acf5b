"""Reads a notebook as any editor wrote it, in the one form that is planned, run and shown.

Plain JSON, since nbformat takes a second to import and planning must be quick.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from analysis.errors import Problem, SettingsError, quoted
from analysis.input_files import conflict_problem
from analysis.publishing.page.contract import INJECTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Cell = dict[str, Any]

FORMAT, MINOR = 4, 5
OLDER = (2, 3)  # which nbformat upgrades
OUTPUTS = ("stream", "error", "display_data", "execute_result")
NO_NOTEBOOK = "not a notebook"
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
#: What JSON can hold and no file can: a surrogate without its other half.
HALF = re.compile("[\ud800-\udfff]")
TYPES = ("code", "markdown", "raw")
KERNEL = {"kernelspec": ("name", "display_name"), "language_info": ("name",)}
MARKER = "papermill-error-cell-tag"


def read_notebook(path: Path, where: str, *, outputs: bool = False) -> dict[str, Any]:
    """Read a notebook as format 4.5; `where` names it in messages.

    Each cell has an id, its tags, and its source as one text; a cell without a usable id gets one
    that only depends on the notebook. Other metadata is about an editor's view and left out, like
    cells that papermill added. Stored outputs and counts are left out unless `outputs` is true.

    Raises
    ------
    SettingsError
        When the file is missing or is no notebook, with the line or the cell.
    """
    content = stored_notebook(path, where)
    if content.get("nbformat") in OLDER:
        content = _upgraded(content, where)
    if content.get("nbformat") != FORMAT or not isinstance(content.get("cells"), list):
        raise SettingsError(_no_notebook(where, _format_of(content)))
    stored = list(enumerate(content["cells"], start=1))
    cells = [_cell(cell, f"{where}, cell {number}", outputs=outputs) for number, cell in stored]
    cells = [cell for cell in cells if not {INJECTED, MARKER} & set(cell["metadata"]["tags"])]
    for cell, name in zip(cells, _ids(cells), strict=True):
        cell["id"] = name
        if not cell["metadata"]["tags"]:
            del cell["metadata"]["tags"]
    metadata = _kernel(content.get("metadata"))
    return {"cells": cells, "metadata": metadata, "nbformat": FORMAT, "nbformat_minor": MINOR}


def code_cells(notebook: Mapping[str, Any]) -> list[Cell]:
    """Return the code cells of a notebook that `read_notebook` gave."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def cell_tags(cell: Mapping[str, Any]) -> list[str]:
    """Return the tags of a cell."""
    found: list[str] = cell["metadata"].get("tags", [])
    return found


def stored_notebook(path: Path, where: str) -> dict[str, Any]:
    """Read the JSON of a notebook as it is stored, of any format; `where` names it in messages.

    Raises
    ------
    SettingsError
        When the file is missing or is no JSON object, with the line.
    """
    try:
        data = path.read_bytes()
        found = json.loads(data)  # which takes a BOM and UTF-16 too
    except FileNotFoundError:
        remedy = (
            f"Restore the file (git restore {where}), make the notebook, or correct `notebook:` in "
            "params/report.yaml."
        )
        raise SettingsError(Problem(where, "no such file", "a notebook", remedy)) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(_no_notebook(f"{where}, line {line}", "text in no Unicode")) from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise SettingsError(_no_json(data, where, error)) from None
    if not isinstance(found, dict):
        raise SettingsError(_no_notebook(where, NO_NOTEBOOK))
    return found


def _format_of(content: dict[str, Any]) -> str:
    version = content.get("nbformat")
    if version == FORMAT:
        return "a notebook without a list of cells"
    return NO_NOTEBOOK if version is None else f"format {version!r}"


def _upgraded(content: dict[str, Any], where: str) -> dict[str, Any]:
    """Return a notebook of an older format in format 4, without the random ids that it gets."""
    import nbformat
    from nbformat.reader import reads

    version = content["nbformat"]
    try:
        # Reading it joins lists of lines, which converting expects.
        read = reads(json.dumps(content))  # type: ignore[no-untyped-call] # no types
        made = nbformat.convert(read, FORMAT)  # type: ignore[no-untyped-call] # no types
    except Exception as error:  # noqa: BLE001 - whatever nbformat raises about a damaged notebook
        found = f"a notebook of format {version} that is damaged: {type(error).__name__} {error}"
        raise SettingsError(_no_notebook(where, found.splitlines()[0])) from None
    plain: dict[str, Any] = json.loads(json.dumps(made))
    for cell in plain["cells"]:
        cell.pop("id", None)
    return plain


def _cell(cell: object, where: str, *, outputs: bool) -> Cell:
    if not isinstance(cell, dict):
        raise SettingsError(_no_notebook(where, f"{cell!r}"[:60]))
    kind, source = cell.get("cell_type"), _text(cell.get("source"))
    if found := HALF.search(source):
        remedy = "Type the character again, or remove it."
        text = f"half a character (\\u{ord(found[0]):x})"
        raise SettingsError(Problem(where, text, "text in Unicode", remedy))
    if kind == "heading":  # of format 3
        level = cell.get("level")
        hashes = "#" * (level if isinstance(level, int) and level > 0 else 1)
        kind, source = "markdown", f"{hashes} {source}"
    if kind not in TYPES:
        remedy = "Give the cell another type in JupyterLab, or remove it."
        raise SettingsError(Problem(where, f"a cell of type '{kind}'", quoted(TYPES), remedy))
    metadata = {"tags": _tags(_mapping(cell.get("metadata")).get("tags"))}
    made = {"cell_type": kind, "id": cell.get("id"), "metadata": metadata, "source": source}
    if kind != "code":
        attached = _attachments(cell.get("attachments"))
        return made | ({"attachments": attached} if attached else {})
    count = cell.get("execution_count") if outputs else None
    shown = _outputs(cell.get("outputs")) if outputs else []
    return made | {"execution_count": count, "outputs": shown}


def _outputs(found: object) -> list[Cell]:
    """Return the stored outputs that have the form of one, with data and metadata."""
    outputs = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return [_output(one) for one in outputs if one.get("output_type") in OUTPUTS]


def _output(stored: dict[str, Any]) -> Cell:
    kind = stored["output_type"]
    if kind == "stream":
        name = "stderr" if stored.get("name") == "stderr" else "stdout"
        return {"output_type": kind, "name": name, "text": _text(stored.get("text"))}
    if kind == "error":
        words = {key: _text(stored.get(key)) for key in ("ename", "evalue")}
        return {"output_type": kind, **words, "traceback": []}
    shown = {name: _mapping(stored.get(name)) for name in ("data", "metadata")}
    count = {"execution_count": None} if kind == "execute_result" else {}
    return {"output_type": kind, **shown, **count}


def _ids(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield an id for each cell: its own, or its place when it has none or one that is taken."""
    cells = list(cells)
    own = [str(cell["id"]) for cell in cells]
    taken: set[str] = set()
    for place, name in enumerate(own, start=1):
        usable = ID.fullmatch(name) and cells[place - 1]["id"] and name not in taken
        chosen = name if usable else f"cell-{place}"
        while chosen in taken or (not usable and chosen in own):
            chosen = f"{chosen}-{place}"
        taken.add(chosen)
        yield chosen


def _kernel(metadata: object) -> dict[str, Any]:
    """Return what a notebook says of its kernel and language, if it says so completely."""
    found = {name: _mapping(_mapping(metadata).get(name)) for name in KERNEL}
    whole = {
        name: details
        for name, details in found.items()
        if all(isinstance(details.get(part), str) for part in KERNEL[name])
    }
    return {
        name: {part: value for part, value in details.items() if isinstance(value, str)}
        for name, details in whole.items()
    }


def _attachments(found: object) -> dict[str, dict[str, str]]:
    """Return the attached files by name and type, without those that are not texts."""
    bundles = {name: _mapping(bundle) for name, bundle in _mapping(found).items()}
    texts = {
        name: {mime: text for mime, data in bundle.items() if (text := _text(data))}
        for name, bundle in bundles.items()
    }
    return {name: bundle for name, bundle in texts.items() if bundle}


def _mapping(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _tags(found: object) -> list[str]:
    tags = found if isinstance(found, list) else [found]
    parts = [part.strip() for tag in tags if isinstance(tag, str) for part in tag.split(",")]
    return list(dict.fromkeys(filter(None, parts)))


def _text(found: object) -> str:
    if isinstance(found, list):
        return "".join(map(str, found))
    return found if isinstance(found, str) else ""


def _no_json(data: bytes, where: str, error: ValueError | RecursionError) -> Problem:
    text = data.decode("utf-8", errors="replace")
    name = where.partition(", ")[0]
    if conflict := conflict_problem(text, name, "a notebook"):
        return conflict
    line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    what = "an empty file" if not text.strip() else f"{NO_NOTEBOOK}: {error}"
    return _no_notebook(f"{where}{line}", what)


def _no_notebook(where: str, found: str) -> Problem:
    name = where.partition(", ")[0]
    remedy = f"Restore the file (git restore {name}), or open it in JupyterLab and save it again."
    return Problem(where, found, "a Jupyter notebook of format 4", remedy)
