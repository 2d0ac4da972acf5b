"""The report as a Word document, made by pandoc with the report's own styles."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING

from analysis.publishing.outputs.documents.front_matter import (
    document_title,
    edition_facts,
    front_metadata,
)
from analysis.publishing.outputs.documents.pandoc import TEXT, compile_picture, pandoc
from analysis.publishing.outputs.documents.working_folder import READING, working_folder
from analysis.publishing.page.packaged import packaged
from analysis.publishing.page.palette import word_colours

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.publishing.outputs.documents.manuscript import Manuscript
    from analysis.publishing.outputs.output import OutputContext

STYLES, REFERENCE = "document.styles.xml", "reference.docx"
STYLE = re.compile(r'<w:style [^>]*w:styleId="(?P<name>[^"]+)".*?</w:style>', re.DOTALL)
SECTION = re.compile(r"<w:sectPr>.*?</w:sectPr>", re.DOTALL)
SIZE = re.compile(r"(?<=<w:docDefaults>)(.*?)<w:sz w:val=\"\d+\" ?/>", re.DOTALL)
FONTS = re.compile(r"(<w:rPrDefault>.*?)<w:rFonts [^>]*/>", re.DOTALL)
LETTERS, BODY = "Calibri", 21  # the size in half points
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPE = "".join(
    f'<Override PartName="/word/{name}1.xml" ContentType="{KIND}.{name}+xml"/>'
    for name in ("header", "footer")
)
RELATION = "".join(
    f'<Relationship Id="{key}" Type="{LINKS}/{name}" Target="{name}1.xml"/>'
    for key, name in (("rIdHead", "header"), ("rIdFoot", "footer"))
)
ROW = re.compile(r"<w:tr(?P<attributes> [^>]*)?>(?:<w:trPr>(?P<own>.*?)</w:trPr>)?", re.DOTALL)
# A4 in twentieths of a point; a header and page number on all pages but the first.
PAGES = (
    f'<w:sectPr xmlns:r="{LINKS}"><w:headerReference w:type="default" r:id="rIdHead"/>'
    '<w:footerReference w:type="default" r:id="rIdFoot"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1134" w:bottom="1247" '
    'w:left="1134" w:header="624" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
# The chapter, which Word takes from the last heading of level 1, and the report's title.
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:hdr xmlns:w="{MAIN}"><w:p><w:pPr>'
    '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs></w:pPr><w:r><w:rPr><w:sz w:val="16"/>'
    '</w:rPr><w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve">STYLEREF 1'
    '</w:instrText><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:sz w:val="16"/>'
    '</w:rPr><w:fldChar w:fldCharType="end"/><w:tab/><w:t>{text}</w:t></w:r></w:p></w:hdr>'
)
FOOT = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:ftr xmlns:w="{MAIN}"><w:p><w:pPr>'
    '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs></w:pPr><w:r><w:rPr><w:sz w:val="16"/>'
    '</w:rPr><w:t>{text}</w:t><w:tab/></w:r><w:r><w:rPr><w:sz w:val="16"/></w:rPr>'
    '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)


def write_docx(context: OutputContext) -> None:
    """Write `planmonitor-<year>.docx`, with figures as pictures with their alternative text.

    Raises
    ------
    TypesettingError
        When the packages of the extra `pdf` are not installed, or pandoc or typst fails; their
        input is then kept in the folder `docx`.
    """
    target = context.folder / f"{context.name}.docx"
    with working_folder(context, "docx") as (folder, text):
        _use_pixels(folder, text)
        own = pandoc(folder, ["--print-default-data-file=reference.docx"])
        styles = word_colours(packaged(STYLES))
        styled = reference_document(own, styles, document_title(context))
        (folder / REFERENCE).write_bytes(styled)
        facts = edition_facts(text, context)
        parts = [f"--reference-doc={REFERENCE}", f"--metadata=subtitle:Bron: {facts['Bron']}"]
        parts += [f"--metadata=date:{facts['Uitgave']}", *front_metadata(context)]
        pandoc(folder, [TEXT, f"--output={target.resolve()}", *READING, *parts])
        target.write_bytes(finished(target.read_bytes()))


def _use_pixels(folder: Path, text: Manuscript) -> None:
    """Make a PNG of each picture that old versions of Word cannot show, and refer to those."""
    html = text.html
    others = [name for name in text.embedded if name.endswith((".svg", ".webp"))]
    for drawing in (*text.pictures, *others):
        picture = (folder / drawing).with_suffix(".png")
        compile_picture(folder / drawing, picture)
        html = html.replace(f'src="{drawing}"', f'src="{picture.name}"')
    (folder / TEXT).write_text(html, encoding="utf-8")


def reference_document(own: bytes, styles: str, title: str) -> bytes:
    """Return pandoc's reference document with our styles, A4 pages, headers and page numbers.

    Each `<w:style>` of `styles` replaces the one of pandoc's `own` document with the same id. The
    title goes next to the chapter in the header and next to the page number in the footer.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(own)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), _part(name, old.read(name), styles))
        for name, part in (("header", HEAD), ("footer", FOOT)):
            new.writestr(zipfile.ZipInfo(f"word/{name}1.xml"), part.format(text=escape(title)))
    return made.getvalue()


def finished(document: bytes) -> bytes:
    """Keep each table row on one page."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.infolist():
            content = old.read(one)
            if one.filename == "word/document.xml":
                content = ROW.sub(_whole_row, content.decode()).encode()
            new.writestr(one, content)
    return made.getvalue()


def _whole_row(found: re.Match[str]) -> str:
    """Add `cantSplit` to a row's properties, whose order is free."""
    return f"<w:tr{found['attributes'] or ''}><w:trPr><w:cantSplit/>{found['own'] or ''}</w:trPr>"


def _part(name: str, content: bytes, styles: str) -> bytes:
    """Return a part of the document, changed where our layout differs from pandoc's."""
    if name == "word/styles.xml":
        return _restyled(content.decode(), styles).encode()
    if name == "word/document.xml":
        return SECTION.sub(PAGES, content.decode()).encode()
    if name == "word/settings.xml":  # Word fills in page numbers when it opens the document
        return content.replace(b"</w:settings>", b'<w:updateFields w:val="true"/></w:settings>')
    if name == "word/_rels/document.xml.rels":
        return content.replace(b"</Relationships>", f"{RELATION}</Relationships>".encode())
    if name == "[Content_Types].xml":
        return content.replace(b"</Types>", f"{TYPE}</Types>".encode())
    return content


def _restyled(text: str, styles: str) -> str:
    own = {found["name"]: found[0] for found in STYLE.finditer(styles)}
    known = {found["name"] for found in STYLE.finditer(text)}
    text = STYLE.sub(lambda found: own.get(found["name"], found[0]), text)
    added = "".join(style for name, style in own.items() if name not in known)
    text = SIZE.sub(rf'\1<w:sz w:val="{BODY}"/>', text, count=1)
    text = FONTS.sub(rf'\1<w:rFonts w:ascii="{LETTERS}" w:hAnsi="{LETTERS}"/>', text, count=1)
    return text.replace("</w:styles>", f"{added}</w:styles>")
