"""Whether a message says that the new contract has no price yet: "nobody has put any figure on the new one", "what the next one costs nobody knows".

Then what the last one cost is no value, though it is the only sum.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from assistant.facts.words.text import Question

_STOPS = {".", "?", "!", ";", "but", "though", "although", "-"}
_NEW = {"new", "next", "coming", "upcoming", "replacement", "this"}
_ONES = {
    "one", "one's", "contract", "contract's", "commission", "job", "deal", "tender", "agreement", "order", "purchase", "procurement", "round", "time",
    "exercise", "appointment",
}  # fmt: skip
_NONE = {
    "nobody", "no", "none", "not", "hasn't", "haven't", "hasnt", "havent", "isn't", "don't", "dont", "doesn't", "unknown", "without", "cannot",
    "can't",
    "unclear", "never", "yet", "no-one", "nor", "open",
}  # fmt: skip
_PRICES = {
    "figure",
    "price",
    "sum",
    "value",
    "number",
    "estimate",
    "quote",
    "cost",
    "costs",
    "costing",
    "worth",
    "priced",
    "costed",
    "budget",
}
_AFTER_PRICE = {
    "", "for", "on", "of", "yet", ",", ")", "has", "have", "is", "to", "at", "as", "and", "so", "nobody", "we", "i", "no", "until", "against",
    "hasn't", "isn't", "attached", "agreed", "set", "known", "will", "not", "from", "in", "they", "been", "either",
}  # fmt: skip
"""What may stand behind a price that is lacked: not "no price rise"."""


def is_new_one_unpriced(question: Question) -> bool:
    """Whether a clause that asks nothing says that the new contract has no price yet.

    >>> from assistant.facts.words.text import read_text
    >>> said = "nobody has put any figure on the new one yet|no price for the new one yet|what the next one costs nobody knows"
    >>> [is_new_one_unpriced(read_text(text)) for text in said.split("|")]
    [True, True, True]
    >>> said = "no price rise in the new contract|the new one costs £90k, nobody knows why|has the new one no price?|no figure for the fitting yet"
    >>> [is_new_one_unpriced(read_text(text)) for text in said.split("|")]
    [False, False, False, False]
    """
    first = 0
    for at in range(len(question.tokens) + 1):
        if at < len(question.tokens) and question.word(at) not in _STOPS:
            continue
        if question.word(at) != "?" and _says_unpriced(question.words(first, at)):
            return True
        first = at + 1
    return False


def _says_unpriced(clause: Sequence[str]) -> bool:
    new = any(one in _NEW and noun in _ONES for one, noun in itertools.pairwise(clause))
    if not new or _NONE.isdisjoint(clause) or "£" in clause:
        return False
    return any(word in _PRICES and (*clause[at + 1 : at + 2], "")[0] in _AFTER_PRICE for at, word in enumerate(clause))
