"""The PDF: blocks, lines, pages, painter. The only place with ReportLab."""
