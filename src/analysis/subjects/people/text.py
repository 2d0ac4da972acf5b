"""Sentences on the department's own people and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number, percent, share
from analysis.subjects.people.totals import letters_total, levels, uneven, workforce_total
from analysis.toolkit.figures import value_of
from analysis.toolkit.milestones import realised_counts
from analysis.toolkit.sentence import Prose, capitalised, prose

if TYPE_CHECKING:
    import pandas as pd

_CLEAR_LETTERS = "aandeel heldere standaardbrieven, streefcijfer"
_DONE = "afgewerkt"


def workforce_text(workforce: pd.DataFrame, corrections: pd.DataFrame) -> Prose:
    """Say how many people work there, how many of them statutory, and whether the levels add up.

    The plan's corrections tell whether a number of the table was corrected.
    """
    whole = workforce_total(workforce)
    if whole is None:
        return prose("Het plan drukt geen eindtotaal van het personeel af.")
    total, statutory = int(whole["total"]), int(whole["statutory"])
    added = int(levels(workforce)["total"].sum())
    agrees = (
        f"De niveaus tellen op tot dat totaal{_corrected(corrections)}."
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


def _corrected(corrections: pd.DataFrame) -> str:
    count = int((corrections["table"] == "workforce").sum())
    if not count:
        return ""
    what = "één getal verbeterd is" if count == 1 else f"{number(count)} getallen verbeterd zijn"
    return f", nadat {what} (zie [Verantwoording](verantwoording.ipynb))"


def savings_text(figures: pd.DataFrame) -> Prose:
    """Say how many heads are to be saved, and how many are."""
    goal = value_of(figures, "besparing, totale doelstelling")
    saved = value_of(figures, "besparing, gerealiseerd")
    if not goal or saved is None:
        return prose("Het plan geeft geen doelstelling en stand van de personeelsbesparing.")
    rest = goal - saved
    still = f"er blijven er {number(rest)} te gaan" if rest > 0 else "de doelstelling is bereikt"
    extra = value_of(figures, "besparing, extra door integratie Syntra")
    outside = value_of(figures, "buiten besparingsdoelgroep")
    return prose(
        f"Van de {counted(int(goal), 'kop', 'koppen')} die het departement moet besparen, "
        f"{'is' if saved == 1 else 'zijn'} er {number(saved)} gerealiseerd "
        f"({share(saved / goal)}); {still}.",
        f"{number(extra)} van die koppen kwamen erbij door de integratie van Syntra."
        if extra
        else "",
        f"{number(outside)} koppen vallen buiten de doelgroep van de besparing." if outside else "",
        "Het zijn koppen, geen voltijdse equivalenten.",
    )


def diversity_text(figures: pd.DataFrame) -> Prose:
    """Say how the share of women in middle management compares with its target, and the others."""
    share_of = "aandeel vrouwen in middenmanagement"
    women, goal = value_of(figures, share_of), value_of(figures, f"{share_of}, streefcijfer")
    origin = value_of(figures, "aandeel personen van buitenlandse herkomst")
    handicap = value_of(figures, "aandeel personen met handicap of chronische ziekte")
    compared = ""
    if women is not None and goal is not None:
        met = "gehaald" if women >= goal else "niet gehaald"
        compared = (
            f"In het middenmanagement is {percent(women)} vrouw; het streefcijfer, "
            f"{percent(goal)}, is {met}."
        )
    others = [
        f"{percent(value, 1)} van het personeel {words}"
        for value, words in (
            (origin, "heeft een buitenlandse herkomst"),
            (handicap, "heeft een handicap of chronische ziekte"),
        )
        if value is not None
    ]
    if not compared and not others:
        return prose("Het plan geeft geen cijfers over diversiteit.")
    without = f"{capitalised(listing(others))}; daarvoor noemt het plan geen streefcijfer."
    return prose(compared, without if others else "")


def _apart(row: pd.Series) -> str:
    return (
        f"Bij {row['level']} drukt het plan {number(row['total'])} af, terwijl statutair en "
        f"contractueel samen {number(row['added'])} geven."
    )


def letters_text(letters: pd.DataFrame, figures: pd.DataFrame) -> Prose:
    """Say how many letters are counted, how many are done at least, and what the target is."""
    whole = letters_total(letters)
    if whole is None:
        return prose("Het plan drukt geen totaal van de brieven af.")
    rows = letters.loc[letters["letters"].notna() & (letters["line"] != whole["line"])]
    most = rows.loc[rows["letters"].astype("int64").idxmax()]
    added, total = int(rows["letters"].sum()), int(whole["letters"])
    check = "" if added == total else f" De rijen tellen op tot {number(added)}."
    return prose(
        f"Het plan telt {counted(total, 'brief', 'brieven')} om te herwerken; "
        f"{number(int(most['letters']))} daarvan zijn van {most['department']}.{check}",
        _target(rows, total, figures),
    )


def _target(rows: pd.DataFrame, total: int, figures: pd.DataFrame) -> str:
    known = figures.loc[figures["indicator"] == _CLEAR_LETTERS].dropna(subset=["value"])
    if known.empty or not total:
        return ""
    goal = known.iloc[0]
    done = int(rows.loc[rows["status"].str.lower() == _DONE, "letters"].sum())
    return (
        f"De Vlaamse overheid wil dat tegen {goal['year']} minstens "
        f"{percent(goal['value'])} van haar standaardbrieven en -mails helder is: een doel van "
        "alle entiteiten samen, niet van het departement alleen. Hier afgewerkt volgens de tabel: "
        f"{number(done)}, of minstens {share(done / total)}; wat in behandeling is, kan ook al "
        "afgewerkte brieven tellen."
    )


def verdicts_text(unfounded: pd.DataFrame) -> Prose:
    """Name the projects of the result `unfounded_verdicts`."""
    if unfounded.empty:
        return prose("Geen enkel project heet gerealiseerd zonder gerealiseerde mijlpalen.")
    words = [
        f"{row['title']} (geen van de {number(row['milestones'])} mijlpalen)"
        for _, row in unfounded.iterrows()
    ]
    return prose(
        "Let op: het plan noemt een project gerealiseerd waarvan geen enkele mijlpaal die status "
        f"heeft: {listing(words)}.",
    )


def staff_text(figures: pd.DataFrame, remarks: pd.DataFrame, year: int) -> Prose:
    """Say how the number of staff changed, where from and where to, in the plan's words."""
    before, now = (value_of(figures, "medewerkers", when) for when in (year - 2, year - 1))
    if before is None or now is None:
        return prose("Het plan zegt niet hoe het aantal medewerkers veranderde.")
    joined = value_of(figures, "medewerkers uit Syntra Vlaanderen")
    came = f", waarvan {number(joined)} uit Syntra Vlaanderen" if joined else ""
    temporary = value_of(figures, "tijdelijke medewerkers", year - 1)
    told = [str(words) for words in remarks.loc[remarks["topic"] == "staff", "about"]]
    return prose(
        f"Eind {year - 2} waren er {number(before)} medewerkers{came}; eind {year - 1} zijn het er "
        f"{number(now)}.",
        f"{number(temporary)} koppen zijn tijdelijk, voor nieuwe maatregelen en pieken."
        if temporary
        else "",
        f"Het plan zegt erbij: {'; '.join(told)}." if told else "",
    )


def own_verdict_text(projects: pd.DataFrame, milestones: pd.DataFrame) -> Prose:
    """Put the plan's verdict on each project next to the count of its section's milestones."""
    known = projects.loc[projects["overall_status"] != ""]
    known = known.assign(place=known["status_place"].fillna(known["place"]))
    words = []
    for _, row in known.iterrows():
        realised, n = realised_counts(milestones.loc[milestones["section"] == row["section"]])
        words.append(
            f"Over {row['title']} zegt het plan: ‘{row['overall_status']}’ "
            f"({row['place']}); van de {number(n)} mijlpalen met een status in dat onderdeel "
            f"zijn er {number(realised)} gerealiseerd."
        )
    return prose(*words) if words else prose("Het plan geeft hier geen project een eigen oordeel.")
