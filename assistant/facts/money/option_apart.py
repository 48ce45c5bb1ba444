"""An option that has its own price: "£88,000, with an option to extend worth another £30,000. Leaving that out, is it required?".

The message is read with the option and without it. Where it is said to be left out the value is what it is without; a later reply may put it in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.facts.words.numbers import read_number, scale_of
from assistant.facts.words.text import Question

_OPTIONS = {"option", "options", "optional", "extension", "extensions", "extend", "renewal"}
_LEADS = {
    "a", "an", "the", "our", "its", "any", "with", "and", "plus", "+", "then", "there", "is", "'s", "there's", "also", "we", "have", "has",
    "possible",
    "one", "two", "three", "further", "additional", "extra", "but", "it", "comes", "which", "excluding", "excl", "exc", "without", "before", "not",
    "counting", "ignoring", "leaving", "out", "carries", "includes", "included", "including", "incl", "inc", "of", "no", "can", "may", "be", "year",
    "yearly", "annual", "single", "to", "for", "on", "that", "less", "minus",
}  # fmt: skip
"""Words that may stand before the option in what is told of it."""
_HELD = {"including", "includes", "included", "incl", "inc", "no"}
"""Before an option these tell that its price is in the value already, or that there is none."""
_PRICED = {
    "k", "m", "grand", "thousand", "million", "plus", "ex", "exc", "excl", "excluding", "inc", "including", "vat", "+", "before", "net", "of", "a",
    "year", "per", "annum", "pa", "each", "more", "extra", "for", "that", "the", "this", "it", "extension", "option", "optional", "period", "years",
    "on", "top",     "one", "two", "three", "third", "fourth", "fifth", "sixth", "second", "year's", "term", "-", "(", ")",
}  # fmt: skip
"""Words that may stand behind the option's sum in what is told of it."""
_LEAVES = {"leaving", "leave", "leaves", "setting", "taking", "take", "set", "keeping"}
_OUT = {"out", "aside", "off"}
_WITHOUT = {
    "excluding",
    "exclude",
    "excludes",
    "without",
    "ignoring",
    "ignore",
    "ignored",
    "disregarding",
    "discounting",
    "omitting",
    "minus",
    "less",
    "excl",
}
_NOT_COUNTED = {"counting", "including", "count", "include", "counted", "included", "taking", "using"}
_LEFT = {"left", "excluded", "ignored", "omitted", "disregarded"}
_DENIES = {"not", "don't", "dont", "never", "can't", "cannot", "won't", "isn't", "no", "can", "should", "may", "must", "could"}
_DUTY = {"can", "could", "should", "may", "must", "do", "does"}
_THAT = {"that", "it", "this"}
_FILLS = {"the", "that", "this", "our", "any", "its", "an", "a", "for", "now", "of"}
_AFTER_THAT = _OUT | {"", ",", ".", "?", "!", ";", ")", "is", "does", "do", "would", "and", "must"}
_TELLS = {"is", "at", "was", "costs", "for", "comes", "or", "and"}
_OTHERWISE = {"or", "either", "instead", "otherwise"}
_STOPS = {".", "?", "!", ";"}
_LEFT_OVER = re.compile(r"\s*([.,;?!])(?:\s*[.,;])*")
_REACH, _NEAR, _BEHIND = 16, 5, 4


@dataclass(frozen=True, slots=True)
class OptionApart:
    """A message with a priced option: its text without the option, the words of the option's price, and whether it is said to be left out."""

    without: str
    price: str
    left_out: bool


def option_apart(question: Question) -> OptionApart | None:
    """The one priced option of a message that tells one other sum; None where it tells none, or where its price is in the value already.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return (found := option_apart(read_text(text))) and (found.without, found.left_out)
    >>> told("hire, £88,000. There is an option to extend worth another £30,000. Leaving that out, is it required?")
    ('hire, £88,000. is it required?', True)
    >>> told("£88,000, with an option at £30,000. Is it required?"), told("£88,000 including the option at £30,000")
    (('£88,000. Is it required?', False), None)
    """
    pounds = [at for at, word in enumerate(question.texts) if word == "£"]
    if len(pounds) != 2 or _OPTIONS.isdisjoint(question.texts) or not _OTHERWISE.isdisjoint(question.words(*pounds)):
        return None
    if any(_is_one_of_several(question, at) for at in range(len(question.tokens))):
        return None
    spans = [span for at, other in (pounds, pounds[::-1]) if (span := _told_of(question, at, other))]
    if len(spans) != 1:
        return None
    first, end = spans[0]
    left = _left_out(question, first, end)
    cut = [(first, end), *([left] if left else [])]
    inside = not _WITHOUT.isdisjoint(question.words(first, end)) or "not" in question.words(first, end)
    pound = next(at for at in pounds if first <= at < end)
    return OptionApart(_cut(question, cut), question.said(pound, end), left_out=left is not None or inside)


