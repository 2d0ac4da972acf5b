"""Whether a person uses the notebook, or a program runs it."""

from __future__ import annotations

from typing import Any

from IPython.core.getipython import get_ipython


def is_live() -> bool:
    """Return whether widgets can be used: whether a person's front end runs the current cell.

    The protocol has a field for it: a program such as papermill or nbconvert sends `allow_stdin`
    as false, since nobody can answer. Widgets would then leave an empty output.
    """
    shell: Any = get_ipython()
    kernel = getattr(shell, "kernel", None)
    if kernel is None:
        return False
    return bool(kernel.get_parent().get("content", {}).get("allow_stdin", False))
