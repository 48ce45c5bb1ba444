"""One file a command of the command line. Each has `configure(parser)` and `run(arguments) -> exit status`."""
