"""A conflict as a question in plain words: what two people did, and the versions to choose from, in print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, structs

from tertialapp.merge.decide import Choice
from tertialapp.merge.duplicates import Notice
from tertialapp.merge.listing import sides
from tertialapp.model.belonging import Belongings, owners
from tertialapp.model.comparison import printed
from tertialapp.model.conflicts import Conflict, ConflictKind, Fields
from tertialapp.model.field_words import field_words
from tertialapp.model.markdown_read import plain
from tertialapp.model.overview import full_name, named
from tertialapp.model.places import goal_place
from tertialapp.model.plain import from_plain, value_from_plain
from tertialapp.model.records import FieldSpec, Record, field_specs
from tertialapp.model.report import TABLES, Report, table_name

EMPTY = "tomt"
"""What a version holds that holds nothing."""

_MOST_TOLD = 100  # of many: nobody reads more before choosing for all
_ACTS = {
    Choice.BASE: "Återgå till före",
    Choice.OURS: "Välj vår",
    Choice.THEIRS: "Välj deras",
}
_UNSEEN = ("id", "sort_key", "period_id", "computed")


class Version(Struct, frozen=True):
    """A version: what it holds, as printed, and what choosing it is called, "" when it can't be chosen."""

    choice: Choice
    words: str
    act: str


class Question(Struct, frozen=True):
    """What there is to decide; the versions are base, ours and theirs. ``long``: texts, read word by word."""

    sentence: str
    versions: tuple[Version, ...]
    long: bool = False


def question(report: Report, found: Conflict) -> Question:
    """What a conflict asks of whoever decides it, as the report stands now."""
    record = report.table(found.table).get(found.key)
    if record is None and found.kind is not ConflictKind.DELETED:
        return _of_what_is_gone(found)
    base, ours, theirs = found.versions
    words = [_words(report, found, record, fields) for fields in (base, ours, theirs)]
    acts = {choice: _ACTS[choice] for choice in Choice}
    if base is None or found.kind is ConflictKind.DELETED:
        acts[Choice.BASE] = ""
    if found.kind is ConflictKind.DELETED:
        kept, gone = "Behåll det", "Ta bort det"
        acts |= {Choice.OURS: gone if ours is None else kept}
        acts |= {Choice.THEIRS: gone if theirs is None else kept}
    versions = (
        Version(choice, each, acts[choice]) for choice, each in zip(Choice, words, strict=True)
    )
    sentence = _sentence(report, found, record)
    return Question(sentence, tuple(versions), long=found.kind is ConflictKind.TEXT)


def question_of_many(report: Report, conflicts: Sequence[Conflict]) -> Question:
    """What several conflicts ask together: our side of all, or theirs."""
    count = len(conflicts)
    more = [f"… och {count - _MOST_TOLD} till"] if count > _MOST_TOLD else []
    told = [(found.label, *_both(report, found)) for found in conflicts[:_MOST_TOLD]]
    ours = "\n\n".join([*(f"{label}: {our}" for label, our, _ in told), *more])
    theirs = "\n\n".join([*(f"{label}: {their}" for label, _, their in told), *more])
    return Question(
        f"{count} konflikter är markerade. Valet gäller dem alla och går att ångra i ett steg.",
        (
            Version(Choice.BASE, "", ""),
            Version(Choice.OURS, ours, f"Välj vår för alla {count}"),
            Version(Choice.THEIRS, theirs, f"Välj deras för alla {count}"),
        ),
    )


def _both(report: Report, found: Conflict) -> tuple[str, str]:
    """Ours and theirs of one among many: of a text what differs, of what one removed if it is there."""
    if found.kind in (ConflictKind.TEXT, ConflictKind.DELETED):
        return sides(found)
    _, ours, theirs = question(report, found).versions
    return ", ".join(ours.words.split("\n")), ", ".join(theirs.words.split("\n"))


def _of_what_is_gone(found: Conflict) -> Question:
    versions = (
        Version(choice, _raw(fields), "Stryk konflikten" if choice is Choice.OURS else "")
        for choice, fields in zip(Choice, found.versions, strict=True)
    )
    return Question("Det som konflikten gäller har tagits bort sedan dess.", tuple(versions))


def _raw(fields: Fields) -> str:
    values = (fields or {}).values()
    return "\n".join(str(value) for value in values if value not in (None, "")) or EMPTY


# -- what happened ---------------------------------------------------------------------------------


def _sentence(report: Report, found: Conflict, record: Record | None) -> str:
    who = found.who or "någon annan"
    match found.kind:
        case ConflictKind.TEXT:
            return f"Samma ställe i texten har skrivits om på två sätt, i vår version och av {who}."
        case ConflictKind.FIELD:
            did = "fyllts i" if found.versions[0] is None else "ändrats"
            field = field_words(found.table, found.field)
            return f"{field} har {did} på två sätt, i vår version och av {who}."
        case ConflictKind.PLACE:
            return (
                f"”{_name(report, record)}” har flyttats till två olika platser, den ena av {who}."
            )
        case ConflictKind.LOOP:
            return (
                f"”{_name(report, record)}” skulle hamna under sig självt, eller på fel nivå, om både vår "
                f"flytt och den som {who} gjorde gällde. Det står kvar där vår version har det."
            )
        case ConflictKind.DELETED:
            return _of_deletion(report, found, record, who)


def _of_deletion(report: Report, found: Conflict, record: Record | None, who: str) -> str:
    base, ours, theirs = found.versions
    left = ours if theirs is None else theirs
    name = _name(report, record or from_plain(TABLES[found.table].record_type, left or base or {}))
    remover, other = (
        ("i vår version", f"av {who}") if ours is None else (f"av {who}", "i vår version")
    )
    did = "fått något nytt under sig eller används" if left == base else "ändrats"
    return f"”{name}” har tagits bort {remover} men {did} {other}. Det finns kvar tills du väljer."


