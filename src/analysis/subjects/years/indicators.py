"""The indicators that a table follows from year to year, in its order."""

#: Indicator, year, value and what the value is a part of.
Value = tuple[str, int, int, int | None]
#: Each is a value of `indicator` in the result `over_the_years`.
INDICATORS = (
    "milestones_realised",
    "milestones_planned",
    "norms_met",
    "vak_realised",
    "vak_budget",
    "cases",
    "reports",
)
