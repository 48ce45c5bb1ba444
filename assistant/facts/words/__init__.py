"""Words and figures as they stand: tokens, numbers, lengths, calendar words, bounds, slips of the keys, and the word lists of `data/`."""
