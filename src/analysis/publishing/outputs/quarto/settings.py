"""The settings of the book, `_quarto.yml`: ours, with those of `params/quarto.yml` over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.errors import Problem, SettingsError
from analysis.publishing.provenance import source_facts
from analysis.settings import load_report_settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.publishing.outputs.output import OutputContext
    from analysis.settings import ReportSettings

FRONT, BOOK = "index.qmd", "_book"
THEME, LANDMARKS, FILTER = "theme.scss", "landmarks.html", "reading_notes.lua"
#: A figure of typst stays on one page unless its block may break, and a table is one of those.
LONG_TABLES = '#show figure.where(kind: "quarto-float-tbl"): set block(breakable: true)'
#: Formats that Quarto writes as one file, with the extension; each is made when asked for by name.
SINGLE_FILE = {"typst": "pdf", "pdf": "pdf", "docx": "docx", "epub": "epub"}


def book_settings(
    context: OutputContext, chapters: Sequence[str], downloads: Sequence[str]
) -> dict[str, Any]:
    """Return the content of `_quarto.yml`.

    `downloads` are the kinds of our own documents (`pdf`, `docx`) in the project.

    Raises
    ------
    SettingsError
        When `params/quarto.yml` is not a YAML mapping.
    """
    settings = load_report_settings(context.project)
    own = own_settings(context)
    stem = f"planmonitor-{context.year}"
    named = [SINGLE_FILE[name] for name in own_formats(own) if name in SINGLE_FILE]
    copied = [f"{stem}.{kind}" for kind in downloads if kind not in named]
    linked = list(dict.fromkeys([*downloads, *named]))
    resources = {"resources": copied} if copied else {}
    published = str(source_facts(context.project, context.year).get("published") or "")
    book = {
        "title": f"{settings.title} {context.year}",
        "author": settings.publisher,
        **({"date": published} if published else {}),
        "output-file": stem,
        "chapters": [FRONT, *chapters],
        **({"downloads": linked} if linked else {}),
        "search": True,
    }
    ours = {
        "project": {"type": "book", "output-dir": BOOK, **resources},
        "lang": "nl",
        "book": book,
        **_terms(settings, published),
        "execute": {"enabled": False, "echo": True},
        "filters": [FILTER],
        "fig-cap-location": "top",
        "format": _formats(),
    }
    return merged(ours, own)


def own_settings(context: OutputContext) -> dict[str, Any]:
    """Return the settings in `params/quarto.yml`; empty without that file.

    Raises
    ------
    SettingsError
        When it is not valid YAML, or not a mapping.
    """
    path = context.project.quarto_params
    found = read_settings(context.project, path) if path.is_file() else None
    if found is None:
        return {}
    formats = found.get("format") if isinstance(found, dict) else None
    if isinstance(formats, str):  # `format: typst`, as Quarto has it
        return {**found, "format": {formats: {}}}
    if not isinstance(found, dict) or not isinstance(formats, dict | None):
        remedy = "Write it as the `_quarto.yml` of a book, such as `book:` with `repo-url:` in it."
        where = context.project.relative(path)
        raise SettingsError(Problem(where, "a list or a single value", "names with values", remedy))
    return found


def own_formats(own: Mapping[str, Any]) -> list[str]:
    """Return the formats that own settings turn on; Quarto leaves out one that is empty or false.

    >>> own_formats({"format": {"typst": "default", "docx": False, "epub": None}})
    ['typst']
    """
    formats = own.get("format") or {}
    return [
        name for name, options in formats.items() if options is not None and options is not False
    ]


def merged(ours: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lay settings over others: mappings are joined, and any other value replaces ours.

    >>> merged({"a": {"b": 1, "c": [2]}, "d": 3}, {"a": {"c": [4]}})
    {'a': {'b': 1, 'c': [4]}, 'd': 3}
    """
    made = dict(ours)
    for name, value in own.items():
        before = made.get(name)
        if isinstance(before, dict) and value == "default":  # `typst: default`, as Quarto has it
            continue
        joined = isinstance(before, dict) and isinstance(value, dict)
        made[name] = merged(before or {}, value) if joined else value
    return made


def _formats() -> dict[str, dict[str, Any]]:
    """Return the options of HTML, and of the PDF that `--to typst` makes.

    Fonts, scripts and formulas are in the book itself: it makes no request to elsewhere.
    """
    html = {
        "theme": ["cosmo", THEME],
        "toc": True,
        "code-fold": True,
        "html-math-method": "mathml",
        "include-after-body": [LANDMARKS],
    }
    include = [{"text": LONG_TABLES}]
    return {
        "html": html,
        "typst": {"papersize": "a4", "toc": True, "echo": False, "include-in-header": include},
    }


def _terms(settings: ReportSettings, published: str) -> dict[str, Any]:
    """Return the licence, and how to cite the book."""
    citation = {"type": "book", "publisher": settings.publisher}
    if published:
        citation["issued"] = published
    licence = settings.open_data.licence
    return {"citation": citation, **({"license": licence} if licence else {})}
