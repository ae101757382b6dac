"""The report's pages as they are printed, beside what is being written."""
