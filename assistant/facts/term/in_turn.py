"""A term told by its parts: "phase A nine months, phase B for another eighteen", "three phases one after the other".

Parts that follow one another add up. Where the words leave open whether they do, or say that they overlap, the whole is asked for.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.term.duration import Term, TermRead
from assistant.facts.words.doubts import doubt
from assistant.facts.words.lengths import Length, is_aside
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.part_labels import PARTS, PartLabel, read_part_labels
from assistant.facts.words.text import Question, singular

_STOPS = {".", "?", "!", ";"}
_IN_TURN = (
    ("one", "after", "the", "other"), ("one", "after", "another"), ("one", "following", "the", "other"),
    ("one", "following", "another"), ("back", "to", "back"), ("back", "-", "to", "-", "back"), ("end", "to", "end"),
    ("end", "-", "to", "-", "end"), ("in", "sequence"), ("in", "succession"), ("in", "turn"), ("in", "a", "row"), ("consecutively",),
    ("consecutive",), ("successive",), ("successively",), ("sequentially",), ("sequential",), ("on", "from", "each", "other"),
    ("no", "overlap"), ("without", "overlap"), ("don't", "overlap"), ("not", "overlap"), ("without", "overlapping"), ("not", "overlapping"),
)  # fmt: skip
"""What says of parts, wherever it stands, that they follow one another."""
_NEXT = {
    "then", "followed", "follows", "following", "afterwards", "thereafter", "straight", "immediately", "directly", "next", "another", "further",
    "after", "into",
}  # fmt: skip
"""What says so between two parts."""
_TOGETHER = {
    "overlap", "overlaps", "overlapping", "overlapped", "parallel", "alongside", "simultaneously", "simultaneous", "concurrent", "concurrently",
    "together", "meanwhile", "separate", "separately", "gap", "pause",
}  # fmt: skip
"""What says that they do not."""
_OPEN = {"while", "unless", "or", "either", "if"}
"""What leaves it open, in the sentences that tell the parts."""
_OPTIONS = {
    "option",
    "options",
    "optional",
    "extension",
    "extensions",
    "extend",
    "extended",
    "extending",
    "renewal",
    "renew",
    "renewable",
}
_NONE = {"no", "without", "don't", "not"}
_AT_ONCE = (
    ("same", "time"), ("at", "once"), ("side", "by", "side"), ("another", "contract"), ("different", "contract"), ("own", "contract"),
)  # fmt: skip
_OVER = {"took", "was", "were", "finished", "completed", "done", "ran", "lasted"}
_ONE = {"one", "single", "same", "this"}
_CONTRACT = {"contract", "job", "appointment", "order", "agreement", "deal"}
_TO_LENGTH = {
    "starts", "which", "and",
    "for", "is", "takes", "take", "taking", "lasts", "lasting", "another", "a", "further", "about", "will", "be", "then", "of", ":", "-", ",", "(",
    "runs", "running", "being", "needs", "at", "an", "extra", "to", "run", "last", "in", "over", "follows", "following", "on", "directly", "straight",
    "immediately", "after", "afterwards", "from", "it", "that", "comes", "next",
}  # fmt: skip
"""Words between the name of a part and a number that takes the unit of the parts before."""
_LEADS_PART = {"for", "on", "in", "of"}
_OF_PART = _LEADS_PART | {"the", "to", "("}
_LEADS_EACH = {"of", ",", "each", "lasting", "taking", "at", "(", "-"}
_LINKS = {
    ",", "and", "then", "another", "a", "further", "by", "followed", "straight", "into", "directly", "immediately", "afterwards", "after", "that",
}  # fmt: skip
_CLOSES = {
    "",
    ".",
    ",",
    ";",
    "?",
    "!",
    ")",
    "and",
    "all",
    "then",
    "so",
    "run",
    "for",
    "on",
    "but",
    "if",
    "when",
    "which",
    "with",
    "after",
}
_WHOLE = {"total", "all", "altogether", "overall", "end", "whole"}
_TIED = {"over", "contract", "term", "programme", "works"}
_REACH, _MOST_LED, _MOST_UNIT, _MOST_LABELS, _MOST_IN_ROW = 14, 3, 60, 20, 9


@dataclass(frozen=True, slots=True)
class _Part:
    """How long a part takes, the tokens that tell it with its name, and the length that it was read from."""

    months: Fraction
    first: int
    end: int
    length: Length | None


def read_term_in_turn(question: Question, lengths: Sequence[Length], taken: Collection[int]) -> TermRead | None:
    """The term that parts one after the other make, or the doubt where they may run side by side; None where no parts are told.

    `lengths` are all that the question tells, `taken` the tokens of sums and dates.

    >>> from assistant.facts.words.lengths import read_lengths
    >>> from assistant.facts.words.text import read_text
    >>> def told(text):
    ...     read = read_term_in_turn(q := read_text(text), read_lengths(q, ()), ())
    ...     return read and (read.term and int(read.term.low), [one.code for one in read.doubts])
    >>> told("phase A nine months, then phase B for another eighteen"), told("phase 1 is nine months, phase 2 eighteen")
    ((27, []), (None, ['two_durations']))
    >>> told("two phases back to back: 12 months and 14 months"), told("a term of 12 months, reviewed after phase 1")
    ((26, []), None)
    """
    lengths = [one for one in lengths if not is_aside(question, one) and one.low == one.high]
    parts = _named_parts(question, lengths, taken) or _counted_parts(question, lengths) or _joined_parts(question, lengths)
    parts = parts or _parts_of_sentence(question, lengths) or _with_bare_number(question, lengths, taken)
    if len(parts) < 2:
        return _so_many_of_one_length(question, lengths)
    used = {part.length.first for part in parts if part.length}
    others = [one for one in lengths if one.of_contract and one.first not in used]
    return _settled(question, parts, others)


def _settled(question: Question, parts: Sequence[_Part], others: Sequence[Length]) -> TermRead | None:
    """The sum of the parts where the words say that they follow one another, or that they come to it; else the whole that is told, or the doubt."""
    whole = sum((part.months for part in parts), Fraction(0))
    first, end = min(part.first for part in parts), max(part.end for part in parts)
    said = next((one for one in others if one.low == whole), None)
    if said is not None:
        return TermRead(Term(whole, whole, "exact", said.first, said.end))
    wholes = [one for one in others if _is_whole(question, one) and one.low >= max(part.months for part in parts)]
    if len(wholes) == 1:
        return TermRead(Term(wholes[0].low, wholes[0].low, "exact", wholes[0].first, wholes[0].end))
    if not others and follow_in_turn(question, [(part.first, part.end) for part in parts]):
        return TermRead(Term(whole, whole, "exact", first, end))
    shown = "; ".join(question.said(*_told(part)) for part in sorted(parts, key=lambda part: part.first))
    return TermRead(None, (doubt("two_durations", shown),))


def _told(part: _Part) -> tuple[int, int]:
    return (part.length.first, part.length.end) if part.length else (part.first, part.end)


def _is_whole(question: Question, one: Length) -> bool:
    """Whether a length is told to be that of all the parts: "20 months in all", "over 24 months"."""
    near = (*question.words(one.first - 2, one.first), *question.words(one.end, one.end + 2))
    return not (_WHOLE | _TIED).isdisjoint(near)


def follow_in_turn(question: Question, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the words say that parts follow one another; `spans` are the tokens of each, its name with it."""
    ordered = sorted(spans)
    if not _may_follow(question, ordered[0][0], ordered[-1][1]):
        return False
    between = [question.words(one[0], other[1]) for one, other in itertools.pairwise(ordered)]
    led = bool(between) and all(not _NEXT.isdisjoint(words) for words in between)
    return _is_said_in_turn(question) or (led and _OVER.isdisjoint(question.words(*ordered[0])))


