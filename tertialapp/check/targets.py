"""Targets, forecasts and outcomes against each other and against the council's targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tertialapp.check.findings import Finding, Severity, cell, setting
from tertialapp.check.indicator_rows import INDICATORS, IndicatorRow, indicator_rows
from tertialapp.check.rules import rule
from tertialapp.model.carried import earlier_in_year
from tertialapp.model.decisions import DecisionKind
from tertialapp.model.figures import print_figure
from tertialapp.model.relations import expects_council_target, in_band, target_by_now, worse
from tertialapp.model.report import Report

FAR = Decimal("0.05")
"""So much of the target is far from it."""


def _decided(report: Report, period_id: str) -> set[str | None]:
    """The indicators whose targets are changed by a decision."""
    points = report.decisions_of(period_id)
    return {point.subject_id for point in points if point.kind is DecisionKind.TARGET_CHANGE}


@rule(
    "miss-unexplained",
    "Ett utfall som inte når årsmålet kommenteras",
    reason="Nämnden vill veta varför och vad som görs. Det som räknas upp under året jämförs med den del av året "
    "som har gått.",
    example="Utfallet 18,9 % når inte årsmålet 50 %, och indikatorn saknar analys.",
    reads=f"{INDICATORS} text",
)
def miss_unexplained(report: Report, period_id: str) -> Iterator[Finding]:
    """An outcome that misses its target asks for an analysis; running counts are compared pro rata."""
    for row in indicator_rows(report, period_id):
        aim = target_by_now(row.indicator, row.value, row.period)
        if worse(row.indicator, row.value.outcome, aim) and not row.analysis(report).body.strip():
            by_now = " för så här långt på året" if aim != row.value.target else ""
            message = (
                f"Utfallet {row.shown('outcome')} når inte årsmålet {row.shown('target')}{by_now}, "
                "och indikatorn saknar analys."
            )
            cells = (*row.cells("outcome", "target"), cell(row.analysis(report), "body"))
            yield Finding(
                Severity.WARNING, message, cells, row.shown("outcome"), row.shown("target")
            )


@rule(
    "forecast-is-target",
    "En prognos är en bedömning, inte en avskrift av årsmålet",
    reason="Ligger utfallet långt från årsmålet behöver en prognos som är lika med det förklaras.",
    example="Prognosen är lika med årsmålet 75 %, men utfallet är 62,26 %.",
    reads=INDICATORS,
)
def forecast_is_target(report: Report, period_id: str) -> Iterator[Finding]:
    """The forecast repeats the target though the outcome is far worse."""
    for row in indicator_rows(report, period_id):
        value, target = row.value, row.value.target
        if target is None or value.outcome is None or value.forecast != target:
            continue
        aim = target_by_now(row.indicator, value, row.period) or target
        if worse(row.indicator, value.outcome, aim) and abs(value.outcome - aim) > abs(aim) * FAR:
            message = (
                f"Prognosen är lika med årsmålet {row.shown('target')}, "
                f"men utfallet är {row.shown('outcome')}."
            )
            cells = row.cells("forecast", "outcome", "target")
            yield Finding(
                Severity.WARNING, message, cells, row.shown("forecast"), row.shown("outcome")
            )


@rule(
    "forecast-below-all",
    "En prognos är inte sämre än både utfallet och förra året utan skäl",
    reason="Oftast är årsmålet avskrivet som prognos fast det redan är överträffat.",
    example="Prognosen 90 % är sämre än både utfallet 100 % och förra årets 100 %.",
    reads=INDICATORS,
)
def forecast_below_all(report: Report, period_id: str) -> Iterator[Finding]:
    """The forecast is worse than this period's outcome and last year's."""
    for row in indicator_rows(report, period_id):
        value = row.value
        below = all(
            worse(row.indicator, value.forecast, other)
            for other in (value.outcome, value.last_year)
        )
        if below and not row.indicator.running:
            message = (
                f"Prognosen {row.shown('forecast')} är sämre än både utfallet {row.shown('outcome')} "
                f"och förra årets {row.shown('last_year')}."
            )
            cells = row.cells("forecast", "outcome", "last_year")
            against = f"{row.shown('outcome')}, {row.shown('last_year')}"
            yield Finding(Severity.WARNING, message, cells, row.shown("forecast"), against)


@rule(
    "weaker-than-council",
    "Ett svagare årsmål än kommunfullmäktiges är beslutat",
    reason="Nämnden får inte själv sänka kommunfullmäktiges mål; det kräver en punkt i förslaget till beslut.",
    example="Årsmålet 1,3 % är svagare än KF:s årsmål 1,0 %, och ingen beslutspunkt ändrar det.",
    reads=f"{INDICATORS} decision",
)
def weaker_than_council(report: Report, period_id: str) -> Iterator[Finding]:
    """The board's target is weaker than the council's, and no decision says so."""
    decided = _decided(report, period_id)
    for row in indicator_rows(report, period_id):
        indicator, value = row.indicator, row.value
        comparable = not indicator.council_citywide and indicator.id not in decided
        if comparable and worse(indicator, value.target, value.council_target):
            message = (
                f"Årsmålet {row.shown('target')} är svagare än {report.setup.council_label} årsmål "
                f"{row.shown('council_target')}, och ingen beslutspunkt ändrar det."
            )
            cells = row.cells("target", "council_target")
            found, against = row.shown("target"), row.shown("council_target")
            repair = setting(f"Ändra årsmålet till {against}", cells[0], value.council_target)
            yield Finding(Severity.WARNING, message, cells, found, against, repair)


@rule(
    "council-target",
    "Kommunfullmäktiges indikatorer har dess årsmål, nämndens egna har det inte",
    reason="Utan kommunfullmäktiges årsmål går det inte att se om nämndens är svagare.",
    example="Indikatorn är kommunfullmäktiges men saknar dess årsmål.",
    reads=f"goal {INDICATORS}",
)
def council_target(report: Report, period_id: str) -> Iterator[Finding]:
    """The council's target is filled in under area goals, where the row has begun, and nowhere else (R24)."""
    label = report.setup.council_label
    for row in indicator_rows(report, period_id):
        value = row.value
        shown = row.shown("council_target") or value.council_target_words
        due = expects_council_target(report.goals[row.indicator.goal_id])
        begun = value.target is not None or bool(value.target_words)
        if due and begun and not shown:
            message = f"Indikatorn är kommunfullmäktiges men saknar {label} årsmål."
        elif shown and not due:
            message = f"Indikatorn är nämndens egen men har {label} årsmål {shown}."
        else:
            continue
        against = row.shown("target") or value.target_words
        cells = row.cells("council_target", "target")
        yield Finding(Severity.WARNING, message, cells, shown, against)


