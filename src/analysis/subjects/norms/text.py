"""Whether the measures met their norms, and whether that is better or worse than before."""

from __future__ import annotations

import pandas as pd

from analysis.dutch import counted, number, percent, said, share, signed
from analysis.subjects.norms.steps import NEARLY, missed
from analysis.toolkit.figures import value_of
from analysis.toolkit.measures import mention
from analysis.toolkit.per_chapter import summary_row
from analysis.toolkit.sentence import ALPHA, Prose, between, opening, p_value, prose

#: What every chapter with norms says around its figure and table.
HEADING = "## Normen\n\nEen norm zegt meestal welk deel van de dossiers tijdig moet zijn."
TABLE = "De tabel geeft alle normen, op de vier treden van het plan."
CAUTION = "Een resultaat onder het streefdoel zegt niet waarom."

_PAYMENTS = "uitgevoerde betalingen"
_NEARLY_MET = "maatregelen met 90 procent of meer"
_ALL_MEASURES = "maatregelen met 90 procent of meer, op een totaal van"


def norms_text(
    counts: pd.DataFrame, norms: pd.DataFrame, year: int, figures: pd.DataFrame
) -> Prose:
    """Say how many norms were met, this year and the year before, and which is furthest off.

    The counts are the result `norm_counts` of these norms. Where the figures of the plan's text
    hold the plan's own count, it is compared.
    """
    row = summary_row(counts)
    if row is None or not row["measured"]:
        return prose(f"Het plan geeft hier geen normen met een resultaat voor {year - 1}.")
    without = int(row["norms"] - row["measured"])
    return prose(
        _met(int(row["met"]), int(row["far_under"]), int(row["measured"]), year),
        _earlier(row, year),
        _furthest(norms),
        _own_count(row, norms["name"].nunique(), figures, year),
        f"{opening(without, 'norm heeft', 'normen hebben')} geen resultaat voor {year - 1}."
        if without
        else "",
    )


def _own_count(row: pd.Series, measures: int, figures: pd.DataFrame, year: int) -> str:
    """Compare the plan's own count of measures, by 90 % of their files, with the norms' table."""
    most, whole = (value_of(figures, name, year - 1) for name in (_NEARLY_MET, _ALL_MEASURES))
    if most is None or whole is None:
        return ""
    return (
        "Het plan zelf legt de lat lager dan het streefdoel: volgens zijn tekst werd bij "
        f"{number(most)} van de {number(whole)} maatregelen {NEARLY}\N{NO-BREAK SPACE}% of meer "
        "binnen de norm afgehandeld. Zijn tabel heeft "
        f"{counted(measures, 'maatregel', 'maatregelen')} met samen "
        f"{counted(int(row['norms']), 'norm', 'normen')}; van de "
        f"{number(row['measured'])} normen met een resultaat staan er {number(row['nearly'])} op "
        f"{NEARLY}\N{NO-BREAK SPACE}% of meer."
    )


def _met(met: int, far: int, known: int, year: int) -> str:
    if known == 1:
        kept = "is gehaald" if met else "is niet gehaald"
        return f"De enige norm met een resultaat voor {year - 1} {kept}."
    verb = "liggen" if far > 1 else "ligt"
    return (
        f"Van de {number(known)} normen met een resultaat voor {year - 1} "
        f"{'werd' if met == 1 else 'werden'} er {_some(met)} gehaald ({share(met / known)}); "
        f"{said(far) if far else 'geen enkele'} {verb} meer dan 10 procentpunt onder het "
        "streefdoel."
    )


def _earlier(row: pd.Series, year: int) -> str:
    """Compare the norms met with those of the year before, for those with a result in both."""
    known, compared = int(row["measured"]), int(row["compared"])
    now, before = int(row["compared_met"]), int(row["compared_met_previous"])
    if not compared:
        return ""
    if compared == known:
        verb = "was" if before == 1 and now != before else "waren"
        return f"In {year - 2} {verb} er {'evenveel' if now == before else _some(before)} gehaald."
    if compared == 1:
        return "Eén norm heeft een resultaat in beide jaren."
    then = "evenveel als" if now == before else f"tegenover {_some(before)}"
    return (
        f"Van de {number(compared)} met een resultaat in beide jaren "
        f"{'werd' if now == 1 else 'werden'} er {_some(now)} gehaald, {then} in {year - 2}."
    )


def _some(count: int) -> str:
    return said(count) if count else "geen"


def _furthest(norms: pd.DataFrame) -> str:
    rows = missed(norms)
    if rows.empty:
        return ""
    row = rows.iloc[0]
    decimals = 0 if float(row["current"]).is_integer() else 1
    name = mention(row["name"], row.get("measure"))
    return (
        f"Het verst onder het streefdoel ligt {name} ({row['norm']}): "
        f"{percent(row['current'], decimals)} tegenover {percent(row['target'])}."
    )


