"""How often the first proposals for the measure of a label are right.

    python benchmarks/labels.py

On the labels of the plan of 2023 each label is left out in turn, as if it were new; then its
measure must be found again from its other names, or be called new if it has none. On generated
plans the words are invented, and each label is rewritten as people do.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.paths import find_project
from analysis.plan.ingest.check import OF_A_MEASURE
from analysis.plan.ingest.labels import KNOWN, LabelMatcher
from analysis.plan.tables.measures import alias_table, label_key
from analysis.plan.tables.raw import RAW_COLUMNS, read_raw

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from generated import generate_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.paths import Project
    from analysis.plan.ingest.labels import Candidate

NEW = "(new)"
CHOICES = 3
SEEDS = range(101, 111)
YEAR = 2031
SHORTEST = 8  # letters of a name that can be rewritten in all ways


class Scores(NamedTuple):
    """How many of how many labels: with the right first choice, and with it among three."""

    labels: int
    first: int
    among: int

    def __str__(self) -> str:
        shares = (f"{100 * n / max(self.labels, 1):5.1f} %" for n in (self.first, self.among))
        return f"{self.labels:5} " + " ".join(shares)


def main() -> None:
    """Print a table."""
    project = find_project()
    print(f"{'labels':36} {'n':>5} {'top 1':>7} {'top 3':>7}")
    for name, scores in held_out(project, 2023).items():
        print(f"2023, {name:30} {scores}")
    for name, scores in generated(SEEDS).items():
        print(f"generated, {name:25} {scores}")


def held_out(project: Project, year: int) -> dict[str, Scores]:
    """Leave out each label of a year's tables in turn."""
    measures, printed = (
        read_raw(project, year, "measures"),
        read_raw(project, year, "abbreviations"),
    )
    aliases = alias_table(measures, "measures.csv")
    names = Counter(aliases.values())
    labels = {
        label_key(label): label
        for table in OF_A_MEASURE
        for label in read_raw(project, year, table)["measure"]
        if label_key(label) in aliases
    }
    meanings = dict(zip(printed["abbreviation"], printed["meaning"], strict=True))
    matcher = LabelMatcher(measures, meanings)
    known: list[tuple[str, list[str]]] = []
    new: list[tuple[str, list[str]]] = []
    for key, label in labels.items():
        ranked = choices(matcher.rank(label, without=label))
        if names[aliases[key]] > 1:
            known.append((aliases[key], ranked))
        else:
            new.append((NEW, ranked))
    return {
        "measure has another name": scored(known),
        "measure has no other name": scored(new),
        "all": scored([*known, *new]),
    }


def generated(seeds: Iterable[int]) -> dict[str, Scores]:
    """Rewrite the names of generated plans; a name of another plan is new."""
    found: dict[str, list[tuple[str, list[str]]]] = {name: [] for name in (*REWRITTEN, "new")}
    for seed in seeds:
        names, strange = _names(seed), _names(seed + 1000)
        measures = pd.DataFrame(
            [(f"m{n}", name, "", "", "running", "") for n, name in enumerate(names)],
            columns=list(RAW_COLUMNS["measures"]),
        )
        meanings = {_initials(name): name for name in names}
        for kind, rewrite in REWRITTEN.items():
            cases = {rewrite(name): f"m{n}" for n, name in enumerate(names)}
            found[kind] += _ranked(measures, meanings, cases)
        cases = dict.fromkeys([name for name in strange if name not in names], NEW)
        found["new"] += _ranked(measures, meanings, cases)
    everything = [one for pairs in found.values() for one in pairs]
    return {name: scored(pairs) for name, pairs in found.items()} | {"all": scored(everything)}


def _ranked(
    measures: pd.DataFrame, meanings: Mapping[str, str], cases: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    known = {label_key(name) for name in measures["name"]}
    fresh = {label: truth for label, truth in cases.items() if label_key(label) not in known}
    matcher = LabelMatcher(measures, meanings, fresh)
    return [(truth, choices(matcher.rank(label))) for label, truth in fresh.items()]


def choices(ranked: Iterable[Candidate]) -> list[str]:
    """Return what a person is offered: the measures by rank, and a new one in its place."""
    likely = [one.measure for one in ranked if one.score >= KNOWN][: CHOICES - 1]
    others = [one.measure for one in ranked if one.measure not in likely]
    return [*likely, NEW, *others][:CHOICES]


def scored(pairs: Iterable[tuple[str, list[str]]]) -> Scores:
    """Count the right ones."""
    listed = list(pairs)
    first = sum(offered[0] == truth for truth, offered in listed)
    return Scores(len(listed), first, sum(truth in offered for truth, offered in listed))


def _names(seed: int) -> list[str]:
    plan = generate_plan(seed, YEAR)
    return [name for name in dict.fromkeys(plan.truth["norms"]["measure"]) if len(name) > SHORTEST]


def _initials(name: str) -> str:
    """Write a name as people shorten it: VOP for Vlaamse oeverpremie."""
    words = name.replace("-", " ").split()
    ends = ("premie", "lening", "toelage", "vergunning", "krediet", "fonds", "erkenning", "cheque")
    ends += ("register", "waarborg", "scan", "bonus", "advies", "korting", "pas", "trajecten")
    letters = ""
    for word in words:
        letters += word[0]
        letters += next((end[0] for end in ends if word.endswith(end) and word != end), "")
    return letters.upper()


#: How people write a name in another table, and an invented abbreviation list.
REWRITTEN = {
    "hyphen": lambda name: name[:6] + "-" + name[6:],
    "plural": lambda name: f"{name}s",
    "remark": lambda name: f"{name} (incl. oude dossiers)",
    "receipts": lambda name: f"{name} (ontvangsten!)",
    "money": lambda name: f"{name} - Relance Budget 16 - Droge oevers",
    "files": lambda name: f"{name} erkenningen",
    "shorter": lambda name: name.removeprefix("Vlaamse ").partition(" (")[0],
    "abbreviated": _initials,
    "typing error": lambda name: name[:4] + name[5] + name[4] + name[6:],
}


if __name__ == "__main__":
    main()
