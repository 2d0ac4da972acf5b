"""An executed notebook as Quarto reads it: captions as cell options, one output per cell."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import nbformat

from analysis.publishing.outputs.quarto.labels import (
    alternative_text,
    book_label,
    table_caption,
    with_book_labels,
    with_heading_labels,
)
from analysis.publishing.page.contract import (
    CARDS,
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
from analysis.publishing.page.visibility import visible
from analysis.toolkit.markdown import plain, tamed
from analysis.toolkit.quarto import as_callout, block, html_block, quarto_table, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbformat import NotebookNode

CODE_OPTIONS = ("echo", "code-fold", "eval", "output")
HIDDEN = {"echo": "false"}
PREFIX = {FIGURE: "fig", TABLE: "tbl"}


def book_chapter(nb: NotebookNode, chapter: str) -> NotebookNode:
    """Return a chapter of the book; the notebook itself is not changed.

    Cells without output, printed lines and parameters are left out. Each figure and table gets a
    cell of its own, with its label, caption and alternative text as Quarto's options, followed by
    its note and source as a block. The first of a cell has its code. Headings get a label, and
    options about code are kept.
    """
    made, _ = visible(nb)
    cells: list[NotebookNode] = []
    for cell in with_kinds(made).cells:
        if cell.cell_type == "markdown":
            cell.source = with_book_labels(cell.source, chapter)
            cells.append(cell)
        elif cell.cell_type == "code":
            cells += _shown(cell, chapter, len(cells))
    used: set[str] = set()
    for place, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            cell.source = with_heading_labels(cell.source, chapter, used)
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
            label = book_label(about(output).get("label", label), chapter)
            code, code_options = (cell.source, kept) if count == 1 else ("", kept | HIDDEN)
            yield _captioned(output, label, code, code_options)
            if remark := block("reading-note", remarks(about(output))):
                yield _markdown(remark)
        else:
            yield _markdown(with_book_labels(_words(output), chapter))
    if kept and cell.source and not count:  # code that an option is about, without a figure
        yield _code(cell.source, kept, [])


def _captioned(
    output: NotebookNode, label: str, code: str, kept: Mapping[str, str]
) -> NotebookNode:
    details = about(output)
    if details["kind"] == FIGURE:
        alt = alternative_text(details["alt"])
        options = {"label": label, "fig-cap": plain(details["title"]), "fig-alt": alt}
        data = {MIME[FIGURE]: output.data[MIME[FIGURE]]}
    else:
        options = {"label": label, "tbl-cap": table_caption(details["title"])}
        data = {"text/markdown": html_block(quarto_table(output.data[MIME[TABLE]]))}
    # A JSON string is valid YAML, whatever it contains.
    head = {name: json.dumps(value, ensure_ascii=False) for name, value in options.items()}
    shown = {"output_type": "display_data", "metadata": {}, "data": data}
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


def _words(output: NotebookNode) -> str:
    """Return prose, a caution in a callout, and key figures as a list, which every format has."""
    details = about(output)
    if details["kind"] == PROSE:
        prose: str = output.data[MIME[PROSE]]
        return prose if details.get("authored") else as_callout(tamed(prose), details)
    if details["kind"] == HTML and details.get("authored"):
        return f"{output.data[MIME[HTML]]}"
    if details.get("role") == CARDS:
        return html_block(output.data[MIME[HTML]])
    text = str(output.data.get("text/plain", ""))
    if details["kind"] == PRINTED:
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        return f"{fence}\n{text.rstrip()}\n{fence}"
    lines = "\n".join(f"- {plain(line)}" for line in text.splitlines() if line.strip())
    return block("key-figures", lines)


def _markdown(text: str) -> NotebookNode:
    return _node({"cell_type": "markdown", "metadata": {}, "source": text})


def _node(content: dict[str, Any]) -> NotebookNode:
    made: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call] # has none
    return made