def _may_follow(question: Question, first: int, end: int) -> bool:
    """Whether nothing says that the parts told from token `first` up to `end` run side by side, or stand in contracts of their own."""
    if not _OPEN.isdisjoint(
        question.words(sentence_round(question, first, first + 1)[0], sentence_round(question, end - 1, end)[1])
    ):
        return False
    together = any(word in _TOGETHER and question.word(at - 1) not in _NONE for at, word in enumerate(question.texts))
    return not together and _place_of(question, _AT_ONCE) is None


def _is_said_in_turn(question: Question) -> bool:
    return _place_of(question, _IN_TURN) is not None


def _place_of(question: Question, phrases: Sequence[tuple[str, ...]]) -> int | None:
    """Where the first of the phrases stands; None where none does."""
    starts = {phrase[0] for phrase in phrases}
    places = (at for at, word in enumerate(question.texts) if word in starts)
    return next((at for at in places if any(question.follows(at, *phrase) for phrase in phrases)), None)


def _named_parts(question: Question, lengths: Sequence[Length], taken: Collection[int]) -> list[_Part]:
    """The parts by their names, from the first on, each with its length; none where one of them has no length."""
    labels = read_part_labels(question)
    if not 2 <= len(labels) <= _MOST_LABELS:
        return []
    found: dict[int, _Part] = {}
    bare: list[PartLabel] = []
    for n, label in enumerate(labels):
        stop = labels[n + 1].first if n + 1 < len(labels) else len(question.tokens)
        if length := _length_of(question, label, stop, lengths):
            found.setdefault(
                label.number, _Part(length.low, min(label.first, length.first), max(label.end, length.end), length)
            )
        else:
            bare.append(label)
    units = {part.length.unit_months for part in found.values() if part.length}
    for label in bare:
        if len(units) == 1 and label.number not in found and (part := _without_unit(question, label, next(iter(units)), taken)):
            found[label.number] = part
    complete = sorted(found) == list(range(1, len(found) + 1))
    return list(found.values()) if complete and len(found) == len({label.number for label in labels}) else []


