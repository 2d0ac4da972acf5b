"""The page's Content-Security-Policy: no requests, and only the page's own styles and scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

STYLE = re.compile(r"<style\b[^>]*>(?P<text>.*?)</style>", re.DOTALL | re.IGNORECASE)


def content_security_policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Allow these styles and scripts by their hash, and pictures that lie in the page itself.

    `style` attributes are allowed, since matplotlib writes each colour in one; they can fetch
    nothing, since pictures and fonts from other hosts are forbidden.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "style-src-attr 'unsafe-inline'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def styles_in(markup: str) -> list[str]:
    """Return the text of each `<style>` in a piece of markup; matplotlib writes one per figure."""
    return [found["text"] for found in STYLE.finditer(markup)]


def _hashes(texts: Iterable[str]) -> str:
    digests = dict.fromkeys(hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
