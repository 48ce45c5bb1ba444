"""`clausewise` as a user runs it: a process with arguments, what it wrote, and its exit status."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

COMMAND = [sys.executable, "-m", "assistant.surfaces.cli"]
LIMIT_S = 300
BUILDING = "clausewise: reading "


@dataclass(frozen=True)
class Done:
    """What a process wrote, and how it ended. `complaints` are the lines on standard error, without the one that says a library is built."""

    status: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        return [line for line in self.err.splitlines() if not line.startswith(BUILDING)]

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def environment(index: Path, **more: str) -> dict[str, str]:
    """The user's, with the library in a folder and nothing else of Clausewise set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAUSEWISE_")}
    return {**kept, "CLAUSEWISE_INDEX": str(index), **more}


def clausewise(index: Path, *arguments: str, stdin: bytes = b"", status: int | None = 0, **more: str) -> Done:
    """Runs one command to its end. Whatever was asked of it, no traceback is shown, and it ends with the status expected."""
    ran = subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, timeout=LIMIT_S, env=environment(index, **more), check=False
    )
    done = Done(ran.returncode, ran.stdout.decode(), ran.stderr.decode())
    assert "Traceback" not in done.err, done.err
    if status is not None:
        assert done.status == status, f"{done.status}: {done.err}"
    return done


def started(index: Path, *arguments: str, before: Callable[[], None] = lambda: None, **more: Any) -> subprocess.Popen[bytes]:
    """A command that is running, in a group of processes of its own, as a terminal starts it. `before` is done in the process first."""

    def begun() -> None:
        heeding_ctrl_c()
        before()

    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(index, **more),
        start_new_session=True,
        preexec_fn=begun,
    )


@contextmanager
def serving(index: Path, *arguments: str, before: Callable[[], None] = lambda: None, **more: str) -> Iterator[str]:
    """`clausewise serve` as a process, on a free port of this computer: its address, while it runs."""
    with started(index, "serve", "--port", "0", *arguments, before=before, **more) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(LIMIT_S)


def _address(process: subprocess.Popen[bytes]) -> str:
    """What the server says of itself. What it says afterwards is read and dropped, so that it never waits for a reader."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line.decode())
        if found := re.search(r"serving on (http://\S+)", said[-1]):
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[1]
    raise AssertionError("the server did not start: " + "".join(said)[-2_000:])


def heeding_ctrl_c() -> None:
    """A shell starts what runs in the background with Ctrl-C ignored, and its children inherit that: here it counts again."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def first_line(stream: IO[bytes] | None) -> str:
    assert stream is not None
    return stream.readline().decode()


def one_complaint(done: Done, *words: str) -> None:
    """The process said one line on standard error, and it holds these words."""
    assert len(done.complaints) == 1, done.err
    assert done.complaints[0].startswith("clausewise: ")
    for word in words:
        assert word in done.complaints[0], (word, done.complaints[0])


def python(code: str, index: Path, arguments: Sequence[str] = (), **more: str) -> str:
    """What a program of a few lines prints, beside the same packages."""
    settings: Mapping[str, str] = environment(index, **more)
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, timeout=LIMIT_S, env=settings, check=True
    )
    return ran.stdout.decode()
