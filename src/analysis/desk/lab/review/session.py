"""One person's review: the current proposal, and the decisions about it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from analysis.errors import PlanmonitorError
from analysis.opening import refreshed_elsewhere
from analysis.plan.review.deciding import decide, undo_of
from analysis.plan.review.decisions import DecidedMeanwhileError, read_decisions
from analysis.plan.review.proposed import decision_on, value_of
from analysis.plan.review.waiting import review_of

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.plan.ingest.proposals import Proposal
    from analysis.plan.review.decisions import Decision, Key

#: The score from which proposals may be accepted together, where it is not `_SURE`: that of a
#: successor is its likeness, and `analysis.subjects.sequel.settings` calls it sure from here.
SURE = {"successor": 70}
_SURE = 90


class ReviewSession:
    """What waits, in order; each decision is written before the next proposal is shown.

    `message` says what the last act did. Nothing is kept here that is not in `review.csv`: closing
    in the middle loses nothing.
    """

    def __init__(self, project: Project, year: int) -> None:
        self._project, self.year = project, year
        self.queue: deque[Proposal] = deque()
        self.message = ""
        self._done: list[tuple[Proposal, Decision]] = []
        self._later: set[Key] = set()
        self.decided = 0
        self.reload()

    @property
    def current(self) -> Proposal | None:
        """The proposal to decide about; None when nothing waits."""
        return self.queue[0] if self.queue else None

    def reload(self) -> None:
        """Read again what waits; the tables are built first if every label has its measure."""
        found = review_of(self._project, self.year)
        if not any(one.kind == "label" for one in found.waiting):
            try:
                refreshed_elsewhere(self._project, [self.year])
            except PlanmonitorError as error:
                self.message = f"Nog niet te bouwen: {error.problems[0].found}"
            found = review_of(self._project, self.year)
        self.decided = len(found.decisions)
        first = [one for one in found.waiting if (one.kind, one.id) not in self._later]
        last = [one for one in found.waiting if (one.kind, one.id) in self._later]
        self.queue = deque([*first, *last])

    def take(self, decision: str, value: str = "", *, by: str = "", why: str = "") -> None:
        """Decide about the current proposal: `accepted`, `changed` or `rejected`."""
        current = self.current
        if current is None:
            return
        new = decision_on(current, decision, value, by=by, why=why)
        try:
            made = decide(self._project, self.year, new, seen=None)
        except DecidedMeanwhileError:
            self._skip_decided()
        except PlanmonitorError as error:
            problem = error.problems[0]
            self.message = f"Niet bewaard: {problem.found}; verwacht: {problem.expected}."
        else:
            self._done.append((current, made))
            self.queue.popleft()
            self.decided += 1
            self.message = f"{_WORDS[decision]}: {current.subject}"
            self._advance(current)

    def take_listed(self, listed: int, *, by: str = "") -> None:
        """Accept the current proposal and those of its kind listed after it that are as sure.

        Parameters
        ----------
        listed
            How many proposals the person sees after the current one.
        by
            Who decides.
        """
        current = self.current
        if current is None:
            return
        if not is_sure(current):
            self.message = "Niet zeker genoeg om samen te aanvaarden: gebruik a."
            return
        count = 1
        for one in list(self.queue)[1 : 1 + listed]:
            if one.kind != current.kind or not is_sure(one):
                break
            count += 1
        before = len(self._done)
        while len(self._done) < before + count:
            waiting = len(self.queue)
            self.take("accepted", by=by)
            if len(self.queue) == waiting:
                return  # the message says why this one was not accepted
        self.message = f"{count} samen aanvaard."

    def later(self) -> None:
        """Put the current proposal behind all others."""
        if self.current:
            self._later.add((self.current.kind, self.current.id))
            self.message = f"Later: {self.current.subject}"
            self.queue.rotate(-1)

    def undo(self, by: str = "") -> None:
        """Take back the last decision of this session, and show its proposal again."""
        if not self._done:
            self.message = "Er is niets om ongedaan te maken."
            return
        proposal, made = self._done.pop()
        try:
            decide(self._project, self.year, undo_of(made, by), seen=made)
        except PlanmonitorError as error:
            self.message = f"Niet ongedaan gemaakt: {error.problems[0].found}"
            return
        self.queue.appendleft(proposal)
        self.decided -= 1
        self.message = f"Ongedaan gemaakt: {proposal.subject}"

    def default_value(self) -> str:
        """Return the value that a change starts from."""
        return value_of(self.current) if self.current else ""

    def _skip_decided(self) -> None:
        """Leave out what other people decided since it was read."""
        decided = read_decisions(self._project, self.year)
        there = decided.get((self.queue[0].kind, self.queue[0].id))
        who = (there.by if there else "") or "Iemand anders"
        self.message = f"{who} besliste al: {self.queue[0].subject}"
        left = [one for one in self.queue if (one.kind, one.id) not in decided]
        self.decided += len(self.queue) - len(left)
        self.queue = deque(left)

    def _advance(self, current: Proposal) -> None:
        """After the last label, look for proposals that need the tables."""
        if current.kind == "label" and not any(one.kind == "label" for one in self.queue):
            message = self.message
            self.reload()
            self.message = message


def is_sure(proposal: Proposal) -> bool:
    """Return whether a proposal may be accepted together with others."""
    return proposal.score >= SURE.get(proposal.kind, _SURE)


_WORDS = {"accepted": "Aanvaard", "changed": "Gewijzigd", "rejected": "Verworpen"}
