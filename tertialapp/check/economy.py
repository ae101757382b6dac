"""The economy tables against each other. R-numbers: the relations of the real report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tertialapp.check.amounts import (
    Part,
    Side,
    column_side,
    disagreement,
    row_cell_computed,
    row_parts,
    turned,
)
from tertialapp.check.findings import Finding, Severity, cell, setting
from tertialapp.check.indicator_rows import indicator_rows
from tertialapp.check.rules import rule
from tertialapp.check.shared_tables import (
    investment_table,
    net_budget_table,
    operating_budget_table,
    result_unit_table,
    turnover_table,
)
from tertialapp.model import sums
from tertialapp.model.economy_tables import (
    DEVIATION,
    EconomyTable,
    RowKind,
)
from tertialapp.model.figures import print_figure
from tertialapp.model.frame import TextPart
from tertialapp.model.numbers import MoneyUnit, format_money, round_half_up
from tertialapp.model.records import Ore, cell_id
from tertialapp.model.report import Report

OPERATING = "operating_budget business_area net_budget"
UNITS = "result_unit_group result_unit result_unit_value"
MILLIONS = MoneyUnit.MILLIONS


@rule(
    "net-total",
    "Nettotabellens summor är driftbudgetens",
    reason="Verksamhetsområdena delar på nämndens anslag. Skiljer summorna sig är en siffra fel i någon av dem.",
    example="Driftbudgetens nettobudget är 2 367,5 mnkr men verksamhetsområdenas 2 367,9 mnkr.",
    reads=f"{OPERATING} {UNITS} stated_total",
)
def net_total(report: Report, period_id: str) -> Iterator[Finding]:
    """Budget, requested, changes and forecast of all areas are those of the board (R8)."""
    net, operating = net_budget_table(report, period_id), operating_budget_table(report, period_id)
    columns = (
        ("budget", "budget", "nettobudget"),
        ("requested", "requested", "begärda budgetjusteringar"),
        ("change", "change", "förändringar netto"),
        ("forecast", "forecast_before", "prognos netto"),
    )
    for ours, theirs, words in columns:
        board = column_side(f"Driftbudgetens {words}", operating, ours)
        areas = column_side("verksamhetsområdenas", net, theirs)
        if board.amount is not None and any(not row.blank for row in net.rows):
            yield from disagreement(board, areas, MILLIONS)


@rule(
    "parts-of-area",
    "Raderna ”varav” summerar till sitt område",
    reason="Den som läser delarna ska komma fram till helheten, om inte området är märkt som ofullständigt uppdelat.",
    example="Individ- och familjeomsorg: budget är 350,4 mnkr men summan av ”varav” 351,4 mnkr.",
    reads="business_area net_budget turnover_change stated_total",
)
def parts_of_area(report: Report, period_id: str) -> Iterator[Finding]:
    """What is typed for an area is the sum of its "varav" rows (R5)."""
    for table in (net_budget_table(report, period_id), turnover_table(report, period_id)):
        for column in table.columns:
            if column.key != DEVIATION:
                yield from _parts_of_areas(report, table, column.key, column.label)


def _parts_of_areas(report: Report, table: EconomyTable, key: str, label: str) -> Iterator[Finding]:
    for row in table.rows:
        area = report.business_areas.get(row.subject_id or "")
        typed = row.kind is RowKind.NORMAL and not row_cell_computed(table, row, key)
        if not typed or area is None or area.partial:
            continue
        below = table.below.get(row.key, ())
        parts = Side(
            "summan av ”varav”", tuple(p for each in below for p in row_parts(table, each, key))
        )
        if parts.amount is not None:
            whole = Side(f"{row.label}: {label.lower()}", row_parts(table, row, key))
            yield from disagreement(whole, parts, MILLIONS)


@rule(
    "forecast-after",
    "Prognosen efter överföringar följer av resultatenheternas uttag",
    reason="Det enda som skiljer prognoserna före och efter är vad enheterna tar ur eller lägger i sina fonder.",
    example="Äldreomsorg: prognos före minus efter är 0,9 mnkr men enheternas uttag 1,5 mnkr.",
    reads=f"business_area net_budget stated_total {UNITS}",
)
def forecast_after(report: Report, period_id: str) -> Iterator[Finding]:
    """An area's forecasts differ by what its result units withdraw (R7)."""
    net, units = net_budget_table(report, period_id), result_unit_table(report, period_id)
    withdrawals = _withdrawals(report, units)
    at = net.column("forecast_after")
    in_use = any(row.kind is RowKind.NORMAL and row.cells[at].amount for row in net.rows)
    for row in net.rows if in_use else ():
        before = row_parts(net, row, "forecast_before")
        after = row_parts(net, row, "forecast_after")
        if row.kind is not RowKind.NORMAL or not any(part.amount for part in before):
            continue
        moved = Side(f"{row.label}: prognos före minus efter", (*before, *turned(after)))
        taken = Side("enheternas uttag", withdrawals.get(row.subject_id, ()), units.unit)
        yield from disagreement(moved, taken, MILLIONS)


