"""Questions into proved answers: facts, rules, retrieval, composition and the surfaces that show them."""
