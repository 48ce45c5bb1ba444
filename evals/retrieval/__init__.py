"""How well passages are found: a public set that others wrote (`python -m evals.bench`), and development sets of our own."""
