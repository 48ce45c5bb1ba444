"""A part that an earlier reply added to the value and that is taken out again by its thing: "forget the trailer", "no second lot after all".

The value is what it was before that part, or so much less. Where it was changed otherwise since, it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.reply.added_part import LINKS
from assistant.facts.reply.taken_back import WITHDRAWS
from assistant.facts.words.doubts import doubt
from assistant.facts.words.dropping import DROPPED, DROPS, REFUSED, dropping_phrase
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question, read_text, singular
from assistant.model import AddedSum, Amount, Facts, Rate, Said

_DROPS = WITHDRAWS | DROPS | DROPPED | REFUSED | {"without", "excluding", "minus"}
_TAKES = {"take", "taken", "taking", "took", "leave", "leaving", "left", "cut", "cutting", "strip", "pull", "come", "came"}
_OUT = {"out", "off", "away", "back"}
_IS, _GONE = {"is", "are", "'s", "was", "were"}, {"off", "out", "gone", "dead"}
_DENIED_AFTER = {
    "after", "longer", "anymore", "more", "need", "needed", "want", "wanted", "happening", "going", "buying", "getting", "having", "approved",
    "needing", "wanting", "doing", "taking", "including",
}  # fmt: skip
_ASKS = {
    "do", "does", "did", "is", "are", "can", "could", "should", "must", "may", "will", "would", "shall", "who", "how", "why", "when", "which",
}  # fmt: skip
_PLAIN = {
    "that", "this", "with", "from", "have", "been", "they", "them", "their", "value", "contract", "same", "tender", "order", "into", "price", "cost",
    "total", "also", "added", "adding", "another", "extra", "more", "buying", "there", "will", "about", "said", "want", "need", "year", "years",
    "social", "policy", "sorry", "forgot", "goes", "gone", "plus", "they've", "we've", "further", "worth", "costs", "costing", "then", "what",
}  # fmt: skip
"""Words of a sentence that names a part which are no name for it."""
ASKS = "“{words}”: what is the contract worth in all without that?"
_LEAST = 4
_REACH = 10


def part_taken_out(question: Question, parts: Sequence[AddedSum]) -> int | None:
    """The place of the part that the reply takes out, the last that fits; None where it takes out none.

    >>> parts = (AddedSum("add 50k for a trailer and spares", None, None), AddedSum("£20k for a second lot", None, None))
    >>> [part_taken_out(read_text(q), parts) for q in ("forget the trailer, finance said no", "no second lot after all", "is the trailer in?")]
    [0, 1, None]
    """
    for place in range(len(parts) - 1, -1, -1):
        names = names_of_part(parts[place].words) | ({"extra", "addition"} if place == len(parts) - 1 else set())
        for at in range(len(question.tokens)):
            if singular(question.word(at)) in names and _is_taken_out(question, at):
                return place
    return None


def names_of_part(words: str) -> set[str]:
    """The words for the thing that a part was told by."""
    return {
        singular(word)
        for word in read_text(words).texts
        if word.isalpha() and (len(word) >= _LEAST or word in ("lot",)) and singular(word) not in _PLAIN and word not in LINKS
    }


def _is_taken_out(question: Question, at: int) -> bool:
    """Whether the sentence round the thing at `at` says that it is in no more, and does not ask it."""
    start, stop = sentence_round(question, at, at + 1)
    told = question.words(start, stop)
    if (question.word(stop) == "?" and told[0] in _ASKS) or any(
        read_number(question, i) for i in range(at, min(stop, at + _REACH))
    ):
        return False
    gone = question.word(at + 1 + (question.word(at + 1) in _IS))
    if gone in _GONE and (question.word(at).endswith("'s") or question.word(at + 1) in _IS):
        return True
    if (
        question.word(at - 2) == "cut"
        and question.word(at - 1) in ("the", "that", "our")
        and question.word(at + 1) not in ("by", "to", "back")
    ):
        return True
    drops = [
        i
        for i, word in enumerate(told)
        if word in _DROPS or (word in _TAKES and not _OUT.isdisjoint(told)) or dropping_phrase(question, start + i)
    ]
    if drops:
        return not any(_denies(word) or word == "against" for i in drops for word in told[max(0, i - 2) : i])
    return any(map(_denies, told)) and not _DENIED_AFTER.isdisjoint(told)


def _denies(word: str) -> bool:
    return word in ("not", "no", "never") or word.endswith("n't")


def without_part(facts: Facts, earlier: Facts, place: int, words: str) -> Facts:
    """The reply's facts with the value as it is without the part at `place`; without one, and with what is asked, where that cannot be told.

    The kind of what is taken out is not the kind of the whole.
    """
    parts, told = earlier.parts or (), earlier.amount or earlier.rate
    left = (*parts[:place], *parts[place + 1 :])
    unknown = tuple(one for one in facts.unknown if one.fact != "amount")
    facts = replace(facts, amount=None, rate=None, contract_type=None, unknown=unknown)
    before = _before(parts, place, told) if told else None
    if told is None or before is None:
        left = tuple(replace(one, amount=None, rate=None) for one in left)
        return replace(facts, parts=left, doubts=(*facts.doubts, doubt("two_amounts", words, question=ASKS)))
    if isinstance(before, Rate):
        return replace(facts, parts=left, rate=replace(before, vat=told.vat))
    return replace(facts, parts=left, amount=replace(before, vat=told.vat))


def _before(parts: Sequence[AddedSum], place: int, told: Amount | Rate) -> Amount | Rate | None:
    """The value without the part: as it was before the last one, or by so much less; None where that is not known."""
    part = parts[place].amount or parts[place].rate
    if part is None or place == len(parts) - 1:
        return part and replace(part, said=Said(part.said.words, "history"))
    after = parts[place + 1].amount
    if not isinstance(part, Amount) or after is None or not isinstance(told, Amount):
        return None
    if not (part.exact and after.exact and told.exact):
        return None
    pence = told.low_pence - (after.low_pence - part.low_pence)
    return replace(told, low_pence=pence, high_pence=pence, said=Said(f"{told.said.words}; without {parts[place].words}"))
