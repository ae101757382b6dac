"""A board's own typeface: its font files, carried in the report that is set in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from tertialapp.model.records import Record
from tertialapp.model.truetype import Font, FontFault, font_of


class Cut(StrEnum):
    """The cuts of a family that a report uses."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold_italic"


CUT_WORDS: Mapping[Cut, str] = {
    Cut.REGULAR: "normal",
    Cut.BOLD: "fet",
    Cut.ITALIC: "kursiv",
    Cut.BOLD_ITALIC: "fet kursiv",
}
NEEDED = (Cut.REGULAR, Cut.BOLD, Cut.ITALIC)
"""Where the fourth is missing the bold one stands for it."""

CHARACTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉabcdefghijklmnopqrstuvwxyzåäöéü0123456789"
    " !\"%&'()*+,-./:;=?@[]_\u00a0\u00ad–−…”’•¤"
)
"""What a typeface must have to set a report: Swedish, figures, and what the program itself prints."""


class FontFile(Record, frozen=True, kw_only=True):
    """One cut of the board's own typeface. Key: the cut."""

    family: str
    content: bytes


def is_sound(file: FontFile) -> bool:
    """Whether a record is the one of a font that can be set in, under its own cut and family."""
    try:
        return file == _file(file.content)
    except FontFault:
        return False


def files_of(contents: Iterable[bytes]) -> tuple[FontFile, ...]:
    """The cuts of one family in some files. Raises FontFault, saying what is wrong or missing."""
    made: dict[str, FontFile] = {}
    for content in contents:
        file = _file(content)
        if file.id in made:
            raise FontFault(
                f"Två av filerna är {CUT_WORDS[Cut(file.id)]}. Välj en fil för varje snitt."
            )
        made[file.id] = file
    families = {file.family for file in made.values()}
    if len(families) > 1:
        named = " och ".join(f"”{family}”" for family in sorted(families))
        raise FontFault(f"Filerna är av olika typsnitt: {named}.")
    if len({font_of(file.content).name for file in made.values()}) < len(made):
        raise FontFault("Två av filerna har samma namn inuti. Välj typsnittets egna filer.")
    missing = [CUT_WORDS[cut] for cut in NEEDED if cut not in made]
    if missing:
        raise FontFault(
            f"Typsnittet saknar {_listed(missing)}. Välj filerna för normal, fet och kursiv på en gång."
        )
    return tuple(made.values())


def own_cuts(files: Mapping[str, FontFile]) -> Mapping[Cut, bytes]:
    """The contents by cut of the files that a report carries; none where they are no whole typeface."""
    try:
        found = files_of(file.content for file in files.values())
    except FontFault:
        return {}
    cuts = {Cut(file.id): file.content for file in found}
    return {Cut.BOLD_ITALIC: cuts[Cut.BOLD], **cuts}


def _file(content: bytes) -> FontFile:
    font = font_of(content)
    missing = [char for char in CHARACTERS if ord(char) not in font.characters]
    if missing:
        shown = ", ".join(_named(char) for char in missing[:5])
        more = f" och {len(missing) - 5} till" if len(missing) > 5 else ""
        raise FontFault(f"Typsnittet saknar tecken som en rapport behöver: {shown}{more}.")
    return FontFile(id=_cut(font).value, family=font.family, content=content)


def _cut(font: Font) -> Cut:
    if font.bold:
        return Cut.BOLD_ITALIC if font.italic else Cut.BOLD
    return Cut.ITALIC if font.italic else Cut.REGULAR


def _named(char: str) -> str:
    return f"U+{ord(char):04X}" if char.isspace() or not char.isprintable() else char


def _listed(words: Sequence[str]) -> str:
    return " och ".join(filter(None, (", ".join(words[:-1]), words[-1])))
