"""An executed notebook as Quarto reads it: captions as cell options, one output per cell."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import nbformat

from analysis.publishing.outputs.quarto.labels import book_label, plain, with_book_labels
from analysis.publishing.page.contract import FIGURE, HTML, MIME, PROSE, TABLE, about, tags
from analysis.publishing.page.options import split_options
from analysis.publishing.page.tamed import tamed
from analysis.publishing.page.visibility import DECLARED, INJECTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

PREFIX = {FIGURE: "fig", TABLE: "tbl"}


def book_chapter(nb: NotebookNode, chapter: str) -> NotebookNode:
    """Return a chapter of the book; the notebook itself is not changed.

    Cells without output, printed lines and parameters are left out. Each figure and table gets a
    cell of its own, with its label, caption and alternative text as Quarto's options, followed by
    its note and source as prose.
    """
    made = deepcopy(nb)
    cells: list[NotebookNode] = []
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = with_book_labels(cell.source, chapter)
            cells.append(cell)
        elif cell.cell_type == "code" and not {DECLARED, INJECTED} & set(tags(cell)):
            cells += _shown(cell, chapter, len(cells))
    for place, cell in enumerate(cells):
        cell["id"] = f"{chapter}-{place}"[:64].replace("_", "-")
    made.cells = cells
    made.nbformat_minor = max(made.nbformat_minor, 5)  # cells have ids since 4.5
    return made


def _shown(cell: NotebookNode, chapter: str, place: int) -> Iterator[NotebookNode]:
    options, code = split_options(cell.source)
    count = 0
    for output in cell.outputs:
        kind = about(output).get("kind")
        if kind in PREFIX:
            count += 1
            label = options.get("label", f"{PREFIX[kind]}-cel-{place}")
            label = label if count == 1 else f"{label}-{count}"
            label = about(output).get("label", label)
            yield _figure(output, book_label(label, chapter), code)
            yield from _remarks(about(output))
        elif kind in (PROSE, HTML):
            yield _markdown(with_book_labels(_words(output), chapter))


def _figure(output: NotebookNode, label: str, code: str) -> NotebookNode:
    details = about(output)
    prefix = PREFIX[details["kind"]]
    options = {"label": label, f"{prefix}-cap": plain(details["title"])}
    options |= {"fig-alt": " ".join(details["alt"].split())} if prefix == "fig" else {}
    # A JSON string is valid YAML, whatever it contains.
    values = {name: json.dumps(value, ensure_ascii=False) for name, value in options.items()}
    head = [f"#| {name}: {value}" for name, value in values.items()]
    mime = MIME[details["kind"]]
    shown = {"output_type": "display_data", "metadata": {}, "data": {mime: output.data[mime]}}
    content = {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {},
        "source": "\n".join([*head, code]),
        "outputs": [shown],
    }
    return _node(content)


def _remarks(details: Any) -> Iterator[NotebookNode]:  # noqa: ANN401 - an output's metadata
    lines = [plain(details["note"])] if details.get("note") else []
    lines += [f"*Bron: {plain(details['source'])}*"] if details.get("source") else []
    if lines:
        yield _markdown("\n\n".join(lines))


def _words(output: NotebookNode) -> str:
    """Return prose unchanged, and key figures as a list: Quarto also writes PDF and Word."""
    if about(output)["kind"] == PROSE:
        return tamed(output.data[MIME[PROSE]])
    lines = str(output.data.get("text/plain", "")).splitlines()
    return "\n".join(f"- {plain(line)}" for line in lines if line.strip())


def _markdown(text: str) -> NotebookNode:
    return _node({"cell_type": "markdown", "metadata": {}, "source": text})


def _node(content: dict[str, Any]) -> NotebookNode:
    made: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call] # has none
    return made
