"""The report as frozen values, its arithmetic, numbers and text format. No I/O."""
