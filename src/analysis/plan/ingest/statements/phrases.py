"""Finds the words in a sentence that tell a status, or whether a norm was met."""

from __future__ import annotations

import re
from typing import NamedTuple

_AUX = r"(?:werd(?:en)?|is|zijn|was|waren|wordt|worden|heeft|hebben|kon(?:den)?)"
_DONE = (
    r"(?:afgerond|gerealiseerd|voltooid|opgeleverd|gelanceerd|gefinaliseerd|beëindigd|afgewerkt"
    r"|opgestart|gestart|gegund|goedgekeurd|gepubliceerd|ondertekend|klaar geraakt|klaar"
    r"|in gebruik genomen)"
)
_PLANS = r"(?:activiteiten|acties|initiatieven|mijlpalen|stappen|werkzaamheden)"
#: The statuses, the most telling first: the first that a sentence has counts.
_STATUSES: dict[str, tuple[str, ...]] = {
    "no_plans": (
        rf"\bgeen (?:[\w’-]+ )?{_PLANS}\b[^.;]*\b(?:gepland|voorzien|ingepland|planning)\b",
        rf"\b(?:gepland|voorzien|planning)\b[^.;]*\bgeen (?:[\w’-]+ )?{_PLANS}\b",
    ),
    "stopped": (r"\b(?:stopgezet|geannuleerd|afgeblazen|niet gegund|afgelast)\b",),
    "on_hold": (r"\bon hold\b",),
    "not_started": (
        r"\b(?:nog )?niet (?:gestart|opgestart|begonnen|opgepikt|aangevat)\b",
        r"\bmoet(?:en)? nog (?:[\w’-]+ ){0,2}?(?:gestart|opgestart|starten|beginnen|aangevat)\b",
    ),
    "delayed": (
        r"\bvertraging\b|\buitgesteld\b|\bverschoven\b|\bschui(?:ft|ven)\b[^.;]*\bdoor\b",
        r"\bdoorgeschoven\b|\blater dan (?:gepland|voorzien)\b|\bloopt achter\b",
    ),
    "reoriented": (r"\bgeheroriënteerd\b",),
    "unfinished": (
        r"\bniet (?:afgerond|gerealiseerd|opgeleverd|voltooid|gelanceerd)\b",
        r"\bnog niet (?:opgemaakt|uitgevoerd|uitgerold|ingevoerd|goedgekeurd|gepubliceerd)\b",
    ),
    "on_track": (r"\bop schema\b|\bvolgens (?:de )?planning\b",),
    "future": (
        r"\b(?:zal|zullen)\b|\bgaa(?:t|n) (?:van start|door)\b",
        r"\b(?:is|zijn|staat|staan) (?:nog )?(?:gepland|voorzien)\b",
        r"\bwordt? (?:opgeleverd|gelanceerd|opgestart|gepresenteerd|afgerond)\b",
    ),
    "realised": (rf"\b{_AUX}\b[^.;:]*\b{_DONE}\b|\bklaar geraakt\b",),
}
_PATTERNS = {name: re.compile("|".join(patterns)) for name, patterns in _STATUSES.items()}
_VERDICT = re.compile(
    r"(?P<not>\b(?:net |nog |helaas |evenwel |dus )?niet (?:meer |volledig |helemaal |altijd "
    r"|overal |in alle gevallen )?|\b(?:bijna|haast) )?"
    r"\b(?P<done>behaald|gehaald|bereikt|nageleefd|gerespecteerd|gerealiseerd)\b"
)
_INTENDED = re.compile(r"\b(?:zal|zullen|willen|wil|zou|zouden)\b")
_NORM = re.compile(r"\b\w*(?:norm|bepaling|streefdoel|doelstelling|termijn)\w*\b|\bdit\b|\bbeide\b")


class Phrase(NamedTuple):
    """A phrase: what it tells, and where it is in the sentence."""

    name: str
    start: int
    end: int


def find_status(sentence: str) -> Phrase | None:
    """Return the status that a sentence tells, or None.

    >>> find_status("De lancering liep vertraging op en volgt later.").name
    'delayed'
    """
    text = sentence.lower()
    for name, pattern in _PATTERNS.items():
        match = pattern.search(text)
        if match:
            return Phrase(name, match.start(), match.end())
    return None


def find_verdict(sentence: str) -> Phrase | None:
    """Return whether a sentence says that a norm was met (`met`) or not (`missed`), or None.

    >>> find_verdict("Deze streefnorm wordt net niet behaald.").name
    'missed'
    """
    text = sentence.lower()
    found = list(_VERDICT.finditer(text))
    if len(found) != 1 or not _NORM.search(text) or _INTENDED.search(text):
        return None
    match = found[0]
    return Phrase("missed" if match["not"] else "met", match.start(), match.end())
