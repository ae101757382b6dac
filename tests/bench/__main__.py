"""Runs the named measurements, or all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench import check, edit, pdf, preview, start, store, switch
from tests.bench.window import files

NAMES = ("start", "edit", "switch", "preview", "check", "pdf", "store")


def main() -> int:
    """Measure what the words say; gives the exit code."""
    words = sys.argv[1:] or ["all"]
    if unknown := [word for word in words if word not in (*NAMES, "all")]:
        sys.stderr.write(f"Det finns inget prov som heter {unknown[0]}: {', '.join(NAMES)}, all.\n")
        return 2
    names = NAMES if "all" in words else tuple(words)
    with tempfile.TemporaryDirectory(prefix="tertial-prov-") as folder:
        for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = folder
        _measure(names, Path(folder))
    return 0


def _measure(names: tuple[str, ...], folder: Path) -> None:
    made = files(folder)
    platform = os.environ.get("QT_QPA_PLATFORM", "systemets egen")
    sys.stdout.write(f"Skärm: {platform}\n")
    measures = {
        "start": start.measure,
        "edit": edit.measure,
        "switch": switch.measure,
        "preview": preview.measure,
        "check": check.measure,
        "pdf": pdf.measure,
        "store": store.measure,
    }
    for name in names:
        sys.stdout.write(measures[name](made) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
