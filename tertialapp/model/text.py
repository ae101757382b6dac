"""Text as it may be stored: composed, printable, without what only machines see."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffc\ufffe\uffff]"
)
_UNCLEAN = re.compile(f"{_CONTROLS.pattern[:-1]}\r\x85\u2028\u2029\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")


def clean(text: str) -> str:
    """Composed (NFC), with plain line ends, no marks for controls, directions or objects, no lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    if not _UNCLEAN.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))


def clean_line(text: str) -> str:
    """Clean text in one line: runs of blanks become one blank, none at the ends."""
    return " ".join(re.split(r"[ \t\n]+", clean(text))).strip()
