"""How long things take, measured on whole processes as a user runs them. docs/benchmarks.md gives the commands."""
