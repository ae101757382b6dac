"""Starts the command line or the window; the window's Qt is loaded only when it is asked for."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

from tertialapp.cli import BAD_INPUT, COMMANDS, DONE, run

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def _run(arguments: list[str]) -> NoReturn:
    # A command's process ends before looking for what is not used any more would pay, and taking all
    # apart that the system takes back at once would be a tenth of its time.
    gc.disable()
    try:
        code = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our answer had seen enough
        code = DONE
    os._exit(code)


def main() -> int:
    """The program ``tertialapp``; gives the exit code."""
    arguments = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # pythonw has none
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if arguments and (
        arguments[0] in COMMANDS or arguments[0].startswith("-") or len(arguments) > 1
    ):
        _run(arguments)
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        sys.stderr.write("Här finns ingen skärm att visa fönstret på. Se tertialapp --help.\n")
        return BAD_INPUT
    from tertialapp.ui.app import open_window  # noqa: PLC0415 - the command line needs no Qt

    return open_window(Path(arguments[0]) if arguments else None)


if __name__ == "__main__":
    sys.exit(main())
