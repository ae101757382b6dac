"""One function per thing that a user does, for the command line and the window alike.

Each raises ``Refusal`` with one Swedish sentence when it can't be done, and nothing is changed then.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tertialapp.base.days import today
from tertialapp.base.errors import BadFile, BadInput
from tertialapp.base.files import read_bytes, write_bytes
from tertialapp.base.paths import resource
from tertialapp.exchange.json_report import read_json, write_json
from tertialapp.model.frame import Period, PeriodKind
from tertialapp.model.goals import Goal, Level
from tertialapp.model.outline import goal_numbers, walk_goals
from tertialapp.model.places import Place, places_in_order
from tertialapp.model.report import Report
from tertialapp.model.template import from_template
from tertialapp.pdf.standard import STANDARDS, USUAL
from tertialapp.store.file import SUFFIX, read_report

if TYPE_CHECKING:
    from tertialapp.check.findings import Finding
    from tertialapp.check.waiving import Waived
    from tertialapp.document.merging import Outcome
    from tertialapp.exchange.ils import Remark
    from tertialapp.pdf.proof import Proof

Progress = Callable[[int, int], bool]
"""Told how much is done and of how much; answers whether to go on."""

SOURCES = (".txt", ".json")
EXPORTS = (".pdf", ".json")


class Imported(Struct, frozen=True):
    """A report read from elsewhere, and what its controller should look at."""

    report: Report
    remarks: tuple[Remark, ...]


# -- reports from somewhere ------------------------------------------------------------------------


def example_report() -> Report:
    """The example that ships with the program."""
    return read_json(resource("example.json").read_text("utf-8"))


def new_report(board: str, kind: PeriodKind, year: int) -> Report:
    """A new report with the usual sections. Raises BadInput without a board's name."""
    if not board.strip():
        raise BadInput("Nämndens namn saknas. Skriv det namn som ska stå på rapporten.")
    template = read_json(resource("mall.json").read_text("utf-8"))
    return from_template(template, board.strip(), kind, year)


def read_source(source: Path) -> Imported:
    """The report in another program's file: the text of an ILS report, or JSON."""
    suffix = source.suffix.lower()
    if suffix not in SOURCES:
        raise BadInput(
            f"”{source.name}” kan inte läsas in. Välj en fil som slutar på .txt eller .json."
        )
    text = _decoded(read_bytes(source), source)
    if suffix == ".json":
        return Imported(read_json(text), ())
    # Imported here: the window shall not wait for what reads other programs' reports.
    from tertialapp.exchange.ils import read_ils, to_report  # noqa: PLC0415

    imported = to_report(read_ils(text))
    return Imported(imported.report, imported.remarks)


def _decoded(content: bytes, source: Path) -> str:
    """Text as Windows and others write it: UTF-8, or UTF-16 with its mark, or the old Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(f"”{source.name}” är ingen textfil. Spara om den som vanlig text (UTF-8).")


# -- files -----------------------------------------------------------------------------------------


def write_new(report: Report, target: Path, *, replace: bool = False) -> None:
    """Save a report as a file of its own; a file that is there is replaced only when asked."""
    if target.suffix.lower() != SUFFIX:
        raise BadInput(f"”{target.name}” måste sluta på {SUFFIX}. Ändra filnamnet.")
    from tertialapp.document.opening import new_document  # noqa: PLC0415 - an export edits nothing

    document = new_document(report)
    try:
        document.save(target, replace=replace)
    finally:
        document.discard()


def write_example(target: Path, *, replace: bool = False) -> None:
    """Save the example report as a file."""
    write_new(example_report(), target, replace=replace)


def import_source(source: Path, target: Path, *, replace: bool = False) -> Imported:
    """Save another program's report as a file of ours; what to look at is in the remarks."""
    imported = read_source(source)
    write_new(imported.report, target, replace=replace)
    return imported


# -- out of the program ----------------------------------------------------------------------------


def export_file(  # noqa: PLR0913 - each is a choice of its own
    source: Path,
    target: Path,
    *,
    period: str = "",
    draft: bool = False,
    section: str = "",
    standard: str = USUAL,
) -> tuple[str, ...]:
    """Export a file's report by the target's ending: the PDF of one period, or everything as JSON.

    ``section`` is the number or title of a goal or section that is to be alone in the PDF;
    ``standard`` is one of ``pdf.standard.STANDARDS``.
    Gives the characters that the typeface does not have, and that the PDF shows as □.
    """
    _check_export(target)
    report = read_report(source)
    period_id = chosen_period(report, period).id
    part = chosen_part(report, section) if section else None
    return export_report(report, period_id, target, draft=draft, part=part, standard=standard)


