"""Characters that would not be seen as what they are: shown by their code, so that no text can hide or turn round another.

Two sets. What no page may hold as it is (control characters, direction overrides, characters of no width, halves of a pair, and
characters whose look nobody has settled); and marks piled on one letter, which would cover the lines around it.
"""

from __future__ import annotations

import re
import unicodedata

_NEVER_SEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\uf8ff\U0001fffe\U0001ffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
HIDDEN = re.compile(f"[{_NEVER_SEEN}]")
JOINERS = "\u00ad\u200c\u200d"
"""Soft hyphen and the two joiners: they belong to ordinary words, and are escaped in JSON alone."""
MARKS_ON_A_LETTER = 3


def visible(text: str) -> str:
    """The text with hidden characters shown as [U+202E]; line breaks and tabs stay.

    >>> visible("pay \\u202e000,1£\\x00")
    'pay [U+202E]000,1£[U+0000]'
    """
    return _thinned(HIDDEN.sub(lambda match: code(match.group()), text.replace("\r\n", "\n").replace("\r", "\n")))


def code(character: str) -> str:
    """A character's code as it is shown.

    >>> code("\\u202e")
    '[U+202E]'
    """
    return f"[U+{ord(character):04X}]"


def _thinned(text: str) -> str:
    """At most three combining marks on a letter; the others by their code."""
    if text.isascii():
        return text
    shown, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        shown.append(character if run <= MARKS_ON_A_LETTER else code(character))
    return "".join(shown)


def escaped(json_text: str) -> str:
    """JSON text with hidden characters written as \\u202e, so that a terminal or an editor shows what is there.

    >>> escaped('"£ \\u202e"')
    '"£ \\\\u202e"'
    """
    return re.sub(f"[{_NEVER_SEEN}{JOINERS}]", _json_escape, json_text)


def _json_escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
