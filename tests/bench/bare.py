"""A bare window with one tree and one table, as a process of its own: what Qt itself costs."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from tests.bench.probe import Probe

ROWS, COLUMNS = 20, 8

if __name__ == "__main__":
    app = Probe(sys.argv[:1])
    window = QMainWindow()
    tree = QTreeWidget()
    table = QTableWidget(ROWS, COLUMNS)
    for row in range(ROWS):
        tree.addTopLevelItem(QTreeWidgetItem([f"Rad {row}"]))
        for column in range(COLUMNS):
            table.setItem(row, column, QTableWidgetItem(f"{row * column}"))
    parts = QSplitter()
    parts.addWidget(tree)
    parts.addWidget(table)
    window.setCentralWidget(parts)
    window.resize(1280, 800)
    window.show()
    sys.exit(app.exec())