def _length_of(question: Question, label: PartLabel, stop: int, lengths: Sequence[Length]) -> Length | None:
    """The length of a named part: "fifteen months for the second phase", "phase 1 is nine months"."""
    if before := next((one for one in lengths if _is_said_of(question, one.end, label.first)), None):
        return before
    near = min(stop, label.end + _REACH)
    after = next((one for one in lengths if label.end <= one.first < near), None)
    if after is None or not _STOPS.isdisjoint(question.words(label.end, after.first)):
        return None
    return None if _is_said_of(question, after.end, stop) else after


def _is_said_of(question: Question, end: int, first: int) -> bool:
    """Whether a length that ends before token `end` leads to the name of its part at `first`: "ten months for the first phase"."""
    between = question.words(end, first)
    return 0 < first - end <= _MOST_LED and between[0] in _LEADS_PART and set(between) <= _OF_PART


def _without_unit(question: Question, label: PartLabel, unit: Fraction, taken: Collection[int]) -> _Part | None:
    """A number beside the name of a part that takes the unit of the others: "phase B for another eighteen", "8 for phase 2"."""
    for at in range(label.first - 1 - _MOST_LED, label.first - 1):
        number = _bare_number(question, at, taken)
        if number and number.value and _is_said_of(question, number.end, label.first):
            return _Part(number.value * unit, at, label.end, None)
    at = label.end
    while question.word(at) in _TO_LENGTH and at < label.end + _REACH:
        at += 1
    number = _bare_number(question, at, taken)
    if number is None or number.value is None or question.word(number.end) not in _CLOSES:
        return None
    return _Part(number.value * unit, label.first, number.end, None)


def _bare_number(question: Question, at: int, taken: Collection[int]) -> Number | None:
    """The number at token `at`, if so many months or years may be meant."""
    number = None if at in taken else read_number(question, at)
    fits = number is not None and number.value is not None and number.scale == 1 and 0 < number.value <= _MOST_UNIT
    return number if fits and question.word(at - 1) not in ("£", "-", "/", ".") else None


def _parts_of(lengths: Iterable[Length]) -> list[_Part]:
    """Parts that are told by their lengths alone."""
    return [_Part(one.low, one.first, one.end, one) for one in lengths]


def _counted_parts(question: Question, lengths: Sequence[Length]) -> list[_Part]:
    """ "Two phases back to back: 12 months and 14 months": as many lengths in a list as there are parts."""
    for at, word in enumerate(question.texts):
        number = read_number(question, at - 1) if singular(word) in PARTS and singular(word) != word else None
        if number is None or number.value is None or number.end != at:
            continue
        row = _row(question, [one for one in lengths if one.first > at], {",", "and", "then", "&"})
        if len(row) == number.value and row[0].first - at < _REACH:
            return _parts_of(row)
    return []


def _joined_parts(question: Question, lengths: Sequence[Length]) -> list[_Part]:
    """ "Nine months, then eight months, then ten months": a bare row of lengths that go on from one another."""
    for n in range(len(lengths) - 1):
        row = _row(question, lengths[n : n + _MOST_IN_ROW], _LINKS)
        said = question.words(row[0].end, row[-1].first)
        if len(row) > 1 and not {"then", "followed"}.isdisjoint(said) and row[0].of_contract:
            return _parts_of(row)
        if parts := _in_one_contract(question, lengths[n : n + 2]):
            return parts
    return []


