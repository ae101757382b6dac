"""Charts of indicators and the economy; only what draws them knows pyqtgraph."""
