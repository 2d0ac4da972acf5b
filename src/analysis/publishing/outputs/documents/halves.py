"""Cuts a drawing that is too tall for paper between two rows, into halves to print side by side."""

from __future__ import annotations

import re

VIEW = re.compile(r'viewBox="(?P<x>[\d.]+) (?P<y>[\d.]+) (?P<width>[\d.]+) (?P<height>[\d.]+)"')
SIZE = re.compile(r' (?:width|height)="[\d.]+(?:pt|px)?"')
LINE = re.compile(r'<text style="(?P<style>[^"]*)" x="[\d.]+" y="(?P<y>[\d.]+)"')
BOLD = re.compile(r"font(?:-weight)?:[^;]*\b(?:bold|700)\b")
TALL = 2.75  # ratio of height to width from which letters would be smaller than 8 points
ABOVE = 11.5  # from the baseline of a heading to above its letters


def halves(svg: str) -> list[str]:
    """Cut a tall drawing in two, above the bold heading of a row near its middle.

    A drawing that is not tall, or has no such heading, stays whole.
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
    """Return the y coordinate of the first line of each heading."""
    lines = sorted((float(one["y"]), bool(BOLD.search(one["style"]))) for one in LINE.finditer(svg))
    before = [False, *(bold for _, bold in lines)]
    return [y for (y, bold), above in zip(lines, before, strict=False) if bold and not above]


def _part(svg: str, view: re.Match[str], y: float, height: float) -> str:
    shown = f'viewBox="{view["x"]} {y:g} {view["width"]} {height:g}"'
    return SIZE.sub("", svg[: view.start()]) + shown + svg[view.end() :]
