"""The review desk as a widget: a card, five keys, and progress."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets
from IPython.display import display

from analysis.desk.lab.front_end import is_live
from analysis.desk.lab.page import message, show_html, style
from analysis.desk.lab.review.quotes import Quotes
from analysis.desk.lab.review.reasons import in_dutch
from analysis.desk.lab.review.session import ReviewSession, is_sure
from analysis.dutch import counted, number
from analysis.paths import find_project
from analysis.plan.ingest.new_year import known_measures
from analysis.plan.review.decisions import reviewer
from analysis.plan.review.waiting import review_of
from analysis.settings import known_years
from analysis.subjects.account.text import KINDS

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.plan.ingest.proposals import Proposal
    from analysis.plan.review.waiting import YearReview

_NEXT = 12  # proposals that are listed under the card
_DECISIONS = {"a": "accepted", "c": "changed", "r": "rejected"}


def review_desk(year: int | None = None) -> None:
    """Show the desk where widgets work, and elsewhere how much waits.

    It begins with the latest year.

    Raises
    ------
    DataError
        When a file of the year cannot be read.
    """
    project = find_project()
    chosen = year or known_years(project)[-1]
    if is_live():
        display(ReviewDesk(ReviewSession(project, chosen), project))  # type: ignore[no-untyped-call]
    else:
        show_html(style() + status_html(review_of(project, chosen)))


class ReviewDesk(anywidget.AnyWidget):
    """The card of the current proposal; `command` is what the person did last."""

    _esm = files("analysis.desk.lab.review").joinpath("desk.js").read_text(encoding="utf-8")
    _css = files("analysis.desk.lab.review").joinpath("desk.css").read_text(encoding="utf-8")
    card = traitlets.Unicode("").tag(sync=True)
    value = traitlets.Unicode("").tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    following = traitlets.List(traitlets.Unicode()).tag(sync=True)
    said = traitlets.Unicode("").tag(sync=True)
    decided = traitlets.Int(0).tag(sync=True)
    waiting = traitlets.Int(0).tag(sync=True)
    by = traitlets.Unicode("").tag(sync=True)
    #: Counts what was shown, so that the front end draws once for each command.
    stamp = traitlets.Int(0).tag(sync=True)
    #: `key` (a, A, c, r, l or u), `value`, `why`, `by`, `id`, and `n`, which counts commands.
    command = traitlets.Dict().tag(sync=True)

    def __init__(self, session: ReviewSession, project: Project) -> None:
        super().__init__(by=reviewer())
        self._session = session
        self._quotes = Quotes(project, session.year)
        self._measures = sorted(known_measures(project, session.year)["measure"])
        self.observe(self._act, "command")
        self._show()

    def _act(self, change: Any) -> None:  # noqa: ANN401 - traitlets has no type for it
        """Do what was asked, if it is about the card that the person saw."""
        asked, session = change["new"], self._session
        current = session.current
        key, by = asked.get("key"), str(asked.get("by", "")).strip()
        if key == "u":
            session.undo(by)
        elif current and asked.get("id") == current.id and key == "A":
            session.take_listed(_NEXT, by=by)
        elif current and asked.get("id") == current.id and key == "l":
            session.later()
        elif current and asked.get("id") == current.id and key in _DECISIONS:
            value, why = str(asked.get("value", "")), str(asked.get("why", ""))
            session.take(_DECISIONS[key], value, by=by, why=why)
        self._show()

    def _show(self) -> None:
        session = self._session
        current = session.current
        with self.hold_sync():
            self.value = session.default_value()
            self.options = self._measures if current and current.kind == "label" else []
            self.card = self._card(current) if current else message("Alles is nagekeken.")
            self.following = [_title(one) for one in list(session.queue)[1 : 1 + _NEXT]]
            self.said = session.message
            self.decided, self.waiting = session.decided, len(session.queue)
            self.stamp += 1

    def _card(self, current: Proposal) -> str:
        reasons = "".join(f"<li>{escape(in_dutch(reason))}</li>" for reason in current.reasons)
        return (
            f'<div data-id="{escape(current.id)}"><p class="pm-kind">{escape(_kind(current))}</p>'
            f"<h3>{escape(current.subject)}</h3>{self._quotes.of(current)}"
            f'<p class="pm-place">{escape(self._quotes.place(current))}</p>'
            f"<p>Voorstel: <strong>{escape(current.value)}</strong> "
            f"({number(current.score)} op 100)</p><ul>{reasons}</ul></div>"
        )


def status_html(review: YearReview) -> str:
    """Write how much was decided and how much waits, by kind."""
    rows = "".join(
        f"<tr><th>{KINDS[one.kind][1]}</th><td>{one.decided}</td><td>{one.waiting}</td></tr>"
        for one in review.counts()
    )
    head = "<tr><th>Soort</th><th>Beslist</th><th>Wacht</th></tr>"
    title = counted(len(review.waiting), "voorstel wacht", "voorstellen wachten")
    return f'<table class="pm-plan"><caption>{title} op nazicht</caption>{head}{rows}</table>'


def _kind(proposal: Proposal) -> str:
    return KINDS[proposal.kind][0].capitalize()


def _title(proposal: Proposal) -> str:
    """Write a proposal on one line; the lines of a successor say little, so its words are given."""
    words = proposal.reasons[-1] if proposal.kind == "successor" else proposal.value
    mark = "✓ " if is_sure(proposal) else ""
    return f"{mark}{_kind(proposal)}: {proposal.subject} → {words}"
