"""What a sum is said of: the contract's value, a threshold that is talked about, a part that is counted, or something else."""

from __future__ import annotations

import itertools
from typing import Literal

from assistant.facts.numbers import CARDINALS
from assistant.facts.text import Question

Role = Literal["value", "threshold", "other", "each"]

_FROM = {"from", "under", "off", "through", "via", "within", "using"}
_HOLDS = {"including", "includes", "include", "incl", "inc", "inclusive"}
_CHANGES = {
    "increase", "increased", "increases", "increasing", "rise", "rises", "rose", "risen", "rising", "grew", "grown", "grow", "goes", "went", "gone",
    "going", "up", "down", "raised", "varied", "changed", "changes", "changing", "cut", "reduced", "fell", "fallen", "dropped", "moved",
    "revised", "variation", "uplift", "uplifted", "extended", "jumped", "lowered", "decreased",
}  # fmt: skip
_BY = ("x", "×", "*")
_THRESHOLD = {
    "threshold",
    "thresholds",
    "limit",
    "limits",
    "line",
    "mark",
    "trigger",
    "cutoff",
    "bar",
    "cut",
    "tier",
    "band",
    "treshold",
}
_LEADS_THRESHOLD = _THRESHOLD - {"line", "mark", "bar", "cut", "band", "tier"}
_BETWEEN_SUM_AND_LIMIT = {
    "contract", "and", "or", "is", "for", "over", "above", "under", "below", "exceed", "exceeds", "cross", "crosses", "meet", "meets", "reach",
    "reaches", "pass", "passes", "within", "near", "than", "past", "against", "hit", "hits", "go", "goes", "on", "at", "up",
}  # fmt: skip
_DEALT = {
    "payments", "instalments", "installments", "lots", "contracts", "orders", "phases", "invoices", "grants", "awards", "tranches", "purchases",
    "packages", "projects", "jobs", "schemes", "stages",
}  # fmt: skip
_COVERS = {"liability", "indemnity", "professional", "product", "their", "hold", "with", "holds", "minimum", "have", "adequate"}
_OTHER = {
    "turnover", "insurance", "indemnity", "liability", "profit", "surplus", "salary", "salaries", "wage", "wages", "deposit", "bond",
    "penalty", "penalties", "fine", "fines", "savings", "saving", "proxy", "damages", "assets", "reserves", "donation", "donations",
}  # fmt: skip


def is_multiplied(question: Question, first: int, end: int) -> bool:
    """ "4 x £30k", "every £1": the sum is a part that is counted, not the whole."""
    counted = question.word(first - 1) in _BY and question.at(first - 2).kind == "number"
    after = question.words(end, end + 6)
    counted = counted or any(pair in (("for", "every"), ("for", "each")) for pair in itertools.pairwise(after))
    counted = counted or (
        question.word(end) in ("for", "in") and question.word(end + 1) == "year" and _is_count(question, end + 2)
    )
    dealt = question.word(first - 1) == "of" and question.word(first - 2) in _DEALT
    dealt = dealt and any(_is_count(question, i) for i in range(first - 5, first - 2))
    return counted or dealt or question.word(first - 1) in ("every", "each", "per")


def _is_count(question: Question, at: int) -> bool:
    return question.at(at).kind == "number" or question.word(at) in CARDINALS


def role_of(question: Question, first: int, end: int) -> Role:
    """Whether a sum is the contract's, a threshold that is talked about, or of something else, such as an insurance."""
    after = question.words(end, end + 4)
    for offset, word in enumerate(after):
        if word == "trigger" and after[offset - 1] in ("to", "would", "will", "does"):
            break
        if word in _THRESHOLD and (offset < 3 or word in _LEADS_THRESHOLD):
            return "threshold"
        if not word.isalpha() or word in _BETWEEN_SUM_AND_LIMIT:
            break
    if _is_framework(question, first, end) or (question.word(end) == "to" and changes_to(question, first)):
        return "other"
    before = question.words(first - 4, first)
    if any(word in _LEADS_THRESHOLD for word in before):
        return "threshold"
    after_start = end + (question.word(end) in ("of", "in", "a"))
    if _is_insurance_bought(question, first):
        return "value"
    near = question.words(first - 4, first) + question.words(after_start, after_start + 2)
    return "other" if any(word in _OTHER for word in near) else "value"


def _is_insurance_bought(question: Question, first: int) -> bool:
    """ "insurance, £220k": the thing and then its price; "liability insurance, £5m" is cover that a supplier holds."""
    return question.words(first - 2, first) == ("insurance", ",") and question.word(first - 3) not in _COVERS


def _is_framework(question: Question, first: int, end: int) -> bool:
    """Whether the sum is the framework's that a contract is called off from: "an £80k call-off from a £2m framework"."""
    leads = question.words(first - 2, first)
    return "framework" in question.words(end, end + 3) and any(word in _FROM for word in leads)


def changes_to(question: Question, first: int) -> bool:
    """Whether the sum at `first` is what a value was, or went up by: "rose from £90k to £120k", "cut by £30k to £120k"."""
    if question.word(first - 1) not in ("from", "by"):
        return False
    return any(word in _CHANGES for word in question.words(first - 4, first - 1))


def is_part_of_sum(question: Question, first: int) -> bool:
    """Whether the sum at `first` is a part of the one before it: "£1m including £100k contingency", "£90k, of which £20k is grant"."""
    at = first - 1 - (question.word(first - 1) in (".", "a", "an"))
    return question.word(at) in _HOLDS or question.words(first - 2, first) == ("of", "which")
