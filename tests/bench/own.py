"""The program's own window with a file, as a process of its own that ends when it can be used."""

from __future__ import annotations

import sys
from pathlib import Path

from tertialapp.ui import app
from tests.bench.probe import Probe

if __name__ == "__main__":
    vars(app)["QApplication"] = Probe  # the application that it makes
    sys.exit(app.open_window(Path(sys.argv[1])))
