"""Side by side with other libraries: the same texts, questions, scope and embedding model through each (docs/evals.md)."""
