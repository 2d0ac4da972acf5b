"""Claims whose numbers agree with each other or not, without any table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .told import Voice

_THINGS = ("dossiers", "aanvragen", "vergunningen", "meldingen", "premies", "plaatsbezoeken")
_ITEMS = (
    *("onthaal", "vorming", "onderhoud", "handhaving", "digitalisering", "communicatie"),
    *("monitoring", "toezicht", "vergunningen", "participatie"),
)
_COUNTS = {3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven"}


def thousands(number: float) -> str:
    """Print a whole number with points between thousands."""
    return f"{number:,.0f}".replace(",", ".")


def number_claims(sections: Sequence[str], year: int, voice: Voice) -> Iterator[Told]:
    """Yield a claim about numbers for each of these sections."""
    makers: tuple[Callable[[int, Voice], tuple[str, bool, str]], ...] = (
        *(_direction, _growth, _share, _parts, _sum, _listed),
    )
    for place, section in enumerate(sections):
        kind, wrong, text = makers[place % len(makers)](year, voice)
        yield Told(kind, wrong, ((section, text),))


def _direction(year: int, voice: Voice) -> tuple[str, bool, str]:
    rng = voice.rng
    wrong = rng.random() < 0.3
    low = rng.randint(20, 900)
    high = low + rng.randint(5, 400)
    one, other = (high, low) if wrong else (low, high)
    words = {"low": one, "high": other, "things": rng.choice(_THINGS)}
    return "direction", wrong, voice.say("direction", **words, year=year - 1, before=year - 2)


def _growth(year: int, voice: Voice) -> tuple[str, bool, str]:
    rng = voice.rng
    wrong = rng.random() < 0.3
    was, change = rng.randint(200, 9000), rng.randint(20, 190)
    now = was + change
    percent = round(100 * change / was)
    if wrong:
        percent += rng.choice([-1, 1]) * rng.randint(4, 15)
        percent = abs(percent) + 3 if percent <= 0 else percent
        wrong = abs(percent - 100 * change / was) > 0.5
    words = {
        "now": thousands(now), "change": change, "was": thousands(was), "percent": percent,
        "things": rng.choice(_THINGS), "year": year - 1, "before": year - 2,
    }  # fmt: skip
    return "growth", wrong, voice.say("growth", **words)


def _share(_year: int, voice: Voice) -> tuple[str, bool, str]:
    rng = voice.rng
    wrong = rng.random() < 0.3
    whole = rng.randint(40, 3000)
    part = rng.randint(whole // 10, whole * 9 // 10)
    percent = round(100 * part / whole) + (rng.choice([-9, -5, 5, 9]) if wrong else 0)
    words = {"whole": thousands(whole), "part": thousands(part), "percent": percent}
    return "share", wrong, voice.say("share", **words, things=rng.choice(_THINGS))


def _parts(year: int, voice: Voice) -> tuple[str, bool, str]:
    rng = voice.rng
    wrong = rng.random() < 0.3
    one, other = rng.randint(20, 500), rng.randint(20, 500)
    whole = one + other + (rng.choice([-2, -1, 1, 2]) if wrong else 0)
    words = {"one": one, "other": other, "whole": thousands(whole)}
    return "parts", wrong, voice.say("parts", **words, things=rng.choice(_THINGS), year=year - 1)


def _sum(_year: int, voice: Voice) -> tuple[str, bool, str]:
    rng = voice.rng
    wrong = rng.random() < 0.3
    terms = [rng.randint(4, 90) for _ in range(3)]
    whole = sum(terms) + (rng.choice([-2, -1, 1, 2]) if wrong else 0)
    words = dict(zip(("one", "other", "third"), terms, strict=True))
    return "sum", wrong, voice.say("sum", **words, whole=whole, things=rng.choice(_THINGS))


def _listed(_year: int, voice: Voice) -> tuple[str, bool, str]:
    rng = voice.rng
    wrong = rng.random() < 0.3
    items = rng.sample(_ITEMS, rng.randint(3, 6))
    count = len(items) + (1 if wrong else 0)
    listing = f"{', '.join(items[:-1])} en {items[-1]}"
    return "listed", wrong, voice.say("listed", count=_COUNTS[count], items=listing)
