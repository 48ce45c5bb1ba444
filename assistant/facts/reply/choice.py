"""A choice among sums that were told before: "the bigger one", "and with the cheaper design?", "option B", "the middle quote".

A message that tells several sums, of which one is the value, leaves them to be chosen from; a later choice takes the place of an earlier one. A
reply that names two of them, that denies one, or that asks which must be taken chooses none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.facts.money.sums import Money
from assistant.facts.money.value import SaidSum, rate_of
from assistant.facts.words.text import Question
from assistant.model import Amount, Choice, Facts, Said

_MOST, _LEAST = "most", "least"
_ENDS_OF = {
    **dict.fromkeys(("bigger", "larger", "dearer", "higher", "pricier", "costlier", "upper", "greater"), (_MOST, True)),
    **dict.fromkeys(("biggest", "largest", "dearest", "highest", "priciest", "costliest", "greatest"), (_MOST, False)),
    **dict.fromkeys(("smaller", "cheaper", "lower", "lesser"), (_LEAST, True)),
    **dict.fromkeys(("smallest", "cheapest", "lowest"), (_LEAST, False)),
}
"""Words for one end by size, and whether they compare no more than two."""
_OF_TWO = {"more": (_MOST, True), "most": (_MOST, False), "less": (_LEAST, True), "least": (_LEAST, False)}
_PRICED = {"expensive", "costly", "pricey"}
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "last": -1}
_PAIR = {"former": 0, "latter": 1}
_MIDDLE = {"middle", "mid", "median"}
_NOUNS = {
    "one", "option", "quote", "quotation", "bid", "price", "design", "figure", "sum", "offer", "scheme", "tender", "version", "estimate", "value",
    "amount", "package", "proposal", "plan", "choice", "model", "cost", "supplier", "bidder", "firm", "tenderer", "contractor", "number", "solution",
    "spec", "specification", "alternative", "variant", "provider",
}  # fmt: skip
"""What is chosen from."""
_LABELLED = _NOUNS - {"one", "figure", "sum", "value", "amount", "cost", "price", "number"}
_LETTERS = set("abcdefgh")
_ENDS = {
    "", ".", ",", "?", "!", ";", ")", "-", "then", "please", "instead", "now", "though", "thanks", "and", "but", "is", "at", "for", "over", "with",
    "plus", "ex", "inc", "excluding", "including", "which", "it", "we", "would", "will", "wins", "won", "after", "i", "they", "if", "so",
}  # fmt: skip
_DETERMINERS = {"the", "that", "their", "our", "this"}
_SMALL = _DETERMINERS | {
    ",", ".", "ok", "okay", "and", "yes", "just", "say", "go", "going", "for", "with", "then", "probably", "let's", "definitely", "it's", "its", "is",
    "right", "well", "so", "please", "thanks", "take", "pick", "we'll", "i'd", "we're", "i", "meant", "mean", "?", "!", "what", "about", "how", "if",
    "sorry", "actually", "at", "now", "on", "to", "it", "of", "no",
}  # fmt: skip
"""Words that may stand round a choice that is all that a reply says."""
_DENIES = {
    "not", "than", "instead", "rather", "unlike", "neither", "nor", "without", "never", "forget", "drop", "dropped", "ignore", "scrap", "ditch",
    "reject", "rejected", "lost", "no", "except", "withdrawn", "dropping", "between", "ruled", "against",
}  # fmt: skip
_DUTY = {
    "must",
    "have",
    "obliged",
    "required",
    "should",
    "allowed",
    "always",
    "can",
    "could",
    "do",
    "does",
    "need",
    "may",
    "why",
    "when",
    "who",
}
_SUPPOSES = {"if", "suppose", "supposing", "say", "assuming"}
_STOPS = {".", "?", "!", ";"}
_PARTS = _STOPS | {",", "but", "and"}
_REACH, _LABEL_REACH, _MOST_TOLD = 4, 5, 6


@dataclass(frozen=True, slots=True)
class _Mention:
    """One that is named at tokens `first` up to `end`; `fully` where the words round it say that it is meant and nothing else."""

    place: int
    first: int
    end: int
    fully: bool


def told_choices(question: Question, sums: Sequence[SaidSum]) -> tuple[Choice, ...]:
    """The sums to choose from, in the order told; none where they are not told alike, or not for certain."""
    ordered = sorted(sums, key=lambda one: one.money.first)
    different = {(one.money.low_pence, one.money.every_months) for one in ordered}
    exact = all(one.money.bound in ("exact", "about") and one.money.low_pence == one.money.high_pence for one in ordered)
    alike = len({one.money.every_months is None for one in ordered}) == 1
    if not (exact and alike and 1 < len(different) == len(ordered) <= _MOST_TOLD):
        return ()
    labels = [_label(question, one.money, [other.money for other in ordered]) for one in ordered]
    if len(set(labels)) < len(labels) or "" in labels:
        labels = [""] * len(labels)
    return tuple(_choice(question, one, label) for one, label in zip(ordered, labels, strict=True))


def _choice(question: Question, one: SaidSum, label: str) -> Choice:
    if one.money.every_months is not None:
        return Choice(label, None, rate_of(question, one))
    said = Said(question.said(one.money.first, max(one.money.end, one.vat_end)))
    amount = Amount(one.money.low_pence, one.money.high_pence, one.vat, said, about=one.money.bound == "about")
    return Choice(label, amount, None)


def _label(question: Question, one: Money, sums: Sequence[Money]) -> str:
    """The letter or number of the option that a sum is told of, before it or right behind it; "" where none is."""
    least = max((other.end for other in sums if other.end <= one.first), default=0)
    most = min((other.first for other in sums if other.first >= one.end), default=len(question.tokens))
    behind = one.end + (question.word(one.end) in ("(", "for", "-", "on", "with"))
    if behind > one.end and behind < most and (label := _label_at(question, behind)):
        return label
    for at in range(one.first - 2, max(least, one.first - _LABEL_REACH) - 1, -1):
        if label := _label_at(question, at):
            return label
    return ""


def _label_at(question: Question, at: int) -> str:
    """The label of the option named at token `at`: "option B", "quote 2"."""
    label = question.word(at + 1)
    named = question.word(at) in _LABELLED and (label in _LETTERS or (label.isdigit() and len(label) == 1))
    return label if named else ""


def read_choice(question: Question, earlier: Facts) -> Facts | None:
    """The amount or the rate that a reply chooses of those told before; None where it chooses none.

    >>> from assistant.facts.words.text import read_text
    >>> said = [Choice("", Amount(pounds * 100, pounds * 100, None, Said(f"£{pounds}")), None) for pounds in (900, 400)]
    >>> def chosen(text): return (found := read_choice(read_text(text), Facts(choices=tuple(said)))) and found.amount.low_pence // 100
    >>> [chosen(text) for text in ("the bigger one", "and with the cheaper design?", "the second", "second quote please", "the lowest bid then")]
    [900, 400, 400, 400, 400]
    >>> [chosen(text) for text in ("not the bigger one", "the first or the second one", "must we take the lowest bid?", "the first year", "bigger")]
    [None, None, None, None, 900]
    """
    choices = earlier.choices
    if not choices:
        return None
    mentions = [one for one in _mentions(question, earlier) if not _is_denied(question, one.first)]
    found = next((one for one in reversed(mentions) if one.fully), None)
    if found is None or len({one.place for one in mentions}) > 1 or _asks_which(question, found.first):
        return None
    choice, words = choices[found.place], question.said(found.first, found.end)
    if choice.amount:
        said = Said(f"{words} ({choice.amount.said.words})")
        return Facts(amount=replace(choice.amount, said=said))
    return Facts(rate=choice.rate)


def _mentions(question: Question, earlier: Facts) -> Iterator[_Mention]:
    for at in range(len(question.tokens)):
        named = _named_at(question, at, earlier)
        if named is None:
            continue
        place, end = named
        led = question.word(at - 1) in _DETERMINERS
        noun = question.word(end) in _NOUNS
        stop = end + noun
        alone = all(question.word(i) in _SMALL for i in itertools.chain(range(at), range(stop, len(question.tokens))))
        fully = question.word(stop) in _ENDS and (led or alone)
        if led or noun or alone:
            yield _Mention(place, at - led, stop, fully)
    labels = [one.label for one in earlier.choices]
    for at in range(len(question.tokens) - 1):
        label = _label_at(question, at)
        place = labels.index(label) if label in labels else -1 if any(labels) else _by_order(label)
        if label and 0 <= place < len(labels):
            yield _Mention(place, at, at + 2, question.word(at + 2) in _ENDS)


def _by_order(label: str) -> int:
    """The place of an option whose letter or number the message did not tell: A and 1 are the first."""
    return int(label) - 1 if label.isdigit() else ord(label) - ord("a") if label else -1


def _named_at(question: Question, at: int, earlier: Facts) -> tuple[int, int] | None:
    """The place of the choice that the word at `at` names by size or by order, and where the words for it end."""
    choices, word = earlier.choices, question.word(at)
    size, end = _ENDS_OF.get(word), at + 1
    if size is None and word in _OF_TWO and question.word(at + 1) in _PRICED:
        size, end = _OF_TWO[word], at + 2
    ordered = sorted(range(len(choices)), key=lambda place: _pence(choices[place]))
    if size:
        compares_two = size[1]
        return None if compares_two and len(choices) > 2 else (ordered[-1] if size[0] == _MOST else ordered[0], end)
    if word in _MIDDLE:
        return (ordered[len(choices) // 2], end) if len(choices) % 2 else None
    if word in _PAIR:
        return (_PAIR[word], end) if len(choices) == 2 else None
    if word == "other" and len(choices) == 2 and (now := earlier.amount or earlier.rate):
        others = [
            place for place, one in enumerate(choices) if (told := one.amount or one.rate) and told.low_pence != now.low_pence
        ]
        return (others[0], end) if len(others) == 1 else None
    place = _PLACES.get(word)
    if place is None or place >= len(choices):
        return None
    return place % len(choices), end


def _pence(choice: Choice) -> Fraction:
    if choice.rate:
        return Fraction(choice.rate.low_pence, choice.rate.per_months)
    return Fraction(choice.amount.low_pence if choice.amount else 0)


def _is_denied(question: Question, first: int) -> bool:
    """Whether the words before say that it is not meant: "not the bigger one", "they didn't pick the cheaper one", "rather than the second"."""
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = question.word(at)
        if word in _PARTS:
            return False
        if word in _DENIES or word.endswith("n't"):
            return True
    return False


def _asks_which(question: Question, first: int) -> bool:
    """Whether the sentence asks what must or may be chosen and supposes no choice: "do we have to take the lowest bid?"."""
    start = next((at + 1 for at in range(first - 1, -1, -1) if question.word(at) in _STOPS), 0)
    stop = next((at for at in range(first, len(question.tokens)) if question.word(at) in _STOPS), len(question.tokens))
    before = question.words(start, first)
    return question.word(stop) == "?" and not _DUTY.isdisjoint(before) and _SUPPOSES.isdisjoint(before)


def kept_choices(earlier: Facts, later: Facts) -> tuple[Choice, ...]:
    """What is to be chosen from after the later question: nothing more where it tells a value that is none of them, or takes the value back."""
    if later.choices or later.another or any(one.fact == "amount" for one in later.unknown):
        return later.choices
    now = later.amount or later.rate
    told = {(one.low_pence, one.high_pence) for choice in earlier.choices if (one := choice.amount or choice.rate)}
    return earlier.choices if now is None or (now.low_pence, now.high_pence) in told else ()