def _told_of(question: Question, at: int, other: int) -> tuple[int, int] | None:
    """The tokens that tell of an option whose sum has its "£" at `at`; `other` is the "£" of the value."""
    least = max((i + 1 for i in range(at) if question.word(i) in _STOPS), default=0)
    least = max(least, _sum_end(question, other)) if other < at else least
    named = next((i for i in range(max(least, at - _REACH), at) if question.word(i) in _OPTIONS), None)
    end = _sum_end(question, at)
    if named is None:
        behind = [i for i in range(end, end + _BEHIND + 2) if question.word(i) in _OPTIONS]
        joined = question.word(end) in ("for", "on") and behind
        if not joined or any(question.word(i) in _STOPS | {",", "£"} for i in range(end, behind[0])):
            return None
        named = at
        end = behind[0] + 1
    first = named
    while first > least and question.word(first - 1) in _LEADS | {"("}:
        first -= 1
    if not _HELD.isdisjoint(question.words(first, named)) and "not" not in question.words(first, named):
        return None
    first -= first > least and question.word(first - 1) in (",", "-")
    while question.word(end) in _PRICED or (question.at(end).kind == "number" and question.word(end) != "£"):
        end += 1
    return first, end


def _is_one_of_several(question: Question, at: int) -> bool:
    """Whether the option at token `at` is one of several ways to go, by its letter or number: "option B", "option A is £30,000"."""
    label = question.word(at + 1)
    named = question.word(at) == "option" and len(label) == 1 and label.isalnum()
    return named and (label != "a" or not question.word(at + 2).isalpha() or question.word(at + 2) in _TELLS)


def _sum_end(question: Question, pound: int) -> int:
    """Where the sum ends whose "£" is at `pound`."""
    number = read_number(question, pound + 1)
    end = number.end if number else pound + 1
    return end + (scale_of(question.word(end)) is not None)


def _left_out(question: Question, first: int, end: int) -> tuple[int, int] | None:
    """The tokens that say that the option is left out: "leaving the option out", "without that", "the option is left out"."""
    for at, word in enumerate(question.texts):
        if first <= at < end or not _DENIES.isdisjoint(question.words(at - 2, at)) or question.word(at - 3) in _DUTY:
            continue
        if word in _WITHOUT and (stop := _option_at(question, at + 1, near=at >= end)):
            return at, stop
        if word in _LEAVES and (stop := _option_at(question, at + 1, near=at >= end)) and question.word(stop) in _OUT:
            return at, stop + 1
        if word in _LEAVES and question.word(at + 1) in _OUT and (stop := _option_at(question, at + 2, near=at >= end)):
            return at, stop
        if word == "not" and question.word(at + 1) in _NOT_COUNTED and (stop := _option_at(question, at + 2, near=at >= end)):
            return at, stop
        if (
            word in _LEFT
            and question.word(at - 1) in ("is", "option", "extension", "be", ",", "are")
            and question.word(at - 2) not in _DENIES
        ):
            named = not _OPTIONS.isdisjoint(question.words(at - _NEAR, at)) or question.word(at - 1) == ","
            out = word != "left" or question.word(at + 1) in _OUT
            if named and out:
                return at, at + 1 + (word == "left")
    return None


def _option_at(question: Question, at: int, *, near: bool) -> int:
    """Where "the option", "its optional extension" or, behind what is told of it, "that" ends at token `at`; 0 where none stands there."""
    if near and question.word(at) in _THAT and question.word(at + 1) in _AFTER_THAT:
        return at + 1
    i = at
    while question.word(i) in _FILLS:
        i += 1
    if question.word(i) not in _OPTIONS - {"extend"}:
        return 0
    while question.word(i) in _OPTIONS | {"year", "years", "period"}:
        i += 1
    return i


def _cut(question: Question, spans: list[tuple[int, int]]) -> str:
    """The text of the question without the tokens of the spans."""
    text = question.text
    for first, end in sorted(spans, reverse=True):
        text = f"{text[: question.tokens[first].start].rstrip()} {text[question.tokens[end - 1].end :].lstrip()}"
    return _LEFT_OVER.sub(r"\1", text).strip()
