"""A cap on what one of several suppliers or orders may come to, which is no value of the contract.

It is none only where another sum is the contract's. What a bidder asked or quoted is a price and no cap.
"""

from __future__ import annotations

from assistant.facts.words.text import Question

_NONE = {"no", "none", "neither", "nobody"}
_SMALL = {"single", "one", "individual", "given", "of", "them", "the", "those", "these"}
_SHARERS = {
    "supplier", "suppliers", "provider", "providers", "contractor", "contractors", "firm", "firms", "company", "companies", "vendor", "vendors",
    "order", "orders", "call-off", "lot", "lots", "purchase", "purchases", "school", "schools", "department", "site", "job", "jobs", "one", "them",
    "body", "nobody", "grower", "trader",
}  # fmt: skip
_GETS = {
    "gets", "getting", "get", "got", "takes", "taking", "take", "receives", "receiving", "receive", "earns", "earning", "earn", "has", "having",
    "have", "to", "be", "being", "is", "may", "can", "will", "would", "should", "goes", "going", "costs", "costing", "with", "paid", "worth", "on",
    "its", "own", "ever", "allowed", "of", "for", "a", "bigger", "larger", "doing",
}  # fmt: skip
_BOUNDS = {"more", "than", "over", "above", "exceeding", "exceeds", "exceed", "beyond", "past", "about", "around"}
_REACH = 9


def is_cap_on_one(question: Question, figure_at: int) -> bool:
    """Whether the figure at that token is what none of several may come to: "no single supplier more than £30,000".

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_cap_on_one(q := read_text(text), q.texts.index("£"))
    >>> told("no single supplier more than £30k"), told("none of them getting over £30k"), told("nobody above £30k"), told("no order over £5k")
    (True, True, True, True)
    >>> told("no more than £30k"), told("no supplier quoted more than £30k"), told("no supplier yet, more than £30k"), told("each supplier £30k")
    (False, False, False, False)
    """
    at, bounded = figure_at - 1, False
    while question.word(at) in _BOUNDS:
        bounded, at = bounded or question.word(at) not in ("about", "around"), at - 1
    least = max(0, figure_at - _REACH)
    while at > least and question.word(at) in _GETS:
        at -= 1
    if not bounded or question.word(at) not in _SHARERS:
        return False
    while at > least and question.word(at) in _SHARERS | _SMALL:
        at -= 1
    return question.word(at) in _NONE or question.word(at + 1) == "nobody"
