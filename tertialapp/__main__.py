"""Starts the command line or the window; the window's Qt is loaded only when it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

from tertialapp.cli import COMMANDS, run


def main() -> int:
    """The program ``tertialapp``; gives the exit code."""
    arguments = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # pythonw has none
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if arguments and (
        arguments[0] in COMMANDS or arguments[0].startswith("-") or len(arguments) > 1
    ):
        return run(arguments)
    from tertialapp.ui.app import open_window  # noqa: PLC0415 - the command line needs no Qt

    return open_window(Path(arguments[0]) if arguments else None)


if __name__ == "__main__":
    sys.exit(main())
