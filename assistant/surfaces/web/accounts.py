"""The account file: one line an account, `name:role:hash`, with an argon2 hash of the password. It is read again when it changes."""

from __future__ import annotations

import os
import re
import secrets
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ClausewiseError
from assistant.surfaces.door import User

if TYPE_CHECKING:
    from argon2 import PasswordHasher

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,79}")
ROLES = ("reader", "editor")
PASSWORD_LEAST, PASSWORD_MOST = 12, 200


class AccountError(ClausewiseError):
    """The account file cannot be used, or an account cannot be added to it."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account. An editor may add documents."""

    name: str
    role: str
    hash: str

    @property
    def user(self) -> User:
        return User(self.name, editor=self.role == "editor")


def read(path: Path) -> dict[str, Account]:
    """The accounts by name.

    :raises AccountError: it cannot be read, holds no account, or a line is not an account.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AccountError(
            f"cannot read the account file {path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}"
        ) from None
    found = [_account(path, number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    names = [account.name for account in found]
    if len(set(names)) < len(names):
        raise AccountError(f"{path}: an account is there twice")
    if not found:
        raise AccountError(f"{path}: no account in it; add one with clausewise serve --auth {path} --add-account NAME")
    return {account.name: account for account in found}


def _account(path: Path, number: int, line: str) -> Account:
    name, _, rest = line.strip().partition(":")
    role, _, hash_ = rest.partition(":")
    if not NAME.fullmatch(name) or role not in ROLES or not hash_.startswith("$argon2"):
        raise AccountError(f"{path}, line {number}: not name:role:hash with role {' or '.join(ROLES)} and an argon2 hash")
    return Account(name, role, hash_)


def add(path: Path, name: str, password: str, role: str = "reader") -> None:
    """Adds an account to the file, which is made where there is none, readable by its owner alone.

    :raises AccountError: the name or password will not do, or the name is taken.
    """
    if not NAME.fullmatch(name):
        raise AccountError(f"not a name for an account: {name[:80]!r}; use letters, digits and . _ @ -")
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
        raise AccountError(f"a password has {PASSWORD_LEAST} to {PASSWORD_MOST} characters")
    if path.exists() and path.stat().st_size and name in read(path):
        raise AccountError(f"{path}: {name} is there already; take its line out to set a new password")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(f"{name}:{role}:{hasher().hash(password)}\n")
    except OSError as error:
        raise AccountError(f"cannot write the account file {path}: {error.strerror}") from None


def hasher() -> PasswordHasher:
    """Argon2id with the library's defaults, which follow RFC 9106."""
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password has."""
    return hasher().hash(secrets.token_hex(32))


class Accounts:
    """The accounts of a file as it is now. `check` takes the same time whether or not the name is known."""

    def __init__(self, path: Path) -> None:
        self._path, self._reading = path, threading.Lock()
        self._stamp = self._stamped()
        self._accounts = read(path)

    def user(self, name: str) -> User | None:
        """The user of that name, None where the account is gone."""
        account = self._now().get(name)
        return account.user if account else None

    def check(self, name: str, password: str) -> User | None:
        """The user, where the password is theirs."""
        from argon2.exceptions import InvalidHashError, VerificationError

        account = self._now().get(name)
        try:
            hasher().verify(account.hash if account else _nobody(), password[:PASSWORD_MOST])
        except (VerificationError, InvalidHashError):
            return None
        return account.user if account else None

    def _now(self) -> dict[str, Account]:
        """The accounts, read again where the file changed; nobody where it can no longer be read."""
        with self._reading:
            stamp = self._stamped()
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._accounts = read(self._path)
                except AccountError:
                    self._accounts = {}
            return self._accounts

    def _stamped(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)
