"""What is not answered here: orders to the program, and what is private to a person."""
