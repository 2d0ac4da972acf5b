"""Renders prose to HTML: headings one level down, with ids, and collected for the navigation."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from analysis.publishing.page.contract import MIME, PROSE, about

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

TITLE = re.compile(r"\A\s*# +(?P<title>[^\n]+?)\s*(?:\n|\Z)")
TAG = re.compile(r"<[^>]+>")
SECTION = 2  # the notebook's level that the navigation lists


class SectionHeading(NamedTuple):
    """A heading that the navigation lists."""

    id: str
    html: str


class ChapterRenderer(IPythonRenderer):
    """Renders one chapter's Markdown, and collects its headings."""

    def __init__(self, chapter: str, *, links: bool) -> None:
        super().__init__(escape=False)
        self._chapter = chapter
        self._links = links
        self._ids: set[str] = set()
        self.sections: list[SectionHeading] = []

    def heading(self, text: str, level: int, **_: Any) -> str:  # noqa: ANN401 - mistune's own
        """Render a heading one level down: the report's title is its only h1."""
        plain = TAG.sub("", text).replace('"', "&quot;")
        name = self._unused(slug(plain) or "deel")
        if level == SECTION:
            self.sections.append(SectionHeading(name, text))
        here = f'<a class="here" href="#{name}" aria-label="Vaste koppeling naar {plain}"></a>'
        end = here if self._links else ""
        return f'<h{level + 1} id="{name}">{text}{end}</h{level + 1}>\n'

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
    markdown = MarkdownWithMath(renderer=renderer)
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = markdown.render(cell.source)
            continue
        for output in cell.get("outputs", []):
            if about(output).get("kind") == PROSE:
                output.data[MIME[PROSE]] = markdown.render(output.data[MIME[PROSE]])
    resources["sections"] = renderer.sections
    return nb, resources


def slug(text: str) -> str:
    """Make a readable id from a heading.

    >>> slug("Wat kwam er van? (privé)")
    'wat-kwam-er-van-prive'
    """
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
