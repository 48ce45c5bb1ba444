"""The question as tokens: words, figures and signs, each with its place, so that a fact can keep the words it was read from.

Everything after this file works on tokens and looks a fixed number of them ahead or back, so reading stays linear in the
length of the question whatever is typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from assistant.facts.words.slips import one_slip_apart

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
_ENDS = r"(?![^\W\d_])"
_OF_VAT = r"(?:plus|ex|exc|excl|excluding|exclusive|inc|incl|including|inclusive|net|gross|vat|without|with)"
_RUN_TOGETHER = "|".join(
    (
        rf"(?<=[0-9])(?:k|thou|thousand|grand)(?=(?:{_OF_VAT}(?:of)?(?:vat)?|p\.?[am]|pcm|per|each|for|over|in|to|or|on|of|x|a|worth|total|max){_ENDS})",
        rf"(?<=[0-9])(?:m|mn|mil|mill|million|bn)(?=(?:{_OF_VAT}(?:of)?(?:vat)?|p\.a|per|for|over|worth|total){_ENDS})",
        rf"(?<=[0-9])(?:k|m|mil|mill|million|thousand|grand)(?=per(?:annum|anum|year|yr|month|week){_ENDS})",
        rf"(?<=[0-9])(?:years?|yrs?|months?|mths?)(?=(?:contract|deal|term|plus|with|option|at|from){_ENDS})",
        rf"(?<![^\W\d_])(?:net|inclusive|exclusive)(?=ofvat{_ENDS})|of(?=vat{_ENDS})|(?:{_OF_VAT}|add|no|x)(?=vat{_ENDS})",
        rf"(?<![^\W\d_])(?:per(?=(?:annum|anum|year|yr|month|week){_ENDS})|a(?=(?:year|month|week){_ENDS}))",
        rf"(?<![^\W\d_])light(?=touch{_ENDS})",
    )
)
"""Words that are typed with no space before the next one: "£210kplus VAT", "£20kpa", "exVAT", "peryear"."""
_TOKEN = re.compile(
    rf"(?P<together>{_RUN_TOGETHER})"
    r"|(?P<dotted>[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])\.?)"
    rf"|(?P<word>[^\W\d_{_VULGAR}]+(?:'[^\W\d_{_VULGAR}]+)*)"
    r"|(?P<number>[0-9]+(?:[.,'][0-9]+)*|(?<![^\s£(~<>=≈])[.][0-9]+)"
    r"|(?P<sign>\S)"
)


_LETTER_FOR_NOUGHT = re.compile(r"(?<=[0-9])o+(?=[0-9k,]|[.][0-9]|\b)|(?<=[0-9],)o+(?=[0-9o])")
"""The letter where a nought is meant: "£6o,000"."""
_BESIDE_VAT = {
    "plus", "+", "ex", "exc", "excl", "excluding", "exclusive", "inc", "incl", "including", "inclusive", "net", "of", "without", "with", "no", "k",
}  # fmt: skip
_TEXTED = {
    "x": "ex", "w": "with", "wo": "without", "wout": "without", "wiv": "with", "wth": "with", "afta": "after", "aftr": "after", "bef": "before",
    "bfr": "before", "befor": "before", "b": "before", "pls": "plus", "inkl": "incl",
}  # fmt: skip
"""Words before VAT as they are typed on phones; "b" with its 4: "b4 VAT"."""
_AFTER_FIGURE = {"k", "m", "mil", "million", "thousand", "grand", "quid", "pounds", ",", "(", "a", "pa", "year", "month", "yr"}
_WHO_TAXES = {
    "taxman",
    "taxman's",
    "hmrc",
    "hmrc's",
    "treasury",
    "treasury's",
    "chancellor",
    "chancellor's",
    "exchequer",
    "exchequer's",
    "revenue's",
}
_TAKES = {"takes", "gets", "has", "wants", "adds"}
_SHARES = {"share", "cut", "slice", "bit", "fifth", "take", "whack", "percentage", "tax", "part", "due"}
_VAT_SLIPS = {"vta", "vatt", "vaat", "vvat", "avt"}


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
    lowered = _LETTER_FOR_NOUGHT.sub(lambda found: "0" * len(found.group()), lowered) if "o" in lowered else lowered
    tokens: list[Token] = []
    reached = 0
    for match in _TOKEN.finditer(lowered):
        kind: TokenKind = "number" if match.lastgroup == "number" else "sign" if match.lastgroup == "sign" else "word"
        shown = match.group().replace(".", "") if match.lastgroup == "dotted" else match.group()
        shown = f"0{shown}" if kind == "number" and shown.startswith(".") else shown
        tokens.append(Token(kind, shown, match.start(), match.end(), match.start() > reached or not tokens))
        reached = match.end()
    tokens = _with_vat_short(tokens)
    return Question(text, tuple(tokens), tuple(token.text for token in tokens))


def _with_vat_short(tokens: list[Token]) -> list[Token]:
    """The tokens with "VAT" for the tax's full name, with or without its short one beside it, and for a slip of the keys in the short one.

    >>> [read_text(q).texts for q in ("ex Value-Added Tax (VAT)", "VAT (value added tax)", "plus vta")]
    [('ex', 'vat'), ('vat',), ('plus', 'vat')]
    >>> [read_text(q).texts for q in ("230k b4 vat", "9k xvat", "the taxman's twenty per cent is in", "HMRC's share")]
    [('230', 'k', 'before', 'vat'), ('9', 'k', 'ex', 'vat'), ('the', 'vat', 'is', 'in'), ('vat',)]
    """
    short: list[Token] = []
    at = 0
    while at < len(tokens):
        one, end = tokens[at], at + 1
        if size := _full_name_of_vat(tokens, at) or _taxmans_share(tokens, at):
            end = at + size
            one = replace(one, text="vat", end=tokens[end - 1].end)
        elif one.text in _TEXTED and (size := _texted_before_vat(tokens, at)):
            end = at + size
            one = replace(one, text=_TEXTED[one.text], end=tokens[end - 1].end)
        elif one.text in _VAT_SLIPS and short and short[-1].text in _BESIDE_VAT:
            one = replace(one, text="vat")
        opened = len(short) > 1 and short[-1].text == "(" and short[-2].text == "vat"
        if one.text == "vat" and opened and tokens[end : end + 1] and tokens[end].text == ")":
            short = short[:-1]
            short[-1] = replace(short[-1], end=tokens[end].end)
            end += 1
        else:
            short.append(one)
        at = end
    return short


def _full_name_of_vat(tokens: list[Token], at: int) -> int:
    """How many tokens "value added tax" takes that starts there, with dashes in it or a slip of the keys; 0 where it does not stand there."""
    if tokens[at].text[:1] != "v" or not _is_meant(tokens[at].text, "value"):
        return 0
    rest = [token.text for token in tokens[at + 1 : at + 5]]
    words = [word for word in rest if word != "-"][:2]
    if len(words) < 2 or not (_is_meant(words[0], "added") or words[0] == "add") or words[1] not in ("tax", "taxes"):
        return 0
    return 2 + rest.index(words[1])


def _taxmans_share(tokens: list[Token], at: int) -> int:
    """How many tokens a name for VAT takes there: "taxman's twenty per cent", "HMRC's share", "taxman takes his cut"; 0 where there is none."""
    if tokens[at].text not in _WHO_TAXES:
        return 0
    words = [token.text for token in tokens[at + 1 : at + 7]]
    start = 0
    if not tokens[at].text.endswith("'s"):
        if words[:1] == ["has"] and words[1:2] in (["had"], ["taken"]):
            words = words[1:]
            start = 1
        if len(words) < 2 or words[0] not in _TAKES | {"had", "taken"} or words[1] not in ("his", "its", "their", "her"):
            return 0
        words, start = words[2:], start + 2
    if words[:1] and words[0] in _SHARES:
        return start + 2
    rate = 2 if words[1:2] in (["%"], ["percent"]) else 3 if words[1:3] == ["per", "cent"] else 0
    return start + rate + 1 if rate and words[0] in ("20", "twenty") else 0


def _texted_before_vat(tokens: list[Token], at: int) -> int:
    """How many tokens a short form for "before", "with" and the like takes there, behind a figure and before VAT; 0 where it is none."""
    figure = at > 0 and (tokens[at - 1].kind == "number" or tokens[at - 1].text in _AFTER_FIGURE)
    four = tokens[at].text == "b"
    if not figure or (four and [(one.text, one.gap) for one in tokens[at + 1 : at + 2]] != [("4", False)]):
        return 0
    behind = [one.text for one in tokens[at + 1 + four : at + 3 + four] if one.text != "the"]
    return 1 + four if behind and behind[0] in ("vat", "tax") else 0


def _is_meant(typed: str, word: str) -> bool:
    return typed == word or one_slip_apart(typed, word)


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
