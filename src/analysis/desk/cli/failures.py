"""What the system refuses, told as a problem to mend."""

from __future__ import annotations

import errno

from analysis.errors import Problem

_REMEDIES = {
    errno.ENOSPC: "Make room on the disk.",
    errno.EDQUOT: "Make room on the disk.",
    errno.EACCES: "Get the right to read or write there, or choose another place.",
    errno.EPERM: "Get the right to read or write there, or choose another place.",
    errno.EROFS: "Choose a place that can be written to.",
    errno.ENOTDIR: "Move the file away: a folder must lie there.",
    errno.EISDIR: "Move the folder away: a file must lie there.",
    errno.EEXIST: "Move away what lies there.",
}
_OTHERWISE = "See that it is there and can be read and written."


def of_system(error: OSError) -> Problem:
    """Return what the system refused, and where."""
    place = error.filename if error.filename is not None else error.filename2
    return Problem(
        where=str(place) if place is not None else "the system",
        found=error.strerror or str(error) or type(error).__name__,
        expected="a file or folder that can be read and written",
        remedy=_REMEDIES.get(error.errno or 0, _OTHERWISE),
    )
