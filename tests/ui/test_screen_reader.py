"""The program as a screen reader is told of it: the real process, real keys, the names over AT-SPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tertialapp.tasks import write_example

ROOT = Path(__file__).resolve().parents[2]
WALK = ROOT / "tests" / "screen_reader" / "walk.py"
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
CONTROLS = (
    *(
        "push button",
        "toggle button",
        "check box",
        "combo box",
        "text",
        "table",
        "tree",
        "table cell",
    ),
    *(
        "menu item",
        "menu",
        "page tab",
        "page tab list",
        "spin button",
        "list",
        "list item",
        "dialog",
    ),
)
SCRIPT = """
{launcher} --launch-immediately &
openbox & sleep 1
{python} -m tertialapp "{file}" & program=$!
{system} {walk} > "{out}.begin" || exit 1
for keys in {keys}; do
  case $keys in
    type:*) xdotool type --delay 30 "$(echo "$keys" | cut -c6- | tr _ ' ')" ;;
    *) xdotool key --delay 60 $keys ;;
  esac
  sleep 0.4
done
sleep 1
{system} {walk} > "{out}"
kill $program
"""


def _has_pyatspi() -> bool:
    if not Path(SYSTEM_PYTHON).is_file() or not LAUNCHER.is_file():
        return False
    tried = [SYSTEM_PYTHON, "-c", "import pyatspi"]
    return not subprocess.run(tried, capture_output=True, check=False).returncode


def heard(folder: Path, *keys: str) -> list[dict[str, Any]]:
    """What is told of the window with the example open, after some keys."""
    tools = ("dbus-run-session", "xvfb-run", "openbox", "xdotool")
    if sys.platform != "linux" or not all(map(shutil.which, tools)) or not _has_pyatspi():
        pytest.skip("AT-SPI med pyatspi, xvfb, openbox och xdotool finns inte här")
    file, out = folder / "exempel.tertial", folder / "out.json"
    write_example(file)
    script = SCRIPT.format(
        launcher=LAUNCHER,
        python=sys.executable,
        system=SYSTEM_PYTHON,
        file=file,
        walk=WALK,
        out=out,
        keys=" ".join(f"'{key}'" for key in keys),
    )
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"]
    command = ["dbus-run-session", "--", *screen, "sh", "-c", script]
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=100
    )
    assert out.is_file(), run.stderr
    found: list[dict[str, Any]] = json.loads(out.read_text("utf-8"))
    return found


def names(found: list[dict[str, Any]], *roles: str) -> set[str]:
    return {str(node["name"]) for node in found if not roles or node["role"] in roles}


def nameless(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node for node in found if node["role"] in CONTROLS and not node["name"].strip()]


def test_a_goal_page_is_told_whole(tmp_path: Path) -> None:
    found = heard(tmp_path, "ctrl+k", "type:ami_motiv", "Return")
    assert nameless(found) == []
    everything = names(found)
    labels = {str(node["label"]) for node in found if node["role"] == "combo box"}
    assert labels == {"Period", "Riktning", "Könsuppdelning"}
    for name in (
        *("Rapportens delar", "Filtrera trädet", "Exportera PDF", "Diagram"),
        *("Status: Uppfylls helt", "Status: Uppfylls delvis", "Ansvarig för målet"),
        *("Analys", "Fet", "Kursiv", "Punktlista", "Numrerad lista", "Länk", "Infoga värde"),
        *("Förra periodens text", "Indikatorer", "Analys av raden", "Indikatorns enhet"),
        *("Ny rad: indikator (Ctrl++)", "Periodens utfall: 79", "Årsmål: 83"),
    ):
        assert name in everything, (name, sorted(everything))
    assert any(name.startswith("VB 2024: 82") for name in names(found, "table cell"))
    lines = names(found, "table cell", "tree item", "list item")
    assert any(line.startswith("Nämndmål: 3.4.1") and "Uppfylls delvis" in line for line in lines)


def test_the_overview_and_a_list_of_hits_are_told(tmp_path: Path) -> None:
    found = heard(tmp_path, "alt+Home")
    assert nameless(found) == []
    everything = names(found)
    assert any(
        name.startswith("3.4.1 ") and name.endswith(": Uppfylls delvis") for name in everything
    )
    assert "HR-avdelningen: 100 % ifyllt" in everything
