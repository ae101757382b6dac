"""Findings where one writes: the words of a text that are meant, their menu, and what agrees."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tertialapp.check.findings import Finding
from tertialapp.model.frame import TextPart
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.marks import cell_spot, finding_spot
from tertialapp.ui.workspace import Workspace

Key = Qt.Key


def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def found(bridge: Bridge, rule: str, owner: str = "") -> Finding:
    """The finding of a rule, at an owner's text or cell if that is told."""
    findings = (each for each in bridge.marks.findings if each.rule == rule)
    return next(each for each in findings if owner in each.cells[0].key)


# -- going to the words ------------------------------------------------------------------------------


def test_a_finding_in_a_text_leads_to_its_words(example: MainWindow) -> None:
    space = workspace(example)
    figure = found(space.bridge, "prose-figure", "mal-1.2")
    space.go_to_spot(finding_spot(space.bridge.report, figure))
    assert space.page is not None
    (field,) = (text.editor.field for text in space.page.text_fields() if text.spot)
    assert field.textCursor().selectedText().split() == ["93,8", "procent"]
    space.go_to_spot(cell_spot(space.bridge.report, figure.cells[1]))
    assert space.page.spot is not None
    assert (space.page.spot.row, space.page.spot.field) == ("ind-1.2-5", "outcome")


def test_a_finding_in_a_description_leads_to_its_tab(example: MainWindow) -> None:
    space = workspace(example)
    with space.bridge.edit("Skriv") as edit:
        text = edit.report.text("mal-1.2.1", space.bridge.period_id, TextPart.DESCRIPTION)
        edit.set(text, body="Allt är **bra** och och klart.")
    doubled = found(space.bridge, "doubled-word", "mal-1.2.1")
    space.go_to_spot(finding_spot(space.bridge.report, doubled))
    assert space.page is not None
    (shown,) = (text for text in space.page.text_fields() if text.spot)
    assert shown.isVisible()
    assert shown.editor.field.textCursor().selectedText() == "och och"
