"""What becomes of each output of a notebook: one list of MIME types, for `report` and `check`."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rich.text import Text

from analysis.errors import Problem
from analysis.publishing.page.contract import (
    BEGIN,
    HTML,
    KEY,
    MIME,
    PLACEHOLDER,
    PRINTED,
    PROSE,
    REQUIRED,
    about,
    code_cells,
    where,
)
from analysis.publishing.page.static_pictures import (
    ALT,
    CAPTION,
    as_figure,
    has_picture,
    is_data,
    lacking,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nbformat import NotebookNode


class Fate(StrEnum):
    """What becomes of data that a cell displays without `show()`."""

    LEFT_OUT = "is left out of the report"
    CHART = "is an interactive chart, which the report cannot show"
    SCRIPT = "is a script, which the report does not run"
    MARKUP = "is shown as HTML"
    PROSE = "is shown as Markdown"
    FORMULA = "is shown as a formula"
    PICTURE = "is a picture without title and alternative text"
    DATA = "is shown as text, indented"
    TEXT = "is shown as text"
    UNKNOWN = "is of a type that the report cannot show"


#: In order: the first pattern that a type of the output matches decides about the whole output.
FATES: tuple[tuple[re.Pattern[str], Fate], ...] = tuple(
    (re.compile(pattern), fate)
    for pattern, fate in (
        (r"application/vnd\.jupyter\.widget-(view|state)\+json", Fate.LEFT_OUT),
        (r"application/vnd\.(vega|vegalite|plotly)\..*", Fate.CHART),
        (r"application/vnd\.(bokehjs|holoviews)\w*\..*", Fate.CHART),
        (r"application/(geo|vdom\.v1)\+json", Fate.CHART),
        (r"text/html", Fate.MARKUP),
        (r"text/markdown", Fate.PROSE),
        (r"text/latex", Fate.FORMULA),
        (r"image/.+", Fate.PICTURE),
        (r"(application|text)/javascript", Fate.SCRIPT),
        (r"application/json", Fate.DATA),
        (r"(?!text/plain\Z).*", Fate.UNKNOWN),
        (r"text/plain", Fate.TEXT),
    )
)
#: How a library displays a static picture next to its chart, or instead of it.
STATIC: Mapping[str, str] = MappingProxyType(
    {
        "vega": ", or let Altair draw it: alt.renderers.enable('svg'), with vl-convert-python",
        "plotly": ", or let Plotly draw it: plotly.io.renderers.default = 'svg', with kaleido",
        "bokeh": ", or let Bokeh draw it: bokeh.io.export_svg, and display that SVG",
    }
)
HIDDEN = (
    "to keep it out of the report, end the line with a semicolon or give the cell the option "
    "`#| output: false`"
)
#: What a picture lacks: only its data, or its texts too.
PARTS = "its data as a table", "title and alternative text"
REFUSED = frozenset({Fate.CHART, Fate.SCRIPT, Fate.PICTURE, Fate.UNKNOWN})
ADDRESS = re.compile(r"<?[\w.]*[^<>\n]{0,60}\bat 0x[0-9a-fA-F]{4,}>?")
#: How Python writes an object that has no text of its own, alone or in a list; pandas writes
#: `<NA>`, and a heading before the values of an array.
OBJECT = re.compile(
    r"(?:\A|[\[({,]\s*|:\s)(?P<shown><(?=[A-Za-z])(?!NA>)[^<>]*(?:<[^<>]*>[^<>]*)*>)(?!\n\[)"
)
QUOTED = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"")
FORMULA = re.compile(r"\A\s*(?:\\\[(?P<display>.*)\\\]|\\\((?P<inline>.*)\\\))\s*\Z", re.DOTALL)
LEFT_BY_CHARTS = re.compile(
    r"vega-embed|vegaEmbed|plotly|bokeh|folium|leaflet|data-vegalite", re.IGNORECASE
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def fate_of(output: NotebookNode) -> tuple[str, Fate] | None:
    """Return the type that decides about an output, and what becomes of it; None when empty."""
    types = [name for name, value in output.data.items() if value not in ("", None, [])]
    for pattern, fate in FATES:
        for name in types:
            if pattern.fullmatch(name):
                return name, fate
    return None


def output_problems(chapter: str, nb: NotebookNode) -> list[Problem]:
    """Find outputs that cannot be published: no title or content, an error, a chart, an address.

    The notebook is one of `visible`.
    """
    return [
        problem for cell in code_cells(nb) for problem in _cell_problems(cell, where(chapter, cell))
    ]


def with_kinds(nb: NotebookNode) -> NotebookNode:
    """Give each output that `show()` did not write its kind, in place; return the notebook.

    All have a kind after this. Its outputs have no problems, as `output_problems` finds them.
    """
    for cell in code_cells(nb):
        options = _options(cell)
        if CAPTION in options:
            shown = [output for output in cell.outputs if not is_data(output)]
            cell.outputs = [_drawn(output, options, cell.outputs) for output in shown]
        made = map(_with_kind, cell.outputs)
        cell.outputs = [output for output in made if output is not None]
    return nb


def plain_text(text: str) -> str:
    r"""Return a text as a terminal leaves it on its screen, without colours and control characters.

    >>> plain_text("\x1b[31mrood\x1b[0m\n10%\r100%\n")
    'rood\n100%\n'
    """
    lines = text.replace("\r\n", "\n").split("\n")
    shown = (Text.from_ansi(line.rstrip("\r").rpartition("\r")[2]).plain for line in lines)
    return CONTROL.sub("", "\n".join(shown))


def _options(cell: NotebookNode) -> Mapping[str, str]:
    found: Mapping[str, str] = cell.metadata.get(KEY, {}).get("options", {})
    return found


def _drawn(
    output: NotebookNode, options: Mapping[str, str], outputs: list[NotebookNode]
) -> NotebookNode:
    described = about(output).get("kind") in MIME or not has_picture(output)
    return output if described else as_figure(output, options, outputs)


def _with_kind(output: NotebookNode) -> NotebookNode | None:
    if about(output).get("kind") in MIME:
        return output
    if output.output_type == "stream":
        return _displayed(PRINTED, "text/plain", plain_text(_joined(output.text)))
    found = fate_of(output)
    if found is None or found[1] is Fate.LEFT_OUT:
        return None
    mime, fate = found
    content = output.data[mime]
    text = _as_text(content, fate)
    kind, change = FORMS[fate]
    return _displayed(kind, MIME.get(kind, "text/plain"), change(text))


def _displayed(kind: str, mime: str, text: str) -> NotebookNode:
    from nbformat import from_dict

    details = {KEY: {"kind": kind, "authored": True}}
    content = {"output_type": "display_data", "metadata": details, "data": {mime: text}}
    made: NotebookNode = from_dict(content)  # type: ignore[no-untyped-call] # has no types
    return made


def _as_markdown(latex: str) -> str:
    """Write LaTeX with the delimiters that Markdown knows."""
    found = FORMULA.match(latex)
    if not found:
        return latex
    return f"$${found['display']}$$" if found["display"] is not None else f"${found['inline']}$"


def _as_text(content: Any, fate: Fate) -> str:  # noqa: ANN401 - JSON, a text, or its lines
    if fate is Fate.DATA:
        return json.dumps(content, ensure_ascii=False, indent=2)
    return _joined(content)


def _joined(text: Any) -> str:  # noqa: ANN401 - a text, or its lines
    return text if isinstance(text, str) else "".join(map(str, text))


def _cell_problems(cell: NotebookNode, place: str) -> Iterator[Problem]:
    options, outputs = _options(cell), cell.get("outputs", [])
    pictures = [one for one in outputs if about(one).get("kind") not in MIME and has_picture(one)]
    used = [] if lacking(options, outputs) else [one for one in outputs if is_data(one)] + pictures
    for output in outputs:
        if output in used:
            continue
        if output in pictures:
            yield _not_described(fate_of(output), place, lacking(options, outputs))
        else:
            yield from _problems(output, place)
    asked = [name for name in (CAPTION, ALT) if name in options]
    if asked and outputs and not pictures:
        found = f"option '{asked[0]}' on a cell that displays no picture of its own"
        expected, remedy = "a cell that displays a PNG or an SVG", "Remove the option."
        yield Problem(place, found, expected, remedy)


def _not_described(found: tuple[str, Fate] | None, place: str, lacks: list[str]) -> Problem:
    """Return the problem of a static picture, which may come with an interactive chart."""
    mime = found[0] if found else "a picture"
    return Problem(
        place,
        f"{mime} without {PARTS[len(lacks) > 1 or lacks[0].startswith('`')]}",
        "a figure with a title, alternative text and its data as a table",
        f"Display the chart with show(), or give its cell {', '.join(lacks)}; {HIDDEN}.",
    )


def _problems(output: NotebookNode, place: str) -> list[Problem]:
    if output.output_type == "error":
        found = plain_text(f"{output.ename}: {output.evalue}")
        return [Problem(place, found, "no error in a published report", "Correct the cell.")]
    if output.output_type == "stream":
        return _addresses(_joined(output.text), place)
    kind = about(output).get("kind")
    return _unmarked(output, place) if kind not in MIME else _incomplete(output, kind, place)


def _incomplete(output: NotebookNode, kind: str, place: str) -> list[Problem]:
    """Find what `show()` would have given: title, alternative text, content."""
    missing = [name for name in REQUIRED[kind] if not _authored(about(output).get(name))]
    content = _joined(output.data.get(MIME[kind], ""))
    missing += [] if content else [MIME[kind]]
    begin = BEGIN.get(kind, "")
    if content and not content.startswith(begin):
        found = f"a {kind} that begins with {content[:20]!r}"
        return [Problem(place, found, f"one that begins with {begin}", "Display it with show().")]
    expected = f"{', '.join(REQUIRED[kind])} and {MIME[kind]}" if REQUIRED[kind] else MIME[kind]
    return [
        Problem(place, f"a {kind} without {name}", f"a {kind} with {expected}", "Add it in show().")
        for name in missing
    ]


def _unmarked(output: NotebookNode, place: str) -> list[Problem]:
    """Find what the report cannot show of data displayed without `show()`."""
    found = fate_of(output)
    if found is None:
        return []
    mime, fate = found
    content = output.data[mime]
    text = _as_text(content, fate)
    if fate is Fate.MARKUP and LEFT_BY_CHARTS.search(text) and "<script" in text:
        fate = Fate.CHART
    if fate is Fate.MARKUP and "<table" in text:
        mime, fate = "<table>", Fate.PICTURE
    if fate in REFUSED:
        return [_refusal(mime, fate, place)]
    if fate is Fate.LEFT_OUT:
        return []
    return _addresses(text, place) or (_objects(text, place) if fate is Fate.TEXT else [])


def _refusal(mime: str, fate: Fate, place: str) -> Problem:
    if fate is Fate.PICTURE:
        found = f"{mime} without title and alternative text"
        expected, remedy = "a figure or table with a caption", f"Display it with show(); {HIDDEN}."
    elif fate is Fate.CHART:
        found, expected = f"an interactive chart ({mime})", "a static figure"
        other = next((how for name, how in STATIC.items() if name in mime), "")
        remedy = f"Draw it as a chart of analysis.toolkit.charts, with show(){other}; {HIDDEN}."
    else:
        found, expected = f"{mime}, which {fate}", "text, Markdown, HTML, a formula, or show()"
        remedy = f"Display it in another form; {HIDDEN}."
    return Problem(place, found, expected, remedy)


def _addresses(text: str, place: str) -> list[Problem]:
    """Find the address of an object, which says nothing and differs from run to run."""
    found = ADDRESS.search(plain_text(text))
    return [_meaningless(f"{found[0].strip()!r}, the address of an object", place)] if found else []


def _meaningless(found: str, place: str) -> Problem:
    expected = "something that a reader understands"
    remedy = "Display what the object holds, or end the line with a semicolon to show nothing."
    return Problem(place, found, expected, remedy)


def _objects(text: str, place: str) -> list[Problem]:
    """Find an object that a cell displays as Python writes it, such as `<class 'int'>`."""
    shown = plain_text(text)
    found = OBJECT.search(QUOTED.sub(lambda quoted: "x" * len(quoted[0]), shown))
    if not found:
        return []
    return [_meaningless(f"{shown[slice(*found.span('shown'))]}, a bare Python object", place)]


def _authored(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and PLACEHOLDER not in text


#: The kind of output that each becomes, and what changes its text.
FORMS: Mapping[Fate, tuple[str, Callable[[str], str]]] = MappingProxyType(
    {
        Fate.MARKUP: (HTML, str),
        Fate.PROSE: (PROSE, str),
        Fate.FORMULA: (PROSE, _as_markdown),
        Fate.DATA: (PRINTED, str),
        Fate.TEXT: (PRINTED, plain_text),
    }
)
