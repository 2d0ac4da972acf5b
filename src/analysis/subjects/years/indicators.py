"""The indicators that a table follows from year to year, in its order."""

#: Indicator, year, value and what the value is a part of.
Value = tuple[str, int, int, int | None]
#: Each is a value of `indicator` in the result `over_the_years`, with its words for readers.
INDICATORS = {
    "milestones_realised": "Mijlpalen gerealiseerd, van die met een status",
    "milestones_planned": "Mijlpalen vooraf gepland",
    "norms_met": "Normen gehaald, van die met een resultaat",
    "vak_realised": "VAK gerealiseerd",
    "vak_budget": "VAK-krediet",
    "cases": "Inspectiedossiers",
    "reports": "Pro Justitia",
}
