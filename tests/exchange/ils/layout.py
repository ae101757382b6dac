"""Lays out invented reports the way that ILS does: cells with a blank each, wraps, pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tertialapp.exchange.ils.measure import BODY_WIDTH, BULLET_WIDTH, text_width

NAME_WIDTH = 20
LINES_PER_PAGE = 44

INDICATOR_HEAD = (
    "   Indikator Periodens ",
    "utfall ",
    "",
    "Utfall ",
    "män/ ",
    "pojkar ",
    "",
    "Utfall ",
    "kvinnor/ ",
    "flickor ",
    "",
    "Utfall VB ",
    "2025 ",
    "",
    "Prognos ",
    "helår Årsmål KF:s ",
    "",
    "årsmål Period ",
    "",
)
ACTIVITY_HEAD = ("   Aktivitet Startdatum Slutdatum Avvikelse ", "")

Cells = Sequence[str | None]


def wrapped(text: str, width: float = BODY_WIDTH) -> list[str]:
    """A text broken at blanks where the next word doesn't fit, each line with its blank."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [f"{line} " for line in lines]


def paragraphs(*texts: str) -> list[str]:
    return [line for text in texts for line in wrapped(text)]


def bullets(*texts: str) -> list[str]:
    lines = []
    for text in texts:
        first, *rest = wrapped(text, BULLET_WIDTH)
        lines += [f"• {first}", *rest]
    return [*lines, ""]


def block(label: str, *lines: str) -> list[str]:
    return [f"{label} ", "", *lines, ""]


def goal(label: str, title: str, status: str) -> list[str]:
    return ["", *wrapped(f"{label}: {title}", 400), "", f" {status} ", ""]


def narrow(text: str, characters: int = NAME_WIDTH) -> list[str]:
    """A text broken at blanks as in a narrow column."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= characters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [f"{line} " for line in lines]


def row(name: str, cells: Cells, analysis: Iterable[str] = ()) -> list[str]:
    """A row of an indicator or activity table; a cell of several words may stand on several lines."""
    first, *rest = narrow(name)
    lines = [f"  {first}", *rest, ""]
    current = ""
    for cell in cells:
        current += f"{cell or ''} "
        if cell and len(cell) > NAME_WIDTH:
            head, _, tail = cell.partition(" ")
            current = current[: -len(cell) - 1]
            lines += [f"{current}{head} ", *narrow(tail, 8), ""]
            current = ""
    lines += [current, ""] if current else []
    below = [f"{line} " for line in analysis]
    return [*lines, *(["Analys ", *below, ""] if below else [])]


def economy_row(label: str, cells: Cells, *, own_blank: bool = True) -> list[str]:
    filled = "  " if own_blank else " "
    return [f"{label} " + "".join(f"{cell}{filled}" if cell else " " for cell in cells), ""]


def paged(lines: Sequence[str], header: str, first: int = 3) -> str:
    """The lines on pages: the first line of each has a blank more, some have a running header."""
    pages = [lines[at : at + LINES_PER_PAGE] for at in range(0, len(lines), LINES_PER_PAGE)]
    text: list[str] = []
    for number, page in enumerate(pages, first):
        text += [f" {page[0]}", *page[1:]] if page[0].strip() else page
        if number % 3 == 0:
            text += ["", "", f"{header} {number}({first + len(pages) - 1}) ", " ", ""]
    return "\n".join(text)
