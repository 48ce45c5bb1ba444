"""When the contract starts and how long it runs, with its options, its parts and its end day."""