_WAYS = {"ökning": 1, "ökar": 1, "minskning": -1, "minskar": -1}


def _council_way(row: IndicatorRow) -> int:
    """The way that the council asks for in words: 1 up, -1 down, 0 none."""
    return _WAYS.get(row.value.council_target_words.strip(" .").casefold(), 0)


@rule(
    "council-way",
    "Ett årsmål går åt det håll som kommunfullmäktige vill",
    reason="”Ökning” och ”Minskning” betyder jämfört med förra året. Utan det värdet kan ingen pröva dem.",
    example="KF:s årsmål är ”Ökning”, men årsmålet 39 % är lägre än förra årets 40,1 %.",
    reads=INDICATORS,
)
def council_way(report: Report, period_id: str) -> Iterator[Finding]:
    """The council's "Ökning" or "Minskning" is tested against last year's outcome."""
    label = report.setup.council_label
    for row in indicator_rows(report, period_id):
        way, words_of = _council_way(row), row.value.council_target_words
        target, before = row.value.target, row.value.last_year
        cells = row.cells("target", "last_year", "council_target_words")
        if way and before is None:
            message = (
                f"{label} årsmål är ”{words_of}”, men förra årets utfall saknas att jämföra med."
            )
            yield Finding(Severity.WARNING, message, cells[1:], "", words_of)
        elif way and target is not None and before is not None and (target - before) * way <= 0:
            than = "lika med" if target == before else "lägre än" if way > 0 else "högre än"
            message = (
                f"{label} årsmål är ”{words_of}”, men årsmålet {row.shown('target')} är {than} "
                f"förra årets {row.shown('last_year')}."
            )
            yield Finding(
                Severity.WARNING, message, cells, row.shown("target"), row.shown("last_year")
            )


