"""What charts show, as values: points and bars, the same figures as a table, and in words."""

from tertialapp.model.series.bars import deviations, economy_bars, economy_chart
from tertialapp.model.series.comparisons import comparison
from tertialapp.model.series.trends import trend
from tertialapp.model.series.values import (
    Bar,
    BarChart,
    Chart,
    FigureTable,
    LineChart,
    Role,
    Series,
)

__all__ = [
    "Bar",
    "BarChart",
    "Chart",
    "FigureTable",
    "LineChart",
    "Role",
    "Series",
    "comparison",
    "deviations",
    "economy_bars",
    "economy_chart",
    "trend",
]
