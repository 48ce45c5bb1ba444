"""Contracts that were told one after the other and that are let as one after all: "we'll merge the two", "all three in one contract".

The value is then their sum, where each was told with its value and on one basis of VAT; else it is asked. Nothing is read of it where a message
tells a value itself, denies it ("we're not merging them"), or asks whether it may be done.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.doubts import doubt
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.text import Question
from assistant.model import Amount, Duration, Facts, Rate, Said, TypeFact

_CONTRACTS = CONTRACT_NOUNS - {"value", "spend", "budget", "works", "services", "supplies", "goods", "award", "build"} | {
    "package"
}
_MERGED = {
    "merge", "merged", "merging", "merges", "combine", "combined", "combining", "bundle", "bundled", "bundling", "amalgamate", "amalgamated",
    "amalgamating", "consolidate", "consolidated", "consolidating", "pool", "pooled", "pooling", "unite", "united", "fused", "aggregate",
}  # fmt: skip
_TOGETHER = {"put", "putting", "lump", "lumped", "lumping", "roll", "rolled", "rolling", "join", "bring", "brought", "let", "letting", "fold",
    "folded", "tender", "tendered", "tendering", "buy", "buying", "bought", "procure", "procured", "procuring", "wrap", "wrapped", "package",
    "packaged", "go", "going", "goes", "run", "do", "take", "both", "all", "two", "three"}  # fmt: skip
"""What makes one of several things with "together" or "into one" behind it."""
_THEM = {
    "both", "two", "them", "they", "they're", "they've", "they'll", "these", "those", "three", "four", "all", "everything", "pair", "we'd", "lot",
    "contracts",
}  # fmt: skip
_ONE, _ADJECTIVES = {"one", "single", "same"}, {"big", "bigger", "larger", "single", "joint", "combined", "overall"}
_TOGETHER_THEY = {"they", "they'd", "both"}
_AFTER = {
    "", ".", ",", "?", "!", ";", ")", "-", "after", "now", "then", "for", "in", "to", "from", "so", "and", "but", "with", "by", "at", "instead",
    "really", "all", "please", "covering", "that", "if", "of", "both", "together", "anyway", "would", "is", "will", "again", "altogether", "as",
    "too", "because", "on", "today", "rather", "not", "over", "worth", "here",
}  # fmt: skip
"""What may stand after "one contract", and no noun that it tells of: "one contract manager"."""
_APART = {"separate", "separately", "apart", "two"}
_NOT_APART = (("no", "longer"), ("aren't",), ("not",), ("won't", "be"), ("weren't",))
_DENIES = {"not", "never", "no", "without", "instead", "rather", "nor", "against"}
_ASKS = {
    "do", "does", "did", "is", "are", "can", "could", "should", "must", "may", "will", "would", "shall", "who", "how", "why", "when", "which", "has",
    "have", "was", "were",
}  # fmt: skip
_SUPPOSES = {"if", "suppose", "supposing", "say", "assume", "assuming", "imagine"}
_NUMBERS = {"both": 2, "two": 2, "pair": 2, "three": 3, "four": 4, "five": 5}
_REACH = 7
ASKS = "“{words}”: what is the contract worth in all?"


def read_joined(question: Question, earlier: Facts, told: Amount | Rate | None = None) -> Facts | None:
    """What is known of the one contract that several told before are made; None where the message does not say so.

    `told` is the value that the message itself tells of it: "combined, £120k".

    >>> from assistant.facts.words.text import read_text
    >>> said, first = Said("told"), Amount(5_500_000, 5_500_000, None, Said("£55k"))
    >>> told = Facts(amount=Amount(7_000_000, 7_000_000, None, Said("£70k")), others=(Facts(amount=first),))
    >>> joined = read_joined(read_text("we'll merge the two into one"), told)
    >>> joined.amount.low_pence, joined.amount.said.words
    (12500000, '£55k; £70k')
    >>> read_joined(read_text("we're not merging them"), told)
    """
    if not earlier.others or ("£" in question.texts and told is None):
        return None
    found = (_said_joined(question, at, priced=told is not None) for at in range(len(question.tokens)))
    words = next((said for said in found if said), None)
    if words is None:
        return None
    whole = _which(question, (*earlier.others, replace(earlier, others=None)))
    amount = _in_all([one.amount for one in whole]) if told is None else told if isinstance(told, Amount) else None
    open_ = () if amount or told else (doubt("two_amounts", words, question=ASKS),)
    return Facts(
        amount=amount,
        rate=told if isinstance(told, Rate) else None,
        duration=_term([one.duration for one in whole]),
        contract_type=_kind([one.contract_type for one in whole]),
        doubts=open_,
        others=(),
    )


def _said_joined(question: Question, at: int, *, priced: bool) -> str | None:
    """The words of a sentence that makes the contracts one at token `at`, None where it does not; `priced` where it tells what they come to."""
    if not (_makes_one(question, at) or _is_denied_apart(question, at)):
        return None
    start, stop = sentence_round(question, at, at + 1)
    told = question.words(start, stop)
    apart = _is_denied_apart(question, at)
    supposed = not _SUPPOSES.isdisjoint(question.words(0, at))
    asked = question.word(stop) == "?" and question.word(start) in _ASKS and not supposed
    denied = not apart and any(word in _DENIES or word.endswith("n't") for word in question.words(max(start, at - _REACH), at))
    named = not _THEM.isdisjoint(told) or (
        priced and (question.word(at) in _MERGED or "together" in question.words(at, at + 3))
    )
    return None if asked or denied or not named else question.said(start, stop)


def _makes_one(question: Question, at: int) -> bool:
    word = question.word(at)
    if word in _MERGED or (word == "together" and not _TOGETHER_THEY.isdisjoint(question.words(at - 1, at + 2))):
        return True
    if word in ("joined", "joining") and question.word(at + 1) in ("up", "together", "into"):
        return True
    near = question.words(at + 1, at + _REACH)
    if word in _TOGETHER and ("together" in near or ("into", "one") in itertools.pairwise(near)):
        return True
    if word not in _ONE:
        return False
    noun = at + 1 + (question.word(at + 1) in _ADJECTIVES)
    return question.word(noun) in _CONTRACTS and question.word(noun + 1) in _AFTER


def _is_denied_apart(question: Question, at: int) -> bool:
    """ "They're not separate contracts after all"."""
    for phrase in _NOT_APART:
        if question.follows(at, *phrase) and question.word(at + len(phrase)) in _APART:
            return question.word(at + len(phrase)) != "two" or question.word(at + len(phrase) + 1) == "contracts"
    return False


def _which(question: Question, told: Sequence[Facts]) -> Sequence[Facts]:
    """The contracts that are made one: all, or the last two where those are named; none where it is open which are meant."""
    counted = (word for at, word in enumerate(question.texts) if question.word(at + 1) not in UNIT_MONTHS)
    numbers = {number for word in counted if (number := _NUMBERS.get(word))}
    if numbers <= {len(told)}:
        return told
    last = any(question.follows(at, "last", "two") for at in range(len(question.tokens)))
    return told[-2:] if last else ()


def _in_all(amounts: Sequence[Amount | None]) -> Amount | None:
    """The sum of the values; None where one is not known, or they differ in VAT."""
    known = [one for one in amounts if one is not None]
    if not known or len(known) < len(amounts) or len({one.vat for one in known}) > 1:
        return None
    highs = [one.high_pence for one in known if one.high_pence is not None]
    high = sum(highs) if len(highs) == len(known) else None
    words = "; ".join(one.said.words for one in known)
    return Amount(sum(one.low_pence for one in known), high, known[0].vat, Said(words), about=any(one.about for one in known))


def _term(terms: Sequence[Duration | None]) -> Duration | None:
    """The term of the whole: the one they share, or what lies between the shortest and the longest; no upper end where one is not known."""
    known = [one for one in terms if one is not None]
    if not known or (len(known) == len(terms) and len({(one.low_months, one.high_months) for one in known}) == 1):
        return known[0] if known else None
    highs = [one.high_months for one in known if one.high_months is not None]
    high = max(highs) if len(highs) == len(terms) else None
    return Duration(min(one.low_months for one in known), high, Said("; ".join(one.said.words for one in known)))


def _kind(kinds: Sequence[TypeFact | None]) -> TypeFact | None:
    """The kind of the whole: that of each, or what is open between them."""
    known = [one for one in kinds if one is not None]
    options = tuple(dict.fromkeys(option for one in known for option in one.options))
    return TypeFact(options, Said("; ".join(dict.fromkeys(one.said.words for one in known)))) if known else None
