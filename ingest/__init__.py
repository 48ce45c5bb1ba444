"""Files into citable passages. Knows nothing of rules or of answers."""