def _withdrawals(report: Report, table: EconomyTable) -> dict[str | None, tuple[Part, ...]]:
    """By area, what its units take out of their funds: opening less closing."""
    by_area: dict[str | None, tuple[Part, ...]] = {}
    area_id: str | None = None
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            area_id = report.result_unit_groups[row.subject_id or ""].area_id
        elif row.kind is RowKind.NORMAL:
            opening = row_parts(table, row, "opening")
            closing = turned(row_parts(table, row, "closing_override"))
            by_area[area_id] = (*by_area.get(area_id, ()), *opening, *closing)
    return by_area


@rule(
    "turnover-balance",
    "Omslutningsförändringar går jämnt ut",
    reason="En omslutning ökar kostnader och intäkter lika mycket. Annars ändrar den nämndens netto.",
    example="Förskoleverksamhet: kostnader är 6,0 mnkr men intäkter med omvänt tecken 6,5 mnkr.",
    reads="business_area turnover_change stated_total",
)
def turnover_balance(report: Report, period_id: str) -> Iterator[Finding]:
    """Costs and revenues of each turnover change cancel (R9)."""
    table = turnover_table(report, period_id)
    for row in table.rows:
        if row.kind is not RowKind.TOTAL:
            costs = Side(f"{row.label}: kostnader", tuple(row_parts(table, row, "costs")))
            back = turned(row_parts(table, row, "revenues"))
            yield from disagreement(costs, Side("intäkter med omvänt tecken", back), MILLIONS)


@rule(
    "turnover-operating",
    "Omslutningarna är driftbudgetens förändringar",
    reason="Driftbudgetens förändring av intäkter är omslutningarna; kostnadernas är omslutningar och prestationer.",
    example="Driftbudgetens förändring av intäkter är −32,3 mnkr men omslutningarnas intäkter −31,9 mnkr.",
    reads=f"{OPERATING} {UNITS} turnover_change stated_total",
)
def turnover_operating(report: Report, period_id: str) -> Iterator[Finding]:
    """The operating budget's changes are turnover and volume changes (R9)."""
    turnover, net = turnover_table(report, period_id), net_budget_table(report, period_id)
    costs, revenues = column_side("", operating_budget_table(report, period_id), "change").parts
    grown = column_side("omslutningarnas kostnader", turnover, "costs")
    volume = column_side("", net, "change")
    words = "omslutningar och prestationsförändringar"
    lower = column_side("omslutningarnas intäkter", turnover, "revenues")
    pairs = (
        ("intäkter", revenues, lower),
        ("kostnader", costs, Side(words, (*grown.parts, *volume.parts))),
    )
    for name, part, other in pairs:
        if None not in (lower.amount, part.amount):
            side = Side(f"Driftbudgetens förändring av {name}", (part,))
            yield from disagreement(side, other, MILLIONS)


