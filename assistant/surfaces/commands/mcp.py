"""`clausewise mcp`: serves the library to one MCP client over standard input and output."""

from __future__ import annotations

import argparse

from assistant.surfaces.opening import add_index, open_library


def configure(parser: argparse.ArgumentParser) -> None:
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    import anyio

    from assistant.surfaces import mcp_server

    with open_library(arguments.index) as library:
        anyio.run(mcp_server.serve_stdio, library)
    return 0
