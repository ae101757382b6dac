"""Columns and sheets: what a grid shows and how its cells are read, typed and written, as data.

``R`` is what a row is: a record, or a row of an economy table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from tertialapp.document.edit import Edit
from tertialapp.document.ordering import Ordered
from tertialapp.model.numbers import NumberFault, format_number
from tertialapp.model.report import Report
from tertialapp.model.text import clean_line

R = TypeVar("R")


class CellFault(ValueError):  # noqa: N818 - a fault in the user's data, see base/errors.py
    """What was typed does not fit the cell; says why, in Swedish."""


FAULTS = (CellFault, NumberFault)


class Choice(Struct, frozen=True):
    """One of the values that a cell offers, with its printed word."""

    value: Any
    label: str


def as_text(_report: Report, _row: Any, value: Any) -> str:
    """A value as its own text, nothing as an empty one."""
    return "" if value is None else str(value)


def one_line(_report: Report, _row: Any, text: str) -> str:
    """Typed text in one line."""
    return clean_line(text)


def required(what: str) -> Callable[[Report, Any, str], str]:
    """A parser of one-line text that may not be empty."""

    def parse(report: Report, row: Any, text: str) -> str:
        line = one_line(report, row, text)
        if not line:
            raise CellFault(f"{what} kan inte vara tomt. Ta bort raden om den inte ska vara med.")
        return line

    return parse


def _nothing(_report: Report, _row: Any) -> str:
    return ""


def _always(_row: Any) -> bool:
    return True


def _no_words(_report: Report) -> Sequence[str]:
    return ()


Source = tuple[str, str, tuple[str, ...]]
"""The stored cell that is shown: table, key of the record, and its fields."""

LONGEST_LINE = 500
LONGEST_TEXT = 10_000


class Column(Struct, Generic[R], frozen=True, kw_only=True):
    """A column of a grid.

    ``show`` is the printed form and ``typed`` the one that is edited and copied, which ``parse``
    takes back without loss; it raises one of ``FAULTS``. ``computed`` says how a cell came about that
    nobody typed, "" when somebody did. Without ``write`` the column is read-only. ``reason`` is asked
    for when a value is typed, and ``write`` then gets the pair (value, reason). ``source`` says which
    stored cell is shown, ``words`` what may be offered while letters are typed, and ``day`` that the
    cell holds a date.
    """

    key: str
    title: str
    read: Callable[[Report, R], Any]
    show: Callable[[Report, R, Any], str] = as_text
    typed: Callable[[Report, R, Any], str] = as_text
    parse: Callable[[Report, R, str], Any] = one_line
    write: Callable[[Edit, R, Any], None] | None = None
    editable: Callable[[R], bool] = _always
    computed: Callable[[Report, R], str] = _nothing
    choices: tuple[Choice, ...] = ()
    figures: bool = False
    signed: bool = False
    long: bool = False
    stretches: bool = False
    tooltip: str = ""
    reason: str = ""
    source: Callable[[Report, R], Source | None] | None = None
    words: Callable[[Report], Sequence[str]] = _no_words
    day: bool = False

    @property
    def limit(self) -> int:
        """How many characters may be typed in a cell."""
        return LONGEST_TEXT if self.long else LONGEST_LINE

    @property
    def name(self) -> str:
        """The title in one line, as it is said in a sentence."""
        return " ".join(self.title.split())

    def value_of(self, report: Report, row: R, text: str) -> Any:
        """The value of a text for the row's cell. Raises one of ``FAULTS``.

        A text that the cell holds already is never too long.
        """
        if len(text) > self.limit and text != self.typed(report, row, self.read(report, row)):
            said = format_number(Decimal(len(text)))
            most = format_number(Decimal(self.limit))
            raise CellFault(f"Texten har {said} tecken. Här ryms högst {most}. Korta den.")
        return self.parse(report, row, text)

    def is_editable(self, row: R) -> bool:
        """Whether the row's cell in this column can be typed in."""
        return self.write is not None and self.editable(row)

    @property
    def act(self) -> str:
        """The label of the undo step that changes a cell: "Ändra årsmål"."""
        title = self.name
        return f"Ändra {title[0].lower()}{title[1:]}" if title[1:2].islower() else f"Ändra {title}"


class Addition(Struct, Generic[R], frozen=True):
    """A way to add rows: the button's words, and the act, which gives the new rows' keys.

    It is given the row that the cursor is on, if any, and how many rows to make after one another.
    """

    label: str
    create: Callable[[Edit, R | None, int], Sequence[str]]


class SumCell(Struct, frozen=True):
    """A computed cell of a row of sums: as printed, exactly, and how it came about."""

    shown: str
    exact: str = ""
    how: str = ""


class SumRow(Struct, frozen=True):
    """A row of sums: its name, and its cells by the column's key."""

    label: str
    cells: Mapping[str, SumCell] = field(default_factory=dict)


class Follows(Struct, frozen=True):
    """Which changes of the report a sheet shows: those of its rows' own table and of their values.

    The rows' own keys begin the keys of their values, so that one changed cell is one row to paint.
    """

    rows: str
    values: tuple[str, ...] = ()


class Sheet(Struct, Generic[R], frozen=True, kw_only=True):
    """A grid's contents: its rows in a report, its columns, and what can be done to rows.

    ``key`` names the kind of sheet in the settings, and ``note`` says in what unit and sign its
    figures are. ``sums`` are shown below the rows. Without ``follows`` any change may touch any cell.
    """

    key: str
    noun: str
    columns: tuple[Column[R], ...]
    rows: Callable[[Report], Sequence[R]]
    row_id: Callable[[R], str]
    additions: tuple[Addition[R], ...] = ()
    remove: Callable[[Edit, R], None] | None = None
    siblings: Callable[[Report, R], Sequence[Ordered]] | None = None
    """The records that a row's own, by its key, has an order among, where rows can be moved."""
    duplicate: Callable[[Edit, R], str] | None = None
    """Makes a row like another one after it, and gives its key."""
    sums: Callable[[Report], Sequence[SumRow]] | None = None
    follows: Follows | None = None
    note: str = ""
    is_own: Callable[[R], bool] = _always
    """Whether a row can be removed and moved: a sum can't."""
    is_strong: Callable[[R], bool] = lambda _row: False
    is_part: Callable[[R], bool] = lambda _row: False


def with_fixed_rows(sheet: Sheet[R]) -> Sheet[R]:
    """The sheet, its rows neither added nor removed nor moved."""
    return replace(sheet, additions=(), remove=None, siblings=None, duplicate=None)


def with_choices(column: Column[R], choices: tuple[Choice, ...]) -> Column[R]:
    """The column, its cells holding one of some values."""
    labels = {choice.value: choice.label for choice in choices}

    def show(_report: Report, _row: R, value: Any) -> str:
        return labels.get(value, "")

    def parse(_report: Report, _row: R, text: str) -> Any:
        wanted = clean_line(text).casefold()
        for choice in choices:
            if choice.label.casefold() == wanted:
                return choice.value
        offered = ", ".join(choice.label for choice in choices if choice.label)
        raise CellFault(f"Välj något av: {offered}.")

    return replace(column, show=show, typed=show, parse=parse, choices=choices)
