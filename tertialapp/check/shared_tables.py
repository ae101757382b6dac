"""The economy tables that several rules look at: each is made once for the tables that it is made from."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tertialapp.check.lasting import Tables
from tertialapp.model import economy_tables
from tertialapp.model.economy_tables import EconomyTable
from tertialapp.model.report import Report

Make = Callable[[Report, str], EconomyTable]

AREAS = "business_area stated_total"
UNITS = "result_unit_group result_unit result_unit_value stated_total"


def _shared(make: Make, names: str) -> Make:
    names = f"setup period {names}"
    return lambda report, period_id: _made(make, Tables(report, names), period_id)


@lru_cache(maxsize=32)
def _made(make: Make, tables: Tables, period_id: str) -> EconomyTable:
    return make(tables.report.only(tables.names.split()), period_id)  # from these alone


operating_budget_table = _shared(economy_tables.operating_budget_table, f"operating_budget {UNITS}")
net_budget_table = _shared(economy_tables.net_budget_table, f"net_budget {AREAS}")
turnover_table = _shared(economy_tables.turnover_table, f"turnover_change {AREAS}")
result_unit_table = _shared(economy_tables.result_unit_table, UNITS)
investment_table = _shared(
    economy_tables.investment_table, "investment investment_value stated_total"
)
