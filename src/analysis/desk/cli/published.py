"""`site` and `changes`: gather published reports in one site, and compare two of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.desk.cli.application import command, project_of
from analysis.desk.cli.arguments import AsJson, Quiet
from analysis.desk.cli.messages import begin

if TYPE_CHECKING:
    from analysis.publishing.changes import ReportChanges

DIFFERS = 1


@command()
def site(
    context: typer.Context,
    url: Annotated[
        str,
        typer.Option(
            "--url",
            metavar="URL",
            envvar="PLANMONITOR_SITE_URL",
            help="The site's address, such as https://example.org/planmonitor/, for the sitemap "
            "and the feed.",
        ),
    ] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Gather the published reports of all years in one folder for a web server, reports/site.

    It holds the reports, their data, the comparisons, an index, a feed of the years, and with
    `--url` a sitemap. It makes no reports and no requests. The site works from a folder and under
    any path of a server. Exits with 4 if a published file is damaged.
    """
    from analysis.publishing.site import write_site

    messages, project = begin(context, quiet=quiet, as_json=as_json), project_of(context)
    found = write_site(project, url)
    folder = project.relative(found.folder)
    messages.document |= {"site": folder, "pages": list(found.pages), "sitemap": found.has_sitemap}
    messages.tell(f"The site is at {found.folder / 'index.html'}")
    if not found.has_sitemap:
        messages.tell("It has no sitemap, which needs the site's address: give it with --url.")


@command()
def changes(
    context: typer.Context,
    base: Annotated[
        Path,
        typer.Argument(
            metavar="BASE",
            help="The reports before the change: a report's folder, or a folder of reports.",
        ),
    ],
    after: Annotated[
        Path | None,
        typer.Argument(metavar="AFTER", help="The reports after it; default: the project's."),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="FILE", help="Also write a page of HTML, with drawings."),
    ] = None,
    markdown: Annotated[
        Path | None,
        typer.Option("--markdown", metavar="FILE", help="Also write the Markdown, for a comment."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if there is a difference.")
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Show what a reader would see differently in two reports, with before and after.

    It compares key figures, titles, sentences, figures and tables of each chapter, and the rows of
    the open data, of reports with the same name. Numbers of figures, the edition, checksums and the
    code of cells are ignored. The result is Markdown; `--json` gives the same as JSON.
    """
    from analysis.publishing.changes import as_markdown, as_page, compare_folders

    messages = begin(context, quiet=quiet, as_json=as_json)
    found = compare_folders(base, after or project_of(context).root / "reports")
    text = as_markdown(found)
    messages.document |= {
        "differs": found.differs,
        "reports": [_report_document(one) for one in found.reports],
    }
    if page:
        _write(page, as_page(found))
    if markdown:
        _write(markdown, text)
    messages.tell(text.rstrip("\n"))
    if strict and found.differs:
        raise typer.Exit(DIFFERS)


def _report_document(report: ReportChanges) -> dict[str, object]:
    return {
        "report": report.name,
        "status": report.status,
        "counts": {str(kind): count for kind, count in report.counts().items()},
        "changes": [
            {
                "kind": str(one.kind),
                "status": one.status,
                "chapter": one.chapter,
                "place": one.place,
                "part": one.part,
                "before": one.before,
                "after": one.after,
            }
            for one in report.changes
        ],
        "files": list(report.files),
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
