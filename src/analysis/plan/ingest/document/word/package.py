"""Opens a Word file: checks it, and finds its parts that say how it is printed."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from analysis.errors import DocumentError, Problem
from analysis.plan.ingest.document.limits import unusable
from analysis.plan.ingest.document.word.numbering import read_numbering
from analysis.plan.ingest.document.word.styles import bold_styles, heading_styles, usual_style
from analysis.plan.ingest.document.wording import normalised, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

    from analysis.plan.ingest.document.word.numbering import Numbering

LARGEST_UNPACKED = 500_000_000  # bytes; a plan with photographs has some 50 million
LARGEST_XML = 60_000_000  # bytes; the text of 200 pages has some 5 million
_MACROS = b"macroEnabled"


@dataclass
class WordPackage:
    """The parts of a Word file that say how it is printed."""

    body: Element
    numbering: Numbering
    bold_styles: dict[str, bool]
    usual_style: str
    heading_styles: dict[str, int]
    notes: dict[str, Element]
    feet: tuple[str, ...]


def open_package(path: Path) -> WordPackage:
    """Open a Word file.

    Raises
    ------
    DocumentError
        When the file is damaged, has a password or macros, or is too large for a plan.
    """
    _check_archive(path)
    try:
        document = docx.Document(str(path))
    except Exception as error:  # noqa: BLE001 - the library lets through what zip, XML and it raise
        raise unusable(str(path), f"a damaged Word file: {error}", "a Word file") from None
    part = document.part
    styles = _root(part, RELATIONSHIP_TYPE.STYLES)
    numbering = _root(part, RELATIONSHIP_TYPE.NUMBERING)
    return WordPackage(
        body=document.element.body,
        numbering=read_numbering(numbering, styles),
        bold_styles=bold_styles(styles),
        heading_styles=heading_styles(styles),
        usual_style=usual_style(styles),
        notes=_notes(part),
        feet=tuple(_feet(part)),
    )


def _check_archive(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        found = "a Word file with a password, or no Word file, whatever its name says"
        raise unusable(str(path), found, "a Word file (.docx) that opens without a password")
    with zipfile.ZipFile(path) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    xml = sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels")))
    for size, most in ((sum(sizes.values()), LARGEST_UNPACKED), (xml, LARGEST_XML)):
        if size > most:
            raise unusable(str(path), f"{size} bytes unpacked", f"at most {most} bytes")
    _check_macros(path)


def _check_macros(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            kinds = archive.read("[Content_Types].xml")
    except (KeyError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
        return  # the library says what is wrong
    if _MACROS in kinds:
        remedy = "Open it in Word and save it as a Word document (.docx)."
        raise DocumentError(Problem(str(path), "a Word file with macros", "one without", remedy))


def _root(part: Any, kind: str) -> Element | None:
    for relation in part.rels.values():
        if relation.reltype == kind:
            root: Element = etree.fromstring(relation.target_part.blob, _parser())
            return root
    return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _feet(part: Any) -> Iterator[str]:
    """Yield the text of each running head and foot."""
    kinds = {RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.HEADER}
    for relation in part.rels.values():
        if relation.reltype in kinds:
            root = etree.fromstring(relation.target_part.blob, _parser())
            for paragraph in root.iter(qn("w:p")):
                text = " ".join(each.text or "" for each in paragraph.iter(qn("w:t")))
                if text.strip():
                    yield squeeze(normalised(text))


def _notes(part: Any) -> dict[str, Element]:
    """Return the footnotes and endnotes, by kind and id."""
    kinds = {"foot": RELATIONSHIP_TYPE.FOOTNOTES, "end": RELATIONSHIP_TYPE.ENDNOTES}
    return {
        f"{kind}{note.get(qn('w:id'), '')}": note
        for kind, relation in kinds.items()
        if (root := _root(part, relation)) is not None
        for note in root.findall(qn(f"w:{kind}note"))
        if note.get(qn("w:type"), "normal") == "normal"
    }
