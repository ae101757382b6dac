"""A part of an open report is sent out, as a file of its own for whoever writes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from tertialapp.base.errors import BadInput, Refusal
from tertialapp.base.files import real_path, write_bytes
from tertialapp.document.document import Document
from tertialapp.document.lineage import known_edits
from tertialapp.model.assignments import Assignment
from tertialapp.model.parts import cut_out
from tertialapp.model.places import Place
from tertialapp.model.records import new_id
from tertialapp.model.text import clean, clean_line
from tertialapp.store.file import SUFFIX
from tertialapp.store.log import begun_from
from tertialapp.store.working_copy import IN_MEMORY, WorkingCopy


class Sending(Struct, frozen=True):
    """To whom a goal or section goes, on which day, until when, and what is said with it."""

    place: Place
    person: str
    sent: date
    due: date | None = None
    note: str = ""


def send_part(
    document: Document, sending: Sending, target: Path, *, replace: bool = False
) -> Assignment:
    """Write the file of a part, and note in the report, in one edit, that it was sent.

    The file comes first: one that is sent without a note can be read back all the same. Raises Refusal.
    """
    _check(document, sending, target)
    part = Assignment(
        id=new_id(),
        subject_id=sending.place.key,
        person=clean_line(sending.person),
        sent=sending.sent,
        due=sending.due,
        note=clean(sending.note).strip(),
    )
    lineage = document.lineage()
    cut = cut_out(document.report, part, sending.place)
    history = begun_from(lineage.origin, known_edits(lineage))
    working = WorkingCopy.create(IN_MEMORY, cut, history)
    try:
        write_bytes(target, working.image(), replace=replace)
    finally:
        working.discard()
    with document.edit(f"Skicka ut del till {part.person}") as edit:
        edit.put(part)
    return part


def _check(document: Document, sending: Sending, target: Path) -> None:
    if document.read_only:
        raise Refusal(document.read_only)
    if document.report.part:
        raise BadInput("Filen är själv en utskickad del. Skicka ut delar ur hela rapporten.")
    if not clean_line(sending.person):
        raise BadInput("Skriv vem delen skickas till.")
    if sending.due and sending.due < sending.sent:
        raise BadInput("Sista dagen är före dagen då delen skickas. Välj en senare dag.")
    if target.suffix.lower() != SUFFIX:
        raise BadInput(f"”{target.name}” måste sluta på {SUFFIX}. Ändra filnamnet.")
    if document.path is not None and real_path(target) == document.path:
        raise BadInput("Delen kan inte ersätta hela rapporten. Ge den ett eget filnamn.")
