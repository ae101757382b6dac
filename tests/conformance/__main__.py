"""Says of each PDF whether it conforms, and which rules it breaks where."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tests.conformance.verapdf import FLAVOURS, NotInstalledError, Result, validate


def main() -> int:
    """Validate the files that the words name; 0 when all conform, 1 when not, 2 when it can't be said."""
    parser = argparse.ArgumentParser(prog="dev.py validate")
    parser.add_argument("files", nargs="+", type=Path, metavar="FIL.pdf")
    parser.add_argument(
        "--flavour",
        action="append",
        choices=FLAVOURS,
        help="kan ges flera gånger; annars både ua1 (PDF/UA-1) och 2a (PDF/A-2a)",
    )
    words = parser.parse_args()
    if absent := [str(path) for path in words.files if not path.is_file()]:
        parser.error(f"filen finns inte: {', '.join(absent)}")
    try:
        results = validate(product(words.files, words.flavour or ("ua1", "2a")))
    except NotInstalledError as lack:
        sys.stderr.write(f"{lack}\n")
        return 2
    for result in results:
        sys.stdout.writelines(f"{line}\n" for line in _report(result))
    return 1 if any(result.failures for result in results) else 0


def _report(result: Result) -> Iterator[str]:
    broken = len(result.failures)
    verdict = f"bryter {broken} {'regel' if broken == 1 else 'regler'}"
    yield f"{result.path.name}  {result.flavour}  {verdict if broken else 'uppfyller kraven'}"
    for failure in result.failures:
        yield f"  {failure.rule}  {failure.count} st  {failure.description}"
        yield f"      {failure.place}"


if __name__ == "__main__":
    sys.exit(main())
