"""What the plan's most telling facts are: candidates, each with a value, thresholds and a sentence.

A candidate gets points for a value over its thresholds, as a signal of attention does, and the
candidates are put in order of points. So a year decides by itself what its report begins with.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis import dutch, english
from analysis.toolkit.figures import value_of
from analysis.toolkit.legislation import legislation
from analysis.toolkit.measures import mention
from analysis.toolkit.milestones import REALISED, assessed, planned, realised_counts
from analysis.toolkit.per_chapter import summary_row
from analysis.toolkit.points import Step
from analysis.toolkit.sentence import ALPHA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.plan.tables.editions import PlanTables

    Candidate = Callable[[PlanTables, int], "Headline | None"]

_SHARES = (Step(0.1, 1), Step(0.25, 2), Step(0.5, 3))
_RELANCE = "Relance Budget"


@dataclass(frozen=True, slots=True)
class Headline:
    """A candidate: its value, in the unit of its thresholds, and a sentence in two languages.

    `chapter` is the one that says more.
    """

    value: float
    nl: str
    en: str
    chapter: str = "overzicht"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a candidate compares with which thresholds, in Dutch, and why there.

    Of the candidates of one subject, the summary's page shows the first.
    """

    name: str
    subject: str
    steps: tuple[Step, ...]
    what: str
    why: str
    make: Candidate

    def __call__(self, plan: PlanTables, year: int) -> Headline | None:
        """Return the candidate of a plan; None where the plan does not say."""
        return self.make(plan, year)


def topic(
    subject: str, steps: tuple[Step, ...], *, what: str, why: str
) -> Callable[[Candidate], Topic]:
    """Return a decorator that turns a function into a topic of the same name."""
    return lambda make: Topic(make.__name__, subject, steps, what, why, make)


@topic(
    "milestones",
    (Step(0.05, 1), Step(0.15, 2), Step(0.3, 3)),
    what="Aandeel mijlpalen dat niet gerealiseerd is",
    why="Eén op twintig valt op; bijna één op drie is geen uitzondering meer.",
)
def realisation(plan: PlanTables, year: int) -> Headline | None:
    """Say which share of the milestones was realised, and how many of those run on all the same."""
    realised, n = realised_counts(plan.milestones)
    if not n:
        return None
    part, rows = realised / n, assessed(plan.milestones)
    on = int((rows["carried_over"] & (rows["status"] == REALISED)).sum())
    done = realised - on
    more_nl = (
        f" Daarvan {'loopt' if on == 1 else 'lopen'} er {dutch.said(on)} door: klaar zonder "
        f"vervolg {'is' if done == 1 else 'zijn'} er {dutch.number(done)} "
        f"({dutch.share(done / n)})."
    )
    more_en = (
        f" Of these, {english.number(on)} {'runs' if on == 1 else 'run'} on: "
        f"{english.number(done)} ({english.share(done / n)}) are done without a sequel."
    )
    return Headline(
        1 - part,
        f"Van de {dutch.counted(n, 'mijlpaal', 'mijlpalen')} van {year - 1} met een status "
        f"{'is' if realised == 1 else 'zijn'} er {dutch.number(realised)} gerealiseerd "
        f"({dutch.share(part)}).{more_nl if on else ''}",
        f"{english.number(realised)} of the "
        f"{english.counted(n, 'milestone', 'milestones')} of {year - 1} with a status "
        f"{'was' if realised == 1 else 'were'} realised ({english.share(part)})."
        f"{more_en if on else ''}",
    )


@topic(
    "milestones",
    _SHARES,
    what="Aandeel doorlopende mijlpalen zonder opvolger",
    why="Vanaf één op vier is het meer dan een andere formulering.",
)
def lost(plan: PlanTables, year: int) -> Headline | None:
    """Say for how many milestones that run on the new planning has no successor."""
    matches = plan.result("successors")
    gone = int((matches["outcome"] == "lost").sum())
    if not gone:
        return None
    part = gone / len(matches)
    return Headline(
        part,
        f"Voor {dutch.said(gone)} van de {dutch.number(len(matches))} mijlpalen die doorlopen, is "
        f"in de planning van {year} geen opvolger gevonden ({dutch.share(part)}).",
        f"For {english.number(gone)} of the {english.number(len(matches))} milestones that run on, "
        f"the planning of {year} has no successor ({english.share(part)}).",
    )


