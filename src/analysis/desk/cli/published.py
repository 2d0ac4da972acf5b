"""`site` and `changes`: gather published reports in one site, and compare two of them."""

from __future__ import annotations

from typing import Annotated

import typer

from analysis.desk.cli.application import command, project_of
from analysis.desk.cli.arguments import AsJson, Quiet
from analysis.desk.cli.messages import begin


@command()
def site(
    context: typer.Context,
    url: Annotated[
        str,
        typer.Option(
            "--url",
            metavar="URL",
            envvar="PLANMONITOR_SITE_URL",
            help="The site's address, such as https://example.org/planmonitor/: the sitemap and "
            "the feed name pages by it.",
        ),
    ] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Gather the published reports of all years in one folder for a web server, reports/site.

    It holds the reports, their data, the comparisons, an index, a feed of the years, and with
    `--url` a sitemap. It makes no report, asks nothing from elsewhere, and works from a folder and
    under any path of a server. Ends with 4 if a published file is damaged.
    """
    from analysis.publishing.site import write_site

    messages, project = begin(context, quiet=quiet, as_json=as_json), project_of(context)
    found = write_site(project, url)
    folder = project.relative(found.folder)
    messages.document |= {"site": folder, "pages": list(found.pages), "sitemap": found.has_sitemap}
    messages.tell(f"The site is at {found.folder / 'index.html'}")
    if not found.has_sitemap:
        messages.tell("It has no sitemap, which needs the site's address: give it with --url.")
