"""Numbers, letters and bullets as they stand at the head of a line, read by their look alone.

Whether "10 contracts were let" is clause 10 is not decided here but in `ingest.numbering`, which knows what came before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["part", "dotted", "decimal", "bare", "letter"]
Style = Literal["decimal", "lower", "upper", "roman", "ROMAN"]

_BULLET = re.compile(r"(?:[-*+•·●○◦▪■□–—‣⁃\u2212\u25ba\u27a2\uf0b7\uf0a7\uf02d]|o(?=\s+[A-Z]))(?=\s|$)\s*")
_END = r"(?=\s|$|[A-Z][a-z])"
_PART = re.compile(
    r"((?:section|part|article|schedule|appendix|annexe?|chapter|clause|paragraph|rule) +(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Z]|[IVXL]{1,6}))"
    r"(?=$|[\s:.,\u2013\u2014-])(.*)",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE_WORDS = ("section", "article", "clause", "paragraph", "rule")
_SIGN = re.compile(r"§{1,2}\s?(?=[0-9A-Z])")
_DOTTED = re.compile(
    rf"((?:[0-9]{{1,3}}|[A-Z](?:[0-9]{{1,3}})?)(?:\.[0-9]{{1,3}}){{1,6}}[A-H]?)"
    rf"((?:\.[a-z](?=[.)]?\s)|(?: ?\((?:[a-z]{{1,5}}|[0-9]{{1,2}})\)){{0,3}}))[.):]?{_END}"
)
_LETTERED = re.compile(r"([A-Z][0-9]{1,2})[.):]?(?=\s|$)()")
"""A section whose number begins with the letter of its part: "A1. Aims", above A1.1."""
_DECIMAL = re.compile(rf"(?:\(([0-9]{{1,3}}[A-H]?)\)|([0-9]{{1,3}}[A-H]?)([.)])){_END}")
_BARE = re.compile(r"([0-9]{1,3})((?: ?\((?:[a-z]{1,5})\)){0,3})(?=\s|$)")
_LETTER = re.compile(r"(?:\(([A-Za-z]{1,6})\)|([A-Za-z]{1,6})([.)]))(?=\s|$)")
_SUFFIX = re.compile(r"[a-z0-9]+")
_PAREN = re.compile(r"\(([a-z0-9]+)\)")
_ROMAN = re.compile(r"(?=.)(?:x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}

INSERTED = "ABCDEFGH"
"""Letters of clauses put in after the numbers were given: 4.2A stands between 4.2 and 4.3."""
LARGEST_NUMBER = 199
"""Clause numbers stay below this; 365, 999 and years do not number clauses."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or letter at the head of a line.

    `parts` are its components as printed (("9", "2", "1")), `suffix` the bracketed ones after a number (("b",) of "4.1(b)"),
    `look` its punctuation with "#" for the number ("#.", "(#)"), `body` the plain words after it.
    """

    kind: MarkKind
    parts: tuple[str, ...]
    look: str
    body: str
    suffix: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """The number without its trailing dot: `9.2.1`, `b`, `Appendix A`."""
        return ".".join(self.parts) + "".join(f"({part})" for part in self.suffix)

    @property
    def value(self) -> int:
        """The number of a decimal or bare mark, without the letter of one put in later: 17 of "17A"."""
        return int(self.parts[0].rstrip(INSERTED))

    def readings(self) -> tuple[tuple[Style, int], ...]:
        """The lists that this mark could stand in, with its place in them; "i" is both the ninth letter and the first numeral."""
        if self.kind in ("decimal", "bare"):
            return (("decimal", self.value),)
        return _letter_readings(self.parts[0]) if self.kind == "letter" else ()


def comes_next(before: Mark | None, mark: Mark) -> bool:
    """Whether `mark` is what a list or a section counts on to after `before`.

    >>> comes_next(find_mark("1. Jobs"), find_mark("2. Skills")), comes_next(find_mark("4.1 Scope"), find_mark("4.3 Aims"))
    (True, False)
    """
    if before is None or before.kind != mark.kind or before.look != mark.look:
        return False
    if mark.kind == "dotted":
        same_place = before.parts[:-1] == mark.parts[:-1] and before.parts[-1].isdecimal() and mark.parts[-1].isdecimal()
        return same_place and int(mark.parts[-1]) == int(before.parts[-1]) + 1
    earlier = dict(before.readings())
    return any(value == earlier.get(style, value) + 1 for style, value in mark.readings())


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether plain `text` starts with a bullet, and what follows it.

    >>> split_bullet("- 1.1 Scope"), split_bullet("-5% or less")
    ((True, '1.1 Scope'), (False, '-5% or less'))
    """
    found = _BULLET.match(text)
    return (True, text[found.end() :]) if found else (False, text)


