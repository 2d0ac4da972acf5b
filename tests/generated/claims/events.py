"""Claims about things that are told in two places: numbers, events, statuses, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .figures import thousands
from .told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .told import Voice

Tables = dict[str, list[dict[str, str]]]

_ACTS = ("lancering", "oplevering", "opstart", "evaluatie", "aanbesteding")
_MONTHS = ("januari", "maart", "mei", "juni", "september", "oktober", "november")
_STATUSES = {"realised": ("Gerealiseerd",), "late": ("Loopt met vertraging", "Nog niet gestart")}


def event_claims(
    tables: Tables,
    measures: Mapping[str, str],
    policy: Sequence[str],
    year: int,
    voice: Voice,
) -> Iterator[Told]:
    """Yield claims that another place of the plan confirms or contradicts."""
    for name, section in measures.items():
        choice = voice.rng.random()
        if choice < 0.35:
            yield _twice(name, section, voice.rng.choice(policy), year, voice)
        elif choice < 0.7:
            yield _event(name, section, voice.rng.choice(policy), year, voice)
        else:
            other = voice.rng.choice([each for each in measures if each != name])
            yield _distractor(name, other, section, year, voice)
    yield from _statuses(tables, year, voice)
    yield from _plans(tables, measures, year, voice)


def _twice(name: str, section: str, elsewhere: str, year: int, voice: Voice) -> Told:
    rng = voice.rng
    wrong = rng.random() < 0.35
    value = rng.randint(150, 9899)
    value += value % 10 == 0
    other = value + rng.choice([-30, -9, 9, 27, 90]) if wrong else value
    one, two = voice.say_both("told twice", name=name.lower(), year=year - 1, value="{value}")
    places = (section, one.format(value=thousands(value)))
    return Told(
        "told twice", wrong, (places, (elsewhere, two.format(value=thousands(other))))
    )  # fmt: skip


def _event(name: str, section: str, elsewhere: str, year: int, voice: Voice) -> Told:
    rng = voice.rng
    wrong = rng.random() < 0.35
    month = rng.choice(_MONTHS)
    day = rng.randint(2, 20)
    late = rng.choice([each for each in _MONTHS if each != month])
    moments = f"{day} {month} {year - 1}", f"{day + 3} {late if wrong else month} {year - 1}"
    if not wrong:
        moments = moments[0], moments[0]
    one, two = voice.say_both("event", name=name.lower(), act=rng.choice(_ACTS), moment="{moment}")
    places = (section, one.format(moment=moments[0])), (elsewhere, two.format(moment=moments[1]))
    return Told("event", wrong, places)


def _distractor(name: str, other: str, section: str, year: int, voice: Voice) -> Told:
    rng = voice.rng
    low, high = rng.randint(100, 900), rng.randint(901, 1900)
    words = {"name": name.lower(), "other": other.lower(), "low": low, "high": thousands(high)}
    years = {"year": year - 1, "before": year - 2, "next": year}
    text = voice.say("distractor", **words, **years)
    return Told("distractor", wrong=False, places=((section, text),))


def _statuses(tables: Tables, year: int, voice: Voice) -> Iterator[Told]:
    """Tell the status of milestones that two words name: an act, and a thing."""
    for row in tables["milestones"]:
        words = row["label"].split()
        if row["kind"] != "evaluated" or len(words) != 2 or not words[0].istitle():
            continue
        act, name = words
        kind = next((kind for kind, names in _STATUSES.items() if row["status"] in names), "")
        if not kind or _is_repeated(tables, row):
            continue
        wrong = voice.rng.random() < 0.3
        says = ("late" if kind == "realised" else "realised") if wrong else kind
        years = {"year": year - 1, "next": year}
        text = voice.say(f"status {says}", act=act.lower(), name=name, **years)
        yield Told("status", wrong, ((row["section"], text),))


def _is_repeated(tables: Tables, row: Mapping[str, str]) -> bool:
    words = set(row["label"].lower().split())
    alike = [each for each in tables["milestones"] if words <= set(each["label"].lower().split())]
    return len(alike) > 1


def _plans(tables: Tables, measures: Mapping[str, str], year: int, voice: Voice) -> Iterator[Told]:
    """Say that nothing is planned, of things with planned milestones or without."""
    planned = [row for row in tables["milestones"] if row["kind"] == "planned" and row["timing"]]
    texts = " ".join(f"{row['theme']} {row['label']}".lower() for row in tables["milestones"])
    for row in voice.rng.sample(planned, min(4, len(planned))):
        name = max(row["label"].lower().strip("().,").split(), key=len)
        if name.isalpha() and len(name) > 9:
            places = ((row["section"], voice.say("no plans", name=name, next=year)),)
            yield Told("no plans", wrong=True, places=places)
    free = [name for name in measures if name.lower() not in texts]
    for name in voice.rng.sample(free, min(6, len(free))):
        places = ((measures[name], voice.say("no plans", name=name.lower(), next=year)),)
        yield Told("no plans", wrong=False, places=places)
