"""The points that change targets, against the table and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tertialapp.check.findings import Cell, Finding, Severity, cell, setting
from tertialapp.check.indicator_rows import INDICATORS, IndicatorRow
from tertialapp.check.rules import rule
from tertialapp.check.wording import figure, figures, same_words
from tertialapp.model.decisions import Decision, DecisionKind
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import TextPart
from tertialapp.model.relations import worse
from tertialapp.model.report import Report


def _changes(report: Report, period_id: str) -> Iterator[tuple[Decision, IndicatorRow]]:
    for point in report.decisions_of(period_id):
        indicator = report.indicators.get(point.subject_id or "")
        if point.kind is DecisionKind.TARGET_CHANGE and indicator is not None:
            value = report.indicator_value(indicator.id, period_id)
            yield point, IndicatorRow(indicator, value, report.periods[period_id])


@rule(
    "decided-target",
    "Ett beslutat årsmål är det som står i tabellen",
    reason="Beslutet ändrar årsmålet till just det värde som indikatorn sedan mäts mot.",
    example="Beslutspunkten ändrar årsmålet till 90 % men indikatorns årsmål är 91 %.",
    reads=f"decision {INDICATORS}",
)
def decided_target(report: Report, period_id: str) -> Iterator[Finding]:
    """A decided target stands in the table, and as the council's where the point says so (R32)."""
    for point, row in _changes(report, period_id):
        if point.new_target is None:
            continue
        decided = print_figure(row.indicator, point.new_target)
        as_council = "kommunfullmäktiges årsmål" in point.text.casefold()
        as_council |= "kommunfullmäktiges" in point.text.casefold() and "i nivå" in point.text
        for field, name, due in (
            ("target", "indikatorns årsmål", True),
            ("council_target", "kommunfullmäktiges", as_council),
        ):
            figure: Decimal | None = getattr(row.value, field)
            if due and figure != point.new_target:
                shown = row.shown(field) or "tomt"
                message = f"Beslutspunkten ändrar årsmålet till {decided} men {name} är {shown}."
                cells = (*row.cells(field), cell(point, "new_target"))
                repair = setting(f"Ändra årsmålet till {decided}", cells[0], point.new_target)
                fits = repair if field == "target" else None
                yield Finding(Severity.ERROR, message, cells, shown, decided, fits)


@rule(
    "decision-text-target",
    "En beslutspunkts ord har de årsmål som den ändrar",
    reason="Det är orden som protokollförs.",
    example="Beslutspunkten nämner inte det nya årsmålet 90.",
    reads=f"decision {INDICATORS}",
)
def decision_text_target(report: Report, period_id: str) -> Iterator[Finding]:
    """Old and new target stand in the words of the point that changes them."""
    for point, row in _changes(report, period_id):
        numbers = set(figures(point.text))
        for field, which in (("old_target", "gamla"), ("new_target", "nya")):
            figure: Decimal | None = getattr(point, field)
            if figure is not None and figure not in numbers:
                shown = print_figure(row.indicator, figure)
                message = f"Beslutspunkten nämner inte det {which} årsmålet {shown}."
                cells = (cell(point, "text"), cell(point, field))
                yield Finding(Severity.ERROR, message, cells, "", shown)


_FROM_TO = re.compile(r"från (?P<old>\d[\d\s]*(?:,\d+)?)\D[^.]*?\btill (?P<new>\d[\d\s]*(?:,\d+)?)")


@rule(
    "decision-turned",
    "En beslutspunkt ändrar från det gamla till det nya",
    reason="Med årsmålen i fel ordning beslutar nämnden om motsatsen.",
    example="Beslutspunkten säger från 90 till 91, men årsmålet ändras från 91 till 90.",
    reads=f"decision {INDICATORS}",
)
def decision_turned(report: Report, period_id: str) -> Iterator[Finding]:
    """The words of a point that changes a target have the old one first."""
    for point, row in _changes(report, period_id):
        said = _FROM_TO.search(point.text)
        if said and point.old_target != point.new_target:
            told = figure(said["old"]), figure(said["new"])
            if told == (point.new_target, point.old_target):
                old, new = said["new"].strip(), said["old"].strip()
                message = (
                    f"Beslutspunkten säger från {new} till {old}, men årsmålet för "
                    f"”{row.indicator.name}” ändras från {old} till {new}."
                )
                cells = (
                    Cell("decision", point.id, "text", *said.span()),
                    cell(point, "new_target"),
                )
                yield Finding(Severity.ERROR, message, cells, said[0], f"{old}, {new}")


