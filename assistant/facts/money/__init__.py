"""What the contract is worth: the sums of a message, the part each plays, and rates, counts and parts reckoned into one value."""
