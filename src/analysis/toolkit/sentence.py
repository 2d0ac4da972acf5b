"""Computed Dutch sentences, and the phrases that they share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.dutch import count_word, counted, number, p_number, share, signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

_TENFOLD = 10
_SPACE = "\N{NO-BREAK SPACE}"

#: A difference counts as more than chance under this adjusted p-value.
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Prose:
    """One or more Dutch sentences, as Markdown text.

    A `caution` says what a reader must not conclude.
    """

    text: str
    caution: bool = False

    def __str__(self) -> str:
        return self.text


def prose(*sentences: str) -> Prose:
    """Join the sentences that are not empty.

    >>> prose("Eén.", "", "Twee.").text
    'Eén. Twee.'
    """
    return Prose(" ".join(sentence for sentence in sentences if sentence))


def bullets(items: Iterable[tuple[str, str]]) -> Prose:
    """Return a bullet list of texts, each with its subject in bold; skip empty texts.

    >>> bullets([("Normen", "Twee gehaald."), ("Geld", "")]).text
    '- **Normen.** Twee gehaald.'
    """
    return Prose("\n".join(f"- **{subject}.** {text}" for subject, text in items if text))


def opening(count: int, one: str, many: str) -> str:
    """Begin a sentence with a count: `Eén mijlpaal`, `Twee mijlpalen`, `13 mijlpalen`.

    >>> opening(1, "mijlpaal", "mijlpalen")
    'Eén mijlpaal'
    """
    word = count_word(count)
    return f"Eén {one}" if count == 1 else f"{word[0].upper()}{word[1:]} {many}"


def only_in_table(count: int, one: str, many: str) -> str:
    """Say after a note how many of a figure's subjects are not drawn; empty without any."""
    verb = "staat" if count == 1 else "staan"
    return f" {counted(count, one, many)} {verb} enkel in de tabel." if count else ""


def capitalised(sentence: str) -> str:
    """Capitalise the first letter and leave the rest unchanged.

    >>> capitalised("de ESF-middelen")
    'De ESF-middelen'
    """
    return sentence[:1].upper() + sentence[1:]


def with_interval(row: pd.Series, confidence: float) -> str:
    """Write a share with its interval: `81 %; 95 %-interval 73–87 %`."""
    limits = f"{number(row['low'] * 100)}–{share(row['high'])}"
    return f"{share(row['share'])}; {share(confidence)}-interval {limits}"


def between(low: float, high: float, confidence: float, decimals: int = 0) -> str:
    """Write an interval that may include zero: `95 %-interval −5 tot +9`."""
    limits = f"{signed(low, decimals)} tot {signed(high, decimals)}"
    return f"{share(confidence)}-interval {limits}"


def points(difference: float, decimals: int = 0) -> str:
    """Write the absolute difference of two shares: `18 procentpunt`.

    >>> points(-0.18).replace(chr(160), " ")
    '18 procentpunt'
    """
    return f"{number(abs(difference) * 100, decimals)}{_SPACE}procentpunt"


def set_against(share_here: float, share_there: float) -> tuple[str, str, str]:
    """Write two shares and their signed difference (here - there) so that the rounding adds up.

    Uses as few decimals as that takes, at most two.

    >>> [words.replace(chr(160), " ") for words in set_against(0.853, 0.816)]
    ['85,3 %', '81,6 %', '+3,7 procentpunt']
    """
    for decimals in range(3):
        scale = 10.0**decimals * 100
        here, there = (math.floor(one * scale + 0.5) for one in (share_here, share_there))
        rounded = math.floor(abs(share_here - share_there) * scale + 0.5)
        if abs(here - there) == rounded:
            break
    difference = signed((share_here - share_there) * 100, decimals)
    shares = share(share_here, decimals), share(share_there, decimals)
    return *shares, f"{difference}{_SPACE}procentpunt"


def p_value(p: float) -> str:
    """Write a p-value without false precision: `p < 0,001`, `p = 0,03`.

    >>> p_value(0.0004).replace(chr(160), " ")
    'p < 0,001'
    """
    written = p_number(p)
    return f"p{_SPACE}{written if written.startswith('<') else f'={_SPACE}{written}'}"


def times(ratio: float) -> str:
    """Write a ratio to the year before: `1,54 keer zoveel`, `28 % van het jaar voordien`.

    >>> times(1.537)
    '1,54 keer zoveel'
    """
    if ratio < 1:
        return f"{share(ratio)} van het jaar voordien"
    return f"{number(ratio, 2 if ratio < _TENFOLD else 0)} keer zoveel"


def linked(title: str, chapter: str, place: str = "") -> str:
    """Link a chapter of the report, or a place in it by its id.

    >>> linked("Activering", "activering"), linked("Jobbonus", "maatregelen", "maatregel-jobbonus")
    ('[Activering](activering.ipynb)', '[Jobbonus](maatregelen.ipynb#maatregel-jobbonus)')
    """
    return f"[{title}]({chapter}.ipynb{f'#{place}' if place else ''})"