@rule(
    "council-words-figure",
    "Ett årsmål som är en siffra står som en siffra",
    reason="Står det ena målet i ord och det andra i siffror jämför ingen dem, varken läsare eller kontroll.",
    example="KF:s årsmål står som ”Max 10 personer”, årsmålet som 10.",
    reads=INDICATORS,
)
def council_words_figure(report: Report, period_id: str) -> Iterator[Finding]:
    """The council's target is words with a figure in them, where the board's is a figure."""
    for row in indicator_rows(report, period_id):
        told = row.value.council_target_words
        figure = re.fullmatch(
            r"(max|högst|minst)\D*(\d+(?:,\d+)?)\b.*", told.strip(), re.IGNORECASE
        )
        if figure and row.value.target is not None:
            limit = Decimal(figure[2].replace(",", "."))
            beyond = worse(row.indicator, row.value.target, limit)
            message = (
                f"{report.setup.council_label} årsmål står som ”{told}”, "
                f"årsmålet som {row.shown('target')}."
            )
            cells = row.cells("council_target_words", "target")
            severity = Severity.WARNING if beyond else Severity.NOTE
            yield Finding(severity, message, cells, told, row.shown("target"))


@rule(
    "target-below-last-year",
    "Ett årsmål är sällan sämre än förra årets utfall",
    reason="Ett mål som redan är nått driver ingenting. Ofta är det avsett, men det bör vara sett.",
    example="Årsmålet 82 % är sämre än förra årets utfall 100 %.",
    reads=INDICATORS,
)
def target_below_last_year(report: Report, period_id: str) -> Iterator[Finding]:
    """The target is worse than what was reached last year."""
    for row in indicator_rows(report, period_id):
        if worse(row.indicator, row.value.target, row.value.last_year):
            target, before = row.shown("target"), row.shown("last_year")
            message = f"Årsmålet {target} är sämre än förra årets utfall {before}."
            cells = row.cells("target", "last_year")
            yield Finding(Severity.NOTE, message, cells, target, before)


@rule(
    "target-moved",
    "Ett årsmål ändras genom beslut",
    reason="Årsmålen är beslutade i verksamhetsplanen. Ändras ett under året ska det stå bland beslutspunkterna.",
    example="Årsmålet är 80 %, men var 85 % i Verksamhetsplan 2025, och ingen beslutspunkt ändrar det.",
    reads=f"{INDICATORS} decision",
)
def target_moved(report: Report, period_id: str) -> Iterator[Finding]:
    """The target is another than earlier in the year, and no decision says so."""
    earlier = earlier_in_year(report, report.periods[period_id])
    decided = _decided(report, period_id)
    for row in indicator_rows(report, period_id) if earlier else ():
        assert earlier is not None
        was = report.indicator_value(row.indicator.id, earlier.id).target
        now = row.value.target
        if was is not None and now is not None and was != now and row.indicator.id not in decided:
            before = print_figure(row.indicator, was)
            message = (
                f"Årsmålet är {row.shown('target')}, men var {before} i {earlier.title}, "
                "och ingen beslutspunkt ändrar det."
            )
            yield Finding(
                Severity.WARNING, message, row.cells("target"), row.shown("target"), before
            )