def _name(report: Report, record: Record | None) -> str:
    if record is None:
        return ""
    if record.id in report.goals:
        return full_name(report, goal_place(record.id))
    return named(report, report, record) or record.id


# -- what each version holds -----------------------------------------------------------------------


def _words(report: Report, found: Conflict, record: Record | None, fields: Fields) -> str:
    """What a version holds, as printed."""
    if found.kind is ConflictKind.DELETED:
        return _of_record(report, found, fields)
    if fields is None:
        return "fanns inte"
    assert record is not None
    if found.kind is ConflictKind.TEXT:
        return plain(str(fields[found.field])) or EMPTY
    if found.kind in (ConflictKind.PLACE, ConflictKind.LOOP):
        return _where(report, found, record, fields)
    return _of_fields(report, found, record, fields)


def _of_record(report: Report, found: Conflict, fields: Fields) -> str:
    """A record that somebody removed: its name, and the fields in which its versions differ."""
    if fields is None:
        return "borttaget"
    record = from_plain(TABLES[found.table].record_type, fields)
    there = [version for version in found.versions if version is not None]
    lines = [_name(report, record)]
    for spec in field_specs(type(record)):
        told = {repr(version.get(spec.name)) for version in there}
        if len(told) > 1 and spec.name not in _UNSEEN:
            value = printed(report, record, spec) or EMPTY
            if value not in lines:
                lines.append(f"{field_words(found.table, spec.name)}: {value}")
    return "\n".join(lines)


def _of_fields(
    report: Report, found: Conflict, record: Record, fields: dict[str, Any] | Fields
) -> str:
    """Fields that belong together: those in which the versions differ, with their names where several."""
    assert fields is not None
    told = [_told(report, record, spec, fields[spec.name]) for spec in differing(found)]
    if len(told) == 1:
        return told[0]
    titles = (field_words(found.table, spec.name) for spec in differing(found))
    return "\n".join(f"{title}: {words}" for title, words in zip(titles, told, strict=True))


def differing(found: Conflict) -> list[FieldSpec]:
    """The fields of a conflict in which its versions differ."""
    there = [version for version in found.versions if version is not None]
    return [
        spec
        for spec in field_specs(TABLES[found.table].record_type)
        if any(spec.name in version for version in there)
        and len({repr(version.get(spec.name)) for version in there}) > 1
    ]


def _told(report: Report, record: Record, spec: FieldSpec, value: Any) -> str:
    try:
        read = value_from_plain(type(record), spec.name, value)
    except (ValueError, TypeError):  # a version that nobody can choose can still be read
        return str(value)
    fields: dict[str, Any] = {spec.name: read}
    return printed(report, structs.replace(record, **fields), spec) or EMPTY


def _where(report: Report, found: Conflict, record: Record, fields: Fields) -> str:
    """A place in words: under what, and after what."""
    assert fields is not None
    above = [spec for spec in owners(found.table) if spec.name in fields]
    targets = [_target(report, spec, fields[spec.name]) for spec in above]
    under = ", ".join(f"”{target}”" for target in targets if target)
    beside = [
        other
        for other in report.table(found.table).values()
        if other.id != record.id
        and all(getattr(other, spec.name) == fields[spec.name] for spec in above)
        and getattr(other, "sort_key", "") < fields.get("sort_key", "")
    ]
    before = max(beside, key=lambda other: getattr(other, "sort_key", ""), default=None)
    stands = f"efter ”{_name(report, before)}”" if before else "först"
    return f"Under {under}, {stands}" if under else f"Överst, {stands}"


def _target(report: Report, spec: FieldSpec, key: Any) -> str:
    tables = TABLES if spec.table not in TABLES else (spec.table or "",)
    target = next((report.table(name)[key] for name in tables if key in report.table(name)), None)
    return _name(report, target)


# -- possible duplicates ---------------------------------------------------------------------------

KEEP_BOTH = Choice.BASE
"""What leaves two that may be one as they are."""


def question_of_pair(report: Report, notice: Notice) -> Question:
    """What two additions of the same name ask: both, ours alone, or theirs alone."""
    rows = report.table(notice.table)
    return Question(
        f"”{notice.name}” har lagts till på samma ställe i båda kopiorna. Är det samma sak?",
        (
            Version(KEEP_BOTH, "", "Behåll båda"),
            Version(Choice.OURS, _filled(report, rows[notice.key]), "Behåll bara vår"),
            Version(Choice.THEIRS, _filled(report, rows[notice.other]), "Behåll bara deras"),
        ),
    )


def without(report: Report, notice: Notice, kept: Choice) -> Record:
    """Which of two is to go."""
    return report.table(notice.table)[notice.other if kept is Choice.OURS else notice.key]


def _filled(report: Report, record: Record) -> str:
    """What is filled in of a record, and how much belongs to it."""
    table = table_name(type(record))
    lines = [_name(report, record)]
    skipped = {*_UNSEEN, *(spec.name for spec in owners(table))}
    for spec in field_specs(type(record)):
        bare = spec.name in skipped or getattr(record, spec.name) is False
        value = "" if bare else printed(report, record, spec)
        if value and value not in lines:
            lines.append(f"{field_words(table, spec.name)}: {value}")
    below = sum(1 for _ in Belongings(report).of(table, record.id))
    if below:
        lines.append(f"Med {below} {'uppgift' if below == 1 else 'uppgifter'} under sig")
    return "\n".join(lines)
