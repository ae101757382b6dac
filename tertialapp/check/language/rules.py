"""The rules of language and form."""

from __future__ import annotations

from tertialapp.check.language import form_rules, misspelt, opposites, repeated, wording

RULES = (*wording.RULES, *repeated.RULES, *misspelt.RULES, *opposites.RULES, *form_rules.RULES)
