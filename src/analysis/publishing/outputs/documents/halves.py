"""A drawing too tall for paper, cut between two of its rows into halves that stand side by side."""

from __future__ import annotations

import re

VIEW = re.compile(r'viewBox="(?P<x>[\d.]+) (?P<y>[\d.]+) (?P<width>[\d.]+) (?P<height>[\d.]+)"')
SIZE = re.compile(r' (?:width|height)="[\d.]+(?:pt|px)?"')
LINE = re.compile(r'<text style="(?P<style>[^"]*)" x="[\d.]+" y="(?P<y>[\d.]+)"')
BOLD = re.compile(r"font(?:-weight)?:[^;]*\b(?:bold|700)\b")
TALL = 2.75  # times its width that a drawing is high from where its letters would be below 8 points
ABOVE = 11.5  # from the foot of a heading's letters to above them


def halves(svg: str) -> list[str]:
    """Return a tall drawing as two, cut above the heading of a row near its middle.

    Parameters
    ----------
    svg
        A drawing whose rows begin with a heading in bold letters.

    Returns
    -------
    list of str
        The drawing alone when it is not tall, or has no such heading.
    """
    view = VIEW.search(svg)
    if not view or float(view["height"]) < TALL * float(view["width"]):
        return [svg]
    top, height = float(view["y"]), float(view["height"])
    cuts = [y - ABOVE for y in _headings(svg)[1:]]
    if not cuts:
        return [svg]
    cut = min(cuts, key=lambda y: abs(y - top - height / 2))
    return [_part(svg, view, top, cut - top), _part(svg, view, cut, top + height - cut)]


def _headings(svg: str) -> list[float]:
    """Return where the first line of each heading stands."""
    lines = sorted((float(one["y"]), bool(BOLD.search(one["style"]))) for one in LINE.finditer(svg))
    before = [False, *(bold for _, bold in lines)]
    return [y for (y, bold), above in zip(lines, before, strict=False) if bold and not above]


def _part(svg: str, view: re.Match[str], y: float, height: float) -> str:
    shown = f'viewBox="{view["x"]} {y:g} {view["width"]} {height:g}"'
    return SIZE.sub("", svg[: view.start()]) + shown + svg[view.end() :]
