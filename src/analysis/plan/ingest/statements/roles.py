"""Says which part each quantity plays in its sentence: a level, a change, a whole, a target.

The patterns read the shape of a sentence (see `quantities`). A mark is `<n0>`: its kind and its
place among the quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.statements.quantities import Quantity

_UP = (
    r"(?:ste(?:eg|gen)|stijg\w*|gestegen|toegenomen|groei\w*|gegroeid|klom(?:men)?|toename|toenam\w*"
    r"|hoger|verho(?:og|g)\w*|opgelopen|oplopen|opliep|verbeter\w*|aangroei|aangegroeid|omhoog"
    r"|nam(?:en)? [^<]*toe|neemt [^<]*toe|liep(?:en)? [^<]*op|nam(?:en)? toe|winst|vooruit)"
)
_DOWN = (
    r"(?:daal\w*|dal(?:en|ing|ende)\b|gedaald|afgenomen|zak(?:te|ten|t)\b|gezakt|afname|afnam\w*"
    r"|terugval\w*|verminder\w*|lager|gekrompen|krimp\w*|teruggelopen|verslechter\w*|omlaag"
    r"|nam(?:en)? [^<]*af|neemt [^<]*af|nam(?:en)? af|viel(?:en)? terug|verlies|inkrimp\w*"
    r"|achteruit)"
)
_UP_WORD, _DOWN_WORD = re.compile(rf"\b{_UP}"), re.compile(rf"\b{_DOWN}")
_MARK = re.compile(r"<([a-z])(\d+)>")
_OF_A_YEAR = {"level", "result", "share"}
_FROM_TO = re.compile(
    r"\bvan <([nptk])(\d+)>(?:[^<>;:.]{0,40}?)(?: in <y\d+>)?(?:[^<>;:.]{0,25}?)"
    r"\b(?:naar|tot)(?: de| het)? <([nptk])(\d+)>"
)
#: A row of a small table: what is counted, two years, and the trend.
_SMALL_ROW = re.compile(r"[^<>.]{4,60} (?:<n(\d+)>|\?) (?:<n(\d+)>|\?)(?: <p(\d+)>)?")
_MORE_AFTER = re.compile(
    r"^ (?!of meer|of minder)(?:[\w’'-]+ ){0,4}?"
    r"(?<!onder )(?P<more>meer|extra|hoger|minder|lager)\b(?! dan <)"
)
_OR_MORE_AFTER = re.compile(r"^ of (?:meer|minder)\b")
_CHANGE_BEFORE = re.compile(
    rf"\b(?:{_UP}|{_DOWN})(?: [\w’'-]+){{0,6}}? (?:met|van)(?: [\w’'-]+){{0,2}} $"
    rf"|\b(?:{_UP}|{_DOWN}) \($|\b(?:{_UP}|{_DOWN}) (?:met |van )?$"
)
_WHOLE_BEFORE = re.compile(
    r"\bvan (?:de|onze|alle|in totaal|een totaal van) $|\btotaal van (?:de )?$"
)
_WHOLE_AFTER = re.compile(
    r"^(?: [\w’'-]+){0,7}(?:,? waarvan(?: er)?\b|:\s*$"
    r"|,? (?:val(?:t|len) uiteen in|besta(?:at|an|nde) uit|opgesplitst in|onderverdeeld in"
    r"|verdeeld in)\b)"
)
_TOTAL_BEFORE = re.compile(
    r"(?:\bwaardoor we op|\bsamen(?: goed voor)?|\bin totaal|\bkom(?:t|en)\b[^<]* op"
    r"|\bbreng(?:t|en)\b|\bop|\btotaal (?:op|van)|\bgoed voor(?: in totaal)?)(?: de)? $"
)
_BRINGS = re.compile(r"\bbreng(?:t|en)\b[^<]* op $|\bwat [^<]*totale? [^<]* op $")
_SUM_WORDS = re.compile(
    r"\bwaardoor we op $|\bsamen(?: goed voor)?(?: in totaal)? $|\bin totaal $"
    r"|\bkom(?:t|en)\b[^<]* op $|\bgoed voor(?: in totaal)? $|\bbreng(?:t|en)\b[^<]* op $"
    r"|\bwat [^<]* op $|\b(?:finaal|dus)\b[^<]*(?:dus)? $"
)
_PREVIOUS_BEFORE = re.compile(
    r"\b(?:tegenover|ten opzichte van|t\.o\.v\.|(?:meer|minder|hoger|lager) dan)(?: de| nog)? $"
)
_TARGET_NOUN = re.compile(
    r"\b(?:streefdoel|streefcijfer|streefwaarde|doelstelling|doel|norm|streefnorm)"
    r"(?: [\w’'-]+){0,5} (?:bedroeg|bedraagt|is|was|van|ligt op|lag op) $"
)
_AIM_BEFORE = re.compile(
    r"\b(?:mikken op|streven naar|minstens|minimaal|ten minste|streefdoel van|vereiste)(?: de)? $"
)
_TARGET_LEAD = re.compile(
    r"\b(?:ste(?:lt|llen)|bepa(?:alt|len|ald)|schrijft|schrijven|voorschrijft|vast(?:ge)?leg\w*|geldt"
    r"|vastgesteld|voorop\w*|norm\w*|streefnorm\w*|streefdoel\w*|bepaling\w*|regel|moet(?:en)?|dien(?:t|en)"
    r"|mag|vraagt|eist|doelstelling)\b"
)
_TARGET_END = re.compile(
    r"\b(?:(?<!was )(?<!waren )dat|om|moet(?:en)?|dient|dienen|minimaal)(?: er| voor)?"
    r"(?: minstens)? $|^ ?norm van $"
)
_RESULT_BEFORE = re.compile(
    r"(?:\b(?:resultaat van|resultaat|namelijk|nl\.|slechts|was dat|is dat|waren dat|bedroeg"
    r"|bedraagt|uit op|haalde|behaalde|behaald met|gehaald met|lukte dat voor|lukte voor)"
    r"|\b(?:word(?:t|en)|werd(?:en)?|is|zijn|was)(?: [\w’'-]+){0,3}? (?:voor|met|in|op)"
    r"|\((?:nl\. )?)(?: de| nog| slechts| in <y\d+>)? ?$"
)
_RESULT_AFTER = re.compile(
    r"^\)?,?(?: [\w’'-]+){0,2} (?:behaald|gehaald|gerealiseerd|bereikt|nageleefd)\b"
    r"|^ van de gevallen\b"
)
_REST_AFTER = re.compile(r"^ (?:[\w’'-]+ ){0,5}niet\b")
_OF_A_PART = re.compile(r"^ (?:daarvan|hiervan|van (?:hen|die|deze))\b")
_EXPECTED = re.compile(
    r"\b(?:verwacht\w*|raming|geraamd\w*|raamden?|begroot|prognose|hoopten|mikten|zouden|zou)\b"
)
_PART_OF_YEAR = re.compile(
    r"\b(?:sinds|sedert|gemiddeld\w*|voorbije|cumulatief|helft|semester|trimester|kwarta\w+|voorjaar"
    r"|najaar|zomer|winter|per (?:jaar|maand|week|dag)|(?:eerste|laatste) (?:<[nt]\d+> ?)?maanden"
    r"|(?:eerste|laatste) <t\d+>)\b|(?:eerste|laatste|voorbije) <t\d+>"
)
_DENIED = re.compile(r"\b(?:niet|geen|tussen)(?: de)? $|\btussen(?: de)? <[np]\d+> en(?: de)? $")
_NO_CHANGE = re.compile(r"\b(?:niet|geen|verwacht\w*|tegenstelling|ondanks|minder snel)\b")
_JUDGEMENT = re.compile(r"\b(?:verbeter|verslechter)\w*")
_SHARE_AFTER = re.compile(r"^ (?:van de|van het totaal)")


@dataclass(frozen=True, slots=True)
class Role:
    """The part of a quantity in its sentence, and its direction: `rise`, `fall` or empty."""

    name: str = "level"
    direction: str = ""


def direction(text: str) -> str:
    """Return whether words tell of a rise or of a fall; empty for neither or both.

    >>> direction("het aantal daalde"), direction("een lichte toename"), direction("bleef gelijk")
    ('fall', 'rise', '')
    """
    up, down = bool(_UP_WORD.search(text)), bool(_DOWN_WORD.search(text))
    return "" if up == down else "rise" if up else "fall"


def find_roles(shape: str, quantities: Sequence[Quantity]) -> list[Role]:
    """Return the role of each quantity of a sentence."""
    marks = list(_MARK.finditer(shape))
    roles = _paired(shape, len(quantities))
    whole = False
    for place, quantity in enumerate(quantities):
        before = shape[marks[place - 1].end() if place else 0 : marks[place].start()]
        end = marks[place + 1].start() if place + 1 < len(marks) else len(shape)
        role = roles[place]
        if not role.name:
            lead = shape[: marks[place].start()]
            role = _role(quantity, before, shape[marks[place].end() : end], lead)
        if quantity.kind == "n":
            whole = whole and ";" not in before
            role = Role("part") if role.name == "level" and whole else role
            whole = whole or role.name == "whole"
        clause = _with_moments(re.split(r"[;:]", shape[: marks[place].start()])[-1], quantities)
        after = shape[marks[place].end() : end]
        of_part = quantity.kind == "p" and _OF_A_PART.match(after)
        if role.name in _OF_A_YEAR and (of_part or _is_limited(clause, after)):
            role = Role("limited")
        roles[place] = role
    return roles


def _with_moments(clause: str, quantities: Sequence[Quantity]) -> str:
    """Return a clause with the words of its moments: `eerste helft van 2030`."""
    return _MARK.sub(
        lambda mark: quantities[int(mark[2])].printed.lower() if mark[1] == "m" else mark[0], clause
    )


def _is_limited(before: str, after: str) -> bool:
    """Return whether a number is of a part of a year, an expectation, a range, or denied."""
    words = f"{before}<>{after}"
    return bool(_EXPECTED.search(words) or _PART_OF_YEAR.search(words) or _DENIED.search(before))


def _paired(shape: str, count: int) -> list[Role]:
    """Return the roles of numbers that belong together: `van <n0> naar <n1>`, or a small row."""
    roles = [Role("")] * count
    for match in _FROM_TO.finditer(shape):
        if match[1] == match[3] or match[3] == "t":
            way = _way(shape, match[3])
            roles[int(match[2])], roles[int(match[4])] = Role("from", way), Role("to", way)
    small = _SMALL_ROW.fullmatch(shape.strip())
    for text, name in zip(small.groups() if small else (), ("from", "to"), strict=False):
        if text:
            roles[int(text)] = Role(name)
    return roles


def _way(shape: str, kind: str) -> str:
    """Return the direction of a change from one number to another; a better term is shorter."""
    if _NO_CHANGE.search(shape):
        return ""
    return direction(_JUDGEMENT.sub("", shape) if kind == "t" else shape)


def _role(quantity: Quantity, before: str, after: str, lead: str) -> Role:
    """Return the role of a quantity by the words on both sides; `lead` is all before it."""
    if quantity.kind == "p":
        return _percent_role(quantity, before, after, lead)
    if quantity.kind == "k":
        return Role("change", _sign(quantity) or _near(before, after))
    return _number_role(before, after, lead) if quantity.kind == "n" else Role("")


def _sign(quantity: Quantity) -> str:
    return {"+": "rise", "-": "fall", "−": "fall"}.get(quantity.printed[:1], "")


def _near(before: str, after: str) -> str:
    """Return the direction told by the word after a quantity, or else by those before it."""
    more = _MORE_AFTER.match(after)
    if more:
        return "rise" if more["more"] in {"meer", "extra", "hoger"} else "fall"
    return direction(before) or direction(after)


def _number_role(before: str, after: str, lead: str) -> Role:
    if _MORE_AFTER.match(after):
        return Role("change", _near("", after))
    if _TARGET_NOUN.search(before) or _AIM_BEFORE.search(before):
        return Role("target")
    if _SUM_WORDS.search(before) or _BRINGS.search(lead):
        return Role("total")
    if _CHANGE_BEFORE.search(before):
        return Role("change", direction(before))
    is_whole = _WHOLE_BEFORE.search(before) or _WHOLE_AFTER.match(after)
    return Role("whole" if is_whole else "previous" if _PREVIOUS_BEFORE.search(before) else "level")


def _percent_role(quantity: Quantity, before: str, after: str, lead: str) -> Role:
    if _sign(quantity):
        return Role("growth", _sign(quantity))
    name = _level_role(before, after, lead)
    if name:
        return Role(name)
    if _MORE_AFTER.match(after):
        return Role("growth", _near("", after))
    is_change = _CHANGE_BEFORE.search(before)
    if is_change and not _RESULT_BEFORE.fullmatch(before):
        return Role("growth", direction(before))
    if _RESULT_BEFORE.search(before) or _RESULT_AFTER.match(after):
        return Role("result")
    is_norm = "binnen" in lead + after or "tijdig" in lead + after
    of_all = not before.strip(" (") and _SHARE_AFTER.match(after)
    return Role("result" if is_norm or of_all else "share")


def _level_role(before: str, after: str, lead: str) -> str:
    """Return what a percentage is that is no result and no growth; empty for another one."""
    if _OR_MORE_AFTER.match(after):
        return "bound"
    if _REST_AFTER.match(after):
        return "rest"
    return "target" if _TARGET_NOUN.search(before) or _is_target(before, lead) else ""


def _is_target(before: str, lead: str) -> bool:
    """Return whether the clause before a percentage sets a norm: `de norm bepaalt dat <p0>`.

    So does a sentence that starts with it: `dat <p0> tijdig klaar moet zijn, is een norm`.
    """
    if before.strip() == "dat" and lead == before:
        return True
    clause = re.split(r"[;:]|, (?=in <)", lead)[-1]
    return bool(_TARGET_LEAD.search(clause) and _TARGET_END.search(before))
