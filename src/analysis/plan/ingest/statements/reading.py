"""Reads the statements in a document's prose into the raw table `statements`.

The table holds no sentence: the words around a quantity are reduced to stems and sorted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.ingest.reading import raw_table
from analysis.plan.ingest.statements.lists import find_list
from analysis.plan.ingest.statements.nouns import noun_after, noun_before
from analysis.plan.ingest.statements.paragraphs import Paragraph, prose_paragraphs
from analysis.plan.ingest.statements.phrases import find_status, find_verdict
from analysis.plan.ingest.statements.quantities import (
    COUNT_WORDS,
    Quantity,
    find_quantities,
    shape,
)
from analysis.plan.ingest.statements.roles import Role, find_roles
from analysis.plan.ingest.statements.years import find_years, main_year
from analysis.plan.tables.stems import content_stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import pandas as pd

    from analysis.plan.ingest.document.model import Document
    from analysis.plan.ingest.statements.lists import Listed

_KINDS = {"n": "number", "p": "percent", "k": "points", "t": "term", "m": "moment"}
_WITH_TOPIC = {"moment", "status"}
_MARK = re.compile(r"<([a-z])(\d+)>")
_LABEL = re.compile(r"(?P<label>[^.;<]{3,80}?)(?: [–-]|:)(?: [–-])? (?=\S)")
_CAPTION = re.compile(r"(?P<what>evaluatie|gepland)\w*\b.{0,40}?\b(?P<year>20\d\d)$", re.IGNORECASE)
_CODE = re.compile(r"\b(?P<kind>SBD|SOD|OD)\s?(?P<number>\d{1,2})\b")
_THIS_PLACE = re.compile(r"\bdeze (?:sectie|paragraaf) (?P<number>\d{1,2}(?:\.\d{1,2})+)")
_A_NORM = re.compile(r"\ben (?:een|één) (?:[\w’-]+ )?\w*(?:norm|bepaling)\b", re.IGNORECASE)
_LONGEST_CAPTION = 60
_LONGEST_LABEL = 8  # words
_LONGEST_PHRASE = 70  # characters
_SENTENCES_BEFORE = 7


@dataclass
class _Thread:
    """What the text has said so far: the year that it is about, and the label of its part."""

    plan_year: int
    usual: int = 0
    caption: int = 0
    listed: int = 0
    in_list: bool = False
    label: str = ""
    section: str = ""

    def enter(self, paragraph: Paragraph) -> None:
        """Note a caption or a label, and forget those of another section."""
        if paragraph.section != self.section:
            self.section, self.caption, self.label = paragraph.section, self.plan_year - 1, ""
        self.in_list = paragraph.item
        text = paragraph.text.strip()
        caption = _CAPTION.search(text) if len(text) <= _LONGEST_CAPTION else None
        if caption:
            self.caption, self.label = int(caption["year"]), ""
        self.usual = self.listed if paragraph.item and self.listed else self.caption
        label = _LABEL.match(text)
        if label and len(label["label"].split()) <= _LONGEST_LABEL:
            self.label = label["label"]


def read_statements(document: Document, taken: Collection[int], year: int) -> pd.DataFrame:
    """Return the statements of the prose, in the document's order.

    Parameters
    ----------
    document
        The plan.
    taken
        The numbers of the lines that belong to tables.
    year
        The year that the document plans.
    """
    paragraphs = prose_paragraphs(document, taken)
    reader = _Thread(year)
    rows: list[dict[str, str]] = []
    for place, paragraph in enumerate(paragraphs):
        reader.enter(paragraph)
        rows += _paragraph(paragraph, paragraphs[place + 1 :], place, reader)
    return raw_table("statements", rows).fillna("")


def _paragraph(
    paragraph: Paragraph, following: Sequence[Paragraph], number: int, reader: _Thread
) -> Iterator[dict[str, str]]:
    """Yield the statements of a paragraph."""
    earlier: list[list[str]] = []
    sentences = paragraph.sentences()
    for place, (start, sentence) in enumerate(sentences):
        topic = [stem for stems in earlier[-_SENTENCES_BEFORE:] for stem in stems]
        common = {
            "section": paragraph.section,
            "sentence": f"{number}.{place}",
            "topic": _words([*content_stems(reader.label), *topic]),
        }
        items = following if place == len(sentences) - 1 else ()
        for at, cells in _sentence(sentence, items, reader):
            topic_of = cells["kind"] in _WITH_TOPIC
            kept = common if topic_of else {**common, "topic": ""}
            yield {**kept, **cells, "line": str(paragraph.line_at(start + at))}
        earlier.append(content_stems(sentence))


def _sentence(
    sentence: str, items: Sequence[Paragraph], reader: _Thread
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the statements of a sentence, each with its place in it."""
    quantities = find_quantities(sentence, reader.usual)
    quantities = _with_articles(sentence, quantities)
    text = shape(sentence, quantities)
    named = main_year(text, quantities)
    usual = named or reader.usual
    if not reader.in_list:
        reader.listed = named or 0 if sentence.rstrip().endswith(":") else 0
    roles = find_roles(text, quantities)
    years = find_years(text, quantities, roles, usual)
    stems = content_stems(sentence)
    yield from _quantities(text, quantities, roles, years, stems)
    listed = find_list(sentence, text, quantities)
    yield from _lists(text, quantities, listed, items, stems)
    yield from _phrases(sentence, stems, quantities)
    yield from _codes(sentence)


