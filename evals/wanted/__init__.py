"""Development and judging questions for what is wanted (assistant/wanted.py), and the fit of its weights."""
