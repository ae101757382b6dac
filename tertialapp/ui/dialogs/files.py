"""The file dialogs: what may be opened, read in, saved and exported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from tertialapp.model.images import SUFFIXES
from tertialapp.pdf.standard import STANDARDS, USUAL
from tertialapp.store.file import SUFFIX
from tertialapp.ui.bridge import Bridge

_REPORTS = f"Rapporter (*{SUFFIX})"


def ask_open(parent: QWidget) -> Path | None:
    """The report to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Öppna rapport", "", _REPORTS)
    return Path(name) if name else None


def ask_copy(parent: QWidget) -> Path | None:
    """The copy of the open report to merge with."""
    name, _ = QFileDialog.getOpenFileName(parent, "Foga samman med", "", _REPORTS)
    return Path(name) if name else None


def ask_source(parent: QWidget) -> Path | None:
    """The other program's file to read in."""
    kinds = "Rapporter som text eller JSON (*.txt *.json)"
    name, _ = QFileDialog.getOpenFileName(parent, "Läs in tidigare rapport", "", kinds)
    return Path(name) if name else None


def ask_picture(parent: QWidget, title: str = "Infoga bild") -> Path | None:
    """The picture to take in."""
    kinds = f"Bilder ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def ask_fonts(parent: QWidget) -> list[Path]:
    """The font files to take in."""
    kinds = "TrueType-typsnitt (*.ttf)"
    names, _ = QFileDialog.getOpenFileNames(parent, "Välj typsnittets filer", "", kinds)
    return [Path(name) for name in names]


def ask_save(parent: QWidget, suggestion: Path) -> Path | None:
    """Where to save a report."""
    name, _ = QFileDialog.getSaveFileName(parent, "Spara rapport", str(suggestion), _REPORTS)
    return with_suffix(Path(name), SUFFIX) if name else None


def ask_part(parent: QWidget, suggestion: Path) -> Path | None:
    """Where to save the file of a part that is sent out."""
    kinds = f"Delar av rapporter (*{SUFFIX})"
    name, _ = QFileDialog.getSaveFileName(parent, "Spara delen", str(suggestion), kinds)
    return with_suffix(Path(name), SUFFIX) if name else None


def ask_returned(parent: QWidget) -> Path | None:
    """The file of a part that has come back."""
    kinds = f"Delar av rapporter (*{SUFFIX})"
    name, _ = QFileDialog.getOpenFileName(parent, "Läs tillbaka del", "", kinds)
    return Path(name) if name else None


def file_name(title: str) -> str:
    """A title without what file names can't hold."""
    return "".join(char if char.isalnum() or char in " -." else "-" for char in title)


def suggested(bridge: Bridge, suffix: str) -> Path:
    """The file that the open report would be in, of a kind."""
    path, original = bridge.document.path, bridge.document.original
    if path:
        return path.with_suffix(suffix)
    if original:
        return original.with_name(f"{original.stem} – kopia{suffix}")
    name = file_name(f"{bridge.report.setup.board} {bridge.period.id}")
    return Path.home() / f"{name}{suffix}"


def ask_export(parent: QWidget, suggestion: Path) -> tuple[Path, str] | None:
    """Where to write the PDF, and which of STANDARDS it shall keep: the kinds of file to choose from."""
    kinds = {f"{standard.words} (*.pdf)": key for key, standard in STANDARDS.items()}
    name, kind = QFileDialog.getSaveFileName(
        parent, "Exportera PDF", str(suggestion), ";;".join(kinds)
    )
    return (with_suffix(Path(name), ".pdf"), kinds.get(kind, USUAL)) if name else None


def ask_pdf(parent: QWidget, suggestion: Path) -> Path | None:
    """Where to write a PDF of the usual kind."""
    name, _ = QFileDialog.getSaveFileName(parent, "Spara PDF", str(suggestion), "PDF (*.pdf)")
    return with_suffix(Path(name), ".pdf") if name else None


def ask_folder(parent: QWidget, at_first: str) -> Path | None:
    """The folder with several boards' reports."""
    name = QFileDialog.getExistingDirectory(parent, "Mapp med nämndernas rapporter", at_first)
    return Path(name) if name else None


def ask_sheets(parent: QWidget, suggestion: Path) -> Path | None:
    """Where to write tables, in a file of the kind that the suggestion is."""
    suffix = suggestion.suffix
    kinds = {".xlsx": "Excel (*.xlsx)", ".csv": "CSV (*.csv)"}
    name, _ = QFileDialog.getSaveFileName(
        parent, "Spara sammanställningen", str(suggestion), kinds[suffix]
    )
    return with_suffix(Path(name), suffix) if name else None


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with the suffix that it needs."""
    return path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
