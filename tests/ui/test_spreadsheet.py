"""Blocks of cells through the real clipboard, between LibreOffice Calc and the program."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tertialapp.store.file import read_report
from tertialapp.tasks import write_example

ROOT = Path(__file__).resolve().parents[2]
PERIOD = "T1 2025"
BLOCK = (("71,5", "70"), ("72", "1 234,25"), ("−73", "74"))
SCRIPT = """
openbox & sleep 1
win() {{ for n in $(seq 120); do w=$(xdotool search --onlyvisible --name "$1" | tail -1)
  [ -n "$w" ] && break; sleep 0.5; done; xdotool windowactivate --sync $w; sleep 1; }}
keys() {{ for k in "$@"; do xdotool key --delay 40 $k; sleep 0.12; done; sleep 0.4; }}
soffice --norestore --nologo --nofirststartwizard -env:UserInstallation=file://{folder}/lo --calc {folder}/block.ods &
win "block.ods"; sleep 3
keys ctrl+Home shift+Right shift+Down shift+Down ctrl+c; sleep 1
{python} -m tertialapp {folder}/exempel.tertial &
win "exempel"; sleep 2
keys ctrl+k; xdotool type --delay 30 "ami ledarskap"; keys Return; sleep 1
keys Right ctrl+v; sleep 1; keys ctrl+s; sleep 1
keys ctrl+c; sleep 1
win "block.ods"
keys ctrl+Home Right Right Right Right ctrl+v; sleep 2; keys Return; sleep 1
import -window root {folder}/screen.png 2>/dev/null
keys ctrl+s; sleep 2; keys Return; sleep 2
"""


def _calc(folder: Path, *words: str) -> None:
    user = f"-env:UserInstallation=file://{folder}/lo"
    command = ["soffice", "--headless", user, *words]
    subprocess.run(command, check=True, capture_output=True, timeout=100)


@pytest.mark.timeout(240)
def test_a_block_goes_from_calc_to_the_grid_and_back(tmp_path: Path) -> None:
    tools = ("soffice", "xvfb-run", "openbox", "xdotool")
    if sys.platform != "linux" or not all(map(shutil.which, tools)):
        pytest.skip("LibreOffice Calc, xvfb, openbox och xdotool finns inte här")
    write_example(tmp_path / "exempel.tertial")
    rows = "".join(f'"{one}";"{other}"\n' for one, other in BLOCK)
    (tmp_path / "block.csv").write_text(rows, "utf-8")
    out = ["--outdir", str(tmp_path)]
    _calc(
        tmp_path,
        "--infilter=CSV:59,34,76,1,1/2/2/2",
        "--convert-to",
        "ods",
        *out,
        str(tmp_path / "block.csv"),
    )
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    script = SCRIPT.format(python=sys.executable, folder=tmp_path)
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "sh", "-c", script]
    subprocess.run(screen, cwd=ROOT, env=environment, check=False, capture_output=True, timeout=200)

    report = read_report(tmp_path / "exempel.tertial")
    values = [report.indicator_value(f"ind-3.4.1-{number}", PERIOD) for number in (1, 2, 3)]
    assert [(value.outcome, value.men) for value in values] == [
        (Decimal("71.5"), Decimal(70)),
        (Decimal(72), Decimal("1234.25")),
        (Decimal(-73), Decimal(74)),
    ]
    _calc(
        tmp_path,
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):59,34,76",
        *out,
        str(tmp_path / "block.ods"),
    )
    with (tmp_path / "block.csv").open(encoding="utf-8") as stream:
        table = list(csv.reader(stream, delimiter=";"))
    back = [[cell.replace(",", ".") for cell in row[4:6]] for row in table]
    assert back == [["71.5", "70"], ["72", "1234.25"], ["-73", "74"]]
