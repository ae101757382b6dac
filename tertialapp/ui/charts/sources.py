"""What the panel shows, and which changes of the report it depends on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from tertialapp.document.document import Change
from tertialapp.model.frame import Section, SectionKind
from tertialapp.model.goals import Indicator
from tertialapp.model.places import first_of_kind
from tertialapp.model.report import Report
from tertialapp.model.series import Chart, comparison, economy_chart, trend

_EVERYWHERE = ("setup", "period", "own_word")
_TABLES: Mapping[SectionKind, tuple[str, ...]] = MappingProxyType(
    {
        SectionKind.OPERATING_BUDGET: (
            "operating_budget",
            "result_unit_group",
            "result_unit",
            "result_unit_value",
            "stated_total",
        ),
        SectionKind.NET_BUDGET: ("net_budget", "business_area", "stated_total"),
        SectionKind.RESULT_UNITS: (
            "result_unit_group",
            "result_unit",
            "result_unit_value",
            "stated_total",
        ),
        SectionKind.INVESTMENTS: ("investment", "investment_value", "stated_total"),
    }
)


class Indicators(Struct, frozen=True):
    """One indicator over its periods, or several beside each other."""

    ids: tuple[str, ...]

    def chart(self, report: Report, period_id: str) -> Chart | None:
        """The chart as the report is now; None when the indicators are gone."""
        there = [key for key in self.ids if key in report.indicators]
        if not there:
            return None
        if len(there) == 1:
            return trend(report, there[0], period_id)
        return comparison(report, there, period_id)

    def printed_with(self, report: Report) -> Indicator | None:
        """What says whether the chart is printed too: the indicator, if it is only one."""
        return report.indicators.get(self.ids[0]) if len(self.ids) == 1 else None

    def depends_on(self, change: Change) -> bool:
        """Whether a change may show."""
        return change.touches(*_EVERYWHERE) or any(
            delta.table in ("indicator", "indicator_value") and delta.key.split("@")[0] in self.ids
            for delta in change.deltas
        )


class Economy(Struct, frozen=True):
    """The bars of a kind of economy table."""

    kind: SectionKind

    def chart(self, report: Report, period_id: str) -> Chart | None:
        """The chart as the report is now; None for tables without deviations."""
        return economy_chart(report, period_id, self.kind)

    def printed_with(self, report: Report) -> Section | None:
        """What says whether the chart is printed too: the section with the table."""
        return first_of_kind(report, self.kind)

    def depends_on(self, change: Change) -> bool:
        """Whether a change may show."""
        return change.touches(*_EVERYWHERE, "section", *_TABLES.get(self.kind, ()))


Source = Indicators | Economy
