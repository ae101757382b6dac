"""What charts show, in one or two sentences for those who can't see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tertialapp.model.frame import Period, PeriodKind
from tertialapp.model.goals import Indicator
from tertialapp.model.report import Report
from tertialapp.model.series.points import Point
from tertialapp.model.series.values import Chart, capital, listed, with_unit

Outcome = tuple[Point, Decimal]


def described(chart: Chart) -> str:
    """A chart for those who can't see it: what it is, its gist, and each of its figures."""
    what, *heads = chart.table.head
    told = []
    for name, *figures in chart.table.rows:
        known = [(head, figure) for head, figure in zip(heads, figures, strict=True) if figure]
        said = [figure if len(heads) == 1 else f"{head} {figure}" for head, figure in known]
        if said:
            told.append(f"{name} {', '.join(said)}")
    column = f", {heads[0]}" if len(heads) == 1 else ""
    listed_figures = f" {what}{column}: {'; '.join(told)}." if told else ""
    return f"Diagram: {chart.title}. {chart.sentence}{listed_figures}"


def trend_sentence(
    report: Report,
    indicator: Indicator,
    along: Sequence[Point],
    shown: Period,
    forecast: Decimal | None,
) -> str:
    """How an indicator has gone and how it stands to its target; then what else is known of it."""
    outcomes = [(point, point.value.outcome) for point in along if point.value.outcome is not None]
    return _Trend(report, indicator, outcomes, along, shown, forecast).sentence()


class _Trend(Struct, frozen=True):
    """An indicator's figures on their way to words."""

    report: Report
    indicator: Indicator
    outcomes: Sequence[Outcome]
    along: Sequence[Point]
    shown: Period
    forecast: Decimal | None

    @property
    def target(self) -> Decimal | None:
        """The board's target for the shown year."""
        return self.report.indicator_value(self.indicator.id, self.shown.id).target

    @property
    def council_target(self) -> Decimal | None:
        """The council's target for the board, where it differs."""
        council = self.report.indicator_value(self.indicator.id, self.shown.id).council_target
        return None if self.indicator.council_citywide or council == self.target else council

    def sentence(self) -> str:
        """The first sentence, and a second where there is more to say."""
        more = self._more()
        second = f" {capital(listed(more, ','))}." if more else ""
        return f"{self._first()}.{second}"

    def _first(self) -> str:
        name = self.indicator.name
        if not self.outcomes:
            return f"{name}: inga utfall än"
        (since, was), (latest, now) = self.outcomes[0], self.outcomes[-1]
        if self.indicator.running and latest.period.kind is not PeriodKind.ANNUAL:
            return f"{name} är hittills {self._at(latest, now)}{self._year_before()}"
        if len(self.outcomes) == 1:
            gone = f"är {self._at(latest, now)}"
        elif all(figure == now for _, figure in self.outcomes):
            kept = f"ligger kvar på {self._figure(now)} ({since.label} till {latest.label})"
            return f"{name} {kept}{self._against_target(latest, now, ', ', 'lika med')}"
        elif was == now:
            gone = f"är åter {self._at(latest, now)}, som i {since.label}"
        else:
            gone = f"har gått från {self._at(since, was)} till {self._at(latest, now)}"
        return f"{name} {gone}{self._against_target(latest, now)}"

    def _year_before(self) -> str:
        """The last whole year of what counts up through the year, as it can't be compared with."""
        years = [found for found in self.outcomes[:-1] if found[0].period.kind is PeriodKind.ANNUAL]
        if not years:
            return ""
        year, figure = years[-1]
        return f", mot {self._figure(figure)} under hela {year.period.year}"

    def _against_target(
        self, latest: Point, now: Decimal, begin: str = " och ligger ", level: str = "på"
    ) -> str:
        """How the outcome stands to the target of its own period."""
        if self.target is None or latest.period.id != self.shown.id:
            return ""
        side = level if now == self.target else "under" if now < self.target else "över"
        return f"{begin}{side} årsmålet {self._figure(self.target)}"

    def _more(self) -> list[str]:
        parts = [*(self._split() or self._extremes()), *self._year_end()]
        if self.council_target is not None:
            label = self.report.setup.council_label
            parts.append(f"{label} årsmål är {self._figure(self.council_target)}")
        return parts

    def _year_end(self) -> Iterator[str]:
        """Where the year is expected and meant to end, as far as it has not been said."""
        year = self.shown.year
        same = self.forecast is not None and self.forecast == self.target
        if self.forecast is not None:
            also = ", samma som årsmålet" if same else ""
            yield f"prognosen för {year} är {self._figure(self.forecast)}{also}"
        compared = bool(self.outcomes) and self.outcomes[-1][0].period.id == self.shown.id
        counting = self.indicator.running and self.shown.kind is not PeriodKind.ANNUAL
        if self.target is not None and not same and (not compared or counting):
            yield f"årsmålet för {year} är {self._figure(self.target)}"

    def _extremes(self) -> list[str]:
        """The highest and the lowest outcome, where neither end of the line is it."""
        figures = [figure for _, figure in self.outcomes]
        if len(figures) < 3 or self.indicator.running:
            return []
        parts = [
            (word, self._at(self.outcomes[figures.index(extreme)][0], extreme))
            for word, extreme in (("högst", max(figures)), ("lägst", min(figures)))
            if extreme not in (figures[0], figures[-1])
        ]
        if not parts:
            return []
        (word, first), *rest = parts
        also = "".join(f" och {other} {figure}" for other, figure in rest)
        return [f"{word} var det {first}{also}"]

    def _split(self) -> list[str]:
        """What women and men have in the latest period, where it is told."""
        if not self.along:
            return []
        setup, latest = self.report.setup, self.along[-1]
        sides = (
            (setup.women_label, latest.value.women),
            (setup.men_label, latest.value.men),
        )
        known = [(label, self._figure(figure)) for label, figure in sides if figure is not None]
        if not known:
            return []
        (label, figure), *rest = known
        also = "".join(f" och {other} {part}" for other, part in rest)
        return [f"{label} har {figure}{also}"]

    def _figure(self, figure: Decimal) -> str:
        return with_unit(figure, self.indicator.decimals, self.indicator.unit)

    def _at(self, point: Point, figure: Decimal) -> str:
        return f"{self._figure(figure)} ({point.label})"
