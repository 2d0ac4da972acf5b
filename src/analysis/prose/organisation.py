"""What the plan says of the department itself: its people and its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, number, share
from analysis.prose.sentence import Prose, prose
from analysis.stats.organisation import letters_total, levels, uneven, workforce_total

if TYPE_CHECKING:
    import pandas as pd


def workforce_text(workforce: pd.DataFrame) -> Prose:
    """Say how many people work there, how many of them statutory, and whether the levels add up."""
    whole = workforce_total(workforce)
    if whole is None:
        return prose("Het plan drukt geen eindtotaal van het personeel af.")
    total, statutory = int(whole["total"]), int(whole["statutory"])
    added = int(levels(workforce)["total"].sum())
    agrees = (
        "De niveaus tellen op tot dat totaal."
        if added == total
        else f"De niveaus tellen op tot {number(added)}."
    )
    return prose(
        f"Het plan telt {counted(total, 'personeelslid', 'personeelsleden')}: "
        f"{number(statutory)} statutair ({share(statutory / total)}) en "
        f"{number(int(whole['contractual']))} contractueel.",
        agrees,
        *(_apart(row) for _, row in uneven(workforce).iterrows()),
    )


def _apart(row: pd.Series) -> str:
    return (
        f"Bij {row['level']} drukt het plan {number(row['total'])} af, terwijl statutair en "
        f"contractueel samen {number(row['added'])} geven."
    )


def letters_text(letters: pd.DataFrame) -> Prose:
    """Say how many letters are counted, and the department with the most."""
    whole = letters_total(letters)
    if whole is None:
        return prose("Het plan drukt geen totaal van de brieven af.")
    rows = letters.loc[letters["letters"].notna() & (letters["line"] != whole["line"])]
    most = rows.loc[rows["letters"].astype("int64").idxmax()]
    added, total = int(rows["letters"].sum()), int(whole["letters"])
    check = "" if added == total else f" De rijen tellen op tot {number(added)}."
    return prose(
        f"Het plan telt {counted(total, 'brief', 'brieven')} om te herwerken; "
        f"{number(int(most['letters']))} daarvan zijn van {most['department']}.{check}"
    )
