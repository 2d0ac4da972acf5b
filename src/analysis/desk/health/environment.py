"""Whether the installed packages are those of `requirements.lock`."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analysis.desk.health.finding import Finding, Verdict, some

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.paths import Project

_SUBJECT = "environment"
_REMEDY = "make (it makes the environment equal to the lock)"
_PIN = re.compile(r"^(?P<pin>[A-Za-z0-9][^\s;\\]*==[^\s;\\]+)\s*(?:;(?P<marker>[^\\]*))?")


def environment(project: Project) -> Finding:
    """Compare the installed packages with the lock, for this Python and this machine."""
    lock = project.root / "requirements.lock"
    if not lock.is_file():
        return _no_lock(project)
    pins = list(pinned(lock))
    apart = [found for pin in pins if (found := _difference(pin))]
    if apart:
        return Finding(_SUBJECT, Verdict.BAD, some(apart), _REMEDY)
    return Finding(_SUBJECT, Verdict.GOOD, f"{len(pins)} packages as in requirements.lock")


def _no_lock(project: Project) -> Finding:
    found = "no requirements.lock"
    if (project.root / "Makefile").is_file():
        return Finding(_SUBJECT, Verdict.BAD, found, "make lock")
    remedy = "to have the same versions later, keep the output of `pip freeze` in it"
    return Finding(_SUBJECT, Verdict.ASK, found, remedy)


def pinned(lock: Path) -> Iterator[Requirement]:
    """Return the pins of a lock that hold for this Python and this machine."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if match := _PIN.match(line):
            marker = f"; {match['marker'].strip()}" if match["marker"] else ""
            requirement = Requirement(f"{match['pin']}{marker}")
            if requirement.marker is None or requirement.marker.evaluate():
                yield requirement


def _difference(pin: Requirement) -> str | None:
    name = canonicalize_name(pin.name)
    try:
        found = version(name)
    except PackageNotFoundError:
        return f"{name} is missing"
    wanted = str(pin.specifier).removeprefix("==")
    return None if found in pin.specifier else f"{name} is {found}, the lock has {wanted}"
