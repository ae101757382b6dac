"""A life of the program's storage in a process of its own, to be killed: it tells what it was promised.

Each line is printed after the act has been acknowledged, so that it holds whatever happens next.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from tertialapp.document.opening import open_document

GOAL = "mal-1.1"


def main(path: Path, seed: int) -> None:
    """Open the report, and edit, undo, save and reopen it for ever."""
    chance = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    document = open_document(path).document
    number = 0
    _say("open", document.report.goals[GOAL].title)
    while True:
        number += 1
        title = f"{seed}-{number}"
        with document.edit("Ändra målets namn") as edit:
            edit.set(document.report.goals[GOAL], title=title)
        _say("edit", title)
        if chance.random() < 0.3:
            document.save()
            _say("save", title)
        if chance.random() < 0.1:
            document.close()
            document = open_document(path).document
            _say("open", document.report.goals[GOAL].title)


def _say(*words: str) -> None:
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
