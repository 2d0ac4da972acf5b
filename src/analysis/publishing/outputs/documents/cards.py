"""Sets cards for paper: each term with its lines in one paragraph."""

from __future__ import annotations

import re

SUMMARY = re.compile(
    r"<summary>(?P<name>.*?)(?: <small>.*?</small>)?</summary>(?P<start>\s*<div [^>]*>)<p>",
    re.DOTALL,
)
DETAILS = re.compile(r"</?details\b[^>]*>")
TERM = re.compile(r"<dt>(?P<term>.*?)</dt>(?P<lines>(?:<dd>.*?</dd>)+)", re.DOTALL)
LINES = re.compile(r"<dd>(.*?)</dd>", re.DOTALL)
LIST = re.compile(r"</?dl>")
LAST = re.compile(r"\.?</p></dl><p>")


def on_paper(html: str) -> str:
    """Return cards without what opens and closes them, and with a paragraph for each list.

    What a closed card says next to its name is left out: the open one repeats it. The name and what
    comes after the lists share a line with what is next to them.

    >>> on_paper('<summary>Dijk <small>x</small></summary><div id="d"><p>Op.</p></div>')
    '<div id="d"><p><strong>Dijk</strong> Op.</p></div>'
    """

    def term(found: re.Match[str]) -> str:
        return f"<p><em>{found['term']}:</em> {'; '.join(LINES.findall(found['lines']))}</p>"

    named = SUMMARY.sub(r"\g<start><p><strong>\g<name></strong> ", html)
    return LIST.sub("", LAST.sub(". ", TERM.sub(term, DETAILS.sub("", named))))