def find_mark(text: str) -> Mark | None:
    """The number or letter at the head of plain `text`, or None.

    >>> find_mark("9.2.1. Social value").printed, find_mark("(b) works").look, find_mark("Appendix A: Terms").body
    ('9.2.1', '(#)', 'Terms')
    >>> find_mark("A1. Aims").printed, find_mark("A1.2 Means").printed
    ('A1', 'A1.2')
    >>> find_mark("4.2A Mopeds").printed, find_mark("17A. Volunteers' time").value, find_mark("1.5M for works")
    ('4.2A', 17, None)
    >>> find_mark("Clause 2.1 Bids are scored").printed, find_mark("Section 4.2 says so"), find_mark("§ 3 Exceptions").printed
    ('2.1', None, '3')
    >>> find_mark("2012 was a year"), find_mark("1.5m for works"), find_mark("Part of the plan")
    (None, None, None)
    """
    text = _SIGN.sub("", text, count=1) if text[:1] == "§" else text
    return _part(text) or _dotted(text) or _decimal(text) or _bare(text) or _letter(text)


def _part(text: str) -> Mark | None:
    found = _PART.match(text)
    if not found:
        return None
    name, number = found.group(1).split()
    body = found.group(2).lstrip(" \t:.,\u2013\u2014-")
    if "." in number and name.lower() in _CLAUSE_WORDS:
        return None if body[:1].islower() else Mark("dotted", tuple(number.split(".")), "#.#", body)
    return Mark("part", (f"{name.capitalize()} {number}",), "word #", body)


def _dotted(text: str) -> Mark | None:
    found = _DOTTED.match(text) or _LETTERED.match(text)
    if not found:
        return None
    parts = tuple(found.group(1).split("."))
    numbers = [part.rstrip(INSERTED) for part in parts]
    if any(part.isdecimal() and int(part) > LARGEST_NUMBER for part in numbers):
        return None
    return Mark("dotted", parts, "#.#", _rest(text, found.end()), tuple(_SUFFIX.findall(found.group(2))))


def _decimal(text: str) -> Mark | None:
    found = _DECIMAL.match(text)
    if not found:
        return None
    number = found.group(1) or found.group(2)
    look = "(#)" if found.group(1) else "#" + found.group(3)
    return (
        Mark("decimal", (number,), look, _rest(text, found.end())) if int(number.rstrip(INSERTED)) <= LARGEST_NUMBER else None
    )


def _bare(text: str) -> Mark | None:
    found = _BARE.match(text)
    if not found or int(found.group(1)) > LARGEST_NUMBER:
        return None
    return Mark("bare", (found.group(1),), "#", _rest(text, found.end()), tuple(_PAREN.findall(found.group(2))))


def _letter(text: str) -> Mark | None:
    found = _LETTER.match(text)
    if not found:
        return None
    letters = found.group(1) or found.group(2)
    look = "(#)" if found.group(1) else "#" + found.group(3)
    return Mark("letter", (letters,), look, _rest(text, found.end())) if _letter_readings(letters) else None


def _rest(text: str, end: int) -> str:
    return text[end:].strip()


def _letter_readings(letters: str) -> tuple[tuple[Style, int], ...]:
    readings: list[tuple[Style, int]] = []
    small = letters.islower()
    if not small and not letters.isupper():
        return ()
    if len(set(letters.lower())) == 1 and len(letters) <= 2:
        readings.append(("lower" if small else "upper", ord(letters[0].lower()) - 96 + 26 * (len(letters) - 1)))
    value = roman_value(letters.lower())
    if value:
        readings.append(("roman" if small else "ROMAN", value))
    return tuple(readings)


def roman_value(numeral: str) -> int:
    """The value of a numeral up to 39 in small letters, 0 where it is none.

    >>> roman_value("xiv"), roman_value("iiii"), roman_value("mix")
    (14, 0, 0)
    """
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
