"""The colours of charts in the window."""

from __future__ import annotations

from tertialapp.pdf.charts.looks import LIGHT_CHART, ChartLook
from tertialapp.ui.theme import DARK, Theme

DARK_CHART = ChartLook(
    ground=DARK.base,
    text=DARK.text,
    muted=DARK.muted,
    grid="#363e49",
    axis=DARK.frame,
    outcome="#66b0ff",
    women="#f08cc4",
    men="#e0b04a",
    target="#4fc07f",
    council="#bba2f5",
    surplus="#66b0ff",
    deficit="#ff9b57",
    compared=("#66b0ff", "#ff9b57", "#3cc9ae", "#ef8fc7", "#e0c24a", "#b4c0cc"),
)


def chart_look(theme: Theme) -> ChartLook:
    """The colours that go with a theme."""
    return DARK_CHART if theme is DARK else LIGHT_CHART
