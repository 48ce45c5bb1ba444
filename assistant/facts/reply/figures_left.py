"""A figure in a reply that no reader could place: it may change what the contract is worth, or how long it runs, so it is asked about.

Names of things ("lot 2", "room 12", "clause 9"), times of day, percentages, telephone numbers, ordinals and counts of people, papers and
minutes say nothing of either.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.facts.money.bare import is_year_number
from assistant.facts.money.count_said import is_name
from assistant.facts.reply.refer import FACTORS
from assistant.facts.words.doubts import doubt
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question, singular
from assistant.model import Doubt

_ASKS = "“{words}”: does that change what the contract is worth, or how long it runs? What is it worth in all?"
_COUNT_NOTHING = {
    "bidder", "councillor", "officer", "colleague", "people", "person", "member", "supplier", "firm", "company", "provider", "director", "resident",
    "quote", "bid", "tender", "question", "thing", "point", "minute", "min", "second", "sec", "email", "page", "time", "reason", "way", "mark",
    "criterion", "criteria", "option", "copy", "cent", "percent", "pc", "word", "line", "paragraph", "clause", "section", "document", "form",
    "policy",
    "council", "meeting", "call", "example", "step", "st", "nd", "rd", "th", "am", "pm", "mile", "metre", "degree", "round", "side", "third", "fifth",
    "o'clock", "us", "you", "contractor", "applicant", "judge", "panel", "evaluator", "signature", "version", "draft", "attempt", "hour", "hr",
    "team", "manager", "boss", "kid", "child", "children", "sentence", "bit", "theme", "pillar", "objective", "principle", "outcome",
}  # fmt: skip
_NAMED_BY = {
    "room", "floor", "flat", "building", "ext", "extension", "line", "option", "question", "team", "desk", "band", "grade", "level", "tier", "week",
    "quarter", "meeting", "platform", "gate", "door", "bus", "route", "junction", "form", "box", "slide", "tab", "column", "sheet", "plan", "zone",
    "block", "plot", "type", "class", "group", "category", "covid", "studio", "channel", "attempt", "q", "point", "principle", "theme", "ward",
    "pier",
    "quote", "bid", "job", "item", "contract", "tender", "project", "extn",
}  # fmt: skip
_AT_TIME, _AFTER_TIME = (
    {"at", "by", "until", "till", "before", "after"},
    {"", ".", ",", "?", "!", "tomorrow", "today", "on", "if", "and", "so", "o'clock"},
)
_NO_FIGURES = {
    "one", "zero", "nil", "oh", "nought", "naught", "a", "an", "half", "couple", "point", "second", "third", "quarter",
}  # fmt: skip
_BACK = {"the", "as", "that", "our", "this", "of", "it", "them", "number", "quantity"}
_SCALES = (1, 1_000, 1_000_000)
_MOST_HOUR, _LONGEST, _NAME_REACH = 12, 6, 4


def figure_left(
    question: Question, placed: Collection[int], *, sums_only: bool = False, told_pence: int | None = None
) -> Doubt | None:
    """The doubt about the first figure, or word for a factor, that is none of the tokens `placed` and may tell how much there is.

    Where all but the value is told, `sums_only` leaves figures that have neither a pound sign nor a word for thousands or millions. A figure that is
    the value told before, `told_pence`, without its thousands or millions says no more ("the 600 includes VAT").

    >>> from assistant.facts.words.text import read_text
    >>> [figure_left(read_text(q), ()) is not None for q in ("now 800 then", "double the order", "lot 2, at 3 tomorrow", "two of us")]
    [True, True, False, False]
    """
    at = 0
    while at < len(question.tokens):
        if at in placed:
            at += 1
            continue
        if not sums_only and question.word(at) in FACTORS and question.word(at) != "half" and question.word(at + 1) in _BACK:
            return doubt("two_amounts", question.said(at, min(at + 3, len(question.tokens))), question=_ASKS)
        number = None if question.word(at) in _NO_FIGURES else read_number(question, at)
        if number is None:
            at += 1
            continue
        is_sum = number.scale > 1 or question.word(at - 1) == "£"
        if (is_sum or not sums_only) and not _is_told(number, told_pence) and not _tells_nothing(question, at, number):
            return doubt(
                "two_amounts", question.said(max(0, at - 1), min(number.end + 1, len(question.tokens))), question=_ASKS
            )
        at = number.end
    return None


def _is_told(number: Number, told_pence: int | None) -> bool:
    pence = None if number.value is None else number.value * 100
    return pence is not None and any(pence * scale == told_pence for scale in _SCALES)


def _tells_nothing(question: Question, at: int, number: Number) -> bool:
    return _is_name(question, at, number) or _is_of_time(question, at, number) or _counts_nothing(question, number.end)


def _is_name(question: Question, at: int, number: Number) -> bool:
    """Whether the number is part of a name, or is one: "lot 2", "Channel 4", a telephone number, a reference, a ratio."""
    if is_name(question, at, number) or number.value is None:
        return True
    digits = (
        number.numeral.isdigit() and not number.grouped and (len(number.numeral) >= _LONGEST or number.numeral.startswith("0"))
    )
    before, after = question.at(at - 1), question.word(number.end)
    joined = before.text in ("/", ":", "#", ".") or (after in ("/", ":") and not question.at(number.end).gap)
    named = question.word(at - 1 - (before.text in ("is", "was", "no", "number", "on")))
    if digits or joined or singular(named) in _NAMED_BY:
        return True
    return (
        before.kind == "word"
        and at > 1
        and question.text[before.start].isupper()
        and question.word(at - 2) not in (".", "?", "!")
    )


def _is_of_time(question: Question, at: int, number: Number) -> bool:
    """Whether the number is a year or an hour of the day."""
    hour = number.value is not None and number.value <= _MOST_HOUR and question.word(at - 1) in _AT_TIME
    return (is_year_number(number) and question.word(number.end) != "of") or (hour and question.word(number.end) in _AFTER_TIME)


def _counts_nothing(question: Question, end: int) -> bool:
    """Whether what follows a number makes it no quantity of what is bought: "%", "of us", "more thing", "local bidders"."""
    if question.word(end) in ("%", "°", "'") or question.follows(end, "out", "of"):
        return True
    start = end + (question.word(end) in ("of", "-")) + (question.word(end + 1) in ("the", "our", "my"))
    for word in question.words(start, start + _NAME_REACH):
        if singular(word) in _COUNT_NOTHING or word in _COUNT_NOTHING:
            return True
        if not word.isalpha() or word in ("of", "in", "for", "and", "at", "to", "is", "are", "each", "per", "now"):
            return False
    return False
