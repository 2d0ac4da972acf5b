"""Errors of the operating system as problems with a remedy."""

from __future__ import annotations

import errno

from analysis.errors import Problem

_REMEDIES = {
    errno.ENOSPC: "Make room on the disk.",
    errno.EDQUOT: "Make room on the disk.",
    errno.EACCES: "Get permission to read or write there, or choose another place.",
    errno.EPERM: "Get permission to read or write there, or choose another place.",
    errno.EROFS: "Choose a writable place.",
    errno.ENOTDIR: "Move the file away: a folder must be there.",
    errno.EISDIR: "Move the folder away: a file must be there.",
    errno.EEXIST: "Move the existing file or folder away.",
}
_OTHERWISE = "Check that it exists and can be read and written."


def of_system(error: OSError) -> Problem:
    """Return an error of the system as a problem."""
    place = error.filename if error.filename is not None else error.filename2
    return Problem(
        where=str(place) if place is not None else "the system",
        found=error.strerror or str(error) or type(error).__name__,
        expected="a file or folder that can be read and written",
        remedy=_REMEDIES.get(error.errno or 0, _OTHERWISE),
    )
