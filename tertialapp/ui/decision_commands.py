"""Commands on the points to decide: to what they are about and back, proposals, wordings."""

from __future__ import annotations

from tertialapp.document.points import first_targets
from tertialapp.model.decision_proposals import proposals
from tertialapp.model.decision_ties import point_about, spot_behind, spot_of_point
from tertialapp.model.decision_wordings import behind_point
from tertialapp.model.frame import SectionKind
from tertialapp.model.places import OVERVIEW, Spot, first_of_kind
from tertialapp.ui.workspace import Workspace

_NO_POINT = "Ingen beslutspunkt gäller raden. Föreslå beslutspunkter visar vad som saknas."
_NO_ROW = "Ställ först markören i en beslutspunkt, eller i raden som ett beslut gäller."


class DecisionCommands:
    """What is done to points to decide, wherever the cursor is."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def go_to_counterpart(self) -> None:
        """Go from a point to decide to what it is about, or from a row to the point about it."""
        page, bridge = self._workspace.page, self._workspace.bridge
        if page is None or not self._workspace.leave():
            return
        here = page.spot or Spot(page.place or OVERVIEW)
        point = bridge.report.decisions.get(here.row)
        if point is not None:
            spot = spot_behind(bridge.report, point)
            told = "Punkten gäller ingen rad som går att visa."
        else:
            about = point_about(bridge.report, bridge.period_id, here)
            spot = spot_of_point(bridge.report, about) if about else None
            told = _NO_POINT if here.row else _NO_ROW
        if spot is None:
            self._workspace.told.emit(told)
        else:
            self._workspace.go_to_spot(spot)

    def propose(self) -> None:
        """Offer the points that the data call for and that are not among those to decide."""
        bridge = self._workspace.bridge
        if not self._workspace.leave():
            return
        if first_of_kind(bridge.report, SectionKind.DECISIONS) is None:
            self._workspace.told.emit("Rapporten har inget avsnitt med förslag till beslut.")
            return
        from tertialapp.ui.dialogs.propose_points import ProposePointsDialog

        known = first_targets(bridge.document, bridge.period_id)
        proposed = proposals(bridge.report, bridge.period_id, known)
        if not proposed:
            self._workspace.told.emit("Alla beslutspunkter som uppgifterna kräver finns redan.")
            return
        dialog = ProposePointsDialog(bridge, proposed, self._workspace)
        dialog.exec()
        first = bridge.report.decisions.get(dialog.added[0]) if dialog.added else None
        spot = spot_of_point(bridge.report, first) if first else None
        if spot is not None:
            self._workspace.go_to_spot(spot)
        dialog.deleteLater()

    def edit_wordings(self) -> None:
        """Ask how points to decide are worded, beginning with that of the point with the cursor."""
        if self._workspace.leave():
            from tertialapp.ui.dialogs.decision_wordings import DecisionWordingsDialog

            page, bridge = self._workspace.page, self._workspace.bridge
            spot = page.spot if page else None
            point = bridge.report.decisions.get(spot.row) if spot else None
            behind = behind_point(bridge.report, point) if point else None
            dialog = DecisionWordingsDialog(
                bridge, self._workspace, behind.wording if behind else None
            )
            dialog.exec()
            dialog.deleteLater()
