"""A report's blocks with what differs from an earlier one's marked: words taken away beside words that came.

Blocks that say the same stand as they are. Pictures, charts and what is computed for one glance are those
of the later report: what they show is told in the tables and texts around them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from tertialapp.model.markdown import Run, plain_runs
from tertialapp.model.word_diff import Share, word_diff
from tertialapp.pdf import styles
from tertialapp.pdf.blocks import (
    Block,
    Cell,
    ChangedRun,
    Heading,
    PageBreak,
    Paragraph,
    Point,
    PointList,
    Row,
    Runs,
    Table,
    TextBlock,
    plain,
)
from tertialapp.pdf.sections.context import Blocks

_ALIKE = 0.4
"""The share of words that two paragraphs have in common when one is the other, reworded."""
_T = TypeVar("_T")
_Paired = Iterator[tuple[_T | None, _T | None]]


def redlined(before: Sequence[Block], after: Sequence[Block], words: str) -> Blocks:
    """The later blocks with the changes marked, and on the cover a paragraph that says so."""
    made = list(_redlined(before, after))
    at = next((at for at, block in enumerate(made) if isinstance(block, PageBreak)), 0)
    made.insert(at, Paragraph(plain(words), styles.COVER_DRAFT))
    return tuple(made)


def _redlined(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Block]:
    for old, new in _paired(before, after, _words_of):
        if new is None:
            yield from _gone(old)
        elif old is None:
            yield _all_new(new)
        elif isinstance(old, Table) and isinstance(new, Table):
            yield _table(old, new)
        else:
            yield _reworded(old, new)


def _paired(
    before: Sequence[_T], after: Sequence[_T], words_of: Callable[[_T], str]
) -> _Paired[_T]:
    """What is the same or alike, in order; None beside what only one side has."""
    olds, news = ([_key(each, words_of) for each in side] for side in (before, after))
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(before[first:last], after[start:end], strict=True)
        else:
            yield from _alike(before[first:last], after[start:end], words_of)


def _key(block: object, words_of: Callable[..., str]) -> Hashable:
    return type(block), words_of(block)


def _alike(before: Sequence[_T], after: Sequence[_T], words_of: Callable[[_T], str]) -> _Paired[_T]:
    """Each later one beside the first earlier one that it may be a rewording of."""
    waiting = list(before)
    for new in after:
        found = next((at for at, old in enumerate(waiting) if _resemble(old, new, words_of)), None)
        if found is None:
            yield None, new
            continue
        for old in waiting[:found]:
            yield old, None
        yield waiting[found], new
        del waiting[: found + 1]
    for old in waiting:
        yield old, None


def _resemble(old: _T, new: _T, words_of: Callable[[_T], str]) -> bool:
    if type(old) is not type(new):
        return False
    one, other = words_of(old).split(), words_of(new).split()
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _words_of(block: Block) -> str:
    """What tells blocks of a kind apart."""
    match block:
        case Heading():
            return block.title
        case Paragraph():
            return plain_runs(block.runs)
        case PointList():
            return "\n".join(plain_runs(point.runs) for point in block.points)
        case Table():
            return " ".join(column.head for column in block.columns)
        case _:
            return ""


# -- words -----------------------------------------------------------------------------------------


def _marked(runs: Runs, share: Share) -> Runs:
    return tuple(
        ChangedRun(run.text, bold=run.bold, italic=run.italic, share=share) for run in runs
    )


def _both(old: Runs, new: Runs) -> Runs:
    """The two wordings of a paragraph as one, with the later one's cuts where they agree in words."""
    was, is_now = plain_runs(old), plain_runs(new)
    if was == is_now:
        return new
    letters = [run for run in new for _ in run.text]
    made: list[Run] = []
    at = 0
    for piece in word_diff(was, is_now):
        if piece.share is Share.OLD:
            made.append(ChangedRun(piece.text, share=Share.OLD))
            continue
        if piece.share is Share.NEW and made and _is_old(made[-1]):
            made.append(Run(" "))
        for letter in piece.text:
            made.append(_like(letters[at], letter, piece.share))
            at += 1
    return tuple(_glued(made))


def _is_old(run: Run) -> bool:
    return isinstance(run, ChangedRun) and run.share is Share.OLD


def _like(run: Run, text: str, share: Share) -> Run:
    if share is Share.NEW:
        return ChangedRun(text, bold=run.bold, italic=run.italic, share=share)
    return replace(run, text=text)


