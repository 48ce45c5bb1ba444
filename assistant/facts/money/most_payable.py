"""Whether "up to £3m" tells what a contract is worth: of its whole, the most that can be paid or taken is its value.

So says the law (Procurement Act 2023, Schedule 3): a contract is worth the most that could be paid under it, a framework all that could be called
off, a concession the most that the supplier could take. Of a class of contracts, a part, or who may sign for how much, "up to" is a bound.
"""

from __future__ import annotations

import itertools

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.words.text import Question

_MOST = (
    ("up", "to"), ("upto",), ("maximum", "of"), ("a", "maximum", "of"), ("capped", "at"), ("anything", "up", "to"), ("all", "the", "way", "up", "to"),
)  # fmt: skip
_ONE = {"contract", "framework", "concession", "agreement", "deal", "dps", "tender", "commission", "franchise"}
_OF_ITSELF = {"framework", "dps", "concession", "franchise"}
_PARTY = {
    "operator",
    "concessionaire",
    "franchisee",
    "supplier",
    "provider",
    "contractor",
    "they",
    "it",
    "this",
    "that",
    "which",
}
_WORTH = {"worth", "valued", "value", "total", "totalling", "totals"}
_PAID = {
    "is", "be", "cost", "costs", "take", "takes", "earn", "earns", "receive", "receives", "make", "makes", "pay", "come", "comes", "go", "goes",
    "amount", "reach", "run", "runs", "gross", "collect", "collects",
}  # fmt: skip
_TAKES = {"take", "takes", "earn", "earns", "receive", "receives", "gross", "collect", "collects", "make", "makes"}
_OPERATES = {"operator", "concessionaire", "franchisee"}
_CLASS = {
    "contracts", "orders", "offs", "purchases", "jobs", "grants", "lots", "lot", "each", "any", "every", "per", "frameworks", "tenders", "deals",
    "agreements", "concessions", "anything", "everything", "payments", "invoices", "all", "no", "quotes", "call", "some", "mini",
    "those", "these", "savings", "phase", "bids", "offers", "estimates", "extras", "rent", "prizes", "option", "extension", "order",
    "minicompetitions", "competitions", "variation", "variations",
}  # fmt: skip
_POWERS = {
    "sign", "signed", "authorise", "authorised", "approve", "approved", "approval", "delegated", "delegation", "waive", "waiver", "allowed",
    "permitted", "quotes", "quotations", "threshold", "exempt", "direct", "rules", "rule", "policy", "penalty", "insurance", "liability", "if",
    "unless",
}  # fmt: skip
_MAYBE = {"possibly", "perhaps", "maybe", "potentially", "or", "and", "but", "even", "to", "from", "between"}
_WHOLE = {"total", "across", "over", "altogether", "overall", "life", "term", "all"}
_EACH = {"each", "any", "every", "per"}
_SAYS = {"says", "say", "said", "cover", "covers", "apply", "applies", "mean", "means", "states", "does", "about"}
"""Words by which a "framework" may be a policy that says something."""
_NEAR, _REACH, _WHOLE_REACH = 4, 14, 4


def is_most_payable(question: Question, first: int, figure_at: int, end: int) -> bool:
    """Whether the bound at tokens `first` up to the figure says the most that one whole contract may come to; the sum ends before `end`.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_most_payable(q := read_text(text), at := q.texts.index("up"), at + 2, at + 5)
    >>> [told(q) for q in ("a contract worth up to £90k", "the operator could take up to £90k", "contracts worth up to £90k", "up to £90k")]
    [True, True, False, False]
    """
    if (
        question.words(first, figure_at - (question.word(figure_at - 1) == "£")) not in _MOST
        or question.word(first) == "anything"
    ):
        return False
    start, _ = sentence_round(question, first, end)
    before = question.words(max(start, first - _REACH), first)
    near, after = before[-_NEAR:], question.words(end, end + _WHOLE_REACH)
    if (before[-1:] and before[-1] in _MAYBE) or any(question.at(i).kind == "number" for i in range(first - _NEAR, first)):
        return False
    if _is_part(question, end) or not _POWERS.isdisjoint(before):
        return False
    if not _WHOLE.isdisjoint(after) and not _OF_ITSELF.isdisjoint(question.words(0, first)) and _EACH.isdisjoint(before[-6:]):
        return True
    return _CLASS.isdisjoint((*before[-6:], *_kept(question, end))) and _is_one(question, first, before, near)


def _is_one(question: Question, first: int, before: tuple[str, ...], near: tuple[str, ...]) -> bool:
    """Whether the words before a sum say that it is one contract's: "a contract worth", "the operator could take"."""
    if before[-2:-1] in (("a",), ("an",)) and before[-1] in _ONE - _OF_ITSELF:
        return False
    named = not _ONE.isdisjoint(question.words(0, first))
    return (
        (not _ONE.isdisjoint(near) and _SAYS.isdisjoint(near))
        or ("purchasing", "system") in itertools.pairwise(before)
        or (not _WORTH.isdisjoint(near) and (named or not _PARTY.isdisjoint(before)))
        or (not _PAID.isdisjoint(near) and not _ONE.isdisjoint(before))
        or (not _TAKES.isdisjoint(near) and not _OPERATES.isdisjoint(before))
    )


def _kept(question: Question, end: int) -> tuple[str, ...]:
    """The word after a sum where it tells what each of several is: "£90k each"."""
    return tuple(word for word in question.words(end, end + 1) if word in ("each", "per", "every"))


def _is_part(question: Question, end: int) -> bool:
    """Whether the words after a sum say that it is a part: "of the £90k", "of which", "for each"."""
    at = end + (question.word(end) == ",")
    return (question.word(at) == "of" and question.word(at + 1) in ("the", "that", "it", "which", "this", "our")) or (
        question.word(at) in ("for", "per", "in") and question.word(at + 1) in ("each", "every", "any", "one")
    )
