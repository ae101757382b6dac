"""What a merge left to decide or to look at, in print: for reading, and as plain values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from tertialapp.merge.duplicates import Notice
from tertialapp.model.choice_words import choice_words
from tertialapp.model.conflicts import Conflict, ConflictKind, Fields
from tertialapp.model.word_diff import Share, word_diff

_LONGEST = 60


def lines(conflicts: Sequence[Conflict], notices: Sequence[Notice]) -> Iterator[str]:
    """What there is to decide, and to look at, line by line; nothing when there is nothing."""
    if conflicts:
        yield f"{counted(len(conflicts))}:"
    for found in conflicts:
        yield f"  {found.label}: {choice_words(found.kind).lower()}"
        ours, theirs = sides(found)
        by = f" ({found.who})" if found.who else ""
        yield f"    vår: {ours}"
        yield f"    deras{by}: {theirs}"
    for notice in notices:
        yield f"  {notice.sentence}"


@lru_cache(maxsize=1_024)  # asked for again whenever one more is marked
def sides(found: Conflict) -> tuple[str, str]:
    """Ours and theirs in a few words; of a text what differs."""
    _, ours, theirs = found.versions
    if found.kind is ConflictKind.TEXT and ours and theirs:
        pieces = word_diff(str(ours[found.field]), str(theirs[found.field]))
        told = [
            " … ".join(piece.text.strip() for piece in pieces if piece.share is share)
            for share in (Share.OLD, Share.NEW)
        ]
        return _short(told[0]), _short(told[1])
    return _told(found, ours), _told(found, theirs)


def _told(found: Conflict, fields: Fields) -> str:
    if fields is None:
        return "finns inte"
    if found.kind is ConflictKind.DELETED:
        return "finns kvar"
    shown = [str(value) for value in fields.values() if value not in (None, "")]
    return _short(", ".join(shown))


def _short(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        return "tomt"
    return f"”{words}”" if len(words) <= _LONGEST else f"”{words[: _LONGEST - 1].rstrip()}…”"


def counted(conflicts: int, duplicates: int = 0) -> str:
    """How much there is to decide, in a few words; "" when there is nothing."""
    return ", ".join(_counts(conflicts, duplicates))


def decided(count: int, left: int) -> str:
    """How many conflicts were decided at once, and how many of them could not be, in sentences."""
    done = (
        f"{count} {'konflikt' if count == 1 else 'konflikter'} avgjordes."
        if count
        else "Ingen konflikt avgjordes."
    )
    if not left:
        return done
    gone = "vad den gäller" if left == 1 else "vad de gäller"
    return f"{done} {left} gick inte att avgöra så: {gone} är borttaget, hänvisar till något borttaget eller låst."


def _counts(conflicts: int, duplicates: int) -> Iterator[str]:
    if conflicts:
        yield f"{conflicts} {'konflikt' if conflicts == 1 else 'konflikter'} att avgöra"
    if duplicates == 1:
        yield "1 möjlig dubblett"
    elif duplicates:
        yield f"{duplicates} möjliga dubbletter"


def plain_conflict(found: Conflict) -> dict[str, Any]:
    """A conflict as plain values."""
    base, ours, theirs = found.versions
    return {
        "id": found.id,
        "kind": found.kind.value,
        "label": found.label,
        "table": found.table,
        "key": found.key,
        "field": found.field,
        "base": base,
        "ours": ours,
        "theirs": theirs,
        "who": found.who,
        "at": found.at,
    }


def plain_notice(notice: Notice) -> dict[str, str]:
    """A notice as plain values."""
    return {
        "sentence": notice.sentence,
        "table": notice.table,
        "key": notice.key,
        "other": notice.other,
    }
