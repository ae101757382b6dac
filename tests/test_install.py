"""The program as it is installed: the wheel has its resources and works far from the checkout."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_wheel_passes_its_own_selftest(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(installed), str(wheel)], check=True, capture_output=True)
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
    assert [path.stem for path in (installed / "bin").iterdir()] == ["tertialapp"]


def test_everything_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=]", name)[0].lower() for name in project["dependencies"]}
    names = {
        "pyside6": "pyside6-essentials",
        "shiboken6": "pyside6-essentials",
        "hunspell": "chunspell",
        "pil": "pillow",
    }
    imported = set()
    for path in (ROOT / "tertialapp").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    foreign = {name.lower() for name in imported if name not in sys.stdlib_module_names}
    foreign -= {"tertialapp", "typing_extensions"}
    needed = {names.get(name, name.replace("_", "-")) for name in foreign}
    assert needed <= declared
