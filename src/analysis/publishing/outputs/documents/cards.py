"""Sets cards for paper: each term with its lines in one paragraph."""

from __future__ import annotations

import re

SUMMARY = re.compile(
    r"<summary>(?P<name>.*?)(?: <small>(?P<head>.*?)</small>)?</summary>", re.DOTALL
)
DETAILS = re.compile(r"</?details\b[^>]*>")
TERM = re.compile(r"<dt>(?P<term>.*?)</dt>(?P<lines>(?:<dd>.*?</dd>)+)", re.DOTALL)
LINES = re.compile(r"<dd>(.*?)</dd>", re.DOTALL)
LIST = re.compile(r"</?dl>")


def on_paper(html: str) -> str:
    """Return cards without what opens and closes them, and with a paragraph for each list.

    >>> on_paper("<summary>Dijk <small>x</small></summary><dl><dt>A</dt><dd>b</dd></dl>")
    '<p><strong>Dijk</strong> x</p><p><em>A:</em> b</p>'
    """

    def term(found: re.Match[str]) -> str:
        return f"<p><em>{found['term']}:</em> {'; '.join(LINES.findall(found['lines']))}</p>"

    named = SUMMARY.sub(r"<p><strong>\g<name></strong> \g<head></p>", html)
    return LIST.sub("", TERM.sub(term, DETAILS.sub("", named)))
