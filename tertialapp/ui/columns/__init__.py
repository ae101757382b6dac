"""What the grids show: columns and sheets as data, without Qt."""
