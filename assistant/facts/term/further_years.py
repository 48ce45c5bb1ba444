"""Further years of a term that are told by their place in it: "three years with an option of a fourth", "two years, the third at our option".

Such a year goes on the term only where it is the one right after it, and where the words tell that it may be taken: an ordinal alone may be a
part ("a third of the cost"), a day ("the fourth of May") or one of some things ("a fourth lot").
"""

from __future__ import annotations

import itertools
from collections.abc import Collection

from assistant.facts.term.on_call import is_on_call
from assistant.facts.words.numbers import ORDINALS, read_number
from assistant.facts.words.text import Question

_YEARS = {"year", "years", "yr", "yrs"}
_DETERMINERS = {"a", "an", "the", "any", "our", "one", "its"}
_MAY_BE = {
    "optional",
    "possible",
    "potential",
    "further",
    "additional",
    "extra",
    "discretionary",
    "provisional",
    "likely",
    "another",
}
"""Words before a year that tell it is one more, or one that may be taken."""
_JUST_ADDS = {"plus", "+", "maybe", "perhaps", "possibly", "potentially", "then"}
_OPTION = {
    "option", "options", "optional", "extend", "extends", "extended", "extending", "extendable", "extendible", "extension", "extensions", "renew",
    "renewable", "renewal", "possibility", "chance", "scope", "room",
}  # fmt: skip
_LEADS_ON = {"for", "on", "to", "into", "with", "add", "take"}
_OF_OPTION = {"option", "options", "possibility", "chance", "extension"}
"""Before "of a fourth" these tell of a year; a "discount of a third" is a part."""
_MODALS = {"could", "may", "might", "can"}
_GOES = {"go", "run", "extend", "be", "roll", "stretch", "last", "continue"}
_SETS_OFF = {",", "(", "and", "with", "-", ";", "but", ".", ":"}
_AFTERWARDS = {"optional", "option", "options", "discretion", "possible", "extension"}
_ON_TERMS = {"if", "should"}
_THERE_IS = {"is", "there's", "there", "have", "has", "got", "we've", "they've", "be", "offer", "offers", "includes", "include"}
_DENIES = {
    "no",
    "not",
    "without",
    "never",
    "nor",
    "excluding",
    "won't",
    "dropped",
    "ruled",
    "instead",
    "scrapped",
    "isn't",
    "against",
}
_GOES_ON = {
    "", ".", ",", ";", ")", "(", "?", "!", "-", ":", "&", "/", "that", "which", "at", "if", "and", "or", "being", "should", "is", "to", "we",
    "subject", "with", "by", "as", "on", "but", "so", "then", *_AFTERWARDS, *_YEARS,
}  # fmt: skip
"""What may stand after such a year where no noun follows that it counts."""
_JOINS = {"and", "or", "&", ",", "/", "then", "-", "to"}
_BETWEEN = {*_DETERMINERS, *_MAY_BE, "then", "even", "possibly"}
_STOPS = {".", "?", "!"}
_REACH, _NEAR, _NEAR_AFTER, _REST, _MOST_YEARS = 22, 6, 5, 14, 9


def further_years(
    question: Question, start: int, years: int, skipped: Collection[int], others: Collection[int]
) -> tuple[int, int]:
    """How many years, told by their place, go on a term of so many `years` that ends before token `start`, and where they end; none and 0 else.

    `skipped` are tokens of sums and dates, `others` the tokens at which other lengths start.

    >>> from assistant.facts.words.text import read_text
    >>> said = ("with an option of a fourth", "the fourth at our option", "with options on a fourth and a fifth year", "an optional fourth lot")
    >>> [further_years(read_text(text), 0, 3, (), ())[0] for text in said]
    [1, 1, 2, 0]
    >>> said = ("with an option of a third", "a discount of a third if we extend", "and a possible third of the cost", "no third year")
    >>> [further_years(read_text(text), 0, 2, (), ())[0] for text in said]
    [1, 0, 0, 0]
    """
    if not 1 <= years <= _MOST_YEARS:
        return 0, 0
    stops = 0
    for at in range(start, min(start + _REACH, len(question.tokens))):
        if at in skipped:
            continue
        stops += question.word(at) in _STOPS
        if question.word(at) in ("?", "!") or stops > 1 or (at in others and not _holds_place(question, at)):
            return 0, 0
        place, end = place_in_term(question, at)
        if place == years + 1 and _may_be_taken(question, start, at, end, near=stops == 0):
            return _with_next(question, end, place)
    return 0, 0