def change_text(
    changes: pd.DataFrame, confidence: float, norms: pd.DataFrame, figures: pd.DataFrame, year: int
) -> Prose:
    """Say whether the norms as a whole were met better or worse, counting each measure once.

    The changes are the result `norm_changes`, whole or of one chapter; the figures tell how many
    payments the measure made that changed most.
    """
    row = summary_row(changes)
    if row is None or not row["measures"]:
        return prose("Geen enkele norm heeft een resultaat in beide jaren.")
    return prose(
        f"Op de vierdelige legende gingen {counted(int(row['better']), 'norm', 'normen')} vooruit "
        f"en {number(row['worse'])} achteruit; {number(row['same'])} bleven op hun trede.",
        f"Per maatregel gemiddeld {_mean(row, confidence)}",
        _without_one(row, confidence, norms, _payments(row["largest"], norms, figures, year)),
    )


def _payments(label: str, norms: pd.DataFrame, figures: pd.DataFrame, year: int) -> str:
    """Say how many payments a measure, by its label in the norms, made in the year before."""
    ids = norms.loc[norms["label"] == label, "measure"].dropna()
    made = value_of(figures.loc[figures["measure"].isin(ids)], _PAYMENTS, year - 1)
    return "" if made is None else f", op {counted(int(made), 'betaling', 'betalingen')}"


def _without_one(row: pd.Series, confidence: float, norms: pd.DataFrame, payments: str) -> str:
    """Say what the mean is without the measure that changed most: few files can move it a lot."""
    if pd.isna(row["mean_without"]):
        return ""
    went = "zakten" if row["mean_without"] < 0 else "stegen"
    interval = (
        f" ({between(row['low_without'], row['high_without'], confidence, 1)})"
        if pd.notna(row["low_without"])
        else ""
    )
    measure = next(iter(norms.loc[norms["label"] == row["largest"], "measure"]), None)
    return (
        f"Eén maatregel weegt daarin het zwaarst, {mention(row['largest'], measure)} "
        f"({signed(row['largest_change'], 1)} procentpunt{payments}): zonder die maatregel {went} "
        f"de resultaten gemiddeld {number(abs(row['mean_without']), 1)} procentpunt{interval}"
        f"{_turns_over(row)}."
    )


def _mean(row: pd.Series, confidence: float) -> str:
    fell, p = row["mean"] < 0, row["rank_p"]
    known = not pd.isna(row["low"])
    interval = f"{between(row['low'], row['high'], confidence, 1)}, " if known else ""
    start = (
        f"{'zakten' if fell else 'stegen'} de resultaten {number(abs(row['mean']), 1)} procentpunt "
        f"({interval}over {counted(int(row['measures']), 'maatregel', 'maatregelen')})"
    )
    if not pd.isna(p) and p < ALPHA:
        return f"{start}, meer dan toeval verklaart (rangtekentoets: {p_value(p)})."
    worse = "slechter" if fell else "beter"
    tested = "" if pd.isna(p) else f" (rangtekentoets: {p_value(p)})"
    if known and (row["low"] > 0 or row["high"] < 0):
        return (
            f"{start}. Dat interval sluit nul uit, maar een toets op rangen niet ({p_value(p)}): "
            f"dat het over de hele lijn {worse} gaat, is niet zeker."
        )
    return (
        f"{start}. Dat het over de hele lijn {worse} gaat, is daarmee niet aangetoond{tested}; "
        "sommige normen veranderden wel fors."
    )


def _turns_over(row: pd.Series) -> str:
    """Say when the interval includes zero only with, or only without, the measure left out."""
    if row[["low", "high", "low_without", "high_without"]].isna().any():
        return ""
    with_it = row["low"] <= 0 <= row["high"]
    without = row["low_without"] <= 0 <= row["high_without"]
    if with_it == without:
        return ""
    return ", en sluit dat interval nul uit" if with_it else ", en sluit dat interval nul niet uit"


def coverage_text(figures: pd.DataFrame, year: int) -> Prose:
    """Say for how many of the measures the plan has norms, and how many its dashboard shows."""
    whole, with_norm, shown = (
        value_of(figures, name, year - 1)
        for name in (
            "maatregelen in beleidsmatige uitvoering",
            "maatregelen met norm",
            "maatregelen in geïntegreerd dashboard",
        )
    )
    if whole is None or with_norm is None:
        return prose("Het plan zegt niet voor hoeveel van zijn maatregelen er normen zijn.")
    board = f" Het proefbord dat alles samenbrengt, toont er {number(shown)}." if shown else ""
    return prose(
        f"Het plan telt {number(whole)} maatregelen in uitvoering; voor {number(with_norm)} ervan "
        f"({share(with_norm / whole)}) zijn er normen of wettelijke termijnen.{board}"
    )
