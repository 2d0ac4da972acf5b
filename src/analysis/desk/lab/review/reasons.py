"""Writes the reasons of a proposal in Dutch, for the desk; those without a translation stay."""

from __future__ import annotations

import re

_TABLES = {
    "norms": "normen",
    "budget": "begroting",
    "inspections": "inspectie",
    "cases": "dossiers",
    "reports": "pro justitia",
    "recoveries": "terugvorderingen",
}
_SURENESS = {"weak": "zwak", "probable": "waarschijnlijk", "sure": "zeker"}
_WORDS = _TABLES | _SURENESS
#: The form of each reason, and its translation; `{0}` is its first varying part.
_FORMS = tuple(
    (re.compile(pattern), dutch)
    for pattern, dutch in (
        (r"in the table (\w+)", "in de tabel {0}"),
        (r"a new measure", "een nieuwe maatregel"),
        (r"like '(.*)'", "lijkt op '{0}'"),
        (r"compared as '(.*)' and '(.*)'", "vergeleken als '{0}' en '{1}'"),
        (r"same objective, (.*)", "dezelfde doelstelling, {0}"),
        (r"its budget is in (.*)", "de begroting staat in {0}"),
        (r"(\d+) milestones? of (\S+) names? it", "mijlpalen van {1} die de naam noemen: {0}"),
        (r"or (\S+) \((\d+)\)", "of {0} ({1})"),
        (r"the heading names the measure", "de titel noemt de maatregel"),
        (r"the sentence names the measure", "de zin noemt de maatregel"),
        (r"the only measure of the objective", "de enige maatregel van de doelstelling"),
        (r"the sentence gives its year", "de zin noemt het jaar"),
        (r"last year's '(.*)' is (\d+) % alike", "{1} % gelijk aan '{0}' van vorig jaar"),
        (r"confidence: (\w+)", "zekerheid: {0}"),
        (r"one of two years is missing: (\w+)", "een van beide jaren ontbreekt: {0}"),
        (r"the trend does not follow: (\w+)", "de trend volgt niet uit de aantallen: {0}"),
        (r"unusual values: (\w+)", "ongewone waarden: {0}"),
        (r"merged cell", "samengevoegde cel"),
        (r"a row without a timing", "een rij zonder timing"),
        (r"a row without a status", "een rij zonder status"),
        (r"a row without values", "een rij zonder waarden"),
        (r"values without a label", "waarden zonder naam"),
        (r"an unusual article", "een ongewoon begrotingsartikel"),
        (r"unusual amounts", "ongewone bedragen"),
        (r"amounts without a label", "bedragen zonder naam"),
        (r"no section has this title", "geen onderdeel heeft deze titel"),
        (r"no overall status was read(?: of any project)?", "geen globale status gelezen"),
        (r"an unusual status", "een ongewone status"),
        (r"(.+): (\d+) rows, (\d+) in (\d{4})", "{0}: {1} rijen, in {3} waren het er {2}"),
    )
)


def in_dutch(reason: str) -> str:
    """Return a reason in Dutch, or as it is.

    >>> in_dutch("the sentence gives its year"), in_dutch("confidence: weak")
    ('de zin noemt het jaar', 'zekerheid: zwak')
    """
    for form, dutch in _FORMS:
        found = form.fullmatch(reason)
        if found:
            return dutch.format(*(_WORDS.get(part, part) for part in found.groups()))
    return reason
