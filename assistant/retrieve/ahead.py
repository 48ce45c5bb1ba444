"""Work that is begun beside other work, on a processor that would else stand still."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from ingest.embed import processors

T = TypeVar("T")


def ahead(work: Callable[[], T]) -> Callable[[], T]:
    """Begins the work, and gives what waits for its result, or raises what it raised; with one processor it is done when that is called.

    For work that is the same on any thread, and that NumPy does outside the interpreter's lock.

    >>> ahead(lambda: 6 * 7)()
    42
    """
    return _pool().submit(work).result if processors() > 1 else work


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(processors(), "ahead")