@rule(
    "outside-band",
    "Ett utfall ligger inom sitt band",
    reason="Ett mål som ”+/- 1 %” är missat på båda sidor om noll.",
    example="Utfallet 1,8 % ligger utanför årsmålet +/-1 %.",
    reads=INDICATORS,
)
def outside_band(report: Report, period_id: str) -> Iterator[Finding]:
    """The outcome or forecast of a band is further from zero than the band is wide."""
    for row in indicator_rows(report, period_id):
        for field, name in (("outcome", "Utfallet"), ("forecast", "Prognosen")):
            figure: Decimal | None = getattr(row.value, field)
            if in_band(row.indicator, row.value, figure) is False:
                message = (
                    f"{name} {row.shown(field)} ligger utanför årsmålet {row.value.target_words}."
                )
                cells = row.cells(field, "target_words")
                yield Finding(
                    Severity.WARNING, message, cells, row.shown(field), row.value.target_words
                )


@rule(
    "count-fell",
    "Det som räknas upp under året minskar inte",
    reason="Ett antal som läggs till månad för månad kan bara bli större; annars är någon av siffrorna fel.",
    example="Utfallet 900 st är lägre än 954 st i Tertialrapport 1 2025.",
    reads=INDICATORS,
)
def count_fell(report: Report, period_id: str) -> Iterator[Finding]:
    """A running count is less than it was, or its forecast is less than it already is."""
    earlier = earlier_in_year(report, report.periods[period_id])
    for row in indicator_rows(report, period_id):
        outcome = row.value.outcome
        if not row.indicator.running or outcome is None:
            continue
        was = report.indicator_value(row.indicator.id, earlier.id).outcome if earlier else None
        if earlier and was is not None and outcome < was:
            before = print_figure(row.indicator, was)
            message = f"Utfallet {row.shown('outcome')} är lägre än {before} i {earlier.title}."
            yield Finding(
                Severity.ERROR, message, row.cells("outcome"), row.shown("outcome"), before
            )
        if row.value.forecast is not None and row.value.forecast < outcome:
            message = (
                f"Prognosen {row.shown('forecast')} är lägre än de {row.shown('outcome')} som redan är "
                "räknade."
            )
            shown = row.shown("forecast"), row.shown("outcome")
            yield Finding(Severity.ERROR, message, row.cells("forecast", "outcome"), *shown)


_TIMES = 5
"""So many times another figure is too much to be a change from one year to the next."""

_FEW = 20


@rule(
    "far-off",
    "Ett värde är av samma storlek som förra årets och årsmålet",
    reason="Ett komma på fel ställe eller en siffra från en annan rad syns som ett värde långt från alla andra.",
    example="Utfallet 933 % är mer än fem gånger förra årets 92,9 % och årsmålet 94 %.",
    reads=INDICATORS,
)
def far_off(report: Report, period_id: str) -> Iterator[Finding]:
    """An outcome or forecast many times last year's and the target, or as small a part of them."""
    for row in indicator_rows(report, period_id):
        target = row.value.target
        by_now = target_by_now(row.indicator, row.value, row.period)
        last = None if row.indicator.running else row.value.last_year
        for field, name, aim in (
            ("outcome", "Utfallet", by_now),
            ("forecast", "Prognosen", target),
        ):
            figure: Decimal | None = getattr(row.value, field)
            known = [each for each in (last, aim) if each]
            if not figure or not known or (max(known) < _FEW and row.indicator.decimals == 0):
                continue
            over = all(figure >= each * _TIMES for each in known)
            under = all(figure * _TIMES <= each for each in known)
            if over or under:
                others = [("förra årets", "last_year")] if last else []
                others += [("årsmålet", "target")] if target else []
                against = " och ".join(f"{words} {row.shown(other)}" for words, other in others)
                how = "mer än fem gånger" if over else "mindre än en femtedel av"
                message = f"{name} {row.shown(field)} är {how} {against}."
                cells = row.cells(field, *(other for _, other in others))
                yield Finding(Severity.WARNING, message, cells, row.shown(field), against)


RULES = (
    miss_unexplained,
    forecast_is_target,
    forecast_below_all,
    weaker_than_council,
    council_target,
    council_way,
    council_words_figure,
    target_below_last_year,
    target_moved,
    outside_band,
    count_fell,
    far_off,
)