@topic(
    "norms",
    _SHARES,
    what="Aandeel normen dat niet gehaald is",
    why="Dezelfde grenzen als bij andere aandelen.",
)
def norms(plan: PlanTables, year: int) -> Headline | None:
    """Say how many norms were missed, and which by most."""
    row = summary_row(plan.result("norm_counts"))
    if row is None or not row["measured"]:
        return None
    met, n = int(row["met"]), int(row["measured"])
    rows = plan.norms.assign(gap=plan.norms["target"] - plan.norms["current"])
    worst = rows.loc[[rows["gap"].astype("float64").fillna(-1).idxmax()]].iloc[0]
    gap, name = float(worst["gap"]), mention(worst["name"], worst["measure"])
    far_nl = far_en = ""
    if gap > 0:
        far_nl = f" Het verst van zijn doel: {name}, {dutch.number(gap)} procentpunt."
        far_en = f" Furthest from target: {name}, {english.number(gap)} points."
    missed = n - met
    return Headline(
        missed / n,
        f"{dutch.number(missed)} van de {dutch.number(n)} normen met een resultaat voor {year - 1} "
        f"{'is' if missed == 1 else 'zijn'} niet gehaald ({dutch.share(missed / n)}).{far_nl}",
        f"{english.number(missed)} of the {english.number(n)} norms with a result for {year - 1} "
        f"{'was' if missed == 1 else 'were'} missed ({english.share(missed / n)}).{far_en}",
    )


@topic(
    "norms",
    (Step(0.25, 1), Step(0.5, 2)),
    what="Aandeel maatregelen met een gemiste norm en zonder oorzaak",
    why="Een oorzaak kan ook voor alle normen samen gegeven zijn: minder punten.",
)
def unexplained(plan: PlanTables, year: int) -> Headline | None:  # noqa: ARG001 - as the others
    """Say for how many measures with a missed norm the plan gives no cause."""
    step = plan.norms["step"].astype("str")
    under = plan.norms["step"].notna() & ~step.isin(["met", "above"])
    missed = set(plan.norms.loc[under, "measure"].dropna())
    told = set(plan.remarks.loc[plan.remarks["topic"] == "cause", "measure"].dropna())
    if not missed:
        return None
    without, n = len(missed - told), len(missed)
    return Headline(
        without / n,
        f"Bij {dutch.said(without)} van de {dutch.counted(n, 'maatregel', 'maatregelen')} met een "
        "gemiste norm noemt het plan geen oorzaak voor die maatregel.",
        f"For {english.number(without)} of the {english.counted(n, 'measure', 'measures')} with a "
        "missed norm the plan names no cause for that measure.",
    )


@topic(
    "money",
    (Step(0.05, 1), Step(0.15, 2), Step(0.3, 3)),
    what="Krediet tegenover realisatie, omhoog of omlaag (aandeel)",
    why="5 % is meer dan een gewone indexering.",
)
def credit(plan: PlanTables, year: int) -> Headline | None:
    """Say how the credit differs from what was realised, and which measure makes the difference."""
    sums, changes = summary_row(plan.result("budget_totals")), plan.result("credit_changes")
    if sums is None or not sums["vak_realised"] or changes.empty:
        return None
    spent, granted = int(sums["vak_realised"]), int(sums["vak_budget"])
    most = changes.iloc[int(changes["change"].abs().to_numpy().argmax())]
    by, amount = (granted - spent) / spent, int(most["change"])
    name = mention(most["name"], most["measure"])
    more_nl, more_en = ("meer", "more") if amount > 0 else ("minder", "less")
    return Headline(
        abs(by),
        f"Het VAK-krediet voor {year} is {dutch.million_euro(granted)}, tegenover "
        f"{dutch.million_euro(spent)} gerealiseerd in {year - 1} "
        f"({dutch.signed(by * 100)}\N{NO-BREAK SPACE}%). Het grootste verschil maakt {name}: "
        f"{dutch.million_euro(abs(amount))} {more_nl}.",
        f"Commitment credit for {year} is {english.million_euro(granted)}, against "
        f"{english.million_euro(spent)} realised in {year - 1} ({by * 100:+.0f}%). {name} makes "
        f"most of the difference: {english.million_euro(abs(amount))} {more_en}.",
    )