def _holds_place(question: Question, at: int) -> bool:
    """Whether a length that starts there is told by its place: "an optional fourth year", "optional years three and four"."""
    i = at
    while question.word(i) in _DETERMINERS | _MAY_BE:
        i += 1
    return place_in_term(question, i)[0] > 0


def place_in_term(question: Question, at: int) -> tuple[int, int]:
    """The place in a term that the words at `at` name, "fourth", "4th year", "year four", and where they end; 0 where they name none."""
    if place := ORDINALS.get(question.word(at)):
        return place, at + 1 + (question.word(at + 1) in _YEARS)
    number = read_number(question, at) if question.at(at).kind == "number" else None
    if number and number.value and question.word(number.end) in ("st", "nd", "rd", "th") and not question.at(number.end).gap:
        return int(number.value), number.end + 1 + (question.word(number.end + 1) in _YEARS)
    if question.word(at) in ("year", "years"):
        return _number(question, at + 1)
    return 0, at


def _number(question: Question, at: int) -> tuple[int, int]:
    number = read_number(question, at)
    plain = number is not None and number.value is not None and number.scale == 1 and number.value.denominator == 1
    return (int(number.value), number.end) if number and number.value and plain else (0, at)


def _may_be_taken(question: Question, start: int, at: int, end: int, *, near: bool) -> bool:
    """Whether the words round a year told by its place say that it may be taken, and none that it is not there."""
    priced = question.follows(end, "for", "the", "same")
    if (question.word(end) not in _GOES_ON and not priced) or question.follows(end, "to", "date"):
        return False
    i, told = at - 1, False
    while i >= start and question.word(i) in _DETERMINERS | _MAY_BE:
        told, i = told or question.word(i) in _MAY_BE, i - 1
    before = question.words(max(start, i - _NEAR), i + 1)
    if any(word in _DENIES for word in before):
        return False
    lead = question.word(i) if i >= start else ","
    if told or lead in _JUST_ADDS:
        return lead != "of" or question.word(i - 1) in _OF_OPTION
    if lead == "of":
        return question.word(i - 1) in _OF_OPTION
    if lead in _LEADS_ON and (not _OPTION.isdisjoint(before) or _may_go_on(before)):
        return True
    return near and (
        (lead in _SETS_OFF and _is_on_terms(question, end)) or (lead in _THERE_IS and _is_an_option(question, end))
    )


def _may_go_on(before: Collection[str]) -> bool:
    """ "could run to a fourth", "may go into a fourth"."""
    return any(one in _MODALS and other in _GOES for one, other in itertools.pairwise(before))


def _is_an_option(question: Question, end: int) -> bool:
    """Whether the rest of the sentence calls the year an option: "there is a second year on the table too, as an option"."""
    said = list(itertools.takewhile(lambda word: word not in _STOPS, question.words(end, end + _REST)))
    return not _AFTERWARDS.isdisjoint(said) and _DENIES.isdisjoint(said)


def _is_on_terms(question: Question, end: int) -> bool:
    """Whether the words behind say that it is taken on terms: "the third at our option", "a fourth if it goes well", "4th (optional)"."""
    at = end + (question.word(end) == "(")
    said = list(itertools.takewhile(lambda word: word not in _STOPS | {",", ";", ")"}, question.words(at, at + _NEAR_AFTER)))
    return (
        question.word(at) in _ON_TERMS
        or is_on_call(question, at)
        or (not _AFTERWARDS.isdisjoint(said) and _DENIES.isdisjoint(said))
    )


def _with_next(question: Question, end: int, place: int) -> tuple[int, int]:
    """How many years stand there one after the other, and where they end: "a fourth and a fifth", "years three and four"."""
    count, numbered = 1, question.word(end - 1) not in ORDINALS | dict.fromkeys(_YEARS, 0)
    while question.word(end) in _JOINS:
        at = end + 1
        while question.word(at) in _BETWEEN:
            at += 1
        following, after = place_in_term(question, at)
        if not following and numbered:
            following, after = _number(question, at)
        if following != place + count:
            break
        count, end = count + 1, after
    return count, end