def export_report(  # noqa: PLR0913 - each is a choice of its own
    report: Report,
    period_id: str,
    target: Path,
    *,
    draft: bool = False,
    part: Place | None = None,
    standard: str = USUAL,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Export a report that is at hand, see ``export_file``. Raises Cancelled."""
    _check_export(target)
    if target.suffix.lower() == ".json":
        if part:
            raise BadInput("Ett avsnitt för sig kan bara skrivas som .pdf. Ändra filnamnet.")
        write_bytes(target, write_json(report).encode())
        return ()
    # Imported here: the program shall start without waiting for ReportLab.
    from tertialapp.pdf.build import build_pdf  # noqa: PLC0415

    built = build_pdf(
        report,
        period_id,
        draft=draft,
        part=part,
        standard=standard,
        data=_attached(report, standard),
        progress=progress,
    )
    write_bytes(target, built.pdf)
    return built.missing


def prove_report(
    report: Report, period_id: str, *, standard: str = USUAL, progress: Progress | None = None
) -> Proof:
    """What was checked of the PDF of a period, and what is to be looked at. Raises Cancelled."""
    from tertialapp.pdf.build import build_pdf  # noqa: PLC0415
    from tertialapp.pdf.proof import prove  # noqa: PLC0415

    data = _attached(report, standard)
    built = build_pdf(report, period_id, standard=standard, data=data, progress=progress)
    return prove(built, standard)


def _attached(report: Report, standard: str) -> bytes:
    """The report as it lies in a PDF of a standard that lets it."""
    return write_json(report).encode() if STANDARDS[standard].attaches else b""


def _check_export(target: Path) -> None:
    if target.suffix.lower() not in EXPORTS:
        raise BadInput(
            f"”{target.name}” kan inte skrivas. Välj ett filnamn som slutar på .pdf eller .json."
        )


def chosen_period(report: Report, name: str = "") -> Period:
    """The period with a name such as "T1 2025", or the latest. Raises BadInput."""
    periods = report.periods_in_order()
    if not name:
        return periods[-1]
    for period in periods:
        if name.casefold() in (period.id.casefold(), period.title.casefold()):
            return period
    known = ", ".join(period.id for period in periods)
    raise BadInput(f"Perioden ”{name}” finns inte i filen. Välj någon av: {known}.")


def chosen_part(report: Report, name: str) -> Place:
    """The goal or section with a printed number such as "1.3", or a title. Raises BadInput."""
    numbers = goal_numbers(report)
    numbered: list[str] = []
    titles: list[str] = []
    for place in places_in_order(report):
        title = report.table(place.table)[place.key].title  # type: ignore[attr-defined]
        number = numbers.get(place.key, "") if place.table == "goal" else ""
        if name.casefold() in {number, title.casefold(), f"{number} {title}".casefold()} - {""}:
            return place
        if number:
            numbered.append(number)
        else:
            titles.append(f"”{title}”")
    known = ", ".join(dict.fromkeys([*titles, *numbered]))
    raise BadInput(f"Avsnittet ”{name}” finns inte i rapporten. Välj något av: {known}.")


class Checklist(Struct, frozen=True):
    """What the checks found in a period of a file; ``waived`` is what somebody stands for."""

    report: Report
    period_id: str
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]


def check_file(source: Path, *, period: str = "") -> Checklist:
    """Check a period of a file."""
    # Imported here: the other acts need no rules.
    from tertialapp.check.run import check  # noqa: PLC0415

    report = read_report(source)
    period_id = chosen_period(report, period).id
    told = check(report, period_id).sorted
    return Checklist(report, period_id, told.standing, told.waived)


# -- copies of one report ---------------------------------------------------------------------------


def merge_files(
    ours: Path, theirs: Path, target: Path | None = None, *, replace: bool = False
) -> Outcome:
    """Merge another copy of a report into ours, or into a file of its own; theirs is not touched.

    Our file is written anew only when the other has something that it has not.
    """
    # Imported here: the other acts don't merge.
    from tertialapp.document.merging import merge_file  # noqa: PLC0415
    from tertialapp.document.opening import open_own_copy, unshared_document  # noqa: PLC0415

    if target is not None and target.suffix.lower() != SUFFIX:
        raise BadInput(f"”{target.name}” måste sluta på {SUFFIX}. Ändra filnamnet.")
    document = open_own_copy(ours) if target else unshared_document(ours)
    try:
        outcome = merge_file(document, theirs)
        if target is not None:
            document.save(target, replace=replace)
        elif not outcome.known:
            document.save()
    finally:
        document.discard()
    return outcome


def send_out(  # noqa: PLR0913 - each is said by whoever sends
    source: Path,
    target: Path,
    *,
    section: str,
    person: str,
    due: date | None = None,
    note: str = "",
    replace: bool = False,
) -> None:
    """Write a goal or section as a file for somebody, and note in the report that it was sent."""
    # Imported here: the other acts send nothing.
    from tertialapp.document.opening import unshared_document  # noqa: PLC0415
    from tertialapp.document.parts import Sending, send_part  # noqa: PLC0415

    document = unshared_document(source)
    try:
        place = chosen_part(document.report, section)
        send_part(document, Sending(place, person, today(), due, note), target, replace=replace)
        document.save()
    finally:
        document.discard()


# -- about a file ----------------------------------------------------------------------------------


def info(source: Path) -> Iterator[str]:
    """What a file holds, line by line."""
    report = read_report(source)
    yield f"{report.setup.board}"
    for period in report.periods_in_order():
        status = [report.goal_status(goal.id, period.id) for goal in report.goals.values()]
        set_already = sum(found is not None for found in status)
        texts = [text for text in report.texts.values() if text.period_id == period.id]
        review = sum(text.needs_review for text in texts)
        yield (
            f"{period.title} ({period.id}): {set_already} av {len(status)} mål har status, "
            f"{len(texts)} texter, {len(report.decisions_of(period.id))} beslutspunkter"
            + (f", {review} texter att granska" if review else "")
        )
    levels = [goal.level for goal in walk_goals(report)]
    yield (
        f"Mål: {levels.count(Level.DIRECTION)} inriktningsmål, {levels.count(Level.AREA)} mål för "
        f"verksamhetsområdet, {levels.count(Level.BOARD)} nämndmål"
    )
    yield f"Indikatorer: {len(report.indicators)} · Aktiviteter: {len(report.activities)}"
    yield f"Resultatenheter: {len(report.result_units)}"


def selftest() -> Iterator[str]:
    """The whole way on the example: edit, undo, save, reopen, PDF. Says each step that worked.

    Raises BadFile when something did not; used after installation.
    """
    with tempfile.TemporaryDirectory(prefix="tertial-") as folder:
        path = Path(folder) / f"sjalvtest{SUFFIX}"
        write_example(path)
        yield "Exempelrapporten skrevs."
        _edit_undo_and_save(path)
        yield "En ändring gjordes, ångrades, gjordes om och sparades."
        reopened = read_report(path)
        _expect(any(goal.title == _PROBE for goal in reopened.goals.values()), "sparades inte")
        yield "Filen öppnades igen med ändringen kvar."
        pdf = path.with_suffix(".pdf")
        export_file(path, pdf)
        content = pdf.read_bytes()
        _expect(content.startswith(b"%PDF") and b"%%EOF" in content[-64:], "blev ingen hel PDF")
        yield f"PDF:en skrevs ({len(content) // 1024} kB)."


_PROBE = "Självtestets mål – åäö"


def _edit_undo_and_save(path: Path) -> None:
    from tertialapp.document.opening import open_document  # noqa: PLC0415

    document = open_document(path).document
    try:
        goal: Goal = next(walk_goals(document.report))
        with document.edit("Ändra målets namn") as edit:
            edit.set(goal, title=_PROBE)
        document.undo()
        _expect(document.report.goals[goal.id] == goal, "ångrades inte")
        document.redo()
        document.save()
    finally:
        document.discard()


def _expect(held: bool, failure: str) -> None:  # noqa: FBT001
    if not held:
        raise BadFile(f"Självtestet misslyckades: ändringen {failure}. Installera om programmet.")
