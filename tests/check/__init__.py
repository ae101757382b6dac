"""What the tests of the checks share: edits of the example, and what a rule finds in it."""

from tertialapp.check.findings import Finding
from tertialapp.check.run import RULES
from tertialapp.model.records import Record
from tertialapp.model.report import Report, table_name

PERIOD = "T1 2025"


def changed(report: Report, *records: Record) -> Report:
    """The report with some records put."""
    changes: dict[str, dict[str, Record | None]] = {}
    for record in records:
        changes.setdefault(table_name(type(record)), {})[record.id] = record
    return report.apply(changes)


def found(report: Report, name: str) -> list[Finding]:
    """What the named rule finds."""
    (rule,) = (rule for rule in RULES if rule.name == name)
    return list(rule.findings(report, PERIOD))
