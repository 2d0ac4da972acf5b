"""Embeds pictures in the page: those attached to a cell, and files next to the notebook."""

from __future__ import annotations

import base64
import binascii
import io
import re
from html import escape, unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from analysis.input_files import input_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

#: The types of pictures that every browser, typst and Word show, with the suffixes of their files.
TYPES = {
    "image/svg+xml": (".svg",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
}
SUFFIXES = {suffix: mime for mime, suffixes in TYPES.items() for suffix in suffixes}
SVG = re.compile(rb"<(?:\w+:)?svg[\s>]")
ATTACHED = "attachment:"
IMAGE = re.compile(
    r"""(?P<before><(?:img|image)\b[^>]*?\s(?:src|href|xlink:href)\s*=\s*)"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)


def picture_files(folder: Path) -> list[Path]:
    """Return the pictures in a folder and below, which notebooks there can show."""
    return [path for path in input_files(folder) if path.suffix.lower() in SUFFIXES]


def embedder(
    attachments: Mapping[str, Mapping[str, Any]], folder: Path | None
) -> Callable[[str], str]:
    """Return what turns the address of a picture into one with its content.

    An address that is neither attached to the cell nor a picture in the folder stays as it is.
    """

    def embedded(address: str) -> str:
        if address.startswith(ATTACHED):
            return _attached(attachments, unquote(address.removeprefix(ATTACHED))) or address
        return (_file(folder, unquote(address)) if folder else None) or address

    return embedded


def embed_pictures(html: str, embedded: Callable[[str], str]) -> str:
    """Embed the pictures of `<img>` in a piece of HTML."""

    def changed(found: re.Match[str]) -> str:
        address = unescape(found["double"] or found["single"] or found["bare"] or "")
        return f'{found["before"]}"{escape(embedded(address))}"'

    return IMAGE.sub(changed, html) if "<im" in html.lower() else html


def _attached(attachments: Mapping[str, Mapping[str, Any]], name: str) -> str | None:
    bundle = attachments.get(name) or {}
    for mime in TYPES:
        if mime in bundle:
            return _address(mime, _content(mime, bundle[mime]))
    return None


def _content(mime: str, stored: str | Iterable[str]) -> bytes:
    """Return the content of an attachment; an SVG may be stored as text, without base64."""
    text = stored if isinstance(stored, str) else "".join(stored)
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return text.encode() if mime == "image/svg+xml" else b""


def _file(folder: Path, name: str) -> str | None:
    """Return the content of a picture in the folder or below it."""
    if not name or name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name:
        return None
    path = folder / name
    mime = SUFFIXES.get(path.suffix.lower())
    if mime is None or not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return None
    return _address(mime, path.read_bytes())


def _address(mime: str, content: bytes) -> str | None:
    """Return a picture as an address that holds it; None when it cannot be opened."""
    opens = SVG.search(content) if mime == "image/svg+xml" else _opens(content)
    return f"data:{mime};base64,{base64.b64encode(content).decode()}" if opens else None


def _opens(content: bytes) -> bool:
    """Tell whether a picture of pixels can be read to its end."""
    from PIL import Image  # slow to import, and few chapters have such a picture

    try:
        Image.open(io.BytesIO(content)).load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
