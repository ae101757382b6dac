"""Language and form: what a careful reader marks in the margin, with a repair where there is one."""
