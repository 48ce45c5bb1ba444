"""Verdicts, provisions and passages into answers, by template: no model writes here."""
