"""How what is learned was fitted (assistant/retrieve/reader.py, ingest/encode_query.py), on which texts, and what it is worth on texts in no fit."""
