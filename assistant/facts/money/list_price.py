"""A list price beside what is paid after a discount, and a line that is talked about beside a value: neither is what the contract is worth."""

from __future__ import annotations

from assistant.facts.words.text import Question

_LISTED = {"list", "listed", "lists", "rrp", "catalogue", "retail", "retails", "sticker", "normally", "usually", "ordinarily"}
_PRICES = {"price", "prices", "cost", "value", "figure", "rate"}
_OF_PRICE = {
    "full",
    "usual",
    "normal",
    "standard",
    "list",
    "catalogue",
    "retail",
    "sticker",
    "undiscounted",
    "original",
    "headline",
    "book",
}
_LEADS = {
    "price",
    "prices",
    "cost",
    "is",
    "of",
    "at",
    "was",
    "for",
    ":",
    "=",
    ",",
    "being",
    "the",
    "a",
    "says",
    "would",
    "be",
    "it",
    "comes",
    "to",
}
_REACH = 5
_DISCOUNTED = {
    "discount", "discounts", "discounted", "off", "reduction", "reduced", "rebate", "knocked", "net", "pay", "pays", "paying", "get", "gets",
    "getting",
    "ours", "actual", "actually", "saving", "bring", "brings", "bringing", "down", "charged", "costs",
}  # fmt: skip
"""Words that tell that less than the list price is paid."""
_BEFORE_DISCOUNT = (
    ("before", "discount"), ("before", "the", "discount"), ("before", "our", "discount"), ("before", "any", "discount"), ("list",), ("rrp",),
    ("retail",), ("undiscounted",),
)  # fmt: skip
_WITH = {"with", "from", "against", "on"}
_LIMITS = {"line", "bar", "mark", "cutoff", "cut-off", "off"}
_ARTICLES = {"the", "their", "its"}


def is_list_price(question: Question, first: int, end: int) -> bool:
    """Whether the sum is what a thing is listed at, in a message that tells of less being paid.

    >>> from assistant.facts.words.text import read_text
    >>> asks = (("list price £9k, we pay £8k", 2), ("the price list says £9k, we pay £8k", 4), ("list price £9k", 2))
    >>> [is_list_price(read_text(q), first, first + 3) for q, first in asks]
    [True, False, False]
    """
    listed = _listed_from(question, first, end)
    if listed is None:
        return False
    beside = question.word(listed - 1) == "(" or (
        question.word(listed - 1) in ("a", "the") and question.word(listed - 2) in _WITH
    )
    return beside or not _DISCOUNTED.isdisjoint(question.words(0, first) + question.words(end, len(question.tokens)))


def _listed_from(question: Question, first: int, end: int) -> int | None:
    """Where the words start that say that a sum is a list price, before it or behind; None where none do."""
    if any(question.follows(end, *phrase) for phrase in _BEFORE_DISCOUNT):
        return first
    for at in range(first - 1, first - _REACH, -1):
        word = question.word(at)
        if word in _LISTED and question.word(at + 1) != "says":
            return at
        if word in _PRICES and question.word(at - 1) in _OF_PRICE:
            return at - 1
        if word not in _LEADS:
            return None
    return None


def is_line_told(question: Question, first: int) -> bool:
    """Whether the words before a sum say that it is a line that is drawn: "I'm told the line is £177,897".

    >>> from assistant.facts.words.text import read_text
    >>> [is_line_told(read_text(q), 3) for q in ("the line is £9k", "phone line is £9k", "their bar is £9k")]
    [True, False, True]
    """
    at = first - 1 - (question.word(first - 1) in ("at", "about", "over"))
    if question.word(at) not in ("is", "was", "being", "of", "at"):
        return False
    limit = at - 1
    cut_off = question.words(limit - 2, limit + 1) == ("cut", "-", "off")
    article = question.word(limit - 3 if cut_off else limit - 1)
    return question.word(limit) in _LIMITS - ({"off"} if not cut_off else set()) and article in _ARTICLES
