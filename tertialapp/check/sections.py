"""Sections that say nothing, and headings that follow each other with the same words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from tertialapp.check.findings import Changes, Finding, Repair, Severity, cell
from tertialapp.check.rules import rule
from tertialapp.check.wording import same_words
from tertialapp.model.frame import SectionKind, Text, TextPart
from tertialapp.model.report import Report


@rule(
    "empty-section",
    "Ett tomt avsnitt säger att det är tomt",
    reason="En rubrik utan text ser ut som något glömt. ”Inget att rapportera” är ett besked.",
    example="Avsnittet ”Övrigt” är tomt.",
    reads="section text",
)
def empty_section(report: Report, period_id: str) -> Iterator[Finding]:
    """A section of text without text and without parts, which does not say that it is empty."""
    for section in report.sections.values():
        text = report.text(section.id, period_id, TextPart.BODY)
        bare = not text.body.strip() and not text.nothing_to_report
        if section.kind is SectionKind.TEXT and bare and not report.sections_under(section.id):
            message = f"Avsnittet ”{section.title}” är tomt."
            repair = Repair("Inget att rapportera", partial(_nothing, text))
            yield Finding(Severity.NOTE, message, (cell(text, "body"),), "", "", repair)


def _nothing(text: Text, report: Report) -> Changes:
    if text.owner_id not in report.sections:
        return {}
    current = report.texts.get(text.id, text)
    return {"text": {text.id: replace(current, nothing_to_report=True)}}


@rule(
    "same-heading",
    "Två avsnitt efter varandra har inte samma rubrik",
    reason="Läsaren tror att sidan är tryckt fel.",
    example="Rubriken ”Övrigt” står två gånger efter varandra.",
    reads="section",
)
def same_heading(report: Report, _period_id: str) -> Iterator[Finding]:
    """Two neighbouring sections with equal titles."""
    parents = dict.fromkeys(section.parent_id for section in report.sections.values())
    for parent in parents:
        for before, after in pairwise(report.sections_under(parent)):
            if same_words(before.title) == same_words(after.title):
                message = f"Rubriken ”{after.title}” står två gånger efter varandra."
                cells = (cell(after, "title"), cell(before, "title"))
                yield Finding(Severity.WARNING, message, cells, after.title, before.title)


RULES = (empty_section, same_heading)
