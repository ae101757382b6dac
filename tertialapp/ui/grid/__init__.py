"""The grids: one model over columns as data, and a view that is typed in as a spreadsheet is."""
