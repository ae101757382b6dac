"""Changes as rich text: values before and after, and in texts the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from tertialapp.model.change import Operation
from tertialapp.model.comparison import FieldChange, RecordChange
from tertialapp.model.word_diff import Piece, Share, word_diff
from tertialapp.ui.theme import Theme

SHOW, RESTORE = "visa", "aterstall"
"""What the links ask for; after it a colon, the number of the change and, after a point, of its field."""

_AROUND = 12
"""Words that are shown before and after a change in a long text."""
_MOST = 400
"""Changes that are told; more than anybody reads, and than a page of rich text bears quickly."""


def told_html(changes: Sequence[RecordChange], theme: Theme, *, restorable: bool = True) -> str:
    """The changes under the names of the pages where they show."""
    parts, where = [], None
    for number, change in enumerate(changes[:_MOST]):
        if change.where != where:
            where = change.where
            parts.append(f"<h3>{escape(where or 'Rapporten')}</h3>")
        parts += _record(change, number, theme, restorable=restorable)
    if len(changes) > _MOST:
        left = len(changes) - _MOST
        parts.append(f"<p>Ytterligare {left} ändringar visas inte. Välj ett kortare avsnitt.</p>")
    return "".join(parts) or "<p>Inget skiljer.</p>"


def _record(change: RecordChange, number: int, theme: Theme, *, restorable: bool) -> Iterator[str]:
    links = [_link(SHOW, f"{number}", "Visa")] if change.operation is not Operation.DELETE else []
    whole = {Operation.INSERT: "Ta bort igen", Operation.DELETE: "Ta tillbaka"}
    if restorable and change.operation in whole:
        links.append(_link(RESTORE, f"{number}", whole[change.operation]))
    yield f"<p><b>{escape(change.sentence)}</b> &nbsp; {' · '.join(links)}</p>"
    for at, field in enumerate(change.fields):
        link = ""
        if restorable and change.operation is Operation.UPDATE:
            link = f" &nbsp; {_link(RESTORE, f'{number}.{at}', 'Återställ')}"
        told = _field(field, theme, gone=change.operation is Operation.DELETE)
        yield f'<p style="margin-left:16px">{told}{link}</p>'


def _link(what: str, number: str, words: str) -> str:
    return f'<a href="{what}:{number}">{words}</a>'


def _field(field: FieldChange, theme: Theme, *, gone: bool) -> str:
    title = escape(field.title)
    if not field.long:
        if not field.old:
            return f"{title}: {_shown(Share.NEW, field.new, theme)}"
        if gone:
            return f"{title}: {_shown(Share.OLD, field.old, theme)}"
        new = field.new or "tomt"
        old = _shown(Share.OLD, field.old, theme)
        return f"{title}: {old} → {_shown(Share.NEW, new, theme)}"
    if field.old == field.new:
        return f"{title}: bara formateringen har ändrats"
    return f"{title}: {marked(word_diff(field.old, field.new), theme)}"


def marked(pieces: Sequence[Piece], theme: Theme, *, whole: bool = False) -> str:
    """Two wordings in one, with the words marked that only one has.

    Unless it is to be whole, long stretches of both are left out.
    """
    words = []
    for at, piece in enumerate(pieces):
        if piece.share is Share.NEW and at and pieces[at - 1].share is Share.OLD:
            words.append(" ")  # so that the old word and the new one aren't read as one
        words.append(_shown(piece.share, piece.text if whole else _shortened(pieces, at), theme))
    return "".join(words)


def _shown(share: Share, text: str, theme: Theme) -> str:
    words = escape(text).replace("\n", "<br>")
    match share:
        case Share.OLD:
            return f'<span style="color:{theme.negative}"><s>{words}</s></span>'
        case Share.NEW:
            return f'<span style="color:{theme.good}"><u>{words}</u></span>'
        case _:
            return words


def _shortened(pieces: Sequence[Piece], at: int) -> str:
    """A piece; of a long one that nobody changed, what stands beside the changes."""
    piece = pieces[at]
    words = re.findall(r"\S+\s*|^\s+", piece.text)
    if piece.share is not Share.BOTH or len(words) <= 2 * _AROUND + 4:
        return piece.text
    first = "" if at == 0 else "".join(words[:_AROUND])
    last = "" if at == len(pieces) - 1 else "".join(words[-_AROUND:])
    return f"{first}… {last}"
