"""How the server listens and what it lets through: from the command's arguments and the environment; docs/install.md lists them."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from pathlib import Path

from assistant import config
from assistant.errors import ClausewiseError

HOST, PORT = "127.0.0.1", 7860
REQUESTS_PER_MINUTE = 1_200
"""Twenty a second from one address: a whole council may sit behind one, and 50 people who ask every five seconds need ten."""
ASK_LIMIT_BYTES, BATCH_LIMIT_BYTES, PAGE_LIMIT_BYTES = 256_000, 4_000_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the server, as the accessibility statement and the transparency record name them; empty where it was not set."""

    organisation: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """`index` is the library's folder, `accounts` the account file or None. `hosts` are the names the server answers to, empty for any.
    `behind_proxy` says that a proxy with HTTPS stands in front: it is believed who a request comes from, and cookies go over HTTPS alone.
    """

    index: Path
    host: str = HOST
    port: int = PORT
    accounts: Path | None = None
    requests_per_minute: int = REQUESTS_PER_MINUTE
    upload_limit_bytes: int = field(default_factory=config.size_limit_bytes)
    hosts: tuple[str, ...] = ()
    behind_proxy: bool = False
    operator: Operator = Operator()

    def __post_init__(self) -> None:
        if self.accounts is None and not is_loopback(self.host):
            raise ClausewiseError(
                f"will not listen on {self.host} without accounts: give --auth FILE, or leave --host out to serve this computer alone"
            )


def from_environment(index: Path, host: str, port: int, accounts: Path | None) -> ServeSettings:
    """The settings of one run. On this computer alone the server answers to its own names only, so that no web page elsewhere can reach it."""
    named = tuple(name.strip().lower() for name in os.environ.get("CLAUSEWISE_HOSTS", "").split(",") if name.strip())
    own = ("localhost", "127.0.0.1", "[::1]") if is_loopback(host) else ()
    return ServeSettings(
        index, host, port, accounts,
        requests_per_minute=_whole("CLAUSEWISE_REQUESTS_PER_MINUTE", REQUESTS_PER_MINUTE),
        hosts=(*own, *named), behind_proxy=os.environ.get("CLAUSEWISE_BEHIND_PROXY", "") == "1",
        operator=Operator(os.environ.get("CLAUSEWISE_ORGANISATION", ""), os.environ.get("CLAUSEWISE_CONTACT", "")),
    )  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether a host is this computer and nothing else.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("::1"), is_loopback("example.org")
    (True, True, False, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _whole(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise ClausewiseError(f"{name} is not a whole number above 0: {text[:40]!r}")
    return int(text)
