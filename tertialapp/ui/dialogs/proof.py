"""Tillgänglighet och arkiv: what was checked of the PDF as it is now, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from tertialapp import tasks
from tertialapp.model.overview import place_name
from tertialapp.model.places import Spot
from tertialapp.pdf.proof.values import Proof, proof_text
from tertialapp.pdf.standard import STANDARDS
from tertialapp.ui.bridge import Bridge
from tertialapp.ui.buttons import ActButton
from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.dialogs.proof_tree import ProofTree
from tertialapp.ui.fitting import resize_within_screen
from tertialapp.ui.override import override
from tertialapp.ui.work import Work

_FOOT = (
    "WCAG 2.1 på nivå AA är vad lagen (2018:1937) om tillgänglighet till digital offentlig service "
    "hänvisar till. Här står bara det som programmet själv har kontrollerat. Hela PDF/A och PDF/UA "
    "prövas med ett särskilt program, till exempel veraPDF."
)


class ProofDialog(QDialog):
    """Stays open beside the window, and checks again when it is turned to and something was changed."""

    def __init__(self, bridge: Bridge, leave: Callable[[], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent  # it waits for the works that are its own before it goes
        self._bridge = bridge
        self._leave = leave
        self._stale = True
        self._work: Work | None = None
        self.proof: Proof | None = None
        self.setWindowTitle("Tillgänglighet och arkiv")
        resize_within_screen(self, 920, 620)
        self.standard = QComboBox()
        for key, standard in STANDARDS.items():
            self.standard.addItem(standard.words, key)
        self.said = QLabel()
        self.said.setProperty("strong", True)
        self.said.setWordWrap(True)
        self.tree = ProofTree()
        self.copy_button = ActButton("Kopiera som text")
        self._arrange()
        self.tree.followed.connect(self._follow)
        self.standard.currentIndexChanged.connect(lambda _: self.check())
        self.copy_button.clicked.connect(lambda _checked: self._copy_text())
        bridge.changed.connect(lambda _: self._age())
        bridge.period_changed.connect(self._age)

    def _arrange(self) -> None:
        label = QLabel("&Filformat:")
        label.setBuddy(self.standard)
        kind = QHBoxLayout()
        kind.addWidget(label)
        kind.addWidget(self.standard)
        kind.addStretch(1)
        foot = QLabel(_FOOT)
        foot.setProperty("muted", True)
        foot.setWordWrap(True)
        close = ActButton("Stäng", self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.copy_button, close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(kind)
        layout.addWidget(self.said)
        layout.addWidget(self.tree, 1)
        layout.addWidget(foot)
        layout.addLayout(buttons)

    # -- checking -------------------------------------------------------------------------------

    def choose(self, standard: str) -> None:
        """Have the PDF be of one of STANDARDS."""
        self.standard.setCurrentIndex(self.standard.findData(standard))

    def check(self) -> None:
        """Make the PDF of the shown period beside the work, and show its proof."""
        if not self.isVisible() or not self._leave():
            return
        if self._work is not None:
            self._work.stop()
        self._stale = False
        self._say("Kontrollerar …")
        self.copy_button.setEnabled(False)
        report, period_id = self._bridge.report, self._bridge.period_id
        standard: str = self.standard.currentData()
        work = Work(
            lambda progress: tasks.prove_report(
                report, period_id, standard=standard, progress=progress
            ),
            self._window,
        )
        work.done.connect(self._show)
        work.refused.connect(self._refuse)
        work.finished.connect(work.deleteLater)
        self._work = work
        work.start()

    def _age(self) -> None:
        self._stale = True
        if self.isActiveWindow():
            self.check()
        else:
            self._say("Rapporten har ändrats sedan kontrollen.")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.check()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        turned_to = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if turned_to and self._stale:
            self.check()

    def _refuse(self, sentence: str) -> None:
        self._work = None
        self._say("Kontrollen kunde inte göras.")
        tell(self, sentence)

    # -- what came out --------------------------------------------------------------------------

    def _show(self, proof: Proof) -> None:
        self._work = None
        self.proof = proof
        self._say(f"Filen lovar {proof.promise}. {_summary(proof)}")
        self.copy_button.setEnabled(True)
        self.tree.show_proof(proof, self._where)

    def _say(self, sentence: str) -> None:
        """Say how it stands, to screen readers too while we are seen."""
        self.said.setText(sentence)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, sentence))

    def _where(self, spot: Spot) -> str:
        return place_name(self._bridge.report, spot.place)

    def _follow(self, spot: Spot) -> None:
        self._window.activateWindow()
        self._bridge.wanted.emit(spot)
        place = self._window.focusWidget()
        if place is not None and self.frameGeometry().intersects(
            QRect(place.mapToGlobal(QPoint()), place.size())
        ):
            self.hide()
            self._bridge.told.emit("Listan visas igen med Ctrl+Skift+A.")

    def _copy_text(self) -> None:
        assert self.proof is not None
        QGuiApplication.clipboard().setText(proof_text(self.proof, self._where))


def _summary(proof: Proof) -> str:
    failed, looks = len(proof.failed), len(proof.looks)
    checks = "Alla kontroller stämmer"
    if failed:
        checks = "En kontroll stämmer inte" if failed == 1 else f"{failed} kontroller stämmer inte"
    left = "inget" if not looks else "en sak" if looks == 1 else f"{looks} saker"
    return f"{checks}, {left} att se över."
