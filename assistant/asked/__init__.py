"""What a question asks for: a verdict, a comparison, a clause by name, a kind of thing; and the words that carry it."""
