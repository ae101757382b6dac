"""Several boards' reports in a folder, read into tables; for the command line and the window alike.

A module of its own beside ``tasks``, so that nobody who opens one report waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tertialapp import tasks
from tertialapp.base.errors import BadFile, BadInput, Cancelled, Refusal
from tertialapp.base.files import write_bytes
from tertialapp.check.findings import Severity
from tertialapp.check.run import check
from tertialapp.exchange.sheets_csv import sheet_csv
from tertialapp.model.consolidated import (
    BoardPart,
    Consolidated,
    Failure,
    FindingCounts,
    Sheet,
    board_part,
    consolidated,
)
from tertialapp.model.search import Query
from tertialapp.store.file import SUFFIX, read_report
from tertialapp.tasks import Progress

SHEET_EXPORTS = (".xlsx", ".csv")


def report_files(folder: Path) -> list[Path]:
    """The reports in a folder, by name; not what lies in folders of it. Raises BadFile, BadInput."""
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix.lower() == SUFFIX and not path.name.startswith((".", "~$"))
        ]
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadFile(f"Mappen ”{folder}” finns inte. Ange en mapp med rapporter.") from error
    except (OSError, ValueError) as error:
        raise BadFile(
            f"Mappen ”{folder}” går inte att läsa. Kontrollera behörighet och anslutning."
        ) from error
    if not found:
        raise BadInput(f"I mappen ”{folder}” finns ingen fil som slutar på {SUFFIX}.")
    return sorted(found, key=lambda path: (path.name.casefold(), path.name))


def consolidate(
    folder: Path, *, period: str = "", words: str = "", progress: Progress | None = None
) -> Consolidated:
    """What the reports in a folder tell of a period (the latest of any), and where words stand in them.

    One report at a time is in memory. A file that can't be read is told of and stops nothing.
    Raises Cancelled, and BadInput where no file could be counted in.
    """
    parts, failures = [], []
    paths = report_files(folder)
    for at, path in enumerate(paths):
        if progress and not progress(at, len(paths)):
            raise Cancelled
        try:
            _check_name(path)
            parts.append(_board_part(path, period, Query(words)))
        except Refusal as refusal:
            failures.append(Failure(_readable(path.name), str(refusal)))
    if not parts:
        others = f" och {len(failures) - 1} filer till" if len(failures) > 1 else ""
        raise BadInput(
            f"Ingen av filerna gick att läsa. {failures[0].source}{others}: {failures[0].message}"
        )
    return consolidated(parts, failures)


def _readable(name: str) -> str:
    """A file's name, with "?" for what are no letters: not every system asks names to be text."""
    return name.encode("utf-8", "replace").decode()


def _check_name(path: Path) -> None:
    if _readable(path.name) != path.name:
        raise BadFile("Filens namn innehåller tecken som inte går att läsa. Byt namn på den.")


def _board_part(path: Path, period: str, query: Query) -> BoardPart:
    report = read_report(path)
    if report.part:
        raise BadInput("Filen är en utskickad del. Läs tillbaka den i sin rapport.")
    period_id = tasks.chosen_period(report, period).id
    told = check(report, period_id).sorted
    found = [finding.severity for finding in told.standing]
    errors, warnings, notes = map(found.count, (Severity.ERROR, Severity.WARNING, Severity.NOTE))
    counts = FindingCounts(errors, warnings, notes, len(told.waived))
    return board_part(path.name, report, period_id, counts, query)


def check_target(target: Path) -> None:
    """Raise BadInput where tables can't be written to a file of that name."""
    if target.suffix.lower() not in SHEET_EXPORTS:
        raise BadInput(
            f"”{target.name}” kan inte skrivas. Välj ett filnamn som slutar på .xlsx eller .csv."
        )


def write_sheets(tables: Sequence[Sheet], target: Path, title: str, *, table: str = "") -> None:
    """Write tables by the target's ending: all of them as .xlsx, the named one (the first) as .csv."""
    check_target(target)
    if target.suffix.lower() == ".xlsx":
        # Imported here: most acts write no workbook.
        from tertialapp.exchange.sheets_xlsx import sheets_xlsx  # noqa: PLC0415

        write_bytes(target, sheets_xlsx(tables, title))
    else:
        write_bytes(target, sheet_csv(chosen_sheet(tables, table)))


def chosen_sheet(tables: Sequence[Sheet], name: str) -> Sheet:
    """The table with a title, or the first. Raises BadInput."""
    for table in tables:
        if name.casefold() in ("", table.title.casefold()):
            return table
    known = ", ".join(table.title for table in tables)
    raise BadInput(f"Tabellen ”{name}” finns inte. Välj någon av: {known}.")
