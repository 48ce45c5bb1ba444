"""Whether a figure holds VAT, bears none, or leaves it open."""
