"""What a conflict is about, in words for whoever decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tertialapp.merge.values import place
from tertialapp.model.conflicts import Conflict
from tertialapp.model.outline import goal_numbers
from tertialapp.model.overview import cell_name
from tertialapp.model.places import place_of_key, place_of_record
from tertialapp.model.report import Report

_FIELDS = {
    "outcome": "utfall",
    "men": "män",
    "women": "kvinnor",
    "last_year": "utfall förra året",
    "forecast": "prognos",
    "target": "årsmål",
    "council_target": "fullmäktiges årsmål",
    "status_id": "status",
    "state": "läge",
    "title": "rubrik",
    "name": "namn",
    "text": "text",
    "body": "text",
    "owner": "ansvarig",
    "start": "första dag",
    "end": "sista dag",
    "amount": "belopp",
    "budget": "budget",
    "requested": "begärd budget",
    "change": "förändring",
    "forecast_before": "prognos före överföring",
    "forecast_after": "prognos efter överföring",
    "gross_budget": "bruttobudget",
    "opening": "ingående fond",
    "result": "resultat",
    "closing_override": "utgående fond",
    "deadline": "sista dag",
    "diary_number": "diarienummer",
    "unit": "enhet",
}
_TABLES = {
    "setup": "nämndens uppgifter",
    "status": "statusord",
    "period": "period",
    "section": "avsnitt",
    "text": "text",
    "goal": "mål",
    "goal_status": "målets status",
    "expected_result": "förväntat resultat",
    "indicator": "indikator",
    "indicator_value": "indikatorns värden",
    "activity": "aktivitet",
    "activity_status": "aktivitetens läge",
    "business_area": "verksamhetsområde",
    "operating_budget": "driftbudget",
    "net_budget": "nettobudget",
    "result_unit_group": "grupp av resultatenheter",
    "result_unit": "resultatenhet",
    "result_unit_value": "resultatenhetens belopp",
    "investment": "investering",
    "investment_value": "investeringens belopp",
    "planned_investment": "planerad investering",
    "turnover_change": "omslutningsförändring",
    "budget_adjustment": "budgetjustering",
    "competence_fund": "kompetensmedel",
    "stated_total": "inläst summa",
    "decision": "beslutspunkt",
    "own_word": "eget ord",
}


def table_word(table: str) -> str:
    """What a record of a table is called."""
    return _TABLES.get(table, table)


def labelled(report: Report, conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
    """Conflicts that say where they are: "1.2 · Nöjda elever · T1 2025 · utfall"."""
    numbers = goal_numbers(report)
    for found in conflicts:
        yield replace(found, label=_label(report, numbers, found))


def _label(report: Report, numbers: Mapping[str, str], found: Conflict) -> str:
    record = report.table(found.table).get(found.key)
    at = (
        place_of_record(report, found.table, record)
        if record
        else place_of_key(report, found.table, found.key)
    )
    section = report.sections.get(at.key) if at else None
    period = report.periods.get(getattr(record, "period_id", ""))
    parts = [
        section.title if section else numbers.get(at.key, "") if at else "",
        (cell_name(report, found.table, found.key) if record else "") or table_word(found.table),
        period.id if period else "",
        _field(found),
    ]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _field(found: Conflict) -> str:
    if any(spec.name == found.field for spec in place(found.table)):
        return "plats"
    return _FIELDS.get(found.field, table_word(found.table) if found.field else "")
