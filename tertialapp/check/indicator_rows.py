"""The indicators of a report with their figures, as most rules go through them."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property, lru_cache

from msgspec import Struct

from tertialapp.check.findings import Cell, cell
from tertialapp.check.lasting import Tables
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import Period, Text, TextPart
from tertialapp.model.goals import Indicator, IndicatorValue
from tertialapp.model.report import Report

INDICATORS = "indicator indicator_value"


class IndicatorRow(Struct, frozen=True, dict=True):
    """An indicator and its figures of a period."""

    indicator: Indicator
    value: IndicatorValue
    period: Period

    @cached_property
    def _printed(self) -> dict[str, str]:  # many rules ask for the same
        return {}

    def shown(self, field: str) -> str:
        """A figure as it is printed."""
        if field not in self._printed:
            figure: Decimal | None = getattr(self.value, field)
            self._printed[field] = "" if figure is None else print_figure(self.indicator, figure)
        return self._printed[field]

    def cells(self, *fields: str) -> tuple[Cell, ...]:
        """The cells of some figures."""
        return tuple(cell(self.value, field) for field in fields)

    def analysis(self, report: Report) -> Text:
        """The row's analysis; empty when nothing has been written."""
        return report.text(self.indicator.id, self.period.id, TextPart.ANALYSIS)


def indicator_rows(report: Report, period_id: str) -> tuple[IndicatorRow, ...]:
    """All indicators with their figures."""
    return _rows(Tables(report, f"{INDICATORS} period"), period_id)


@lru_cache(maxsize=4)
def _rows(tables: Tables, period_id: str) -> tuple[IndicatorRow, ...]:
    report, period = tables.report, tables.report.periods[period_id]
    return tuple(
        IndicatorRow(each, report.indicator_value(each.id, period_id), period)
        for each in report.indicators.values()
    )
