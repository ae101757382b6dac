"""Pictures as objects of a PDF: their data as it lies in the report, never decoded (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

from tertialapp.model.images import Image, format_of

_COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}
_PNG_ROWS = 15
"""The predictor for rows that each say how they were written, as those of a PNG do."""


def picture_object(image: Image) -> Any:
    """The stream of a picture."""
    found = format_of(image.content)
    assert found is not None
    names = {"Type": "XObject", "Subtype": "Image", "ColorSpace": _COLOURS[found.components]}
    keys: dict[str, Any] = {key: PDFName(name) for key, name in names.items()}
    keys |= {"Width": found.width, "Height": found.height, "BitsPerComponent": 8}
    if found.kind == "jpeg":
        keys["Filter"] = PDFName("DCTDecode")
        return PDFStream(PDFDictionary(keys), image.content)
    rows = {"Colors": found.components, "Columns": found.width, "Predictor": _PNG_ROWS}
    keys |= {"Filter": PDFName("FlateDecode"), "DecodeParms": PDFDictionary(rows)}
    return PDFStream(PDFDictionary(keys), b"".join(_packed_rows(image.content)))


def _packed_rows(png: bytes) -> Iterator[bytes]:
    """The parts of a PNG's data."""
    at = 8
    while at + 12 <= len(png):
        end = at + 8 + int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : end]
        at = end + 4