@rule(
    "opposite-rows",
    "Budget och prognos för samma pengar står i samma rad",
    reason="Två lika stora avvikelser med motsatt tecken tyder på att en rad fått budgeten och en annan prognosen.",
    example="Reinvesteringar avviker med −14,1 mnkr och Nycklade medel med 14,1 mnkr.",
    reads="investment investment_value stated_total",
)
def opposite_rows(report: Report, period_id: str) -> Iterator[Finding]:
    """Two rows with opposite deviations have budget and forecast in different rows (R15)."""
    table = investment_table(report, period_id)
    at = table.column(DEVIATION)
    rows = [row for row in table.rows if row.kind is RowKind.NORMAL and row.cells[at].amount]
    rows.sort(key=lambda row: abs(row.cells[at].amount or 0))
    for one, other in pairwise(rows):
        here, there = one.cells[at].amount, other.cells[at].amount
        if here is not None and there is not None and here == -there:
            found, against = (format_money(amount, table.unit) for amount in (here, there))
            message = (
                f"{one.label} avviker med {found} {table.unit.label} och {other.label} med {against}"
                f" {table.unit.label}. Budgeten och prognosen för samma pengar verkar stå i olika rader."
            )
            cells = tuple(
                part.cell
                for key in ("forecast", "budget")
                for row in (one, other)
                for part in row_parts(table, row, key)
            )
            yield Finding(Severity.ERROR, message, cells, found, against)


@rule(
    "rounded-total",
    "En tabells summa är summan av dess rader",
    reason="Den som räknar efter i den tryckta tabellen ska inte bli osäker. Högst en halv enhet i sista siffran "
    "per rad förklaras av avrundning.",
    example="Summan av Resultat 2025 är 8 330 tkr men raderna ger 8 329 tkr.",
    reads=f"business_area net_budget turnover_change investment investment_value stated_total {UNITS}",
)
def rounded_total(report: Report, period_id: str) -> Iterator[Finding]:
    """A printed total differs from the sum of the printed rows by rounding at most (R6, R13)."""
    for build in (net_budget_table, turnover_table, result_unit_table, investment_table):
        table = build(report, period_id)
        for column in table.columns:
            yield from _rounded_column(report, period_id, table, column.key)


def _rounded_column(
    report: Report, period_id: str, table: EconomyTable, key: str
) -> Iterator[Finding]:
    at = table.column(key)
    column, decimals = table.columns[at], table.columns[at].decimals
    places = table.unit.decimals if decimals is None else decimals
    rows = [row.cells[at].amount for row in table.rows if row.kind is RowKind.NORMAL]
    if sums.total(rows) is None:
        return
    filled = [column.turned(amount) or Ore(0) for amount in rows if amount is not None]
    printed = [int(sums.printed(amount, table.unit, places) * table.unit.ore) for amount in filled]
    typed = table.columns[at - 1].key if key == DEVIATION else key  # nobody types a deviation
    side = column_side("", table, typed)
    stated = report.stated_totals.get(cell_id(_record_table(table), key, period_id))
    shown = column.turned(table.rows[-1].cells[at].amount)
    if stated is not None and stated.computed == sums.total(rows):
        shown = column.turned(stated.amount)
    if shown is None:
        return
    total, rows_give = (
        format_money(amount, table.unit, decimals) for amount in (shown, Ore(sum(printed)))
    )
    if total != rows_give:
        slack = sums.rounding_slack(len(filled), table.unit, decimals)
        explained = abs(shown - sum(printed)) <= slack
        why = "Skillnaden är avrundning." if explained else "Det är mer än avrundning förklarar."
        message = (
            f"Summan av {column.label} är {total} {table.unit.label} men raderna ger "
            f"{rows_give} {table.unit.label}. {why}"
        )
        severity = Severity.NOTE if explained else Severity.ERROR
        cells = tuple(part.cell for part in side.parts)
        own = (cell(stated, "amount"),) if stated is not None else ()
        yield Finding(severity, message, (*cells, *own), total, rows_give)


def _record_table(table: EconomyTable) -> str:
    return next(source.table for row in table.rows for c in row.cells if (source := c.source))


