"""Renders prose to HTML: headings one level down, with ids, and collected for the navigation."""

from __future__ import annotations

import re
import unicodedata
from html import escape, unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from mistune.plugins import import_plugin
from mistune.plugins.footnotes import parse_inline_footnote
from mistune.util import unikey
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from analysis.errors import Problem
from analysis.publishing.page.contract import HTML, MIME, PROSE, about, where
from analysis.publishing.page.formulas import FormulaError, is_formula, mathml
from analysis.publishing.page.pictures import embed_pictures, embedder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mistune import InlineParser, InlineState
    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

TITLE = re.compile(r"\A\s*# +(?P<title>[^\n]+?)\s*(?:\n|\Z)")
TAG = re.compile(r"<[^>]+>")
SECTION = 2  # the notebook's level that the navigation lists
FOOTNOTE = re.compile(
    r"^ {0,3}\[\^(?P<key>[^\]\s]+)\]:[ \t]*\S.*(?:\n(?:[ \t]*\n)*(?: {2,}|\t).+)*", re.MULTILINE
)
NOTED = re.compile(r"\[\^(?P<key>[^\]\s]+)\](?!:)")
#: What looks like a footnote; mistune reads one with a space in its name as a link.
MARKED = r"\[\^(?P<footnote_key>(?:[^\\\[\]\n]|\\.){1,500})\]"


class SectionHeading(NamedTuple):
    """A heading that the navigation lists."""

    id: str
    html: str


class ChapterRenderer(IPythonRenderer):
    """Renders one chapter's Markdown, and collects its headings and what it cannot render.

    `place` names the cell that is being rendered, and `embedded` turns the address of a picture
    into one with its content.
    """

    def __init__(self, chapter: str, *, links: bool) -> None:
        super().__init__(escape=False)
        self._chapter = chapter
        self._links = links
        self._ids: set[str] = set()
        self._notes = 0  # footnotes of the cells before
        self._items = 0  # footnotes of this cell
        self._noted: set[str] = set()
        self.place = ""
        self.embedded: Callable[[str], str] = str
        self.sections: list[SectionHeading] = []
        self.problems: list[Problem] = []

    def heading(self, text: str, level: int, **_: Any) -> str:  # noqa: ANN401 - mistune's own
        """Render a heading one level down: the report's title is its only h1."""
        plain = TAG.sub("", text).replace('"', "&quot;")
        name = self._unused(slug(plain) or "deel")
        if level == SECTION:
            self.sections.append(SectionHeading(name, text))
        here = f'<a class="here" href="#{name}" aria-label="Vaste koppeling naar {plain}"></a>'
        end = here if self._links else ""
        return f'<h{level + 1} id="{name}">{text}{end}</h{level + 1}>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Render a picture, with its content where it is attached or next to the notebook."""
        alt, extra = (
            escape(unescape(TAG.sub("", text))),
            f' title="{escape(title)}"' if title else "",
        )
        return f'<img src="{escape(self.embedded(url))}" alt="{alt}"{extra} />'

    def inline_math(self, body: str) -> str:
        """Render a formula in a line; two amounts in dollars are none."""
        return self._formula(body) if is_formula(body) else f"${self.escape_html(body)}$"

    def block_math(self, body: str) -> str:
        """Render a formula on its own line."""
        return self._formula(body, block=True)

    def latex_environment(self, name: str, body: str) -> str:
        """Render an environment of LaTeX, such as `align`."""
        return self._formula(rf"\begin{{{name}}}{body}\end{{{name}}}", block=True)

    def missing_footnote(self, text: str) -> str:
        """Render a footnote whose text no cell of the chapter has."""
        found, expected = f"'{text}', a footnote without a text", "a text for each footnote"
        remedy = f"Add a line `{text}: ...` to a cell of the chapter; a name has no spaces."
        self.problems.append(Problem(self.place, found, expected, remedy))
        return str(self.escape_html(text))

    def footnote_ref(self, key: str, index: int) -> str:  # noqa: ARG002 - mistune names them
        """Render the number of a footnote, a link to it."""
        name = self._note(index)
        if not self._links:
            return f"<sup>{self._notes + index}</sup>"
        first = "" if name in self._noted else f' id="{name}-terug"'
        self._noted.add(name)
        return f'<sup{first}><a href="#{name}">{self._notes + index}</a></sup>'

    def footnote_item(self, text: str, key: str, index: int) -> str:  # noqa: ARG002 - as above
        """Render a footnote, with a link back."""
        name, self._items = self._note(index), index
        if not self._links:
            return f"<li>{text}</li>\n"
        back = f' <a href="#{name}-terug" aria-label="Terug naar de tekst">↩</a>'
        body = text.rstrip()
        inside = f"{body[: -len('</p>')]}{back}</p>" if body.endswith("</p>") else f"{body}{back}"
        return f'<li id="{name}">{inside}</li>\n'

    def footnotes(self, text: str) -> str:
        """Render the footnotes of a cell, numbered through the chapter."""
        begin, self._notes = self._notes + 1, self._notes + self._items
        return f'<div class="footnotes"><ol start="{begin}">\n{text}</ol></div>\n'

    def _note(self, index: int) -> str:
        return f"{self._chapter}-voetnoot-{self._notes + index}"

    def _formula(self, body: str, *, block: bool = False) -> str:
        try:
            return mathml(body, block=block)
        except FormulaError as error:
            found, expected = f"the formula '{body.strip()}': {error}", "a formula in LaTeX"
            remedy = "Correct it, or write a backslash before a dollar sign that begins none."
            self.problems.append(Problem(self.place, found, expected, remedy))
            return self.escape_html(body)

    def _unused(self, name: str) -> str:
        first = full = f"{self._chapter}-{name}"
        count = 1
        while full in self._ids:
            count += 1
            full = f"{first}-{count}"
        self._ids.add(full)
        return full


