"""The panel "Kontroll": what the checks find, the way to each place, and what is done about it."""