def _glued(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, neighbours of one look as one."""
    waiting: Run | None = None
    for run in runs:
        if waiting is not None and replace(waiting, text="") == replace(run, text=""):
            waiting = replace(waiting, text=waiting.text + run.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = run
    if waiting is not None:
        yield waiting


# -- blocks ----------------------------------------------------------------------------------------


def _reworded(old: Block, new: Block) -> Block:
    match old, new:
        case Heading(), Heading() if old.text != new.text:
            number = f"{new.number} " if new.number else ""
            return replace(new, runs=(*plain(number), *_both(plain(old.text), plain(new.text))))
        case Paragraph(), Paragraph():
            return replace(new, runs=_both(old.runs, new.runs))
        case PointList(), PointList():
            return _points(old, new)
        case _:
            return new


def _points(old: PointList, new: PointList) -> PointList:
    points = []
    for was, is_now in _paired(old.points, new.points, lambda point: plain_runs(point.runs)):
        if is_now is None:
            assert was is not None
            points.append(replace(was, runs=_marked(was.runs, Share.OLD)))
        elif was is None:
            points.append(replace(is_now, runs=_marked(is_now.runs, Share.NEW)))
        else:
            points.append(replace(is_now, runs=_both(was.runs, is_now.runs)))
    return replace(new, points=tuple(points))


def _all_new(block: Block) -> Block:
    match block:
        case Heading():
            return replace(block, runs=_marked(plain(block.title), Share.NEW))
        case Paragraph():
            return replace(block, runs=_marked(block.runs, Share.NEW))
        case PointList():
            return replace(block, points=tuple(map(_new_point, block.points)))
        case Table():
            rows = tuple(_row_of(row, Share.NEW) for row in block.rows)
            return replace(block, rows=rows)
        case _:
            return block


def _new_point(point: Point) -> Point:
    return replace(point, runs=_marked(point.runs, Share.NEW))


def _gone(block: Block | None) -> Iterator[Block]:
    """What was there, without a place among the headings, bookmarks and tables of the later report."""
    match block:
        case Heading():
            runs = _marked(plain(block.title, bold=True), Share.OLD)
            yield Paragraph(runs, styles.BODY, keep_next=True)
        case Paragraph():
            yield replace(block, runs=_marked(block.runs, Share.OLD), mark=None)
        case PointList():
            points = (replace(each, runs=_marked(each.runs, Share.OLD)) for each in block.points)
            yield replace(block, points=tuple(points))
        case Table():
            yield replace(block, rows=tuple(_row_of(row, Share.OLD) for row in block.rows))


# -- tables ----------------------------------------------------------------------------------------


def _table(old: Table, new: Table) -> Table:
    if [column.head for column in old.columns] != [column.head for column in new.columns]:
        return replace(new, rows=tuple(_row_of(row, Share.NEW) for row in new.rows))
    rows = []
    for was, is_now in _paired(old.rows, new.rows, _name_of):
        if is_now is None:
            assert was is not None
            rows.append(_row_of(was, Share.OLD))
        elif was is None:
            rows.append(_row_of(is_now, Share.NEW))
        else:
            rows.append(_row(was, is_now))
    return replace(new, rows=tuple(rows))


def _name_of(row: Row) -> str:
    return row.cells[0].text if row.cells else ""


def _row(old: Row, new: Row) -> Row:
    cells = tuple(map(_cell, old.cells, new.cells)) if _fit(old, new) else new.cells
    analysis = tuple(filter(_is_text, _redlined(old.analysis, new.analysis)))
    return replace(new, cells=cells, analysis=analysis)


def _fit(old: Row, new: Row) -> bool:
    return len(old.cells) == len(new.cells)


def _is_text(block: Block) -> bool:
    return isinstance(block, TextBlock)


def _cell(old: Cell, new: Cell) -> Cell:
    if old.text == new.text:
        return new
    runs = (*_marked(plain(old.text), Share.OLD), *_marked(plain(new.text), Share.NEW))
    if old.text and new.text:
        runs = (runs[0], Run(" "), runs[1])
    return replace(new, text=" ".join(filter(None, (old.text, new.text))), runs=runs)


def _row_of(row: Row, share: Share) -> Row:
    """A row that only one side has."""
    cells = tuple(replace(each, runs=_marked(plain(each.text), share)) for each in row.cells)
    mark = partial(_text_of, share=share)
    return replace(row, cells=cells, analysis=tuple(map(mark, row.analysis)))


def _text_of(block: TextBlock, share: Share) -> TextBlock:
    match block:
        case Paragraph():
            return replace(block, runs=_marked(block.runs, share))
        case Heading():
            return replace(block, runs=_marked(plain(block.title), share))
        case PointList():
            points = (replace(each, runs=_marked(each.runs, share)) for each in block.points)
            return replace(block, points=tuple(points))
        case _:
            return block