@topic(
    "money",
    (Step(0.01, 1), Step(0.05, 2)),
    what="Verandering van het relancebudget als deel van alle realisaties",
    why="Onder 1 % weegt ze niet in het geheel.",
)
def recovery(plan: PlanTables, year: int) -> Headline | None:
    """Say how the recovery budget ends, as a share of all that was realised."""
    sums, rows = summary_row(plan.result("budget_totals")), plan.budget
    posts = rows.loc[rows["label"].str.contains(_RELANCE, regex=False) & ~rows["receipts"]]
    spent, granted = (int(posts[name].fillna(0).sum()) for name in ("vak_realised", "vak_budget"))
    if sums is None or not sums["vak_realised"] or not spent:
        return None
    return Headline(
        abs(granted - spent) / int(sums["vak_realised"]),
        f"Het relancebudget gaat van {dutch.million_euro(spent)} gerealiseerd in {year - 1} naar "
        f"{dutch.million_euro(granted)} krediet in {year}.",
        f"The recovery budget goes from {english.million_euro(spent)} realised in {year - 1} to "
        f"{english.million_euro(granted)} of credit in {year}.",
    )


@topic(
    "inspections",
    _SHARES,
    what="Verandering van Pro Justitia per dossier, als ze geen toeval is (aandeel)",
    why="Dezelfde grenzen als bij andere aandelen.",
)
def reports(plan: PlanTables, year: int) -> Headline | None:
    """Say how the official reports per file changed, if by more than chance."""
    row = summary_row(plan.result("inspection_totals"))
    names = ["cases_previous", "cases_current", "reports_previous", "reports_current"]
    if row is None or row[names].isna().any() or not row[names[:3]].all():
        return None
    if pd.isna(row["p_holm"]) or row["p_holm"] >= ALPHA:
        return None
    before, now = (
        float(row[f"reports_{when}"] / row[f"cases_{when}"]) for when in ("previous", "current")
    )
    return Headline(
        abs(now / before - 1),
        f"De inspectie behandelde {dutch.number(row['cases_current'])} dossiers, tegenover "
        f"{dutch.number(row['cases_previous'])} in {year - 2}; per honderd dossiers waren er "
        f"{dutch.number(now * 100, 1)} Pro Justitia, tegenover {dutch.number(before * 100, 1)}.",
        f"The inspectorate handled {english.number(row['cases_current'])} files, against "
        f"{english.number(row['cases_previous'])} in {year - 2}; per hundred files there were "
        f"{english.number(now * 100, 1)} official reports, against "
        f"{english.number(before * 100, 1)}.",
        "vsi",
    )


@topic(
    "milestones",
    (Step(0.1, 1), Step(0.25, 2)),
    what="Aandeel dat voor een gelijke spreiding over kwartalen van plaats verandert",
    why="Een plan hoeft niet gelijk gespreid te zijn: minder punten dan een gemiste norm.",
)
def busy_quarter(plan: PlanTables, year: int) -> Headline | None:
    """Say in which quarter most is due, and how much of it would have to move."""
    row = summary_row(plan.result("evenness"))
    if row is None or not row["n"] or pd.isna(row["p_holm"]) or row["p_holm"] >= ALPHA:
        return None
    part, moved = float(row["peak_share"]), float(row["to_move"])
    return Headline(
        moved,
        f"{dutch.share(part)} van de stappen met een kwartaal valt in Q{row['peak']} van {year}; "
        f"voor een gelijke spreiding zou {dutch.share(moved)} van plaats moeten veranderen.",
        f"{english.share(part)} of the steps with a quarter are due in Q{row['peak']} of {year}; "
        f"to spread them evenly, {english.share(moved)} would have to move.",
    )


