"""The budget: articles over several lines, receipts with two amounts, zeros that are real."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .layout import LEFT, RIGHT_LANDSCAPE, Block, Mark, Record
from .spans import bold, bold_lines, plain, printed, wrap

if TYPE_CHECKING:
    from random import Random

MEASURE_WIDTH, ARTICLE_WIDTH = 58, 24
ARTICLE = 368.0
EDGES = (564.0, 638.0, 712.0, RIGHT_LANDSCAPE - 4)
COLUMNS = (LEFT - 4, ARTICLE - 4, 494.0, *(edge + 4 for edge in EDGES))
FIELDS = ("vak_realised", "vek_realised", "vak_budget", "vek_budget")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the budget as printed."""

    measure: str
    article: str
    amounts: tuple[str, str, str, str]


def header(year: int, rng: Random) -> Block:
    """Set the header, each column on two lines."""
    columns = [("DOELSTELLING/", "Begrotings-artikel")]
    columns += [(f"{year - 1} VAK –", "gerealiseerd"), (f"{year - 1} VEK -", "gerealiseerd")]
    columns += [(f"{year} VAK -", "Budget"), (f"{year} VEK -", "Budget")]
    text: list[str] = []
    marks: list[Mark] = []
    for x, (first, second) in zip((ARTICLE + 90, *EDGES), columns, strict=True):
        pair = [bold(first, rng), bold(second, rng)]
        text += [*("".join((printed(line).rstrip(), "    ")) for line in pair), ""]
        marks += [Mark(x, number, line, flush_right=True) for number, line in enumerate(pair)]
    last = bold("MAATREGEL", rng)
    text[-2] += printed(last)
    marks.append(Mark(LEFT, 0, last))
    return Block((" ", "", *text), tuple(marks), 2.3, (), COLUMNS, landscape=True)


def objective_line(title: str, rng: Random) -> Block:
    """Set the bold line over the measures of one objective."""
    line = bold(title, rng)
    edges = (COLUMNS[0], COLUMNS[-1])
    return Block((printed(line), ""), (Mark(LEFT, 0, line),), 1.3, (), edges, landscape=True)


def _article(rng: Random) -> str:
    letters = "ABCDEFGH"
    return f"WA0-1W{rng.choice('BDFH')}B2{rng.choice(letters)}{rng.choice(letters)}-WT"


def _amount(rng: Random) -> str:
    number = rng.choice([rng.randint(9_000, 900_000), rng.randint(1_000_000, 900_000_000)])
    return f"{number:,}".replace(",", ".")


def _pair(rng: Random) -> tuple[str, str]:
    """Draw a VAK and a VEK amount, often the same."""
    amount = _amount(rng)
    return amount, rng.choice([amount, _amount(rng)])


def _usual(name: str, article: str, rng: Random) -> Item:
    return Item(name, article, (*_pair(rng), *_pair(rng)))


def _without(name: str, _: str, rng: Random) -> Item:
    one, two, three, four, article = rng.choices(["Nvt", "nvt"], k=5)
    return Item(name, rng.choice(["", article]), (one, two, three, four))


def _receipts(name: str, _: str, rng: Random) -> Item:
    return Item(f"{name} (ontvangsten!)", _article(rng), ("", _amount(rng), "", _amount(rng)))


def _idle(name: str, article: str, _: Random) -> Item:
    return Item(name, article, ("0", "0", "0", "0"))


def _ended(name: str, article: str, rng: Random) -> Item:
    return Item(name, article, (*_pair(rng), "0", "0"))


def _repaid(name: str, article: str, rng: Random) -> Item:
    amount = f"-{_amount(rng)}"
    return Item(name, article, (amount, amount, "0", "0"))


def _new(name: str, article: str, rng: Random) -> Item:
    return Item(name, article, ("Nvt", "Nvt", *_pair(rng)))


def _relaunch(name: str, article: str, rng: Random) -> Item:
    tail = f"Relance Budget {rng.randint(10, 199)} - Waterzieke gronden; stimuli eigenaars"
    more = rng.choice(["", "; Regionale partnerschappen gericht op oeverherstel"])
    return Item(f"{name} - {tail}{more}", article, (*_pair(rng), "0", "0"))


#: The kinds of rows, each with its weight.
_KINDS = {
    _usual: 48,
    _without: 10,
    _receipts: 7,
    _idle: 8,
    _ended: 7,
    _repaid: 4,
    _new: 5,
    _relaunch: 11,
}


def draw(name: str, rng: Random) -> Item:
    """Draw a row of one of the kinds that the budget has."""
    article = "/".join(_article(rng) for _ in range(rng.choice([1, 1, 1, 1, 2, 3])))
    kind = rng.choices([*_KINDS], [*_KINDS.values()])[0]
    return kind(name, article, rng)


def item_block(item: Item, objective: str, rng: Random) -> Block:
    """Set one row; what wraps has its lines first and its amounts after them."""
    names = bold_lines(wrap(item.measure, MEASURE_WIDTH), rng)
    articles = _broken(item.article)
    height = max(len(names), len(articles), 1)
    marks = [Mark(LEFT, (height - len(names)) / 2 + at, line) for at, line in enumerate(names)]
    top = (height - len(articles)) / 2
    marks += [Mark(ARTICLE, top + at, plain(line)) for at, line in enumerate(articles)]
    drawn = zip(EDGES, item.amounts, strict=True)
    middle = (height - 1) / 2
    marks += [Mark(x, middle, plain(text), flush_right=True) for x, text in drawn if text]
    values = {"objective": objective, "measure": item.measure, "article": item.article}
    record = Record("budget", {**values, **dict(zip(FIELDS, item.amounts, strict=True))})
    text = _text(item, [printed(line) for line in names], articles, rng)
    return Block(text, tuple(marks), height + 0.3, (record,), COLUMNS, landscape=True)


def _broken(article: str) -> list[str]:
    """Break a list of articles as the narrow column does: after the last hyphen that fits."""
    lines: list[str] = []
    rest = article
    while len(rest) > ARTICLE_WIDTH:
        at = rest.rfind("-", 0, ARTICLE_WIDTH) + 1
        lines.append(rest[:at])
        rest = rest[at:]
    return [*lines, rest] if rest else lines


def _text(item: Item, names: list[str], articles: list[str], rng: Random) -> tuple[str, ...]:
    amounts = _two_amounts(item, rng) if "" in item.amounts else f"{' '.join(item.amounts)} "
    article = f"{articles[0]} " if articles else "  "
    if len(articles) > 1:
        apart = [""] if len(names) > 1 else []
        parts = [line if line.endswith("-") else f"{line} " for line in articles]
        return (*names, *apart, *parts, "", amounts, "")
    if len(names) == 1:
        return (f"{names[0]}{article}{amounts}", "")
    spread = [names[0]]
    for number, name in enumerate(names[1:]):
        spread += [*([""] if number else []), name]
    return (*spread, *rng.choice([[""], [""], []]), f"{article}{amounts}", "")


def _two_amounts(item: Item, rng: Random) -> str:
    """Print a row of receipts: one blank or two for each empty cell."""
    empty = rng.choice([" ", "  "])
    return "".join(f"{amount} " if amount else empty for amount in item.amounts)


def table(objectives: dict[str, list[str]], year: int, rng: Random) -> list[Block]:
    """Set the whole budget: per objective its measures."""
    blocks = [header(year, rng)]
    for objective, measures in objectives.items():
        blocks.append(objective_line(objective, rng))
        blocks += [item_block(draw(name, rng), objective, rng) for name in measures]
    return blocks