def _in_one_contract(question: Question, pair: Sequence[Length]) -> list[_Part]:
    """ "Three months of design followed by twenty on site, one contract": two lengths of one sentence that is said to be of one contract."""
    one, other = pair
    between = question.words(one.end, other.first)
    led = "then" in between or ("followed", "by") in itertools.pairwise(between)
    single = any(first in _ONE and noun in _CONTRACT for first, noun in itertools.pairwise(question.texts))
    if not (led and single and len(between) < _REACH and _STOPS.isdisjoint(between)):
        return []
    return _parts_of(pair)


def _parts_of_sentence(question: Question, lengths: Sequence[Length]) -> list[_Part]:
    """ "Ten months on the piers and 15 months on the deck, one after the other": the lengths of the sentence that says so."""
    at = _place_of(question, _IN_TURN)
    if at is None:
        return []
    start, stop = sentence_round(question, at, at + 1)
    return _parts_of(one for one in lengths if start <= one.first < stop and one.unit_months >= 1)


def _with_bare_number(question: Question, lengths: Sequence[Length], taken: Collection[int]) -> list[_Part]:
    """ "8 months for the north wing and then 17 for the south wing": a length and numbers that go on from it in its unit."""
    for one in (length for length in lengths if length.of_contract):
        parts = _parts_of([one])
        while following := _next_number(question, parts[-1].end, one.unit_months, taken):
            parts.append(following)
        if len(parts) > 1:
            return parts
    return []


def _next_number(question: Question, end: int, unit: Fraction, taken: Collection[int]) -> _Part | None:
    """The next number in the sentence that a word like "then" or "another" leads to."""
    for at in range(end, end + _REACH):
        if question.word(at) in _STOPS | _OPTIONS or question.at(at).kind == "number":
            return None
        if question.word(at) not in ("then", "further", "another"):
            continue
        after = at + 1 + (question.word(at + 1) in ("another", "a", "further"))
        number = _bare_number(question, after, taken)
        ends = number is not None and (question.word(number.end) in _CLOSES or question.follows(number.end, "to", "follow"))
        if number and number.value and ends:
            return _Part(number.value * unit, at, number.end, None)
    return None


def _row(question: Question, lengths: Sequence[Length], links: Collection[str]) -> list[Length]:
    """The lengths from the first on with nothing but linking words between."""
    row = list(lengths[:1])
    for one in lengths[1:]:
        between = question.words(row[-1].end, one.first)
        if not between or not set(between) <= set(links):
            break
        row.append(one)
    return row


def _so_many_of_one_length(question: Question, lengths: Sequence[Length]) -> TermRead | None:
    """ "Three phases of 10 months each, one after the other", "two 13-month phases": the doubt, where nobody says that they follow in turn."""
    for one in lengths:
        count, first = _how_many_parts(question, one)
        if count is None:
            continue
        if _is_said_in_turn(question) and _may_follow(question, first, one.end):
            return TermRead(Term(one.low * count, one.low * count, "exact", first, one.end))
        if one.of_contract and not any(other.of_contract for other in lengths if other is not one):
            return TermRead(None, (doubt("two_durations", question.said(first, one.end)),))
    return None


def _how_many_parts(question: Question, one: Length) -> tuple[int | None, int]:
    """How many parts take that length each, and where the words start: "two phases, each of 13 months", "two 13-month phases"."""
    behind = one.end + (question.word(one.end) == "-")
    at = one.first - 1
    while question.word(at) in _LEADS_EACH:
        at -= 1
    if _is_several(question, behind):
        at, led = one.first, True
    else:
        led = at < one.first - 1 and _is_several(question, at)
    starts = (start for start in range(at - 1, at - 4, -1) if (number := read_number(question, start)) and number.end == at)
    start = next(starts, None) if led else None
    number = None if start is None else read_number(question, start)
    whole = (
        number is not None and number.value is not None and number.value.denominator == 1 and 1 < number.value <= _MOST_IN_ROW
    )
    return (int(number.value), start) if number and number.value and whole and start is not None else (None, one.first)


def _is_several(question: Question, at: int) -> bool:
    return singular(question.word(at)) in PARTS and singular(question.word(at)) != question.word(at)
