"""Versions that were approved: what the board got stays as it was, whatever is written afterwards."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from tertialapp.model.records import Record, Ref

MOST_BYTES = 10_000_000
"""Of content: what a file can hold in a cell, also as the text that the history has of it."""


class Version(Record, frozen=True, kw_only=True):
    """A period's report as it was approved.

    ``content`` is the report itself, packed (``exchange.frozen``), and ``digest`` the SHA-256 of it;
    ``pdf_digest`` is that of the PDF, made by the version of the program that ``program`` names.
    ``pictures`` are those that its pages show: they are the report's own and no part of the content.
    """

    period_id: Annotated[str, Ref("period")]
    ordinal: int
    day: date
    person: str
    note: str = ""
    program: str
    content: bytes
    digest: str
    pdf_digest: str
    pictures: tuple[str, ...] = ()
