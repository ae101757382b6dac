"""Live values of the open report, for the fields that hold them."""

from __future__ import annotations

from tertialapp.model.economy_tables import economy_table
from tertialapp.model.frame import SectionKind
from tertialapp.model.live_catalogue import field_names
from tertialapp.model.live_values import parse_reference, references_in, row_key, shown
from tertialapp.model.places import Spot, first_of_kind, goal_place, section_place
from tertialapp.ui.bridge import Bridge


class ReportValues:
    """What the live values of a period follow: in words, and where it is."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def describe(self, target: str) -> str:
        """What a live value follows, in words; "" when that is gone."""
        report, period_id = self._bridge.report, self._bridge.period_id
        reference = parse_reference(target)
        if reference is None or shown(report, period_id, target) is None:
            return ""
        names = field_names(report, period_id)
        match (reference.source, *reference.path):
            case ("indikator", key, field):
                words = f"{report.indicators[key].name}: {names[field]}"
                against = names.get(reference.against, "")
                return f"{words}, jämfört med {against}" if against else words
            case ("ekonomi", kind, row, column):
                table = economy_table(report, period_id, SectionKind(kind))
                assert table is not None
                labels = {row_key(table, at): found.label for at, found in enumerate(table.rows)}
                heads = {found.key: found.label for found in table.columns}
                return f"{table.title}, {labels[row]}: {heads[column]}"
            case ("summa", section_id):
                return f"Summan av {report.sections[section_id].title}"
        return ""

    def follow(self, target: str) -> None:
        """Go to what a live value follows."""
        spot = self._spot(target)
        if spot is not None:
            self._bridge.wanted.emit(spot)

    def _spot(self, target: str) -> Spot | None:
        report = self._bridge.report
        reference = parse_reference(target)
        match (reference.source, *reference.path) if reference else ():
            case ("indikator", key, field) if key in report.indicators:
                return Spot(goal_place(report.indicators[key].goal_id), key, field)
            case ("ekonomi", kind, row, column) if kind in set(SectionKind):
                section = first_of_kind(report, SectionKind(kind))
                return Spot(section_place(section.id), row, column) if section else None
            case ("summa", section_id) if section_id in report.sections:
                return Spot(section_place(section_id))
        return None

    def dead_in(self, body: str) -> set[str]:
        """The live values of a text that lead nowhere."""
        report, period_id = self._bridge.report, self._bridge.period_id
        return {
            target for target in references_in(body) if shown(report, period_id, target) is None
        }
