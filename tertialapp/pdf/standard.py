"""The standards that a PDF can keep."""

from __future__ import annotations

from msgspec import Struct


class Standard(Struct, frozen=True):
    """What a file promises: its part and level of PDF/A (ISO 19005), and PDF/UA-1 (ISO 14289-1).

    ``words`` say it to the user; ``attaches``: the report's data may lie in the file.
    """

    words: str
    pdf_version: tuple[int, int]
    archive: tuple[int, str] | None = None
    accessible: bool = False
    attaches: bool = False


STANDARDS = {
    "a-2a+ua-1": Standard("Tillgänglig PDF för arkiv", (1, 7), (2, "A"), accessible=True),
    "a-1b": Standard("PDF för äldre arkiv, PDF/A-1b", (1, 4), (1, "B")),
    "none": Standard("PDF med rapportens data som bilaga", (1, 7), accessible=True, attaches=True),
}
"""By the names that the command line has for them, the usual one first."""

USUAL = next(iter(STANDARDS))