@topic(
    "milestones",
    (Step(0.1, 1), Step(0.25, 2)),
    what="Aandeel geplande mijlpalen over regelgeving",
    why="Regelgeving hangt van anderen af: van regering en parlement.",
)
def laws(plan: PlanTables, year: int) -> Headline | None:
    """Say how much of the planning is legislation."""
    every, own = planned(plan.milestones), legislation(plan.milestones)
    if own.empty:
        return None
    part = len(own) / len(every)
    return Headline(
        part,
        f"{dutch.number(len(own))} van de {dutch.number(len(every))} geplande mijlpalen van {year} "
        f"gaan over regelgeving ({dutch.share(part)}).",
        f"{english.number(len(own))} of the {english.number(len(every))} milestones planned for "
        f"{year} are about legislation ({english.share(part)}).",
    )


@topic(
    "norms",
    (Step(0.5, 1), Step(0.9, 2)),
    what="Aandeel maatregelen met dossiers en zonder wachttijd",
    why="Een plan hoeft geen wachttijden te geven: minder punten dan een gemiste norm.",
)
def waiting(plan: PlanTables, year: int) -> Headline | None:  # noqa: ARG001 - as the others
    """Say for how many measures with files the plan says how long a file takes."""
    rows = plan.result("measures_overview")
    with_files = rows.loc[rows["files"].notna()]
    if with_files.empty:
        return None
    n, silent = len(with_files), int((with_files["waiting"] == 0).sum())
    return Headline(
        silent / n,
        f"Hoe lang een aanvrager wacht, zegt de tekst bij {dutch.number(n - silent)} van de "
        f"{dutch.counted(n, 'maatregel', 'maatregelen')} met een aantal dossiers.",
        f"The text says how long applicants wait for {english.number(n - silent)} of the "
        f"{english.counted(n, 'measure', 'measures')} with a number of files.",
        "maatregelen",
    )


@topic(
    "norms",
    (Step(0.25, 1), Step(0.5, 2)),
    what="Aandeel maatregelen in uitvoering zonder norm",
    why="Niet elke maatregel kan een norm hebben.",
)
def covered(plan: PlanTables, year: int) -> Headline | None:
    """Say how many measures have norms, by the plan's own count."""
    whole = value_of(plan.figures, "maatregelen in beleidsmatige uitvoering", year - 1)
    known = value_of(plan.figures, "maatregelen met norm", year - 1)
    if not whole or known is None:
        return None
    return Headline(
        1 - known / whole,
        f"Voor {dutch.number(known)} van de {dutch.number(whole)} maatregelen in uitvoering zijn "
        "er normen of wettelijke termijnen.",
        f"{english.number(known)} of the {english.number(whole)} measures in execution have norms "
        "or legal time limits.",
    )


@topic(
    "department",
    (Step(0, 1), Step(5, 2)),
    what="Punten uit audits zonder datum (aantal)",
    why="Eén is het vermelden waard.",
)
def audits(plan: PlanTables, year: int) -> Headline | None:  # noqa: ARG001 - as the others
    """Count what audits ask and has no date yet."""
    rows = plan.remarks.loc[plan.remarks["topic"] == "audit"]
    undated = int((rows["kind"] == "open").sum())
    if rows.empty:
        return None
    return Headline(
        undated,
        f"Van {dutch.counted(len(rows), 'punt', 'punten')} uit audits "
        f"{'heeft' if undated == 1 else 'hebben'} er {dutch.said(undated)} in het plan geen datum.",
        f"Of {english.counted(len(rows), 'point', 'points')} raised by audits, "
        f"{english.number(undated)} have no date in the plan.",
        "organisatie",
    )