def render_prose(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Replace Markdown by HTML, in cells and in outputs.

    The notebook's `# Title` moves to `resources['title']`; its `##` headings are listed in
    `resources['sections']`.
    """
    if (
        nb.cells
        and nb.cells[0].cell_type == "markdown"
        and (own := TITLE.match(nb.cells[0].source))
    ):
        resources["title"] = own["title"]
        nb.cells[0].source = nb.cells[0].source[own.end() :]
    renderer = ChapterRenderer(resources["chapter"], links=resources["heading_links"])
    markdown = _parser(renderer)
    notes = _footnotes(nb)
    for cell in nb.cells:
        renderer.place = where(resources["chapter"], cell)
        renderer.embedded = embedder(cell.get("attachments") or {}, resources["folder"])
        if cell.cell_type == "markdown":
            cell.source = _rendered(markdown, renderer, _with_footnotes(cell.source, notes))
            cell.pop("attachments", None)
            continue
        for output in cell.get("outputs", []):
            kind = about(output).get("kind")
            if kind == PROSE:
                html = _rendered(markdown, renderer, output.data[MIME[PROSE]])
                output.data[MIME[PROSE]] = html
            elif kind == HTML:
                output.data[MIME[HTML]] = embed_pictures(output.data[MIME[HTML]], renderer.embedded)
    resources["sections"] = renderer.sections
    resources["problems"] += renderer.problems
    return nb, resources


def _parser(renderer: ChapterRenderer) -> MarkdownWithMath:
    """Return a parser of Markdown with formulas and footnotes."""
    plugins = map(import_plugin, (*MarkdownWithMath.DEFAULT_PLUGINS, "footnotes"))
    markdown = MarkdownWithMath(renderer, plugins=plugins)
    markdown.inline.register("footnote", MARKED, _parse_footnote, before="link")
    return markdown


def _parse_footnote(inline: InlineParser, found: re.Match[str], state: InlineState) -> int:
    if unikey(found["footnote_key"]) in (state.env.get("ref_footnotes") or {}):
        return parse_inline_footnote(inline, found, state)
    state.append_token({"type": "missing_footnote", "raw": found[0]})
    return found.end()


def _footnotes(nb: NotebookNode) -> dict[str, str]:
    """Return the footnotes of a chapter by their name; a cell may refer to one of another cell."""
    sources = [cell.source for cell in nb.cells if cell.cell_type == "markdown"]
    return {unikey(one["key"]): one[0] for text in sources for one in FOOTNOTE.finditer(text)}


def _with_footnotes(source: str, notes: Mapping[str, str]) -> str:
    """Add the footnotes of other cells that a piece of Markdown refers to."""
    own = {unikey(found["key"]) for found in FOOTNOTE.finditer(source)}
    wanted = dict.fromkeys(unikey(found["key"]) for found in NOTED.finditer(source))
    added = [notes[key] for key in wanted if key in notes and key not in own]
    return "\n\n".join([source, *added])


def _rendered(markdown: MarkdownWithMath, renderer: ChapterRenderer, source: str) -> str:
    return embed_pictures(markdown.render(source), renderer.embedded)


def slug(text: str) -> str:
    """Make a readable id from a heading.

    >>> slug("Wat kwam er van? (privé)")
    'wat-kwam-er-van-prive'
    """
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