@rule(
    "zero-among-blanks",
    "En kolumn har antingen nollor eller tomma celler",
    reason="0,0 i en enda rad läses som att något har prövats där och inte i de andra.",
    example="Individ- och familjeomsorg har 0,0 under Begärda budgetjusteringar där andra rader är tomma.",
    reads="business_area net_budget stated_total",
)
def zero_among_blanks(report: Report, period_id: str) -> Iterator[Finding]:
    """A zero in a column of blanks should be blank too."""
    table = net_budget_table(report, period_id)
    for column in table.columns:
        if column.key in ("requested", "change"):
            rows = [row for row in table.rows if row.kind is RowKind.NORMAL and not row.blank]
            cells = [(row, part) for row in rows for part in row_parts(table, row, column.key)]
            zeros = [(row, part) for row, part in cells if part.amount == 0]
            blanks = sum(part.amount is None for _, part in cells)
            for row, part in zeros if 0 < len(zeros) < blanks else ():
                repair = setting("Töm cellen", part.cell, None)
                message = f"{row.label} har 0,0 under {column.label} där andra rader är tomma."
                yield Finding(Severity.NOTE, message, (part.cell,), "0,0", "", repair)


@rule(
    "budget-share",
    "Indikatorn budgetföljsamhet är tabellens kvot",
    reason="Prognos genom justerad budget går att räkna ut, och ska vara samma siffra som i måldelen.",
    example="Utfallet 100,3 % är inte nettotabellens prognos före överföringar genom budgeten, 100,1 %.",
    reads=f"indicator indicator_value {OPERATING} stated_total",
)
def budget_share(report: Report, period_id: str) -> Iterator[Finding]:
    """The indicator of keeping the budget is forecast by adjusted budget (R19)."""
    net = net_budget_table(report, period_id)
    keys = ("budget", "requested", "change", "forecast_before", "forecast_after")
    total = {key: net.rows[-1].cells[net.column(key)].amount for key in keys}
    adjusted = [total[key] for key in keys[:3]]
    for row in indicator_rows(report, period_id):
        name, outcome = row.indicator.name.casefold(), row.value.outcome
        for word, key in (("före", "forecast_before"), ("efter", "forecast_after")):
            share = sums.follows_budget(total[key], adjusted)
            mine = "budgetföljsamhet" in name and f"{word} resultat" in name
            if not mine or share is None or outcome is None:
                continue
            exponent = outcome.as_tuple().exponent
            computed = round_half_up(share, -exponent if isinstance(exponent, int) else 0)
            if computed != outcome:
                found, against = row.shown("outcome"), print_figure(row.indicator, computed)
                message = (
                    f"Utfallet {found} är inte nettotabellens prognos {word} överföringar genom "
                    f"budgeten, {against}."
                )
                parts = (part for each in keys for part in column_side("", net, each).parts)
                cells = (*row.cells("outcome"), *(part.cell for part in parts))
                yield Finding(Severity.ERROR, message, cells, found, against)


@rule(
    "deviation-unexplained",
    "En avvikelse på ett verksamhetsområde kommenteras",
    reason="Nämnden vill veta varför ett område går över eller under sin budget.",
    example="Äldreomsorg avviker med −17,1 mnkr, men avsnittet om området är tomt.",
    reads=f"{OPERATING} section text stated_total",
)
def area_deviation_unexplained(report: Report, period_id: str) -> Iterator[Finding]:
    """An area with a deviation in print has a section with a text."""
    table = net_budget_table(report, period_id)
    at, about = table.column(DEVIATION), {s.subject_id: s for s in report.sections.values()}
    for row in table.rows:
        amount, section = row.cells[at].amount, about.get(row.subject_id)
        area = report.business_areas.get(row.subject_id or "")
        if amount is None or area is None or row.kind is not RowKind.NORMAL:
            continue
        body = report.text(section.id, period_id, TextPart.BODY).body if section else ""
        shown = format_money(amount, table.unit)
        if sums.printed(amount, table.unit) and not body.strip():
            what = "avsnittet om området är tomt" if section else "området har inget avsnitt"
            message = f"{area.name} avviker med {shown} {table.unit.label}, men {what}."
            cells = tuple(row_parts(table, row, "forecast_after"))
            yield Finding(Severity.WARNING, message, tuple(part.cell for part in cells), shown)


RULES = (
    net_total,
    parts_of_area,
    forecast_after,
    turnover_balance,
    turnover_operating,
    opposite_rows,
    rounded_total,
    zero_among_blanks,
    budget_share,
    area_deviation_unexplained,
)
