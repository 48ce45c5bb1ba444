"""What a message tells beside the contract asked about: other sums, other councils' contracts, the past, figures that it puts right."""