@rule(
    "change-unexplained",
    "Ett ändrat årsmål förklaras vid indikatorn",
    reason="Den som läser tabellen ska se att årsmålet är ett annat än det beslutade, och varför.",
    example="Årsmålet ändras från 1 250 till 1 275, men indikatorn saknar analys.",
    reads=f"decision {INDICATORS} text",
)
def change_unexplained(report: Report, period_id: str) -> Iterator[Finding]:
    """A changed target has an analysis that names the old and the new value."""
    for point, row in _changes(report, period_id):
        if point.old_target is None or point.new_target is None:
            continue
        text = report.text(row.indicator.id, period_id, TextPart.ANALYSIS)
        told = set(figures(text.body))
        targets = (point.old_target, point.new_target)
        missing = [figure for figure in targets if figure not in told]
        if missing:
            old, new = (print_figure(row.indicator, figure) for figure in targets)
            lacks = ", ".join(print_figure(row.indicator, figure) for figure in missing)
            what = f"nämner inte {lacks}" if text.body.strip() else "saknas"
            message = f"Årsmålet ändras från {old} till {new}, men indikatorns analys {what}."
            cells = (cell(text, "body"), cell(point, "new_target"), cell(point, "old_target"))
            yield Finding(Severity.WARNING, message, cells, lacks, f"{old}, {new}")


@rule(
    "decision-names-indicator",
    "En beslutspunkt kallar indikatorn vid dess namn",
    reason="Namnet är det enda som binder beslutet till raden i tabellen för den som läser på papper.",
    example="Beslutspunkten har inte indikatorns namn ”Andel brukare som är nöjd med sin insats”.",
    reads=f"decision {INDICATORS}",
)
def decision_names_indicator(report: Report, period_id: str) -> Iterator[Finding]:
    """The indicator's name stands in the point that changes its target."""
    for point, row in _changes(report, period_id):
        if same_words(row.indicator.name) not in same_words(point.text):
            message = f"Beslutspunkten har inte indikatorns namn ”{row.indicator.name}”."
            cells = (cell(point, "text"), cell(row.indicator, "name"))
            yield Finding(Severity.NOTE, message, cells, point.text, row.indicator.name)


@rule(
    "lowered-and-met",
    "Ett sänkt årsmål som redan är nått pekas ut",
    reason="Sänkningen gör en miss till en träff. Nämnden bör veta det när den beslutar.",
    example="Det sänkta årsmålet 80 % nåddes redan förra året (81 %), det gamla 85 % gjorde det inte.",
    reads=f"decision {INDICATORS}",
)
def lowered_and_met(report: Report, period_id: str) -> Iterator[Finding]:
    """Last year's outcome missed the old target and meets the new, lower one."""
    for point, row in _changes(report, period_id):
        old, new, last = point.old_target, point.new_target, row.value.last_year
        weaker = worse(row.indicator, new, old) and worse(row.indicator, last, old)
        if weaker and last is not None and not worse(row.indicator, last, new):
            shown = [print_figure(row.indicator, figure) for figure in (new, old) if figure]
            message = (
                f"Det sänkta årsmålet {shown[0]} nåddes redan förra året ({row.shown('last_year')}), "
                f"det gamla {shown[1]} gjorde det inte."
            )
            cells = (
                *(cell(point, f) for f in ("new_target", "old_target")),
                *row.cells("last_year"),
            )
            against = f"{shown[1]}, {row.shown('last_year')}"
            yield Finding(Severity.NOTE, message, cells, shown[0], against)


RULES = (
    decided_target,
    decision_text_target,
    decision_turned,
    change_unexplained,
    decision_names_indicator,
    lowered_and_met,
)
