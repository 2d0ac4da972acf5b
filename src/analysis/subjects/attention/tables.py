"""Tables of what needs attention, and of the thresholds."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import number
from analysis.subjects.attention.points import DEFAULTS
from analysis.toolkit.measures import named_column
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.subjects.attention.points import Thresholds
    from analysis.toolkit.points import Step

#: What each threshold compares, and in which unit.
SIGNALS: Mapping[str, str] = MappingProxyType(
    {
        "norm_missed": "Slechtste norm van de maatregel onder het streefdoel (procentpunt)",
        "norm_worse": "Norm die het meest zakte tegenover het jaar voordien (procentpunt)",
        "norm_unreported": "Normen met vorig jaar een resultaat en nu geen (aantal)",
        "credit_jump": "Krediet tegenover realisatie, omhoog of omlaag (factor)",
        "credit_floor": "Kleinste verschil waarbij een krediet meetelt (euro)",
        "credit_new": "Krediet zonder realisatie in het vorige jaar (euro)",
        "credit_ended": "Realisatie zonder nieuw krediet (euro)",
        "files_jump": "Inspectiedossiers tegenover het jaar voordien (factor)",
        "reports_jump": "Pro Justitia per dossier tegenover het jaar voordien (factor)",
        "jump_p": "Kans op toeval waaronder zo'n sprong telt, na correctie (p-waarde)",
        "delay": "Mijlpalen met vertraging, on hold of niet gestart (aantal)",
        "behind": "Kans dat de realisatie onder het gemiddelde van de soort ligt",
        "lost": "Mijlpalen die doorlopen zonder gevonden opvolger (aantal)",
    }
)
#: Why each threshold lies where it lies. All are ours: the plan sets none but its own legend.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "norm_missed": "10 is de grens van de legende van het plan; een gat tot 1 kan afronding "
        "zijn, en boven 25 gaat het om meer dan één dossier op vier.",
        "norm_worse": "Enkele procentpunten verschil zijn bij kleine aantallen gewoon; meer dan "
        "20 is meer dan één dossier op vijf.",
        "norm_unreported": "Wie een resultaat had en het nu niet geeft, zegt best waarom.",
        "credit_jump": "De helft meer of een derde minder is meer dan indexering of groei; drie "
        "keer zoveel is een andere opdracht.",
        "credit_floor": "Onder een miljoen euro weegt een sprong niet in het geheel.",
        "credit_new": "Nieuw geld boven het kleinste verschil vraagt een start in het nieuwe jaar.",
        "credit_ended": "Weggevallen geld kan een bewuste stop zijn of een verhuis: na te kijken.",
        "files_jump": "Kleinere verschuivingen horen bij de planning van de inspectie.",
        "reports_jump": "Dezelfde grens als bij de dossiers, om ze naast elkaar te kunnen lezen.",
        "jump_p": "De gebruikelijke grens; de correctie houdt rekening met het aantal maatregelen.",
        "delay": "Eén late mijlpaal is het vermelden waard; vanaf drie is het geen los geval meer, "
        "en vanaf zes raakt het een heel onderdeel.",
        "behind": "Negen kansen op tien geven een vermoeden; 97,5 % hoort bij een interval van "
        "95 %.",
        "lost": "Eén kan een andere formulering zijn; vanaf drie is het na te kijken.",
    }
)
_DECIMALS = 3


def attention_table(signals: pd.DataFrame, titles: Mapping[str, str], least: int) -> Table | None:
    """List the subjects with at least `least` points, with every reason; None if there are none."""
    rows = _subjects(signals, titles, least)
    if not rows:
        return None
    names, measures, chapters, points, reasons = zip(*rows, strict=True)
    columns = [
        named_column("Waarover", names, pd.DataFrame({"measure": measures})),
        Column("Hoofdstuk", chapters),
        Column("Punten", points, "count"),
        Column("Waarom", reasons),
    ]
    return table_of(
        columns,
        title=f"Maatregelen en onderdelen met {number(least)} punten of meer, en waarom",
        note=(
            "Punten zijn een manier om te kiezen waar eerst te kijken, geen oordeel. Ze tellen "
            "signalen op, zonder verborgen gewichten; een maatregel en een onderdeel hebben andere "
            "signalen en zijn dus niet met elkaar te vergelijken. De drempels zijn een keuze van "
            "deze monitor en staan in het hoofdstuk Verantwoording."
        ),
        source="normen, budget, inspecties en mijlpalen van het ondernemingsplan",
    )


def _subjects(
    signals: pd.DataFrame, titles: Mapping[str, str], least: int
) -> list[tuple[str, object, str, int, str]]:
    groups = [
        (
            str(rows["name"].iloc[0]),
            rows["measure"].iloc[0],
            titles.get(str(rows["chapter"].iloc[0]), ""),
            int(rows["points"].sum()),
            "; ".join(rows.sort_values("points", ascending=False, kind="stable")["why"]),
        )
        for _, rows in signals.groupby(["kind", "subject"], sort=False)
    ]
    listed = [group for group in groups if group[3] >= least]
    return sorted(listed, key=lambda group: -group[3])


def thresholds_table(thresholds: Thresholds = DEFAULTS) -> Table:
    """List what makes each signal fire, and for how many points."""
    values = {field.name: getattr(thresholds, field.name) for field in fields(thresholds)}
    columns = [
        Column("Signaal", [SIGNALS[name] for name in values]),
        Column("Drempel en punten", [_threshold(value) for value in values.values()]),
        Column("Waarom daar", [REASONS[name] for name in values]),
    ]
    return table_of(
        columns,
        title="De drempels achter de punten die aandacht vragen",
        note=(
            "Al deze drempels zijn gekozen door deze monitor, niet door het plan. ‘Meer dan 10: 2’ "
            "wil zeggen dat een waarde boven 10 twee punten geeft; van meer "
            "drempels telt de hoogste die overschreden is."
        ),
        source="instellingen van deze monitor",
    )


def _threshold(value: float | tuple[Step, ...]) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"meer dan {_plain(step.over)}: {number(step.points)}" for step in value)
    return _plain(value)


def _plain(value: float) -> str:
    decimals = next(n for n in range(_DECIMALS + 1) if round(value, n) == value or n == _DECIMALS)
    return number(value, decimals)
