"""The PDF beside Typst's of the same content: in the running program, as a whole process, and memory."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable, Mapping
from operator import truediv
from pathlib import Path

from msgspec import Struct, field

from tertialapp import tasks
from tertialapp.base.days import today
from tertialapp.model.report import Report
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import Block, Cell, Column, Row, Table
from tertialapp.pdf.layout import set_block
from tertialapp.pdf.pages import fill
from tertialapp.pdf.paint import Frame, paint
from tertialapp.pdf.sections.document import document_blocks
from tertialapp.store.file import read_report
from tests.bench import pdf_child
from tests.bench.figures import in_ms, table
from tests.bench.multiply import multiplied
from tests.bench.typst_source import typst_source
from tests.bench.window import EXAMPLE

ROOT = Path(__file__).resolve().parents[2]
TYPST = ROOT / "build" / "typst"
VERSION = "typst==0.15.2"
SIZES = (1, 2, 4, 8)
ROUNDS = 5
PROCESSES = 11
BUILDS = 3
ROWS = 4000
OURS, THEIRS = "tertialapp", "typst"
_SEED = 1


class _Times(Struct):
    """What was measured of one engine with one report (seconds, bytes)."""

    first: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    process: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)


def measure(files: Mapping[str, Path]) -> str:
    """All sizes with both engines in random order; gives tables."""
    typst = _typst()
    engines = (OURS, THEIRS) if typst else (OURS,)
    with tempfile.TemporaryDirectory() as folder:
        sources = _sources(files, Path(folder))
        measured = {(engine, name): _Times() for name in sources for engine in engines}
        pythons = {OURS: sys.executable, THEIRS: str(typst)}
        order = random.Random(_SEED)  # noqa: S311 - no secret
        for _ in range(ROUNDS):
            for engine, name in order.sample(list(measured), len(measured)):
                _measure_builds(measured[engine, name], engine, pythons[engine], sources[name])
        # One right after the other: the machine's speed swings, and a start is short.
        for name in order.sample(list(sources) * PROCESSES, len(sources) * PROCESSES):
            for engine in order.sample(engines, len(engines)):
                _measure_process(measured[engine, name], engine, pythons[engine], sources[name])
    lack = "" if typst else "\nTypst går inte att installera här, så vår PDF mäts ensam.\n"
    return f"{lack}{_table(sources, measured)}\n{_many_rows()}"


def _sources(files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Files of ours, and beside each its content as source for Typst."""
    reports = {f"{times}× exemplet": multiplied(_example(files), times) for times in SIZES}
    reports |= {name: read_report(path) for name, path in files.items() if name != EXAMPLE}
    paths = {}
    for at, (name, report) in enumerate(reports.items()):
        paths[name] = folder / f"{at}.tertial"
        tasks.write_new(report, paths[name])
        period = tasks.chosen_period(report)
        blocks = document_blocks(report, period.id)
        source = typst_source(blocks, period.title, report.setup.board)
        paths[name].with_suffix(".typ").write_text(source, encoding="utf-8")
    return paths


def _example(files: Mapping[str, Path]) -> Report:
    return read_report(files[EXAMPLE])


def _typst() -> Path | None:
    """The Python of an environment with Typst, made when it is missing; None where it can't be had."""
    python = TYPST / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(TYPST, with_pip=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in ([str(python), "-c", "import typst"], [*install, VERSION]):
        if not subprocess.run(command, capture_output=True, check=False).returncode:
            return python
    return None


# -- one engine, one report ------------------------------------------------------------------------


def _measure_builds(times: _Times, engine: str, python: str, source: Path) -> None:
    told = json.loads(_run([*_child(engine, python, source), str(BUILDS)]))
    times.first.append(told["seconds"][0])
    times.warm.append(statistics.median(told["seconds"][1:]))
    times.peak.append(told["peak"])


def _measure_process(times: _Times, engine: str, python: str, source: Path) -> None:
    made = str(source.with_suffix(".pdf"))
    own = [python, "-m", "tertialapp", "export", str(source), made]
    command = own if engine == OURS else [*_child(engine, python, source), "1"]
    begun = time.perf_counter()
    _run(command)
    times.process.append(time.perf_counter() - begun)


def _child(engine: str, python: str, source: Path) -> list[str]:
    given = source if engine == OURS else source.with_suffix(".typ")
    return [python, pdf_child.__file__, engine, str(given), str(source.with_suffix(".pdf"))]


def _run(command: list[str]) -> str:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": os.environ["XDG_STATE_HOME"],
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


# -- tables ----------------------------------------------------------------------------------------


def _table(names: Iterable[str], measured: Mapping[tuple[str, str], _Times]) -> str:
    head = ["", "första ms", "sedan ms", "process ms", "minne MB"]
    rows = []
    for name in names:
        ours, theirs = measured[OURS, name], measured.get((THEIRS, name))
        rows.append([name, *_cells(ours)])
        if theirs:
            rows += [["  Typst", *_cells(theirs)], ["  gånger Typst", *_ratios(ours, theirs)]]
    once, longest = (_middles(measured[OURS, f"{size}× exemplet"]) for size in (1, SIZES[-1]))
    growth = [_decimal(more / one) if one else "–" for one, more in zip(once, longest, strict=True)]
    rows.append([f"{SIZES[-1]}× mot 1×, vår", *growth])
    title = (
        f"PDF: bygge i ett program som är igång, hel process, minne; medianer av {ROUNDS} varv, "
        f"av {PROCESSES} för processen "
        "(mål: sedan, process och minne högst 0,5, 0,9 och 0,5 gånger Typst)"
    )
    return table(title, head, rows)


def _middles(times: _Times) -> list[float]:
    return [
        statistics.median(each) for each in (times.first, times.warm, times.process, times.peak)
    ]


def _cells(times: _Times) -> list[str]:
    *seconds, peak = _middles(times)
    return [*map(in_ms, seconds), f"{peak / 1e6:.0f}" if peak else "–"]


def _ratios(ours: _Times, theirs: _Times) -> list[str]:
    """The middle of the ratios of each round."""
    pairs = (
        (ours.first, theirs.first),
        (ours.warm, theirs.warm),
        (ours.process, theirs.process),
        (ours.peak, theirs.peak),
    )
    return [
        _decimal(statistics.median(map(truediv, mine, others))) if all(others) else "–"
        for mine, others in pairs
    ]


def _decimal(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def _many_rows() -> str:
    """A table of very many rows, from blocks to bytes."""
    columns = (Column("Namn", align="left"), *(Column(f"Kolumn {at}") for at in range(5)))
    rows = tuple(
        Row((Cell(f"Enhet för uppföljning {at}"), *(Cell(str(at * n)) for n in range(5))))
        for at in range(ROWS)
    )
    blocks: list[Block] = [Table(columns, rows, "Många rader")]
    seconds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        pages = fill([set_block(blocks[0], styles.BODY_WIDTH)], styles.BODY_HEIGHT).pages
        paint(pages, blocks, Frame("Prov", "Prov", today()), lambda _: None)
        seconds.append(time.perf_counter() - begun)
    cells = [in_ms(min(seconds)), in_ms(statistics.median(seconds)), in_ms(max(seconds))]
    title = f"Tabell med {ROWS} rader (mål: högst 1500 ms)"
    return table(title, ["", "kortast ms", "median ms", "längst ms"], [["Satt och målad", *cells]])
