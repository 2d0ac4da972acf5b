"""Compares a number of things with the list of them that follows: `drie fasen: a, b en c`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.statements.quantities import Quantity

_OPENS = re.compile(
    r"<n(?P<place>\d+)> (?P<things>[\w’'-]+(?: [\w’'-]+){0,4}?)"
    r"(?P<mark>,? (?:namelijk|met name|nl\.):? |: | \()(?P<list>[^:;]+)"
)
_OPEN_END = re.compile(
    r"…|\.\.\.|\benz\b|\betc\b|\bo\.a\b|\bo\.m\b|\bonder (?:andere|meer)\b|\bbv\b|\bvb\b"
    r"|\bzoals\b|\bwaaronder\b"
    r"|\bzie\b|\bcf\b|\bincl\b|\buitgezonderd\b|\bwaarvan\b"
)
_NUMBERED = re.compile(r"\((\d{1,2})\)|(?<![\w(])(\d{1,2})\) ")
_VERB = re.compile(r"\b(?:is|zijn|werd|werden|wordt|worden|heeft|hebben|kan|zal|moet)\b")
_ASIDE = re.compile(r" ?\([^()]*\)")
#: `vier medewerkers volgden een opleiding:` lists what comes last, and not what was counted.
_OTHER_THING = re.compile(r"\b(?:een|de|het|hun|deze|dit) [\w’'-]+$")
_LONGEST_ITEM = 60  # characters
_FEWEST = 2


class Listed(NamedTuple):
    """The place of the number among the quantities, and the fewest and most things listed."""

    place: int
    fewest: int
    most: int


def find_list(sentence: str, shape: str, quantities: Sequence[Quantity]) -> Listed | None:
    """Return the list in a sentence that says how many things it has, or None."""
    match = _OPENS.search(shape)
    if match is None or quantities[int(match["place"])].unit:
        return None
    numbered = _numbered(sentence[quantities[int(match["place"])].end :])
    if numbered:
        return Listed(int(match["place"]), numbered, numbered)
    if match["mark"].endswith(": ") and _OTHER_THING.search(match["things"]):
        return None
    text = _ASIDE.sub("", _listing(match))
    if not text or "," not in text or _OPEN_END.search(text) or _VERB.search(text) or "<" in text:
        return None
    parts = [part.strip() for part in text.split(",")]
    if max(map(len, parts)) > _LONGEST_ITEM:
        return None
    ands = len(re.findall(r"\ben\b(?! -)", text))
    inner = parts[-1].startswith("en ")
    fewest = len(parts) if inner or not ands else len(parts) + (" en " in parts[-1])
    most = len(parts) + ands - inner
    return Listed(int(match["place"]), min(fewest, most), most)


def _listing(match: re.Match[str]) -> str:
    """Return the text of a list: up to the closing bracket, or to the end of the sentence."""
    text = match["list"]
    if not match["mark"].endswith("("):
        return text.rstrip(". ")
    depth = 1
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return text[:place]
    return ""


def _numbered(text: str) -> int:
    """Return the number of the last item of a list numbered from 1; 0 if it is not."""
    numbers = [int(one or other) for one, other in _NUMBERED.findall(text)]
    return (
        len(numbers) if numbers == [*range(1, len(numbers) + 1)] and len(numbers) >= _FEWEST else 0
    )
