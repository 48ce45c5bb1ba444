"""A guide to reading an answer that a language model chooses, where the user has one; what it may say, and what it is asked."""
