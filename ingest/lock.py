"""One writer at a time: a lock that the operating system frees when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from ingest.errors import LibraryBroken, LibraryBusy

FILE_NAME = "writer.lock"
POLL_S = 0.05


class WriterLock:
    """The right to write to the library in a folder, held from construction to `release`."""

    def __init__(self, index: Path, *, wait_s: float) -> None:
        """Wait up to `wait_s` seconds for the right to write.

        :raises LibraryBusy: another process or thread held it all that time.
        :raises LibraryBroken: the folder cannot be made or written to.
        """
        try:
            index.mkdir(parents=True, exist_ok=True)
            self._file = os.open(index / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise LibraryBroken(
                f"{index}: cannot be written to ({error.strerror}); name another folder with --index"
            ) from error
        try:
            self._take(index, wait_s)
        except BaseException:
            os.close(self._file)
            raise

    def _take(self, index: Path, wait_s: float) -> None:
        deadline = time.monotonic() + wait_s
        while not self._free():
            if time.monotonic() >= deadline:
                raise LibraryBusy(f"{index}: another process is writing to this library (waited {wait_s:g} s); try again later")
            time.sleep(POLL_S)

    def _free(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._file)
