"""The question as tokens: words, figures and signs, each with its place, so that a fact can keep the words it was read from.

Everything after this file works on tokens and looks a fixed number of them ahead or back, so reading stays linear in the
length of the question whatever is typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

TokenKind = Literal["word", "number", "sign"]

_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
_QUOTES = "\u2018\u2019\u201b\u02bc\u00b4`\u2032"
_SAME = str.maketrans(
    {c: "-" for c in _DASHES}
    | {c: "'" for c in _QUOTES}
    | {"\u201c": '"', "\u201d": '"', "\uffe1": "£", "\u20a4": "£", "\u2044": "/"}
)
_VULGAR = "½¼¾⅐-⅞"
"""The signs for a part of one, which are no letters."""
_TOKEN = re.compile(
    r"(?P<dotted>[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])\.?)"
    rf"|(?P<word>[^\W\d_{_VULGAR}]+(?:'[^\W\d_{_VULGAR}]+)*)"
    r"|(?P<number>[0-9]+(?:[.,'][0-9]+)*|(?<![^\s£(~<>=≈])[.][0-9]+)"
    r"|(?P<sign>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, a figure as written, or one sign. `gap` tells whether white space stands before it."""

    kind: TokenKind
    text: str
    start: int
    end: int
    gap: bool


END = Token("sign", "", 0, 0, True)


@dataclass(frozen=True, slots=True)
class Question:
    """The question's text, one character of it for each typed one that can be seen, its tokens, and the tokens' texts."""

    text: str
    tokens: tuple[Token, ...]
    texts: tuple[str, ...]

    def at(self, index: int) -> Token:
        """The token there, or an empty one before the start and after the end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else END

    def word(self, index: int) -> str:
        """The token's text, or nothing outside the question."""
        try:
            return self.texts[index] if index >= 0 else ""
        except IndexError:  # seldom: to ask the length each time is slower
            return ""

    def words(self, first: int, end: int) -> tuple[str, ...]:
        """The texts of the tokens from `first` up to, not with, `end`."""
        return self.texts[first if first > 0 else 0 : end if end > 0 else 0]

    def said(self, first: int, end: int) -> str:
        """The question's own words from token `first` up to, not with, token `end`."""
        return self.text[self.tokens[first].start : self.tokens[end - 1].end] if first < end else ""

    def without(self, named: Collection[int], word: str) -> Question:
        """The same question with `word` for each of the tokens `named`; what was said there stays as it was typed.

        >>> read_text("80k Ambridge lincs").without({2, 3}, "council").texts
        ('80', 'k', 'council', 'council')
        """
        if not named:
            return self
        tokens = tuple(replace(token, text=word) if i in named else token for i, token in enumerate(self.tokens))
        return replace(self, tokens=tokens, texts=tuple(token.text for token in tokens))

    def follows(self, index: int, *phrase: str) -> bool:
        """Whether these words stand from `index` on."""
        return index >= 0 and self.texts[index : index + len(phrase)] == phrase


def tidy(question: str) -> str:
    """The same text with one kind of space, dash, quotation mark and digit, and without characters that cannot be seen.

    >>> tidy("a\\u00a0£4００k\\u2009works\\u200b contract")
    'a £400k works contract'
    """
    shown = "".join(c for c in question if c not in _UNSEEN)
    shown = _QUOTED.sub(lambda found: " " * len(found.group()), shown) if "\n" in shown else shown
    if "://" in shown or "www." in shown:
        shown = _ADDRESS.sub(lambda found: _host_only(found.group()), shown)
    return "".join(_plain(c) for c in shown.translate(_SAME)) if not shown.isascii() else shown.translate(_SPACES)


_QUOTED = re.compile(r"(?<=\n)[ \t]*>[> \t]*")  # an e-mail's lines that another wrote
_ADDRESS = re.compile(r"(?:https?://|www[.])[^\s]+")  # its figures name a page
_SPACES = {ord(c): " " for c in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"} | {ord("`"): "'"}


def _host_only(address: str) -> str:
    """The address with its path blanked: "https://www.ambridge.gov.uk/id=2500" keeps its length and its host."""
    start = address.find("://") + 3 if "://" in address else 0
    end = next((i for i, c in enumerate(address) if i >= start and c in "/?#"), len(address))
    return address[:end] + " " * (len(address) - end)


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    return chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char


def read_text(question: str) -> Question:
    """Splits a question into tokens.

    >>> [token.text for token in read_text("£1.2M p.a., ex-VAT").tokens]
    ['£', '1.2', 'm', 'pa', ',', 'ex', '-', 'vat']
    """
    text = tidy(question)
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text) if not text.isascii() else text.lower()
    tokens: list[Token] = []
    reached = 0
    for match in _TOKEN.finditer(lowered):
        kind: TokenKind = "number" if match.lastgroup == "number" else "sign" if match.lastgroup == "sign" else "word"
        shown = match.group().replace(".", "") if match.lastgroup == "dotted" else match.group()
        shown = f"0{shown}" if kind == "number" and shown.startswith(".") else shown
        tokens.append(Token(kind, shown, match.start(), match.end(), match.start() > reached or not tokens))
        reached = match.end()
    return Question(text, tuple(tokens), tuple(token.text for token in tokens))


_TO_F = {
    "wives": "wife",
    "knives": "knife",
    "shelves": "shelf",
    "loaves": "loaf",
    "scarves": "scarf",
    "wolves": "wolf",
    "calves": "calf",
}


def singular(word: str) -> str:
    """The word without the ending of a plural; good enough to match words of one list.

    >>> [singular(w) for w in ("laptops", "services", "batteries", "works", "glass", "buses", "benches", "boxes", "midwives")]
    ['laptop', 'service', 'battery', 'work', 'glass', 'buse', 'bench', 'box', 'midwife']
    """
    word = word.removesuffix("'s")
    if word.endswith("ves") and (ending := next((end for end in _TO_F if word.endswith(end)), "")):
        return word.removesuffix(ending) + _TO_F[ending]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word
