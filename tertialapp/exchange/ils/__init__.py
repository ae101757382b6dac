"""Reads the text of a report out of ILS, the city's system: first as it stands, then as a report.

``read_ils`` gives everything in the text as exact strings with line numbers and loses no line;
``to_report`` makes the model of it, with remarks on all that a controller should look at.
"""

from tertialapp.exchange.ils.mapping.draft import Imported, Remark
from tertialapp.exchange.ils.mapping.to_report import to_report
from tertialapp.exchange.ils.read import read_ils
from tertialapp.exchange.ils.records import IlsReport, UnreadLine

__all__ = ["IlsReport", "Imported", "Remark", "UnreadLine", "read_ils", "to_report"]
