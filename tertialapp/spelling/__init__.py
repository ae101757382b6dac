"""Swedish spelling, offline: a Hunspell dictionary, the report's own words, and suggestions."""
