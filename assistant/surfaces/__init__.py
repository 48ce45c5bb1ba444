"""The ways in: command line, web page, HTTP, MCP. Thin, and none knows another."""
