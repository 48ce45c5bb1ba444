"""Question to passages: found by words and meaning, placed by known questions, read beside the question, and weighed into an answer or silence."""
