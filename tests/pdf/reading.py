"""Reading PDFs back with other people's tools."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

NEEDED = {tool: shutil.which(tool) for tool in ("pdftotext", "pdfinfo", "qpdf")}


def needs(tool: str) -> pytest.MarkDecorator:
    """Skips a test where a tool is not installed."""
    return pytest.mark.skipif(NEEDED[tool] is None, reason=f"{tool} is not installed")


def run(tool: str, *arguments: str, pdf: bytes, folder: Path) -> str:
    """What a tool says of a PDF; "@" stands for its path."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    command = [tool, *(str(path) if part == "@" else part for part in arguments)]
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.decode("utf-8")


def joined(text: str, header: str = "") -> str:
    """Text with broken words joined and all blanks made one, without the running header."""
    if header:
        text = re.sub(rf"\f?\s*{re.escape(header)}\s+\d+ \(\d+\)", " ", text)
    return re.sub(r"\s+", " ", re.sub("\u00ad\\s*", "", text))


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as pypdfium2 reads it."""
    document = pdfium.PdfDocument(pdf)
    # pdfium reads a soft hyphen at a line's end as U+0002 or U+FFFE.
    texts = [
        re.sub("[\u0002\ufffe]", "\u00ad", page.get_textpage().get_text_range())
        for page in document
    ]
    document.close()
    return texts
