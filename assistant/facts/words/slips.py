"""Typing slips: the known word that is one wrong, missing, extra or swapped letter away, where there is only one."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase


def one_slip_apart(typed: str, meant: str) -> bool:
    """Whether one letter put in, left out, changed or swapped with its neighbour turns one word into the other.

    >>> one_slip_apart("wroks", "works"), one_slip_apart("servces", "services"), one_slip_apart("northwich", "norwich")
    (True, True, False)
    """
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    shorter, longer = sorted((typed, meant), key=len)
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    return shorter[at + 1 :] == longer[at + 1 :] or _swapped(shorter[at:], longer[at:])


def slips_apart(typed: str, meant: str, most: int) -> int | None:
    """How many letters put in, left out, changed or swapped with a neighbour lie between the words; None beyond `most`.

    Each letter is touched once (the distance of optimal string alignment).

    >>> slips_apart("norwhcih", "norwich", 2), slips_apart("norwich", "norwich", 2), slips_apart("norfolk", "norwich", 2)
    (2, 0, None)
    """
    if abs(len(typed) - len(meant)) > most:
        return None
    before: list[int] = []
    above = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(meant, 1):
            least = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return None
        before, above = above, row
    return above[-1] if above[-1] <= most else None


def letters_apart(one: str, other: str) -> int:
    """How many letters one word has that the other lacks, both ways, whatever their order.

    >>> letters_apart("norwhcih", "norwich"), letters_apart("southern", "southend")
    (1, 2)
    """
    return sum(abs(one.count(letter) - other.count(letter)) for letter in {*one, *other})


def _swapped(one: str, other: str) -> bool:
    return len(one) > 1 and one[0] == other[1] and one[1] == other[0] and one[2:] == other[2:]


def _shortened(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def one_slip_off(typed: str, known: frozenset[str]) -> set[str]:
    """The words of `known` that one slip of the keys turns into what is typed.

    >>> sorted(one_slip_off("woeks", frozenset(["works", "weeks", "words"])))
    ['weeks', 'works']
    """
    cut = [(typed[:i], typed[i:]) for i in range(len(typed) + 1)]
    found = {a + b[1:] for a, b in cut if b} | {a + b[1] + b[0] + b[2:] for a, b in cut if len(b) > 1}
    found |= {a + letter + b[skipped:] for a, b in cut for letter in ascii_lowercase for skipped in (0, 1)}
    return (found & known) - {typed}


BESIDE_KEYS = {
    "q": "wa", "w": "qesa", "e": "wrsd", "r": "etdf", "t": "ryfg", "y": "tugh", "u": "yihj", "i": "uojk", "o": "ipkl", "p": "ol", "a": "qwsz",
    "s": "awedzx", "d": "serfxc", "f": "drtgcv", "g": "ftyhvb", "h": "gyujbn", "j": "huikmn", "k": "jiolm", "l": "kop", "z": "asx", "x": "zsdc",
    "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
"""The keys beside each."""
LEFT_OUT, SWAPPED, DOUBLED, BESIDE, STRANGE, FIRST = 1.0, 0.9, 0.9, 1.1, 1.7, 0.5


def slip_between(typed: str, meant: str) -> float:
    """How unlikely the one slip is that turns a word into what is typed: two letters swapped and one typed twice are the likeliest, then one left
    out, the key beside, and any other letter; less likely in the first letter.

    >>> [slip_between(typed, "which") for typed in ("whihc", "whiich", "whch", "whicj", "whiqh", "ehich")]
    [0.9, 0.9, 1.0, 1.1, 1.7, 1.6]
    """
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    first = FIRST if at == 0 else 0.0
    if len(typed) < len(meant):
        return LEFT_OUT + first
    if len(typed) > len(meant):
        extra = typed[at]
        doubled = at > 0 and extra == typed[at - 1]
        beside = any(extra in BESIDE_KEYS.get(typed[i], "") for i in (at - 1, at + 1) if 0 <= i < len(typed))
        return (DOUBLED if doubled else BESIDE if beside else STRANGE) + first
    if _swapped(typed[at:], meant[at:]):
        return SWAPPED + first
    return (BESIDE if typed[at] in BESIDE_KEYS.get(meant[at], "") else STRANGE) + first


class Slips:
    """The known words, found again from a form with one slip. Short words are left out: too many others look like them."""

    def __init__(self, known: Iterable[str], least_letters: int) -> None:
        self._known = frozenset(word for word in known if len(word) >= least_letters)
        self._least = least_letters - 1
        self._most = max(map(len, self._known), default=0) + 1
        self._shortened: dict[str, set[str]] = {}
        for word in self._known:
            for short in _shortened(word):
                self._shortened.setdefault(short, set()).add(word)

    def meant(self, typed: str) -> tuple[str, ...]:
        """The known words one slip away, in order of the alphabet; empty where `typed` is known or none is near."""
        if typed in self._known or not self._least <= len(typed) <= self._most:
            return ()
        near = set(self._shortened.get(typed, ()))
        for short in _shortened(typed):
            near |= self._shortened.get(short, set())
            near |= {short} & self._known
        return tuple(sorted(word for word in near if one_slip_apart(typed, word)))
