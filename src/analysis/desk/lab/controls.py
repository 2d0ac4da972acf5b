"""The explorer's controls: year, chapter, statuses, measure and the visible view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets

from analysis.desk.lab.selection import STATUS_LABELS, Choice, measures_of
from analysis.desk.lab.views import VIEWS
from analysis.plan.tables.editions import of_chapter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import ReportSettings

_EVERY_MEASURE = ("Alle maatregelen", "")  # None would be no choice at all
_HELP = (
    '<p class="pm-message">Geen status gekozen: alle statussen tellen mee; met Ctrl kies je er '
    "meer. De status kiest mijlpalen, de maatregel kiest normen, budget en inspecties.</p>"
)


class Controls:
    """The widgets to choose with; `choice` is what they say."""

    def __init__(self, years: Sequence[int], settings: ReportSettings, first: Choice) -> None:
        self._settings = settings
        chapters = [(chapter.title, chapter.id) for chapter in settings.chapters]
        statuses = [(label, name) for name, label in STATUS_LABELS.items()]
        self.year = ipywidgets.Dropdown(options=years, value=first.year, description="Jaar")
        self.chapter = ipywidgets.Dropdown(
            options=chapters, value=settings.chapter(first.chapter).id, description="Hoofdstuk"
        )
        self.statuses = ipywidgets.SelectMultiple(
            options=statuses, value=first.statuses, rows=len(statuses), description="Status"
        )
        self.measure = ipywidgets.Dropdown(options=[_EVERY_MEASURE], description="Maatregel")
        self.views = ipywidgets.ToggleButtons(
            options=[(kind.title, name) for name, kind in VIEWS.items()],
            style={"button_width": "auto"},
        )
        self.reset = ipywidgets.Button(description="Alles tonen", icon="undo")
        self.reset.on_click(self._reset)
        chosen = [self.year, self.chapter, self.statuses, self.measure, self.reset]
        self.panel = ipywidgets.VBox([*chosen, ipywidgets.HTML(_HELP)], layout={"width": "20rem"})

    @property
    def choice(self) -> Choice:
        """What the controls say."""
        measure = self.measure.value or None
        return Choice(self.year.value, self.chapter.value, tuple(self.statuses.value), measure)

    def on_change(self, call: Callable[[], None]) -> None:
        """Call `call` whenever the choice or the visible view changes."""
        for control in (self.year, self.chapter, self.statuses, self.measure, self.views):
            control.observe(lambda _change: call(), "value")

    def offer_measures(self, plan: PlanTables) -> None:
        """Offer the measures of the chapter in this year; deselect one that is missing."""
        known = measures_of(of_chapter(plan, self._settings.chapter(self.chapter.value)))
        options = (_EVERY_MEASURE, *((name, measure) for measure, name in known.items()))
        if options == self.measure.options:
            return
        kept = self.measure.value if self.measure.value in known else ""
        with self.measure.hold_trait_notifications():
            self.measure.options = options
            self.measure.value = kept

    def _reset(self, _button: object) -> None:
        self.statuses.value = ()
        self.measure.value = ""
