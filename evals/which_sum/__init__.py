"""Messages with several sums of money, and the fit of the weights that tell which of them is the value (assistant/facts/money/which_sum.py)."""
