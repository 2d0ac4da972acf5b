"""Makes drawings small: matplotlib repeats on each mark what a drawing can say once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from analysis.publishing.page.contract import FIGURE, MIME, about, code_cells

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = (f"{SVG}text", f"{SVG}tspan", f"{SVG}title", f"{SVG}desc", f"{SVG}style")
PARSER = etree.XMLParser(remove_comments=True, resolve_entities=False, huge_tree=True)
#: What matplotlib writes in each drawing, for all of its elements.
ROUND = "*{stroke-linejoin: round; stroke-linecap: butt}"
FAMILY = re.compile(r"font-family: (?P<family>[^;]+)(?:; )?")
FINE = re.compile(r"-?\d+\.\d{3,}")  # finer than a hundredth of a point
ROUNDED = ("d", "x", "y", "width", "height", "transform", "points", "cx", "cy", "r")
UNTURNED = re.compile(r"rotate\(-?0(?: [^)]*)?\)")
COMMAND = re.compile(r"\s*([A-Za-z])\s*")
#: A dot of a pattern: a circle of eight curves, from its lowest point; the fourth ends opposite.
DOT = re.compile(
    r"M (?P<x>\S+) (?P<low>\S+)\s*(?:C(?: \S+){6}\s*){3}"
    r"C(?: \S+){5} (?P<high>\S+)\s*(?:C(?: \S+){6}\s*){4}z\s*"
)
STROKE = re.compile(r"stroke-width: (?P<width>[\d.]+); stroke-linecap: butt")


def slim_drawings(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Make the drawings of a chapter's figures small."""
    for cell in code_cells(nb):
        for output in cell.outputs:
            if about(output).get("kind") == FIGURE and MIME[FIGURE] in output.data:
                output.data[MIME[FIGURE]] = slim(output.data[MIME[FIGURE]])
    return nb, resources


def slim(svg: str) -> str:
    """Return a drawing that looks the same in fewer characters and elements.

    Coordinates are rounded to a hundredth of a point. What is no XML stays as it is.
    """
    try:
        root = etree.fromstring(svg, PARSER)
    except etree.XMLSyntaxError:
        return svg
    _say_once(root)
    for element in list(root.iter(etree.Element)):
        _shorten(element)
    for group in list(root.iter(f"{SVG}g")):
        if not group.attrib:
            _unwrap(group)
    small: str = etree.tostring(root, encoding="unicode")
    return small


def _say_once(root: etree._Element) -> None:
    """Move to the root what all of its elements say: the shape of lines, and the font."""
    for style in list(root.iter(f"{SVG}style")):
        if style.text == ROUND:
            _drop(style)
            root.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt"})
    texts = [one for one in root.iter(f"{SVG}text") if "font-family" in one.get("style", "")]
    families = {found["family"] for one in texts if (found := FAMILY.search(one.get("style", "")))}
    if len(families) == 1:
        root.set("font-family", families.pop())
        for text in texts:
            text.set("style", FAMILY.sub("", text.get("style", "")))


def _shorten(element: etree._Element) -> None:
    if element.tag not in TEXTS and not (element.text or "").strip():
        element.text = None
    if not (element.tail or "").strip() and element.getparent() is not None:
        element.tail = None if element.getparent().tag not in TEXTS else element.tail
    if element.tag == f"{SVG}path" and element.getparent().tag == f"{SVG}pattern":
        _shorten_dots(element)
    for name in ROUNDED:
        if name in element.attrib:
            element.set(name, FINE.sub(_rounded, element.get(name, "")))
    if element.tag == f"{SVG}path":
        element.set("d", COMMAND.sub(r"\1", " ".join(element.get("d", "").split())))
    if UNTURNED.fullmatch(element.get("transform", "")):
        del element.attrib["transform"]


def _shorten_dots(path: etree._Element) -> None:
    """Draw each dot of a pattern as the round end of a line without length."""
    shape, style = path.get("d", ""), path.get("style", "")
    dots, stroke = list(DOT.finditer(shape)), STROKE.search(style)
    if not dots or DOT.sub("", shape).strip() or not stroke:
        return
    low, high = float(dots[0]["low"]), float(dots[0]["high"])
    middles = [(dot["x"], (float(dot["low"]) + float(dot["high"])) / 2) for dot in dots]
    path.set("d", "".join(f"M {x} {y:g} h0" for x, y in middles))
    wide = f"stroke-width: {float(stroke['width']) + abs(low - high):g}; stroke-linecap: round"
    path.set("style", STROKE.sub(wide, style))


def _rounded(number: re.Match[str]) -> str:
    short = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _unwrap(group: etree._Element) -> None:
    parent = group.getparent()
    place = parent.index(group)
    parent[place : place + 1] = list(group)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    parent.remove(element)
    if parent.tag == f"{SVG}defs" and not len(parent):
        parent.getparent().remove(parent)
