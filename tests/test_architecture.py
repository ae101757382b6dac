"""The house stays as it was drawn: layers, sizes, and a core that needs no Qt."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "tertialapp").rglob("*.py"))


def _python(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_only_go_down() -> None:
    run = _python("-c", "from importlinter.cli import lint_imports_command as run; run()")
    assert run.returncode == 0, run.stdout


def test_an_export_needs_no_qt(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "sys.modules['PySide6'] = sys.modules['pyqtgraph'] = None\n"
        "from tertialapp.cli import run\n"
        f"example, pdf = {str(tmp_path / 'a.tertial')!r}, {str(tmp_path / 'a.pdf')!r}\n"
        "sys.exit(run(['example', example]) or run(['export', example, pdf]))\n"
    )
    run = _python("-c", script)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_starting_does_not_wait_for_reportlab_or_numpy() -> None:
    script = (
        "import sys, tertialapp.tasks\n"
        "assert not {'reportlab', 'numpy', 'pyqtgraph', 'PySide6'} & set(sys.modules)"
    )
    run = _python("-c", script)
    assert run.returncode == 0, run.stderr


def test_an_export_loads_neither_harfbuzz_nor_pillow_but_they_are_there(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from tertialapp.cli import run\n"
        f"example, pdf = {str(tmp_path / 'a.tertial')!r}, {str(tmp_path / 'a.pdf')!r}\n"
        "assert not run(['example', example]) and not run(['export', example, pdf])\n"
        "assert not {'uharfbuzz._harfbuzz', 'PIL._imaging'} & set(sys.modules)\n"
        "from reportlab.lib.utils import Image\n"
        "assert Image.new('L', (3, 4)).size == (3, 4)\n"
        "import PIL.Image, uharfbuzz\n"
        "assert isinstance(Image.new('L', (1, 1)), PIL.Image.Image)\n"
        "assert uharfbuzz.Font\n"
    )
    run = _python("-c", script)
    assert run.returncode == 0, run.stderr


def test_values_are_made_in_one_way() -> None:
    assert not [path.name for path in SOURCES if "dataclass" in path.read_text("utf-8")]


def test_files_and_functions_stay_small() -> None:
    too_large = []
    for path in SOURCES:
        text = path.read_text("utf-8")
        if text.count("\n") > 600:
            too_large.append(f"{path.name}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > 70:
                    too_large.append(f"{path.name}: {node.name} {length} lines")
    assert not too_large


def test_nothing_catches_everything_and_nothing_is_left_to_do() -> None:
    found = []
    for path in SOURCES:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(r"except(:| (Base)?Exception\b)|\b(TODO|FIXME|XXX)\b", line):
                found.append(f"{path.name}:{number} {line.strip()}")
    assert not found


def test_no_board_stands_in_the_code() -> None:
    for path in SOURCES:
        assert not re.search("hässelby|vällingby", path.read_text("utf-8"), re.IGNORECASE), path


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    table = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8").lower()
    for dependency in project["dependencies"]:
        name = re.split(r"[<>=]", dependency)[0].lower()
        assert f"| {name}" in table, name
