"""What a reply changes in the facts told before: what carries over, is replaced, added, taken back or put right."""
