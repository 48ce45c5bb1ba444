"""A helper process for work that can crash or hang in a way Python cannot catch. Each request has a limit; it ends with its parent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

HERE = Path(__file__).resolve().parent

GRACE_S = 1.0

Message = dict[str, Any]


class ChildFailed(Exception):
    """The helper crashed, hung or reported an error; `str(error)` is the reason in a few words."""


class Child:
    """A Python module running in a process of its own, asked one thing at a time. Paths in requests must be absolute.

    It runs in the folder of this code: libraries that take settings from a `.env` file where they stand must find none.
    """

    def __init__(self, module: str) -> None:
        from multiprocessing.connection import Pipe

        self._pipe, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", module, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")])),
                },
                cwd=HERE,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def ask(self, request: Message, *, limit_s: float) -> Message:
        """The helper's reply. :raises ChildFailed: it has ended, took longer than the limit, or could not do it."""
        try:
            self._pipe.send_bytes(json.dumps(request).encode())
            if not self._pipe.poll(limit_s):
                raise ChildFailed(f"no reply in {limit_s:g} s")
            reply: Message = json.loads(self._pipe.recv_bytes())
        except (EOFError, OSError) as error:
            raise ChildFailed(f"its process ended ({self._process.wait()})") from error
        if "error" in reply:
            raise ChildFailed(reply["error"])
        return reply

    def close(self) -> None:
        """End the helper: at once if it is idle, else by force."""
        self._pipe.close()
        try:
            self._process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def serve(handlers: dict[str, Callable[..., Message]]) -> None:
    """The helper's side: answer requests by their "do" until the parent ends or closes the pipe."""
    from multiprocessing.connection import Connection

    pipe: Connection[bytes, bytes] = Connection(int(sys.argv[1]))
    while True:
        try:
            request = json.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            reply = handlers[request.pop("do")](**request)
        except Exception as error:  # whatever it was, the parent does without the helper and says why
            reply = {"error": " ".join(f"{type(error).__name__}: {error}".split())[:300]}
        pipe.send_bytes(json.dumps(reply).encode())