def _with_articles(sentence: str, quantities: list[Quantity]) -> list[Quantity]:
    """Add the `een` of `twee bepalingen en een streefnorm`, which counts as one."""
    if not quantities or not any(
        q.printed.lower() in COUNT_WORDS or q.kind == "n" for q in quantities
    ):
        return quantities
    found = [*quantities]
    for match in _A_NORM.finditer(sentence):
        start = match.start() + 3
        if not any(each.start <= start < each.end for each in quantities):
            found.append(Quantity("n", sentence[start : start + 3], 1, "", start, start + 3))
    return sorted(found, key=lambda each: each.start)


def _quantities(
    text: str,
    quantities: Sequence[Quantity],
    roles: Sequence[Role],
    years: Sequence[str],
    stems: Sequence[str],
) -> Iterator[tuple[int, dict[str, str]]]:
    marks = list(_MARK.finditer(text))
    noun = ""
    for place, quantity in enumerate(quantities):
        if quantity.kind not in _KINDS or _is_bold_again(quantities, place):
            continue
        before = text[_clause_start(text, marks, quantities, place) : marks[place].start()]
        after = text[marks[place].end() : _clause_end(text, marks, quantities, place)]
        noun = noun_after(after) or noun_before(text[: marks[place].start()]) or noun
        if quantity.kind == "t":
            after = re.split(r",|\ben\b", after)[0]
        about = content_stems(_MARK.sub(" ", f"{before} {after}"))
        role = _term_role(text, marks[place].start()) if quantity.kind == "t" else roles[place]
        yield (
            quantity.start,
            {
                "kind": _KINDS[quantity.kind],
                "role": role.name if quantity.kind != "m" else _moment_role(before),
                "direction": role.direction,
                "printed": quantity.printed,
                "noun": quantity.unit or noun,
                "year": years[place],
                "about": _words(about),
                "context": _words(stem for stem in stems if stem not in about),
            },
        )


def _is_bold_again(quantities: Sequence[Quantity], place: int) -> bool:
    """Return whether a number repeats the one right before it: bold that a PDF drew four times."""
    one, other = quantities[max(place - 1, 0)], quantities[place]
    return place > 0 and one.printed == other.printed and other.start - one.end <= 1


def _term_role(text: str, start: int) -> Role:
    """Return whether a term is that of a norm, or one that was measured."""
    before = text[max(0, start - 60) : start]
    if re.search(
        r"\b(?:gemiddeld\w*|bedraagt|bedroeg|duurde|duur van|met|nog|over)\b[^<]{0,25}$", before
    ):
        return Role("measured")
    if re.search(
        r"\b(?:binnen|na|termijn van|minstens|langer dan|norm van|minimaal|maximaal|uiterlijk)"
        r"(?: de| een| het)?\s+(?:de )?$",
        before,
    ):
        return Role("norm")
    if re.search(r"\b(?:norm|termijn|bepaling|overschrijden)\b", text):
        return Role("norm")
    return Role("measured")


