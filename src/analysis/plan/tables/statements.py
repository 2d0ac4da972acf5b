"""A statement: what a sentence of the prose says of one number, term, moment or status."""

from __future__ import annotations

#: Columns of the raw table `statements`. `sentence` is the number of its paragraph and its place in
#: it; `about` and `context` are the stems of the words beside the quantity and of the rest of the
#: sentence, sorted; `topic` are those of the sentences before it.
COLUMNS = (
    *("section", "sentence", "kind", "role", "direction", "printed", "noun", "year", "against"),
    *("about", "context", "topic", "line", "page"),
)
#: The kinds of a statement, and what each is about.
KINDS = {
    "number": "a count or an amount",
    "percent": "a percentage",
    "points": "a change in percentage points",
    "term": "a number of days, weeks, months or years",
    "moment": "a date, or a part of a month or a year",
    "status": "how far something is",
    "verdict": "whether a norm was met",
    "list": "a number of things that are then listed",
    "code": "the code of an objective",
    "place": "the section that a sentence says it is in",
}
