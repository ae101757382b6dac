"""Dictionaries of a document that are written by us and not by ReportLab, as they stand in the file."""

from __future__ import annotations

from typing import Any

from tertialapp.model.text import clean

_MOST_BYTES = 32_766


class Objects:
    """The further objects of a document of ReportLab's, by their numbers."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self.written: dict[int, str] = {}

    def next(self) -> int:
        """A number that no object of the document has."""
        self._document.objectcounter += 1
        number: int = self._document.objectcounter
        return number

    def number_of(self, thing: Any) -> int:
        """The number of an object of ReportLab's."""
        reference = self._document.Reference(thing)
        number: int
        number, _ = self._document.idToObjectNumberAndVersion[reference.name]
        return number


def text_string(text: str) -> str:
    """A text for people (7.9.2.2), no longer than PDF/A-2 lets it be: 32 767 bytes (ISO 19005-2, 6.1.13)."""
    coded = f"\ufeff{clean(text)}".encode("utf-16-be")
    if len(coded) > _MOST_BYTES:  # and no character is cut in two
        coded = coded[:_MOST_BYTES].decode("utf-16-be", "ignore").encode("utf-16-be")
    return f"<{coded.hex()}>"


def byte_string(text: str) -> str:
    """An ASCII text (7.3.4.2)."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped})"
