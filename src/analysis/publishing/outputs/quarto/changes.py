"""Finds and keeps changes in a published book project, and notices a book without pages."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from analysis.publishing.outputs.quarto.settings import BOOK
from analysis.publishing.provenance import output_checksums, read_provenance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER = "quarto"
CHANGED = (
    "%s was changed by hand: %s. The new report replaces it; the changed files are kept in %s. "
    "Put settings of your own in params/quarto.yml, which every run applies."
)

_log = logging.getLogger(__name__)


def unrendered(report: Path) -> bool:
    """Tell whether a report's book is not rendered, though Quarto is installed."""
    rendered = (report / FOLDER / BOOK / "index.html").is_file()
    return shutil.which("quarto") is not None and not rendered


def keep_changes(report: Path) -> None:
    """Copy what was changed by hand in a published book project, before a new one replaces it.

    The copies go to the folder `<report>.changed`, and a warning says so.
    """
    changed = changed_files(report)
    if not changed:
        return
    kept = report.with_name(f"{report.name}.changed")
    for name in changed:
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(report / name, kept / name)
    _log.warning(CHANGED, report / FOLDER, ", ".join(changed), kept)


def changed_files(report: Path) -> Sequence[str]:
    """Return the files of a book project that differ from what was published, or were added."""
    published = read_provenance(report).get("outputs")
    if not isinstance(published, dict):
        return []
    now = output_checksums(report)
    mine = [name for name in now if name.startswith(f"{FOLDER}/")]
    return [name for name in mine if published.get(name) != now[name]]
