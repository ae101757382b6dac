"""From starting the program to a window that can be used, beside a bare window of Qt."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.bench.figures import in_ms, table
from tests.bench.window import EXAMPLE

PAIRS = 9
AIM = 1.5


def measure(files: Mapping[str, Path]) -> str:
    """Both as whole processes in turn; gives a table."""
    _seconds("tests.bench.bare")
    _seconds("tests.bench.own", str(files[EXAMPLE]))  # compiles, and has the disk read
    bare, own = [], []
    for _ in range(PAIRS):
        bare.append(_seconds("tests.bench.bare"))
        own.append(_seconds("tests.bench.own", str(files[EXAMPLE])))
    ratios = [mine / theirs for mine, theirs in zip(own, bare, strict=True)]
    ratio = f"{statistics.median(ratios):.2f}".replace(".", ",")
    rows = [
        ["Fönster med ett träd och en tabell", *_cells(bare), ""],
        ["Tertialapp med exemplet öppet", *_cells(own), ratio],
    ]
    title = f"Start: från processens början till målat fönster i vila, {PAIRS} par (mål: högst {AIM:.1f} gånger)"
    head = ["", "kortast ms", "median ms", "längst ms", "gånger"]
    return table(title.replace("1.5", "1,5"), head, rows)


def _cells(times: list[float]) -> list[str]:
    return [in_ms(min(times)), in_ms(statistics.median(times)), in_ms(max(times))]


def _seconds(*module: str) -> float:
    """How long a module takes, compiled as it is for whoever has started it before."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": os.environ["XDG_STATE_HOME"]}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", *module]
    begun = time.monotonic()
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return float(told.stdout) - begun
