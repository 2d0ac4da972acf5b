"""An executed notebook as Quarto reads it: captions as cell options, one output per cell."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import nbformat

from analysis.publishing.outputs.quarto.labels import book_label, plain, with_book_labels
from analysis.publishing.page.contract import (
    FIGURE,
    HTML,
    KEY,
    MIME,
    PRINTED,
    PROSE,
    TABLE,
    about,
)
from analysis.publishing.page.displayed import with_kinds
from analysis.publishing.page.tamed import tamed
from analysis.publishing.page.visibility import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbformat import NotebookNode

CODE_OPTIONS = ("echo", "code-fold", "eval", "output")
PREFIX = {FIGURE: "fig", TABLE: "tbl"}


def book_chapter(nb: NotebookNode, chapter: str) -> NotebookNode:
    """Return a chapter of the book; the notebook itself is not changed.

    Cells without output, printed lines and parameters are left out. Each figure and table gets a
    cell of its own, with its label, caption and alternative text as Quarto's options, followed by
    its note and source as prose. Options about code are kept.
    """
    made, _ = visible(nb)
    cells: list[NotebookNode] = []
    for cell in with_kinds(made).cells:
        if cell.cell_type == "markdown":
            cell.source = with_book_labels(cell.source, chapter)
            cells.append(cell)
        elif cell.cell_type == "code":
            cells += _shown(cell, chapter, len(cells))
    for place, cell in enumerate(cells):
        cell["id"] = f"{chapter}-{place}"[:64].replace("_", "-")
        cell.metadata.pop(KEY, None)
    made.cells = cells
    made.nbformat_minor = max(made.nbformat_minor, 5)  # cells have ids since 4.5
    return made


def _shown(cell: NotebookNode, chapter: str, place: int) -> Iterator[NotebookNode]:
    options = cell.metadata[KEY]["options"]
    kept = {name: options[name] for name in CODE_OPTIONS if name in options}
    count = 0
    for output in cell.outputs:
        kind = about(output)["kind"]
        if kind in PREFIX:
            count += 1
            label = options.get("label", f"{PREFIX[kind]}-cel-{place}")
            label = label if count == 1 else f"{label}-{count}"
            label = about(output).get("label", label)
            yield _figure(output, book_label(label, chapter), cell.source, kept)
            yield from _remarks(about(output))
        else:
            yield _markdown(with_book_labels(_words(output), chapter))
    if kept and cell.source and not count:  # code that an option is about, without a figure
        yield _code(cell.source, kept, [])


def _figure(output: NotebookNode, label: str, code: str, kept: Mapping[str, str]) -> NotebookNode:
    details = about(output)
    prefix = PREFIX[details["kind"]]
    options = {"label": label, f"{prefix}-cap": plain(details["title"])}
    options |= {"fig-alt": " ".join(details["alt"].split())} if prefix == "fig" else {}
    # A JSON string is valid YAML, whatever it contains.
    head = {name: json.dumps(value, ensure_ascii=False) for name, value in options.items()}
    mime = MIME[details["kind"]]
    shown = {"output_type": "display_data", "metadata": {}, "data": {mime: output.data[mime]}}
    return _code(code, {**head, **kept}, [shown])


def _code(source: str, options: Mapping[str, str], outputs: list[dict[str, Any]]) -> NotebookNode:
    head = [f"#| {name}: {value}" for name, value in options.items()]
    content = {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {},
        "source": "\n".join([*head, source]),
        "outputs": outputs,
    }
    return _node(content)


def _remarks(details: Any) -> Iterator[NotebookNode]:  # noqa: ANN401 - an output's metadata
    lines = [plain(details["note"])] if details.get("note") else []
    lines += [f"*Bron: {plain(details['source'])}*"] if details.get("source") else []
    if lines:
        yield _markdown("\n\n".join(lines))


def _words(output: NotebookNode) -> str:
    """Return prose unchanged, and key figures as a list: Quarto also writes PDF and Word."""
    details = about(output)
    if details["kind"] == PROSE:
        prose: str = output.data[MIME[PROSE]]
        return prose if details.get("authored") else tamed(prose)
    if details["kind"] == HTML and details.get("authored"):
        return f"{output.data[MIME[HTML]]}"
    text = str(output.data.get("text/plain", ""))
    if details["kind"] == PRINTED:
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        return f"{fence}\n{text.rstrip()}\n{fence}"
    return "\n".join(f"- {plain(line)}" for line in text.splitlines() if line.strip())


def _markdown(text: str) -> NotebookNode:
    return _node({"cell_type": "markdown", "metadata": {}, "source": text})


def _node(content: dict[str, Any]) -> NotebookNode:
    made: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call] # has none
    return made
