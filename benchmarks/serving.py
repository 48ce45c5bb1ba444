"""The server as a user starts it: a process of its own on this computer, and the processor time that it takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-m", "assistant.surfaces.cli", "serve", "--host", "127.0.0.1", "--port", "0"]
STOPPED_S = 30


class NotServed(Exception):
    """The server did not start: what it said."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, at an address of this computer."""

    address: str
    pid: int

    def processor_s(self) -> float | None:
        """The processor time that it and its helper processes took so far; None where the system does not tell."""
        try:
            return sum(_processor_s(pid) for pid in (self.pid, *_children(self.pid)))
        except OSError:
            return None


@contextmanager
def started(index: Path) -> Iterator[Server]:
    """`clausewise serve` on the library in a folder and on a free port. :raises NotServed: it did not start."""
    with subprocess.Popen([*COMMAND, "--index", str(index)], stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Server(_address(process), process.pid)
        finally:
            process.terminate()
            process.communicate(timeout=STOPPED_S)


def _address(process: subprocess.Popen[str]) -> str:
    said: list[str] = []
    for line in process.stderr or ():
        said.append(line)
        if found := re.search(r"serving on (http://127\.0\.0\.1:\d+)", line):
            return found[1]
    raise NotServed(" ".join("".join(said).split())[-500:])


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))
