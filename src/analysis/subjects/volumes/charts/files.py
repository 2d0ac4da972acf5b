"""How many files the measures received and handled, from the figures in the plan's prose."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.dutch import count_word, counted, number, percent, share, signed
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.dumbbell import Pair, draw_pairs
from analysis.toolkit.charts.lettering import shortened
from analysis.toolkit.charts.scale import across, powers_of_ten, scale
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.charts.speech import sentences, spoken
from analysis.toolkit.charts.years import TABLE
from analysis.toolkit.figures import HANDLED, RECEIVED, flows
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

_CHANGES = MappingProxyType({f"{RECEIVED}, stijging": 1, f"{RECEIVED}, daling": -1})
_EVEN = 100
_BOTH = 2
_MOST = 15  # measures: as many as stay readable on one sheet of paper
_LONG = 120  # letters of a name in a title


def received_chart(figures: pd.DataFrame, year: int) -> Chart | None:
    """Draw the files received per measure in the two years before the plan's, on a log scale.

    Where the plan prints this year's number and how much it rose or fell, in files or in percent,
    last year's is computed.

    Parameters
    ----------
    figures
        The processed key figures.
    year
        The plan's year.

    Returns
    -------
    Chart or None
        None when no measure has both years.
    """
    table = _received(figures, year)
    if table.empty:
        return None
    names = _names(figures)
    rows = [Row(names[str(m)], _change(row)) for m, row in table.iterrows()]
    shown = rows[:_MOST]
    said = (f"{row.heading}: {spoken(row.detail)}" for row in shown)
    return Chart(
        figure=_draw_received(table.head(_MOST), shown, year),
        title=_received_title(table, rows, year),
        alt=(
            f"Halterdiagram op logaritmische schaal: ontvangen dossiers in {year - 2} en "
            f"{year - 1} per maatregel. {sentences(said)}"
        ),
        data=_received_data(table, rows, year),
        note=(
            "Elke stap op de schaal is een factor tien. ‘Berekend’ is het getal van dit jaar min "
            "de stijging die het plan noemt; ‘ongeveer’ volgt uit een percentage, dat afgerond is. "
            "Enkel maatregelen waarvoor het plan beide jaren geeft of laat berekenen. "
            "Meer dossiers is meer vraag, niet meer of minder kwaliteit."
            f"{_not_drawn(len(rows) - len(shown))}"
        ),
        source=source(_of(figures, RECEIVED, [year - 1, year - 2], table.index), year, TABLE),
    )


def _received(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return both years per measure, and how the earlier is known: printed, a change, a percent."""
    now, printed = _values(figures, RECEIVED, year - 1), _values(figures, RECEIVED, year - 2)
    change, growth = _derived(figures, now, year - 1), _growth(figures, year - 1)
    before = printed.combine_first(change).combine_first((now / (1 + growth / 100)).dropna())
    table = pd.DataFrame({"now": now, "before": before}).dropna()
    table = table.loc[(table > 0).all(axis="columns")].sort_values("now", ascending=False)
    exact = table.index.isin(printed.index) | table.index.isin(change.index)
    return table.assign(
        computed=~table.index.isin(printed.index),
        shown=table["before"].where(exact, _as_exact_as_printed(table, growth)),
        about=~exact,
    )


def _growth(figures: pd.DataFrame, year: int) -> pd.Series:
    """Return the growth in percent that the plan prints for the files received, per measure."""
    rows = flows(figures)
    own = rows.loc[(rows["indicator"] == RECEIVED) & (rows["year"] == year)].dropna(
        subset=["measure", "growth"]
    )
    return own.drop_duplicates("measure").set_index("measure")["growth"].astype("float64")


def _as_exact_as_printed(table: pd.DataFrame, growth: pd.Series) -> pd.Series:
    """Round what follows from a percentage to the power of ten that its own rounding leaves."""
    percents = growth.reindex(table.index)
    finest = percents.map(lambda value: 1 if float(value).is_integer() else 0.1)  # of the percent
    width = table["before"] * finest / 100 / (1 + percents / 100)
    step = 10.0 ** np.ceil(np.log10(width.clip(lower=1).to_numpy("float64")))
    rounded: pd.Series = (table["before"] / step).round() * step
    return rounded