def _moment_role(before: str) -> str:
    """Return `denied` for a moment at which something does not happen, or no role."""
    return "denied" if re.search(r"\bniet\b[^,<]*$", before) else ""


def _clause_start(
    text: str, marks: Sequence[re.Match[str]], quantities: Sequence[Quantity], place: int
) -> int:
    """Return where the words before a quantity start: after the quantity or clause before it."""
    start = 0
    for other in range(place - 1, -1, -1):
        if quantities[other].kind not in "ysm":
            start = marks[other].end()
            break
    cut = max(text.rfind(sign, start, marks[place].start()) for sign in (";", ":", "("))
    return max(start, cut + 1)


def _clause_end(
    text: str, marks: Sequence[re.Match[str]], quantities: Sequence[Quantity], place: int
) -> int:
    end = len(text)
    for other in range(place + 1, len(quantities)):
        if quantities[other].kind not in "ysm":
            end = marks[other].start()
            break
    cuts = [text.find(sign, marks[place].end(), end) for sign in (";", ":")]
    return min([end, *(cut for cut in cuts if cut >= 0)])


def _lists(
    text: str,
    quantities: Sequence[Quantity],
    listed: Listed | None,
    items: Sequence[Paragraph],
    stems: Sequence[str],
) -> Iterator[tuple[int, dict[str, str]]]:
    cells = {"kind": "list", "about": _words(stems)}
    if listed:
        quantity = quantities[listed.place]
        noun = noun_after(text.split(f"<n{listed.place}>")[1])
        most = f"-{listed.most}" if listed.most != listed.fewest else ""
        yield quantity.start, {
            **cells, "printed": quantity.printed, "noun": noun, "against": f"{listed.fewest}{most}",
        }  # fmt: skip
        return
    counts = [quantity for quantity in quantities if quantity.kind == "n" and not quantity.unit]
    count = _bullets(items) if text.rstrip().endswith(":") and len(counts) == 1 else 0
    if count > 1:
        place = quantities.index(counts[0])
        noun = noun_after(text.split(f"<n{place}>")[1])
        if noun:
            yield counts[0].start, {
                **cells, "printed": counts[0].printed, "noun": noun, "against": str(count),
            }  # fmt: skip


def _bullets(items: Sequence[Paragraph]) -> int:
    """Return the number of items of the list that follows, without those under an item."""
    count = 0
    first = 0
    for item in items:
        if not item.item:
            break
        first = first or item.level
        count += item.level == first
    return count


def _phrases(
    sentence: str, stems: Sequence[str], quantities: Sequence[Quantity]
) -> Iterator[tuple[int, dict[str, str]]]:
    status = find_status(sentence)
    if status:
        yield (
            status.start,
            {
                "kind": "status",
                "role": status.name,
                "printed": _shortened(_clause(sentence, status.start, status.end)),
                "year": _last_year(quantities),
                "about": _words(stems),
            },
        )
    verdict = find_verdict(sentence)
    if verdict:
        yield (
            verdict.start,
            {
                "kind": "verdict",
                "role": verdict.name,
                "printed": _shortened(sentence[verdict.start : verdict.end]),
                "about": _words(stems),
            },
        )


def _last_year(quantities: Sequence[Quantity]) -> str:
    """Return the last year that a sentence names, empty if it names none."""
    named = [int(quantity.value) for quantity in quantities if quantity.kind == "y"]
    return str(max(named)) if named else ""


def _codes(sentence: str) -> Iterator[tuple[int, dict[str, str]]]:
    place = 0
    for match in _CODE.finditer(sentence):
        yield (
            match.start(),
            {
                "kind": "code",
                "printed": match[0],
                "about": _words(content_stems(sentence[place : match.start()])),
            },
        )
        place = match.end()
    for match in _THIS_PLACE.finditer(sentence):
        yield match.start("number"), {"kind": "place", "printed": match["number"]}


def _clause(sentence: str, start: int, end: int) -> str:
    """Return a phrase with the words after it, up to the next sign."""
    rest = re.split(r"[,;:.()]", sentence[end:], maxsplit=1)[0]
    return f"{sentence[start:end]}{rest}".strip()


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_PHRASE else f"{text[:_LONGEST_PHRASE].rsplit(' ', 1)[0]} …"


def _words(stems: Iterable[str]) -> str:
    return " ".join(sorted(set(stems)))
