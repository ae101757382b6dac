"""What is checked of a file that was read back, each with what is to be said when it holds and when not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tertialapp.model.colors import code_of
from tertialapp.model.numbers import counted
from tertialapp.pdf.blocks import Heading
from tertialapp.pdf.fonts import printable_line
from tertialapp.pdf.layout import Layout
from tertialapp.pdf.proof.contrast import Pair, pairs
from tertialapp.pdf.proof.reading import Reading
from tertialapp.pdf.proof.values import CHARACTERS, Check, Rule, promises
from tertialapp.pdf.replaced import character_name
from tertialapp.pdf.standard import Standard

_SWEDISH = re.compile("sv(-[A-Z]{2})?")

_PROMISE = Rule(ua="5", a1="6.7.11", a2="6.6.4")
_TITLE = Rule(ua="7.1", wcag="2.4.2")
_LANGUAGE = Rule(ua="7.2", a2="6.7.4", wcag="3.1.1")
_BOOKMARKS = Rule(ua="7.17")
_FONTS = Rule(ua="7.21.4.1", a1="6.3.4", a2="6.2.11.4.1")
_WORDS = Rule(ua="7.1", a2="6.7.3.3", wcag="1.3.1")
_HEADINGS = Rule(ua="7.4.2", wcag="1.3.1")
_TABLES = Rule(ua="7.5", wcag="1.3.1")
_LINKS = Rule(ua="7.18.5", wcag="2.4.4")
_PICTURES = Rule(ua="7.3", wcag="1.1.1")
_TEXT_CONTRAST = Rule(wcag="1.4.3")
_MARK_CONTRAST = Rule(wcag="1.4.11")


def file_checks(
    reading: Reading, layout: Layout, missing: Sequence[str], standard: Standard
) -> Iterator[Check]:
    """All checks that there is something to check for."""
    yield _promise(reading, standard)
    yield _title(reading)
    yield _language(reading)
    yield from _bookmarks(reading, layout)
    yield _fonts(reading)
    yield _characters(missing)
    yield _words(reading)
    for check in (_headings, _tables, _links, _pictures):
        yield from check(reading)
    yield from _contrasts(layout)


# -- what the file says of itself ------------------------------------------------------------------


def _promise(reading: Reading, standard: Standard) -> Check:
    promised = promises(standard)
    words = " och ".join(promised)
    held = reading.promises == promised
    return Check(f"Filen uppger {'' if held else 'inte '}att den följer {words}.", _PROMISE, held)


def _title(reading: Reading) -> Check:
    if not reading.title.strip():
        return Check("Filen saknar titel.", _TITLE, held=False)
    shown = "visas" if reading.shows_title else "visas inte"
    words = f"Titeln ”{reading.title}” {shown} i stället för filens namn."
    return Check(words, _TITLE, reading.shows_title)


def _language(reading: Reading) -> Check:
    held = _SWEDISH.fullmatch(reading.language) is not None
    words = f"svenska ({reading.language})" if held else reading.language or "inget"
    return Check(f"Språket som filen anger är {words}.", _LANGUAGE, held)


def _bookmarks(reading: Reading, layout: Layout) -> Iterator[Check]:
    headings = (block for block in layout.blocks if isinstance(block, Heading) and block.anchor)
    titles = tuple(title for title in (printable_line(each.title) for each in headings) if title)
    if titles:
        held = reading.bookmarks == titles
        count = counted(len(titles), "bokmärke", "bokmärken")
        words = "Kapitel och mål finns som bokmärken" if held else "Bokmärkena är inte rubrikerna"
        yield Check(f"{words}: {count}.", _BOOKMARKS, held)


# -- what is on the pages ----------------------------------------------------------------------------


def _fonts(reading: Reading) -> Check:
    if reading.foreign:
        return Check(f"Typsnitt saknas i filen: {', '.join(reading.foreign)}.", _FONTS, held=False)
    count = counted(len(reading.embedded), "typsnitt", "typsnitt")
    return Check(f"Alla typsnitt ligger i filen: {count}.", _FONTS, details=reading.embedded)


def _characters(missing: Sequence[str]) -> Check:
    if not missing:
        return Check("Alla tecken finns i typsnittet.", CHARACTERS)
    words = f"Tecken som inte finns i typsnittet har bytts ut mot □: {len(missing)}."
    named = tuple(map(character_name, missing))
    return Check(words, CHARACTERS, held=False, details=named)


def _words(reading: Reading) -> Check:
    if not reading.is_tagged:
        return Check("Filen saknar struktur för skärmläsare.", _WORDS, held=False)
    if reading.unread:
        count = counted(len(reading.unread), "ord", "ord")
        words = f"Ord på sidorna som inte hör till ett ställe i strukturen: {count}."
        return Check(words, _WORDS, held=False, details=(" ".join(reading.unread[:40]),))
    count = counted(reading.words, "ord", "ord")
    return Check(f"Varje ord på sidorna hör till strukturen som läses upp: {count}.", _WORDS)


def _headings(reading: Reading) -> Iterator[Check]:
    levels = reading.headings
    if levels:
        held = all(below <= above + 1 for above, below in pairwise((0, *levels)))
        words = "Ingen rubriknivå hoppas över" if held else "En rubriknivå hoppas över"
        yield Check(f"{words}: {counted(len(levels), 'rubrik', 'rubriker')}.", _HEADINGS, held)


def _tables(reading: Reading) -> Iterator[Check]:
    tables = tuple(reading.every("Table"))
    headed = sum(any(cell.scope == "Column" for cell in table.every("TH")) for table in tables)
    yield from _every(headed, len(tables), "Tabeller med rubrikceller för sina kolumner", _TABLES)


def _links(reading: Reading) -> Iterator[Check]:
    described = sum(bool(link.strip()) for link in reading.links)
    yield from _every(described, len(reading.links), "Länkar med beskrivning", _LINKS)


def _pictures(reading: Reading) -> Iterator[Check]:
    alternatives = [picture.alt.strip() for picture in reading.every("Figure")]
    told = sum(map(bool, alternatives))
    yield from _every(told, len(alternatives), "Bilder med alternativtext", _PICTURES)


def _every(count: int, of: int, what: str, rule: Rule) -> Iterator[Check]:
    if of:
        yield Check(f"{what}: {count} av {of}.", rule, count == of)


# -- colours -----------------------------------------------------------------------------------------


def _contrasts(layout: Layout) -> Iterator[Check]:
    found = pairs(layout)
    of_marks = tuple(pair for pair in found if pair.what == "Märke")
    of_texts = tuple(pair for pair in found if pair.what != "Märke")
    for what, rule, some in (
        ("texter", _TEXT_CONTRAST, of_texts),
        ("statusmärken", _MARK_CONTRAST, of_marks),
    ):
        if some:
            held = all(pair.held for pair in some)
            words = "räcker" if held else "räcker inte"
            lowest = _ratio(min(pair.ratio for pair in some))
            yield Check(
                f"Kontrasten {words} för {what}: lägst {lowest}.",
                rule,
                held,
                tuple(map(_pair_words, some)),
            )


def _pair_words(pair: Pair) -> str:
    colors = f"#{code_of(pair.color)} på #{code_of(pair.ground)}"
    lacking = "" if pair.held else ", räcker inte"
    return f"{pair.what} {colors}: {_ratio(pair.ratio)}, minst {_ratio(pair.least)}{lacking}"


def _ratio(ratio: float) -> str:
    """Rounded down, so that nothing seems to be enough which is not."""
    return f"{int(ratio * 10) / 10:.1f}:1".replace(".", ",")
