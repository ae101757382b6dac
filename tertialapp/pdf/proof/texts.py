"""What in a report's own words is to be looked at before it is published, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from tertialapp.model.markdown import Run, plain_runs
from tertialapp.model.places import Spot
from tertialapp.pdf.blocks import (
    Block,
    Heading,
    Paragraph,
    Picture,
    PointList,
    Table,
    TextBlock,
)
from tertialapp.pdf.fonts import printable_line
from tertialapp.pdf.proof.values import CHARACTERS, Look, Rule
from tertialapp.pdf.replaced import replaced_in, replaced_sentence
from tertialapp.pdf.words import web_address

_LINKS = Rule(ua="7.18.5", wcag="2.4.4")
_HEADINGS = Rule(ua="7.1", wcag="1.3.1")
_NAMES = Rule(ua="7.4", wcag="2.4.6")
_TABLES = Rule(ua="7.5", wcag="1.3.1")
_PICTURES = Rule(ua="7.3", wcag="1.1.1")

_VAGUE = re.compile(
    "(?:(?:se|läs|klicka|via) )?(?:(?:denna|den här) )?(?:här|hit|klicka|mer(?: här| info| information)?"
    "|länk(?:en)?|sidan?|denna|webbsida|webbplats|dokument|pdf|bilaga|fil)?"
)
"""What a link may not be called alone."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+\.(?:se|com|org|net|eu|nu)(?:/\S*)?")
_NO_WORDS = re.compile(
    r"\S+\.(?:png|jpe?g|gif|bmp|webp|tiff?|heic)|(?:en |ett )?(?:bild|foto|fotografi|logo|logotyp|diagram|figur)"
    r"(?:en|et)?[ _-]?\d*|(?:img|dsc|image|skärmbild|screenshot)[ _-]?[\d_-]*"
)
"""What says nothing of what a picture shows: a file's name, or that it is a picture."""
_BORDER = re.compile(r"\s·\s|\s\|\s|[ \u00a0]{3,}")
"""What parts the cells of a table that is written as text; the first is how a pasted one comes in."""
_LONGEST_HEADING = 100
_SHORT = 50


def looks(blocks: Sequence[Block]) -> Iterator[Look]:
    """All that is found, in printed order within each kind."""
    for rule in (
        _replaced,
        _empty_headings,
        _twin_headings,
        _bold_headings,
        _links,
        _tables,
        _pictures,
    ):
        yield from rule(blocks)


def _texts(blocks: Iterable[Block]) -> Iterator[TextBlock]:
    """The blocks of text, those of analyses in tables too."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph | PointList | Picture):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row.analysis


def _short(words: str) -> str:
    words = printable_line(words)
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"


# -- characters --------------------------------------------------------------------------------------


def _replaced(blocks: Sequence[Block]) -> Iterator[Look]:
    for spot, chars in replaced_in(blocks).items():
        yield Look(replaced_sentence(chars), CHARACTERS, spot)


# -- headings ----------------------------------------------------------------------------------------


def _empty_headings(blocks: Sequence[Block]) -> Iterator[Look]:
    for block in _texts(blocks):
        if isinstance(block, Heading) and not printable_line(block.text):
            yield Look("Rubriken saknar ord.", _NAMES, block.source)


def _twin_headings(blocks: Sequence[Block]) -> Iterator[Look]:
    """Headings with the same words as the one that they stand under, or as one beside them."""
    above: list[tuple[int, set[str]]] = [(0, set())]
    for block in blocks:
        if isinstance(block, Heading):
            words = printable_line(block.text).casefold()
            while above[-1][0] >= block.level:
                above.pop()
            beside = above[-1][1]
            if words and words in beside:
                told = f"Rubriken ”{_short(block.text)}” har samma ord som en rubrik strax ovanför."
                yield Look(told, _NAMES, block.source)
            beside.add(words)
            above.append((block.level, {words}))


def _bold_headings(blocks: Sequence[Block]) -> Iterator[Look]:
    for block in _texts(blocks):
        if not isinstance(block, Paragraph) or not _is_written(block.source):
            continue
        words = plain_runs(block.runs)
        if len(words) <= _LONGEST_HEADING and all(
            run.bold for run in block.runs if run.text.strip()
        ):
            told = f"”{_short(words)}” är ett stycke i fetstil. Är det en rubrik? Gör det till en."
            yield Look(told, _HEADINGS, block.source)


def _is_written(spot: Spot | None) -> bool:
    """Whether it is a line of a text that somebody writes."""
    return spot is not None and spot.line is not None


# -- links -------------------------------------------------------------------------------------------


def _links(blocks: Sequence[Block]) -> Iterator[Look]:
    for runs, spot in _runs(blocks):
        for link, shown in groupby(_linked(runs), key=lambda run: web_address(run.link)):
            words = plain_runs(shown)
            if link and _says_nothing(words):
                told = f"Länken heter bara ”{_short(words)}”. Skriv vart den leder."
                yield Look(told, _LINKS, spot)
            elif link and _ADDRESS.fullmatch(words.strip()):
                told = f"Länken visas som en adress, ”{_short(words)}”. Skriv vart den leder."
                yield Look(told, _LINKS, spot)


def _linked(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs; blanks within a link belong to it, though a text keeps them outside."""
    for before, run, after in zip((None, *runs), runs, (*runs[1:], None), strict=False):
        if before and after and before.link == after.link and not run.text.strip():
            yield replace(run, link=before.link)
        else:
            yield run


def _says_nothing(words: str) -> bool:
    return _VAGUE.fullmatch(words.strip(" .:,;!?»›→>()").casefold()) is not None


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[tuple[Run, ...], Spot | None]]:
    for block in _texts(blocks):
        if isinstance(block, Paragraph):
            yield block.runs, block.source
        elif isinstance(block, PointList):
            yield from ((point.runs, point.source) for point in block.points)


# -- tables ------------------------------------------------------------------------------------------


def _tables(blocks: Sequence[Block]) -> Iterator[Look]:
    """Paragraphs below each other with as many borders between cells."""
    for (_, borders), rows in groupby(_texts(blocks), key=_cells):
        first, *others = rows
        if borders and others and isinstance(first, Paragraph):
            told = f"Raderna från ”{_short(plain_runs(first.runs))}” ser ut som en tabell men läses som stycken."
            yield Look(told, _TABLES, first.source)


def _cells(block: TextBlock) -> tuple[Spot | None, int]:
    """The text that a paragraph stands in, and how many borders it has."""
    if not isinstance(block, Paragraph) or not block.source or not _is_written(block.source):
        return None, 0
    return replace(block.source, line=None), len(_BORDER.findall(plain_runs(block.runs)))


# -- pictures --------------------------------------------------------------------------------------


def _pictures(blocks: Sequence[Block]) -> Iterator[Look]:
    for block in _texts(blocks):
        if isinstance(block, Picture) and block.source:
            alt = block.alt.strip()
            if not alt:
                told = "En bild är märkt som utsmyckning och läses inte upp. Stämmer det?"
                yield Look(told, _PICTURES, block.source)
            elif _NO_WORDS.fullmatch(alt.casefold()):
                told = f"Bildens alternativa text är bara ”{_short(alt)}”. Skriv vad bilden visar."
                yield Look(told, _PICTURES, block.source)
