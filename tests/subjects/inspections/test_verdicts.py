"""One verdict per comparison: every chapter, chart, sentence and signal says the same of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysing import in_words
from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.editions import PlanTables, of_chapter
from analysis.settings import load_report_settings
from analysis.subjects.inspections.charts.rates import file_rates_chart
from analysis.subjects.inspections.text import rates_text, reports_text
from analysis.toolkit.labels import joined
from analysis.toolkit.sentence import ALPHA

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.toolkit.charts.chart import Chart

    Own = dict[str, PlanTables]


@pytest.fixture(scope="module")
def plan(repository: Project) -> PlanTables:
    tables = processed_tables(repository, 2023)
    return with_results(TablesInMemory(PlanTables(tables.__getitem__), 2023))


@pytest.fixture(scope="module")
def chapters(repository: Project, plan: PlanTables) -> Own:
    """The chapters with inspections of their own measures, each with its rows."""
    found = {
        chapter.id: of_chapter(plan, chapter)
        for chapter in load_report_settings(repository).chapters
        if chapter.sections
    }
    return {name: own for name, own in found.items() if not own.result("file_rates").empty}


def verdicts(chart: Chart | None) -> dict[str, str]:
    if chart is None:
        return {}
    return dict(zip(chart.data["Maatregel"], chart.data["Besluit"], strict=True))


def test_charts_of_a_chapter_and_of_the_whole_plan_give_the_same_verdicts(
    plan: PlanTables, chapters: Own
) -> None:
    whole = verdicts(file_rates_chart(plan.inspections, plan.result("file_rates"), 2023))
    for own in chapters.values():
        found = verdicts(file_rates_chart(own.inspections, own.result("file_rates"), 2023))
        assert found == {measure: whole[measure] for measure in found}


def test_sentences_name_only_changes_that_the_chart_marks_as_clear(chapters: Own) -> None:
    for own in chapters.values():
        rates = own.result("file_rates")
        marked = verdicts(file_rates_chart(own.inspections, rates, 2023))
        clear = [measure for measure, verdict in marked.items() if verdict != "kan toeval zijn"]
        told = str(rates_text(rates))
        if not clear:
            assert told.startswith(("Geen enkel verschil", "Er zijn geen dossiers"))
        else:
            assert any(measure in told for measure in clear)
        for measure in set(marked) - set(clear):
            assert measure not in told


def test_a_sentence_on_reports_names_only_clear_changes(plan: PlanTables, chapters: Own) -> None:
    totals = plan.result("inspection_totals").set_index("chapter")["p_holm"]
    for name, own in chapters.items():
        rates = own.result("report_rates")
        told = in_words(reports_text(own.inspections, rates, float(totals[name]), 2023))
        for label, p in zip(rates["label"].map(joined), rates["p_holm"], strict=True):
            ways = (f"Bij {label} daalde", f"Bij {label} steeg")
            assert any(way in told for way in ways) == (p < ALPHA)


def test_signals_count_clear_changes_only(plan: PlanTables) -> None:
    signals = plan.result("signals")
    for quantity, name in (("files", "file_rates"), ("reports", "report_rates")):
        rates = plan.result(name)
        clear = set(rates.loc[rates["p_holm"] < ALPHA, "measure"])
        assert set(signals.loc[signals["signal"] == f"{quantity}_jump", "subject"]) <= clear


def test_each_chapter_says_how_many_of_its_measures_the_whole_plan_calls_clear(
    plan: PlanTables, chapters: Own
) -> None:
    """The correction for many tests runs over the whole plan, in each chapter too."""
    whole = plan.result("file_rates").set_index("line")
    for own in chapters.values():
        lines = own.result("file_rates")["line"]
        known = whole.loc[lines].dropna(subset=["p"])
        clear = known.loc[known["p_holm"] < ALPHA]
        told = str(rates_text(own.result("file_rates")))
        assert ("duidelijk" in told) == (not clear.empty)
        if 1 < len(clear) < len(known):
            assert f"Bij {len(clear)} van de {len(known)} maatregelen" in told
        elif len(clear) == len(known) > 1:
            assert f"elk van de {len(known)} maatregelen" in told
        elif len(clear) == 1 < len(known):
            assert f"Bij één van de {len(known)} maatregelen" in told
