"""Makes a file of its own of an SVG that was written for an HTML page."""

from __future__ import annotations

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
LINKING = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def standalone(svg: str) -> str:
    """Declare the XML namespaces of an SVG, which inside an HTML page may be left out.

    >>> standalone('<svg viewBox="0 0 1 1"/>')[:43]
    '<svg xmlns="http://www.w3.org/2000/svg" xml'
    """
    missing = [name for name in (NAMESPACE, LINKING) if name not in svg]
    return svg.replace("<svg", " ".join(["<svg", *missing]), 1)
