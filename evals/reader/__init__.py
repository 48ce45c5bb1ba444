"""How the reader's weights were fitted (assistant/reader.py), on which texts, and what it is worth on texts that were in no fit."""
