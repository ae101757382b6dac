"""One engine's builds in a process of its own: ``ENGINE SOURCE TARGET TIMES``; tells its figures as JSON.

Run by a path, so that Typst's environment needs nothing of ours.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

STATUS = Path("/proc/self/status")
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
STANDARDS = ["ua-1", "a-2a"]
Build = Callable[[int], bytes]


def main() -> None:
    """The first build with its import, then more, each of a report with another sentence."""
    engine, source, target, times = sys.argv[1:]
    prepare = {"typst": _typst, "tertialapp": _tertialapp}[engine](Path(source))
    begun = time.perf_counter()
    build = prepare()
    pdf = build(0)
    seconds, peak = [time.perf_counter() - begun], _peak()
    for at in range(1, int(times)):
        begun = time.perf_counter()
        pdf = build(at)
        seconds.append(time.perf_counter() - begun)
    Path(target).write_bytes(pdf)
    sys.stdout.write(json.dumps({"seconds": seconds, "peak": peak}))


def _peak() -> int:
    """The most memory that the process has had, in bytes; 0 where the system does not tell."""
    if not STATUS.is_file():
        return 0
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024


def _typst(source: Path) -> Callable[[], Build]:
    text = source.read_text(encoding="utf-8")

    def prepare() -> Build:
        import typst  # noqa: PLC0415 - its time counts

        def build(at: int) -> bytes:
            changed = f"{text}\nMening {at}.\n".encode()
            made: bytes = typst.compile(
                changed, font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=STANDARDS
            )
            return made

        return build

    return prepare


def _tertialapp(source: Path) -> Callable[[], Build]:
    from msgspec.structs import replace  # noqa: PLC0415

    from tertialapp import tasks  # noqa: PLC0415
    from tertialapp.store.file import read_report  # noqa: PLC0415 - the program has it open

    report = read_report(source)
    period = tasks.chosen_period(report)
    text = next(each for each in report.texts.values() if each.period_id == period.id)

    def prepare() -> Build:
        from tertialapp.pdf.build import build_pdf  # noqa: PLC0415 - its time counts

        def build(at: int) -> bytes:
            changed = replace(text, body=f"{text.body}\n\nMening {at}.")
            return build_pdf(report.apply({"text": {text.id: changed}}), period.id).pdf

        return build

    return prepare


if __name__ == "__main__":
    main()