def handled_chart(figures: pd.DataFrame, year: int) -> Chart | None:
    """Draw the files handled per 100 received, per measure; None when none has both numbers."""
    table = pd.DataFrame(
        {
            "received": _values(figures, RECEIVED, year - 1),
            "handled": _values(figures, HANDLED, year - 1),
        }
    ).dropna()
    table = table.loc[table["received"] > 0]
    if table.empty:
        return None
    rate = table["handled"] / table["received"]
    table = table.assign(rate=rate).sort_values("rate", ascending=False, kind="stable")
    names = _names(figures)
    rows = [Row(names[str(measure)], _rate(row)) for measure, row in table.iterrows()]
    shown = rows[:_MOST]
    return Chart(
        figure=_draw_handled(table.head(_MOST), shown, year),
        title=_handled_title(table, year),
        alt=(
            f"Puntenreeks: in {year - 1} afgehandelde dossiers per 100 ontvangen. "
            + ". ".join(f"{row.heading}: {row.detail}" for row in shown)
            + "."
        ),
        data=_handled_data(table, rows),
        note=(
            "Onder 100 groeit de voorraad, boven 100 krimpt ze. Een dossier dat laat in het jaar "
            "binnenkomt, wordt het jaar erna afgehandeld: iets onder 100 is geen achterstand. "
            "Enkel maatregelen waarvoor het plan beide getallen geeft."
            f"{_not_drawn(len(rows) - len(shown))}"
        ),
        source=source(_of(figures, None, [year - 1], table.index), year, TABLE),
    )


def _not_drawn(count: int) -> str:
    verb = "staat" if count == 1 else "staan"
    more = counted(count, "andere maatregel", "andere maatregelen")
    return f" {more} {verb} enkel in de tabel." if count else ""


def _values(figures: pd.DataFrame, indicator: str, year: int) -> pd.Series:
    """Return one value per measure; of two printed ones that with most digits that count."""
    rows = figures.loc[
        (figures["indicator"] == indicator)
        & (figures["year"] == year)
        & figures["measure"].notna()
        & figures["value"].notna()
    ]
    exact = rows.assign(zeros=[_zeros(value) for value in rows["value"]])
    first = exact.sort_values(["zeros", "line"]).drop_duplicates("measure")
    return first.set_index("measure")["value"].astype("float64")


def _zeros(value: float) -> int:
    text = str(int(value))
    return len(text) - len(text.rstrip("0"))


def _derived(figures: pd.DataFrame, now: pd.Series, year: int) -> pd.Series:
    changes = [sign * _values(figures, name, year) for name, sign in _CHANGES.items()]
    change = changes[0].combine_first(changes[1])
    return (now - change).dropna()


def _of(
    figures: pd.DataFrame, indicator: str | None, years: Sequence[int], measures: pd.Index
) -> pd.DataFrame:
    wanted = [indicator] if indicator else [RECEIVED, HANDLED]
    return figures.loc[
        figures["measure"].isin(measures)
        & figures["year"].isin(list(years))
        & figures["indicator"].isin(wanted)
    ]


def _names(figures: pd.DataFrame) -> dict[str, str]:
    """Return the name of each measure; one without keeps its id."""
    ids = figures["measure"].dropna().astype(str)
    shown = ids.str.replace("_", " ").str.capitalize()
    if "name" in figures:
        shown = figures.loc[ids.index, "name"].fillna(shown)
    return dict(zip(ids, shown.astype(str), strict=True))


def _change(row: pd.Series) -> str:
    computed = " (berekend)" if row["computed"] and not row["about"] else ""
    about = "ongeveer " if row["about"] else ""
    change = (row["now"] - row["before"]) / row["before"] * 100
    return (
        f"{about}{number(row['shown'])}{computed} → {number(row['now'])} "
        f"({signed(change)}\N{NO-BREAK SPACE}%)"
    )


