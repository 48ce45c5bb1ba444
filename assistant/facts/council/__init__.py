"""Which councils a question is about, which it only names in passing, and what is no council at all."""
