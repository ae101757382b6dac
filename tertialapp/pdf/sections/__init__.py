"""The chapters: one function per kind of section, from the report to blocks."""
