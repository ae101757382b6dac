"""The program as it is installed: the wheel has its resources and works far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_wheel_passes_its_own_selftest(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*")}
    assert {"tertialapp/resources/example.json", "tertialapp/resources/fonts"} <= names
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    script = "import tertialapp, sys; print(tertialapp.__file__); from tertialapp.cli import run; "
    run = subprocess.run(
        [sys.executable, "-c", f"{script} sys.exit(run(['selftest']))"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert str(installed) in run.stdout
    assert "Allt fungerar." in run.stdout
