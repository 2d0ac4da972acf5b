"""Whether someone sits before the notebook, or a program runs it."""

from __future__ import annotations

from typing import Any

from IPython.core.getipython import get_ipython


def is_live() -> bool:
    """Say whether widgets can be used: a person's front end asks for the cell that runs now.

    The protocol has a field for it: a program such as papermill or nbconvert sends `allow_stdin`
    as false, for nobody is there to answer. Widgets would then leave an empty picture.
    """
    shell: Any = get_ipython()
    kernel = getattr(shell, "kernel", None)
    if kernel is None:
        return False
    return bool(kernel.get_parent().get("content", {}).get("allow_stdin", False))
