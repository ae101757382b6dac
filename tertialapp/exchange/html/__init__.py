"""Reads HTML that other programs put on the clipboard, and writes the little we put there.

Word, Writer, Google Docs, Outlook, Excel, Calc and web pages: ``blocks_of_html`` gives text,
``cells_of_html`` the cells of a table.
"""

from tertialapp.exchange.html.blocks import blocks_of_html
from tertialapp.exchange.html.cells import cells_of_html, html_of_cells

__all__ = ["blocks_of_html", "cells_of_html", "html_of_cells"]
