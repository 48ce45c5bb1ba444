"""`clausewise serve`: the web chat, the plain pages and the API, in one process."""

from __future__ import annotations

import argparse
import getpass
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import config
from assistant.errors import ClausewiseError
from assistant.surfaces.opening import add_index, open_library

if TYPE_CHECKING:
    from assistant.surfaces.web.settings import ServeSettings

HOST, PORT = "127.0.0.1", 7860
WAITING_MOST = 2_048
WARMING = "social value"
"""Searched for before the first user comes, so that the first question waits neither for the model nor for the vector store."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"the address to listen on (default {HOST}); any other needs --auth")
    parser.add_argument("--port", type=_port, default=PORT, help=f"the port (default {PORT})")
    parser.add_argument("--auth", type=Path, metavar="FILE", help="the account file; without it only this computer is served")
    parser.add_argument(
        "--add-account", metavar="NAME", help="add an account to the --auth file, asking for its password, and stop"
    )
    parser.add_argument("--editor", action="store_true", help="with --add-account: the account may add documents")
    add_index(parser)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError("a whole number from 0 to 65535")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    if arguments.add_account:
        return _add_account(arguments)
    from assistant.surfaces.web.settings import from_environment

    settings = from_environment(config.index_folder(arguments.index), arguments.host, arguments.port, arguments.auth)
    with _listening(settings) as listening, open_library(arguments.index) as library:
        from assistant.surfaces.serving import create_app, serve

        app = create_app(library, settings)
        library.assistant().search(WARMING)
        print(f"clausewise: serving on {_address(listening)} (Ctrl-C stops it)", file=sys.stderr, flush=True)
        serve(app, settings, listening)
    return 0


def _listening(settings: ServeSettings) -> socket.socket:
    """The socket, taken before anything else is done, so that a port in use is said at once, and who comes early waits."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host, settings.port))
        made.listen(WAITING_MOST)
    except OSError as error:
        made.close()
        raise ClausewiseError(
            f"cannot listen on {settings.host} port {settings.port}: {error.strerror}; choose another with --port"
        ) from None
    return made


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _add_account(arguments: argparse.Namespace) -> int:
    from assistant.surfaces.web import accounts

    if arguments.auth is None:
        raise ClausewiseError("--add-account needs --auth FILE, the file to add it to")
    given = (
        getpass.getpass(f"Password for {arguments.add_account}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    )
    accounts.add(arguments.auth, arguments.add_account, given, "editor" if arguments.editor else "reader")
    print(f"clausewise: {arguments.add_account} can sign in", file=sys.stderr)
    return 0
