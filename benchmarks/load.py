"""Many people at once: each asks a question that nobody asked before in the run, waits 3 to 8 seconds, and asks the next.

    python -m benchmarks.load                  50 users for 5 minutes
    python -m benchmarks.load --seconds 30     the same, shorter

Half of them come through the HTTP door and half through the chat. The server is a process of its own on 127.0.0.1, on the same two
processors as this one. Exit status 1 if any question went without an answer, or if the 95th percentile is 1.5 seconds or more.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.doors import Api, Chat, Door, Failed
from benchmarks.serving import NotServed, Server, started
from benchmarks.setting import machine, on_two_cores, request
from evals.aggregate import percentile
from evals.bank import read_bank, select

USERS, SECONDS, P95_LIMIT_S = 50, 300, 1.5
WAIT_S = (3.0, 8.0)
GIVEN_UP_S = 30
DOORS: dict[str, tuple[type[Api] | type[Chat], ...]] = {"both": (Api, Chat), "api": (Api,), "chat": (Chat,)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the door it went through, how long it took, and why there was no answer, empty where there was."""

    door: str
    seconds: float
    error: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--users", type=_whole, default=USERS, metavar="N", help=f"how many at once (default {USERS})")
    parser.add_argument("--seconds", type=_whole, default=SECONDS, metavar="N", help=f"for how long (default {SECONDS})")
    parser.add_argument("--door", choices=DOORS, default="both", help="what they come through (default both)")
    parser.add_argument("--index", type=Path, metavar="DIR", help="a library that is there (default: one is built for the run)")
    given = parser.parse_args(arguments)
    on_two_cores()
    try:
        return _measured(given)
    except NotServed as error:
        print(f"load: the server did not start: {error}", file=sys.stderr)
        return 2


def _measured(given: argparse.Namespace) -> int:
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as place, started(given.index or Path(place)) as server:
        before = server.processor_s()
        asked = asyncio.run(everyone(server.address, DOORS[given.door], given.users, given.seconds))
        print("\n".join(report(asked, _used_s(server, before), given.seconds)))
    print(machine())
    return 0 if passes(asked) else 1


def _used_s(server: Server, before: float | None) -> float | None:
    after = server.processor_s()
    return None if before is None or after is None else after - before


async def everyone(address: str, doors: Sequence[type[Api] | type[Chat]], users: int, seconds: float) -> list[Asked]:
    """Every question of a run; it ends when the last question put before the time was up is answered or given up."""
    questions, until = mixed(), time.monotonic() + seconds
    asked: list[Asked] = []
    limits = httpx.Limits(max_connections=4 * users, max_keepalive_connections=4 * users)
    async with httpx.AsyncClient(base_url=address, timeout=GIVEN_UP_S, limits=limits, trust_env=False) as client:
        people = [one(doors[number % len(doors)](client), number, questions, until, asked) for number in range(users)]
        await asyncio.gather(*people)
    return asked


async def one(door: Door, number: int, questions: Iterator[Mapping[str, Any]], until: float, asked: list[Asked]) -> None:
    """One user, from the first question to the end of the time."""
    chance = random.Random(number)
    try:
        await asyncio.sleep(chance.uniform(0, WAIT_S[1]))
        while time.monotonic() < until:
            asked.append(await _timed(door, next(questions)))
            await asyncio.sleep(min(chance.uniform(*WAIT_S), max(until - time.monotonic(), 0)))
    finally:
        await door.leave()


async def _timed(door: Door, question: Mapping[str, Any]) -> Asked:
    begun, error = time.perf_counter(), ""
    try:
        await door.ask(question)
    except (Failed, httpx.HTTPError) as failed:
        error = f"{type(failed).__name__}: {failed}"
    return Asked(type(door).__name__, time.perf_counter() - begun, error)


def mixed() -> Iterator[Mapping[str, Any]]:
    """The bank's questions in a mixed order that is the same each time, round and round; on each further round about other dates."""
    bank = [request(question) for question in select(read_bank(), "dev")]
    random.Random(0).shuffle(bank)
    for number in itertools.count():
        one = bank[number % len(bank)]
        yield {**one, "id": f"{one['id']}-{number}"}


def passes(asked: Sequence[Asked]) -> bool:
    """Whether everybody was answered, and soon enough."""
    return (
        bool(asked) and not any(one.error for one in asked) and percentile([one.seconds for one in asked], 0.95) < P95_LIMIT_S
    )


def report(asked: Sequence[Asked], server_s: float | None, seconds: float) -> list[str]:
    """A line a door, one for all, the server's processor time, and the first errors."""
    doors = {name: [one for one in asked if one.door == name] for name in dict.fromkeys(one.door for one in asked)}
    lines = [f"{'':6}{'requests':>9}{'errors':>8}{'p50':>9}{'p95':>9}{'max':>9}"]
    lines += [_row(name, some) for name, some in {**doors, "all": list(asked)}.items() if some]
    if server_s is not None and asked:
        lines.append(
            f"server: {1000 * server_s / len(asked):.0f} ms of processor time a request, {server_s / seconds:.2f} of one core"
        )
    lines.append(f"limit: p95 under {P95_LIMIT_S} s and no error: {'kept' if passes(asked) else 'NOT KEPT'}")
    return lines + [f"error, {one.door}: {one.error[:200]}" for one in asked if one.error][:10]


def _row(name: str, asked: Sequence[Asked]) -> str:
    times = [one.seconds for one in asked]
    figures = "".join(f"{value:>7.2f} s" for value in (percentile(times, 0.5), percentile(times, 0.95), max(times)))
    return f"{name:6}{len(asked):>9}{sum(bool(one.error) for one in asked):>8}{figures}"


def _whole(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 3_600:
        raise argparse.ArgumentTypeError("a whole number from 1 to 3600")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
