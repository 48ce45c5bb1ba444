"""Plain words out of marked-up ones: what labels, headings and cells are made of. Citations stay verbatim.

Every pattern here is linear in the length of the text: a hostile document must not be able to stall a reader.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_LINK = re.compile(r"!?\[([^\[\]]{0,2000})\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,2000})?/?>")
_INLINE_TAGS = frozenset(re.findall("[a-z]+", "a abbr b code del em font i input ins label mark s small span strong sub sup u"))
_EMPHASIS = re.compile(r"(?<=\S)\*{1,3}|\*{1,3}(?=\S)|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CODE = re.compile(r"`{1,3}")
_WORD = re.compile(r"\w+")
_QUOTES = {"'": "'", '"': '"', "\u2018": "\u2019", "\u201c": "\u201d"}
_SMALL_WORDS = frozenset(
    re.findall("[a-z]+", "a an and as at but by for from in into nor of on onto or per the to up via vs with")
)

SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_NOTE_AT_END = re.compile(rf"(?<=\w)(?:[{SUPERSCRIPTS}]{{1,3}}|\[\^[^\]\s]{{1,20}}\])$")
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_TO_SUPERSCRIPTS = str.maketrans("0123456789", SUPERSCRIPTS)


def plain(text: str) -> str:
    r"""The words of `text` without Markdown marks, tags and entities, white space collapsed.

    >>> plain("### **'Stronger [places](#)'** \\(2024\\)")
    "### 'Stronger places' (2024)"
    >>> plain('<ul style="x"> • Jobs</ul> <p>R&amp;D</p> spends < £5')
    '• Jobs R&D spends < £5'
    """
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub(lambda tag: "" if tag.group(1).lower() in _INLINE_TAGS else " ", text)
    text = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", _CODE.sub("", text)))
    return " ".join(_UNSEEN.sub("", html.unescape(text)).split())


def has_words(text: str) -> bool:
    """Whether any letter or digit stands in `text`.

    >>> has_words("- • —"), has_words("£5")
    (False, True)
    """
    return _WORD.search(text) is not None


def to_superscript(digits: str) -> str:
    """A note's number as it is printed in the text: `12` becomes `¹²`; any other mark stays as it is."""
    return digits.translate(_TO_SUPERSCRIPTS) if digits.isdecimal() else digits


def from_superscript(mark: str) -> str:
    """The number of a superscript mark: `¹²` becomes `12`."""
    return mark.translate(_TO_DIGITS)


def heading_words(text: str, acronyms: frozenset[str] = frozenset()) -> str:
    """A heading as it is cited: without the colon and the note's mark after it and the quotes around it; capitals set as a title.

    >>> heading_words("'Stronger economy'"), heading_words("REVIEW OF THE SME PLAN:", frozenset({"SME"}))
    ('Stronger economy', 'Review of the SME Plan')
    """
    words = without_note(plain(text).lstrip("#").strip().rstrip(":").rstrip())
    if len(words) > 2 and _QUOTES.get(words[0]) == words[-1]:
        words = words[1:-1].strip()
    return _title_case(words, acronyms) if in_capitals(words) else words


def without_note(words: str) -> str:
    """`words` without the raised number of a note at their end.

    >>> without_note("Thresholds³"), without_note("Aims[^2]")
    ('Thresholds', 'Aims')
    """
    return _NOTE_AT_END.sub("", words)


def in_capitals(words: str) -> bool:
    """Whether all letters of `words` are capitals, and there are enough of them to mean it.

    >>> in_capitals("GLOSSARY"), in_capitals("VAT")
    (True, False)
    """
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)


def acronyms(texts: Iterable[str]) -> frozenset[str]:
    """The words in capitals inside running text: they keep their capitals when a heading in capitals is set as a title."""
    found: set[str] = set()
    for text in texts:
        words = [word for word in _WORD.findall(text) if word.isalpha()]
        if sum(word.isupper() for word in words) * 2 < len(words):
            found.update(word for word in words if len(word) > 1 and word.isupper())
    return frozenset(found)


def _title_case(words: str, keep: frozenset[str]) -> str:
    return " ".join(_cased(word, first=at == 0, keep=keep) for at, word in enumerate(words.split()))


def _cased(word: str, *, first: bool, keep: frozenset[str]) -> str:
    bare = word.strip("()[],.;:!?'\"\u2018\u2019\u201c\u201d")
    if bare in keep:
        return word
    if bare.lower() in _SMALL_WORDS and not first:
        return word.lower()
    return re.sub(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?", lambda part: part.group(0).capitalize(), word)
