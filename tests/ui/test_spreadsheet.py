"""Blocks of cells through the real clipboard, between LibreOffice Calc and the program."""

from __future__ import annotations

import shutil
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tertialapp.store.file import read_report
from tests.screen_reader.session import Screen

PERIOD = "T1 2025"
BLOCK = (("71,5", "70"), ("72", "1 234,25"), ("−73", "74"))
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
SHEET = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="Blad">{{rows}}</table:table></office:spreadsheet></office:body></office:document>
"""
WITHIN_S = 60
PATIENCE_S = 6


def _write_sheet(path: Path) -> None:
    cells = [
        [
            f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'
            for one in row
        ]
        for row in BLOCK
    ]
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    path.write_text(SHEET.format(rows=rows), "utf-8")


def _read_sheet(path: Path) -> list[list[str]]:
    """The cells of a sheet that hold something, row by row, with decimal points."""
    try:
        rows = ET.fromstring(path.read_text("utf-8")).iter(f"{{{TABLE}}}table-row")  # noqa: S314 - our own
    except ET.ParseError:  # just being written
        return []
    cells = [
        [(cell.get(f"{{{OFFICE}}}value") or "".join(cell.itertext())).strip() for cell in row]
        for row in rows
    ]
    return [kept for row in cells if (kept := [cell.replace(",", ".") for cell in row if cell])]


def _until(holds: Callable[[], bool], act: Callable[[], None]) -> None:
    """Act again until something holds: Calc takes keys some time after its window is there.

    Not soon again: what it was slow to do it would do once more, in the midst of what comes next.
    """
    began = again = time.monotonic()
    while not holds():
        now = time.monotonic()
        assert now < began + WITHIN_S
        if now >= again:
            act()
            again = now + PATIENCE_S
        time.sleep(0.2)


@pytest.mark.timeout(240)
def test_a_block_goes_from_calc_to_the_grid_and_back(tmp_path: Path, screen: Screen) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice Calc finns inte här")
    sheet = tmp_path / "block.fods"
    _write_sheet(sheet)
    user = f"-env:UserInstallation=file://{tmp_path}/lo"
    quiet = ("--norestore", "--nologo", "--nofirststartwizard")
    with screen.running("soffice", *quiet, user, "--calc", str(sheet)):
        screen.to_window("block.fods")
        choose = ("ctrl+Home", "shift+Right", "shift+Down", "shift+Down", "ctrl+c")
        block = "\n".join("\t".join(row) for row in BLOCK)
        _until(lambda: screen.copied().strip() == block, lambda: screen.keys(*choose))
        screen.to_window("exempel")
        screen.go_to("ami ledarskap", "AMI ledarskap*")
        screen.find("table cell", "Indikator: AMI ledarskap", "focused")
        screen.keys("Right", "ctrl+v")
        screen.find("table cell", "Periodens utfall: −73", "selected")
        screen.keys("ctrl+s")
        screen.find("label", "*Publicerat i filen *[0-9]*")
        screen.keys("ctrl+c")
        copied = "71,5\t70\n72\t1234,25\n-73\t74"
        _until(lambda: screen.copied().strip() == copied, lambda: None)

        screen.to_window("block.fods")
        screen.keys("ctrl+Home", "Right", "Right", "Right", "Right", "ctrl+v")
        back = [["71.5", "70"], ["72", "1234.25"], ["-73", "74"]]
        # Enter answers Calc's question how to read the text, when it has one.
        _until(
            lambda: [row[2:] for row in _read_sheet(sheet)] == back,
            lambda: screen.keys("Return", "ctrl+s"),
        )

    report = read_report(screen.file)
    values = [report.indicator_value(f"ind-3.4.1-{number}", PERIOD) for number in (1, 2, 3)]
    assert [(value.outcome, value.men) for value in values] == [
        (Decimal("71.5"), Decimal(70)),
        (Decimal(72), Decimal("1234.25")),
        (Decimal(-73), Decimal(74)),
    ]