def _draw_received(table: pd.DataFrame, rows: Sequence[Row], year: int) -> Figure:
    keys = [
        Key(str(year - 2), theme.PAPER, "o", theme.MUTED),
        Key(str(year - 1), theme.ACCENT, "o"),
    ]
    page = sheet(
        rows, keys, band=12,
        subtitle=f"Ontvangen dossiers in {year - 2} en {year - 1}, op een schaal van verhoudingen",
    )  # fmt: skip
    logs = table[["before", "now"]].map(math.log10)
    low, high = math.floor(logs.min().min()), math.ceil(logs.max().max())
    high = max(high, low + 1)
    scale(page, low, high, powers_of_ten(low, high, number))
    draw_pairs(page, [Pair(earlier, later) for earlier, later in logs.to_numpy().tolist()])
    return page.figure


def _received_data(table: pd.DataFrame, rows: Sequence[Row], year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Maatregel": [row.heading for row in rows],
            f"Ontvangen {year - 2}": table["shown"].astype("int64").to_numpy(),
            f"Ontvangen {year - 1}": table["now"].astype("int64").to_numpy(),
            f"{year - 2} berekend": [
                "ongeveer" if about else "ja" if computed else "nee"
                for computed, about in zip(table["computed"], table["about"], strict=True)
            ],
        }
    )


def _received_title(table: pd.DataFrame, rows: Sequence[Row], year: int) -> str:
    counts = {
        "meer": int((table["now"] > table["before"]).sum()),
        "minder": int((table["now"] < table["before"]).sum()),
    }
    known = [(side, count) for side, count in counts.items() if count]
    if not known:
        return f"Geen maatregel kreeg in {year - 1} meer of minder dossiers dan in {year - 2}"
    (side, count), *others = known
    whole = counted(len(table), "maatregel", "maatregelen")
    who = f"{number(count)} van de {whole}"
    if count == len(table):
        who = _all(count) if count > 1 else shortened(rows[0].heading, _LONG)
    verb = "kreeg" if count == 1 else "kregen"
    rest = "".join(f", {number(n)} {other}" for other, n in others)
    return f"{who} {verb} in {year - 1} {side} dossiers dan in {year - 2}{rest}"


def _all(count: int) -> str:
    return "Beide maatregelen" if count == _BOTH else f"Alle {count_word(count)} de maatregelen"


def _rate(row: pd.Series) -> str:
    return f"{number(row['handled'])} op {number(row['received'])} ontvangen: {share(row['rate'])}"


def _draw_handled(table: pd.DataFrame, rows: Sequence[Row], year: int) -> Figure:
    keys = [
        Key("Afgehandeld", theme.ACCENT, "o"),
        Key("Even veel als ontvangen", theme.INK, "|"),
    ]
    page = sheet(
        rows, keys, band=12,
        subtitle=f"Afgehandelde dossiers in {year - 1}, in % van de ontvangen dossiers",
    )  # fmt: skip
    top = max(_EVEN + 25, math.ceil(float(table["rate"].max()) * 4) * 25)
    step = 25 if top <= 2 * _EVEN else math.ceil(top / 5 / _EVEN) * _EVEN
    scale(page, 0, top, {float(t): percent(t) for t in range(0, top + 1, step)})
    across(page, [float(_EVEN)], theme.INK, 1.5)
    rate = table["rate"] * _EVEN
    page.axes.hlines(page.centres, _EVEN, rate, color=theme.EARLIER, lw=2)
    page.axes.scatter(
        rate, page.centres, s=64, c=theme.ACCENT, edgecolors=theme.INK, lw=0.8, zorder=3
    )
    return page.figure


def _handled_data(table: pd.DataFrame, rows: Sequence[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Maatregel": [row.heading for row in rows],
            "Ontvangen": table["received"].astype("int64").to_numpy(),
            "Afgehandeld": table["handled"].astype("int64").to_numpy(),
            "Afgehandeld per 100 ontvangen": (table["rate"] * _EVEN).round(1).to_numpy(),
        }
    )


def _handled_title(table: pd.DataFrame, year: int) -> str:
    under = int((table["rate"] < 1).sum())
    if not under:
        return f"Nergens kwamen in {year - 1} meer dossiers binnen dan er afgehandeld werden"
    return (
        f"Bij {number(under)} van de {counted(len(table), 'maatregel', 'maatregelen')} kwamen in "
        f"{year - 1} meer dossiers binnen dan er afgehandeld werden"
    )