@topic(
    "department",
    (Step(0.02, 1), Step(0.05, 2), Step(0.1, 3)),
    what="Verandering van het aantal medewerkers (aandeel)",
    why="Tot 2 % is gewoon verloop.",
)
def staff(plan: PlanTables, year: int) -> Headline | None:
    """Say how the number of staff changed."""
    before, now = (value_of(plan.figures, "medewerkers", when) for when in (year - 2, year - 1))
    if not before or now is None:
        return None
    return Headline(
        abs(now / before - 1),
        f"Eind {year - 1} telt het departement {dutch.number(now)} medewerkers, tegenover "
        f"{dutch.number(before)} een jaar eerder.",
        f"At the end of {year - 1} the department has {english.number(now)} staff, against "
        f"{english.number(before)} a year earlier.",
        "organisatie",
    )


@topic(
    "measures",
    (Step(0, 1), Step(3, 2)),
    what="Maatregelen die met een datum uitdoven (aantal)",
    why="Eén is het vermelden waard.",
)
def ending(plan: PlanTables, year: int) -> Headline | None:  # noqa: ARG001 - as the others
    """Name the measures that are phased out by a date."""
    rows = plan.remarks.loc[plan.remarks["topic"] == "ending"].dropna(subset=["measure"])
    if rows.empty:
        return None
    names = [mention(row["name"], row["measure"]) for _, row in rows.iterrows()]
    dates = list(dict.fromkeys(map(str, rows["kind"])))
    return Headline(
        len(rows),
        f"Het plan laat {dutch.listing(names)} uitdoven tegen {dutch.listing(dates)}.",
        f"The plan phases out {english.listing(names)} by {english.listing(dates)}.",
        "activering",
    )


@topic(
    "department",
    (Step(5, 1),),
    what="Dataproducten die dit jaar komen (aantal)",
    why="Enkele per jaar is gewoon.",
)
def data_products(plan: PlanTables, year: int) -> Headline | None:
    """Count the data products that have yet to come."""
    rows = plan.remarks.loc[plan.remarks["topic"] == "data"]
    due = int(rows["kind"].astype(str).str.contains(str(year)).sum())
    if not due:
        return None
    return Headline(
        due,
        f"{dutch.number(due)} van de {dutch.counted(len(rows), 'dataproduct', 'dataproducten')} "
        f"{'komt' if due == 1 else 'komen'} er volgens het plan in {year}.",
        f"{english.number(due)} of {english.counted(len(rows), 'data product', 'data products')} "
        f"{'is' if due == 1 else 'are'} due in {year}.",
        "organisatie",
    )


@topic(
    "plan",
    (Step(0, 1), Step(10, 2), Step(50, 3)),
    what="Zekere tegenspraken in het plan (aantal)",
    why="Een plan van die omvang heeft er altijd enkele.",
)
def contradictions(plan: PlanTables, year: int) -> Headline | None:  # noqa: ARG001 - as the others
    """Count the places where the plan certainly contradicts itself."""
    rows = plan.result("findings")
    sure = int((rows["certainty"] == "certain").sum())
    if not sure:
        return None
    return Headline(
        sure,
        f"Op {dutch.counted(sure, 'plaats', 'plaatsen')} spreekt het plan zichzelf zeker tegen.",
        f"The plan certainly contradicts itself in {english.counted(sure, 'place', 'places')}.",
        "consistentie",
    )


_IN_ORDER = (
    *(realisation, lost, norms, unexplained, waiting, covered, credit, recovery, reports),
    *(busy_quarter, laws, audits, staff, ending, data_products, contradictions),
)
#: The candidates by name, in the order of the report.
TOPICS: Mapping[str, Topic] = MappingProxyType({one.name: one for one in _IN_ORDER})
