"""Lists the files of a folder that people keep there, without what editors and systems leave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path, PurePath

#: Hidden files and folders (locks of LibreOffice and Emacs, swap files, checkpoints, `.DS_Store`),
#: lock files and temporary files of Office, backups, and what Windows writes about a folder.
LEFT_BEHIND = re.compile(
    r"\..*|~.*|.*~|#.*#|.*\.(?:tmp|bak|swp|swo|orig|rej)|__pycache__|__MACOSX"
    r"|(?:eh)?thumbs\.db|desktop\.ini|icon\r",
    re.IGNORECASE | re.DOTALL,
)
CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |\r?$)", re.MULTILINE)


def is_input(path: PurePath) -> bool:
    """Tell whether a path, relative to the folder that is read, is of a file that people keep.

    >>> from pathlib import PurePath
    >>> is_input(PurePath("norms.csv")), is_input(PurePath(".~lock.norms.csv#"))
    (True, False)
    """
    return not any(map(LEFT_BEHIND.fullmatch, path.parts))


def input_files(folder: Path, pattern: str = "*") -> list[Path]:
    """Return the files that people keep in a folder and below it, sorted."""
    return sorted(
        path
        for path in folder.rglob(pattern)
        if is_input(path.relative_to(folder)) and path.is_file()
    )


def conflict_problem(text: str, where: str, expected: str) -> Problem | None:
    """Return the problem of a file in which git left the marks of a merge; None without one."""
    found = CONFLICT.search(text)
    if not found:
        return None
    place = f"{where}, line {text.count(chr(10), 0, found.start()) + 1}"
    remedy = (
        f"Choose a version: git checkout --ours {where}, or --theirs; or open the file in a "
        "text editor, and keep one side of each conflict and none of its marks."
    )
    return Problem(place, f"a mark of a conflict, '{found[1]}'", expected, remedy)


def left_behind(_folder: str, names: Iterable[str]) -> set[str]:
    """Return the names that are no inputs, as `shutil.copytree` asks for what to ignore."""
    return {name for name in names if LEFT_BEHIND.fullmatch(name)}
