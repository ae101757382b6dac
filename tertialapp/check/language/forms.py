"""Faults of form: what is looked for in words, and what shall stand there instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from tertialapp.check.language.written import in_words
from tertialapp.check.prose.passages import passages
from tertialapp.model.numbers import MINUS, NBSP


class Form(Struct, frozen=True, eq=False):
    """A fault of form. ``raw``: it is looked for in the stored text, else in its words.

    ``mend`` gives what shall stand instead of what was found.
    """

    name: str
    title: str
    reason: str
    example: str
    pattern: re.Pattern[str]
    mend: Callable[[re.Match[str]], str]
    raw: bool = False


def _grouped(match: re.Match[str]) -> str:
    return f"{int(match[0]):,}".replace(",", NBSP)


FORMS = (
    Form(
        "double-blanks",
        "Ett blanksteg mellan orden",
        "Dubbla blanksteg syns som hål i den tryckta raden.",
        "Två blanksteg i rad efter ”ingår.”.",
        re.compile(rf"(?<=\S)[ {NBSP}]{{2,}}(?=\S)"),
        lambda match: NBSP if NBSP in match[0] else " ",
        raw=True,
    ),
    Form(
        "edge-blanks",
        "Inga blanksteg i kanterna",
        "De syns inte men följer med när texten kopieras, och gör två lika texter olika.",
        "Beslutspunkten slutar med ett blanksteg.",
        re.compile(rf"[ {NBSP}]+(?=\n|\Z)|\A[ {NBSP}]+"),
        lambda _: "",
        raw=True,
    ),
    Form(
        "blank-before-mark",
        "Inget blanksteg före skiljetecken",
        "Tecknet kan hamna ensamt först på nästa rad.",
        "”ingår .” ska vara ”ingår.”.",
        re.compile(rf"(?<=[\w)”%])[ {NBSP}]+(?=[,;:!?](?!\S)|\.(?=\s|\Z))"),
        lambda _: "",
    ),
    Form(
        "percent-blank",
        "Ett blanksteg före %",
        "Skrivreglerna har ett (hårt) blanksteg mellan talet och procenttecknet.",
        "”90%” ska vara ”90 %”.",
        re.compile(rf"(?<=\d)(?:[ {NBSP}]{{2,}})?%(?!\w)"),
        lambda _: f"{NBSP}%",
    ),
    Form(
        "minus",
        "Minustecken framför negativa tal",
        "Ett bindestreck kan skiljas från talet vid radslut och läses upp som ett bindestreck.",
        "”-1,8 mnkr” ska vara ”−1,8 mnkr”.",
        re.compile(r"(?<![\w+/–−.,-])-(?=\d+(?:,\d+)?(?![\d-]))"),
        lambda _: MINUS,
    ),
    Form(
        "dash",
        "Tankstreck mellan satser och i intervall",
        "Ett bindestreck binder ihop ord; tankstrecket skiljer satser och betyder ”till” mellan tal.",
        "”1-5 år” ska vara ”1–5 år”.",
        re.compile(
            r"(?<=[\w.,)”]) - (?=\w)|(?<![\w/-])(?:(?:[1-9]\d{0,2})-(?=[1-9]\d{0,2}(?![\w/-]))|(?:20\d\d)-(?=(?:20)?\d\d(?![\w/-])))"
        ),
        lambda match: " – " if match[0] == " - " else f"{match[0][:-1]}–",
    ),
    Form(
        "split-name",
        "Inget blanksteg vid bindestrecket i ett namn",
        "Namnet är ett ord; blanksteget delar det vid radslut.",
        "”Sjövik- Backa” ska vara ”Sjövik-Backa”.",
        re.compile(r"(?<=[a-zåäö])(?:- | -)(?=[A-ZÅÄÖ])"),
        lambda _: "-",
    ),
    Form(
        "quotes",
        "Svenska citattecken",
        "Raka citattecken hör till skrivmaskinen, och blandade ser ut som ett misstag.",
        '"ungdomspaket" ska vara ”ungdomspaket”.',
        re.compile(r'"(?P<quoted>[^"\n]*)"'),
        lambda match: f"”{match['quoted']}”",
    ),
    Form(
        "thousands",
        "Blanksteg mellan tusental",
        "Stora tal läses fel utan grupper, och bredvid ”2 367,5” ser ”2367,5” ut som ett annat tal.",
        "”2367,5 mnkr” ska vara ”2 367,5 mnkr”.",
        re.compile(
            rf"(?<![\d,./-])\d{{4,15}}(?=(?:,\d+)?[ {NBSP}]?(?:mnkr|tkr|kr|kronor|st|stycken)\b)"
        ),
        _grouped,
    ),
    Form(
        "money-unit",
        "Miljoner kronor förkortas mnkr",
        "Tabellerna säger mnkr; läsaren ska inte behöva undra om mkr är något annat.",
        "”1,8 mkr” ska vara ”1,8 mnkr”.",
        re.compile(rf"(?<=\d[ {NBSP}])(?:mkr|Mkr|MKR|Mnkr)\b"),
        lambda _: "mnkr",
    ),
)


@lru_cache(maxsize=16384)  # every form in every field of a large report
def faults(form: Form, body: str, *, marked: bool) -> tuple[tuple[int, int, str], ...]:
    """Where a fault stands in stored words, and what shall stand there. ``marked``: they are a text's."""
    if form.raw or not marked:
        found = form.pattern.finditer(body)
        return tuple((*match.span(), form.mend(match)) for match in found)
    return tuple(_in_passages(form, body))


def _in_passages(form: Form, body: str) -> Iterator[tuple[int, int, str]]:
    for passage in passages(body):
        for match in in_words(form.pattern, passage.words):
            at, to = match.span()
            start, end = passage.stretch(at, max(to, at + 1))
            if (
                not passage.is_live(at, to)
                and body[start:end] == passage.words[at : max(to, at + 1)]
            ):
                yield start, start + (to - at), form.mend(match)


def mended(form: Form, body: str, *, marked: bool) -> str:
    """Stored words without a fault; marks, links and live values are kept."""
    for start, end, instead in reversed(faults(form, body, marked=marked)):
        body = body[:start] + instead + body[end:]
    return body
