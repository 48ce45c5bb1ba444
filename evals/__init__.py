"""Measures the assistant on a bank of questions: generate, then score, then compare with the committed baseline."""
