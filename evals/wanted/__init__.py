"""Development and judging questions for what is wanted (assistant/asked/wanted.py), and the fit of its weights."""
