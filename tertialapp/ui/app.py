"""Starts the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from tertialapp.base.errors import Refusal
from tertialapp.ui.crash import CrashReporter
from tertialapp.ui.dialogs.ask import tell
from tertialapp.ui.icons import app_icon
from tertialapp.ui.main_window import MainWindow
from tertialapp.ui.settings import settings
from tertialapp.ui.theme import apply_theme, show_look
from tertialapp.ui.tidying import Tidying

SMALLEST_FONT = 10.0


def open_window(path: Path | None) -> int:
    """Run the window until it is closed, with a file if one is given; gives the exit code."""
    app = QApplication(sys.argv[:1])
    reporter = CrashReporter()
    reporter.install()
    set_up(app, str(settings().value("utseende", "system")))
    window = MainWindow()
    refused = ""
    if path is not None:  # before the window is shown, so that the start page is not drawn in vain
        try:
            window.files.open_path(path)
        except Refusal as refusal:
            refused = str(refusal)
    window.show()
    Tidying(window)
    if refused:
        tell(window, refused)
    return app.exec()


def set_up(app: QApplication, look: str = "system") -> None:
    """Give the application its name, language and look."""
    app.setApplicationName("Tertialapp")
    app.setApplicationDisplayName("Tertialapp")
    app.setDesktopFileName("tertialapp")
    app.setWindowIcon(app_icon())
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_sv", folder):
        app.installTranslator(translator)
    app.setStyle("Fusion")
    font = app.font()
    if font.pointSizeF() < SMALLEST_FONT:  # else the system's own, also when that is changed
        font.setPointSizeF(SMALLEST_FONT)
        app.setFont(font)
    app.styleHints().colorSchemeChanged.connect(lambda _: apply_theme(app))
    show_look(app, look)
