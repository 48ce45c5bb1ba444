"""Numbers as people write them: 250k, 1.2 million, 250 000, two hundred and fifty thousand, a quarter of a million.

A numeral that is no number in British writing (1,00,000; 12,34; 9.2.1) is read as a number without a value: whoever asked
for it raises a doubt or leaves it alone, and nobody guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.facts.words.slips import one_slip_apart
from assistant.facts.words.text import Question

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MISSPELT = {
    "fourty": 40,
    "ninty": 90,
    "fivty": 50,
    "fity": 50,
    "eigthy": 80,
    "eigty": 80,
    "sevnty": 70,
    "fourten": 14,
    "fivety": 50,
    "fiveteen": 15,
    "eightteen": 18,
}
CARDINALS: dict[str, int] = (
    {word: n for n, word in enumerate(_ONES.split())} | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)} | _MISSPELT
)
_PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_PLACES.split(), 1)}
_LETTERS = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mm": 1_000_000,
    "mil": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
}
_WORDS = {
    "thousand": 1_000, "thousands": 1_000, "thou": 1_000, "grand": 1_000,
    "million": 1_000_000, "millions": 1_000_000, "mill": 1_000_000,
    "billion": 1_000_000_000, "billions": 1_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip
_HUNDRED = {"hundred", "hundreds"}
_LONG_SCALES = ("thousand", "million", "billion", "hundred")
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}
_PART_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_PART_SIGNS = {sign: Fraction(said) for sign, said in {
    "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8",
    "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}.items()}  # fmt: skip
_PART_DENOMINATORS = {"2", "3", "4", "5", "6", "8"}
_HALVED = {"year", "years", "yr", "yrs", "month", "months", "week", "weeks"}
_MOST_BEFORE_PART = 2
"""How many digits a whole number has that a part in figures goes with: "2 3/4"."""
_MOST_DIGITS = 15
_NOUGHTS = {"nought": 0, "naught": 0, "nil": 0, "oh": 0}
_STARTS = {*CARDINALS, *_PARTS, *_NOUGHTS, "a", "an", "couple", "point", "hundred"}
_NOT_BEFORE_HUNDRED = {"few", "several", "some", "many", "odd", "multiple", "the", "per", "these", "those"}
_ROUND = {"cool", "round", "full", "whole", "good", "mere", "straight"}
_A_COUPLE = (("a", "couple", "of"), ("couple", "of"), ("a", "couple"))
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,'][0-9]{3}){1,4}(?:\.[0-9]{1,9})?")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,4}(?:,[0-9]{2})?")
"""Thousands set apart by dots, two or more of them: "1.600.000". A single one may part pence."""
_THREE = re.compile(r"[0-9]{3}(?:\.[0-9]{1,2})?")


_SWAPPED = str.maketrans(".,", ",.")
_FIGURE_PARTS = {Fraction(1, 2), Fraction(1, 4), Fraction(3, 4)}
_SHORT_SCALES = {"k", "mil", "mill", "mn"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before token `end`. `value` is None for a numeral that is no number.

    `scale` is the largest scale that was said (1,000 for "250k"), `scale_word` how it was said, `numeral` the figure as
    written where the number is one bare figure, `grouped` whether thousands were set apart in it, `loose` whether it was said as "a couple of".
    """

    value: Fraction | None
    end: int
    scale: int = 1
    scale_word: str = ""
    numeral: str = ""
    grouped: bool = False
    loose: bool = False


def numeral_value(written: str) -> Fraction | None:
    """The value of a figure as British writing has it, or None.

    >>> [numeral_value(w) for w in ("250,000", "1.25", "1,00,000", "12,34", "9.2.1")]
    [Fraction(250000, 1), Fraction(5, 4), None, None, None]
    """
    if written.isdigit():
        return Fraction(int(written)) if len(written) <= _MOST_DIGITS else None
    if _GROUPED.fullmatch(written):
        return Fraction(written.replace(",", "").replace("'", ""))
    return Fraction(written) if _PLAIN.fullmatch(written) else None


def scale_of(word: str) -> int | None:
    """What a scale word multiplies by; a long one is known with one slip of the keys.

    >>> scale_of("grand"), scale_of("thosand"), scale_of("people")
    (1000, 1000, None)
    """
    if word in _WORDS or word in _HUNDRED:
        return _WORDS.get(word, 100)
    if word == "thousandth" or len(word) < 6 or word[0] not in "tmbh":
        return None
    meant = next((known for known in _LONG_SCALES if one_slip_apart(word, known)), None)
    return None if meant is None else _WORDS.get(meant, 100)


def read_number(question: Question, at: int) -> Number | None:
    """The number that starts at token `at`, as long as it goes, or None."""
    token = question.at(at)
    if token.kind == "number":
        return _part_of_scale_in_figures(question, at) or _scaled(question, _figure(question, at))
    if token.text in _PART_SIGNS:
        return _scaled(question, Number(_PART_SIGNS[token.text], at + 1))
    if token.kind != "word" or token.text not in _STARTS:
        return None
    return _couple(question, at) or _part_of_scale(question, at) or _hundreds_unsaid(question, at) or _spelled(question, at)


def _figure(question: Question, at: int) -> Number:
    """A numeral, with groups of three that a space sets apart: "250 000"."""
    written, end = question.word(at), at + 1
    if _DOTTED.fullmatch(written):
        written = written.translate(_SWAPPED)
    value, grouped = numeral_value(written), "," in written or "'" in written
    while written.isdigit() and _spaced_group(question, at, end):
        written, end, grouped = written + question.word(end), end + 1, True
        value = numeral_value(written)
    if value is not None and written.isdigit():
        part, part_end = _part_in_figures(question, end)
        if part and (part_end == end + 1 or len(written) <= _MOST_BEFORE_PART):
            return Number(value + part, part_end)
    return Number(value, end, numeral=written, grouped=grouped)


def _part_of_scale_in_figures(question: Question, at: int) -> Number | None:
    """ "1/2 million", "3/4m"; "2/3 million" may be two or three, and has no value."""
    above, stroke, below = question.at(at), question.at(at + 1), question.at(at + 2)
    if stroke.text != "/" or stroke.gap or below.gap or below.text not in _PART_DENOMINATORS or question.word(at - 1) == "/":
        return None
    scale = _scale_at(question, at + 3) if len(above.text) == 1 and above.text.isdigit() and above.text != "0" else None
    if scale is None or scale < 1_000_000 or int(above.text) >= int(below.text):
        return None
    part = Fraction(int(above.text), int(below.text))
    return Number(part * scale if part in _FIGURE_PARTS else None, at + 4, scale, question.word(at + 3))


def _spaced_group(question: Question, first: int, at: int) -> bool:
    """Whether the figure at `at` goes on from the one before it: one space, three digits, after one to three that begin it."""
    lead, group = question.word(first), question.at(at)
    begins = len(lead) <= 3 and not lead.startswith("0")
    one_space = group.start == question.at(at - 1).end + 1
    return begins and one_space and group.kind == "number" and _THREE.fullmatch(group.text) is not None


def _scaled(question: Question, number: Number) -> Number:
    """The number with the scales said after it: k, million, "hundred thousand", "million and a half"."""
    value, end, scale, said = number.value, number.end, 1, ""
    part, part_end = part_after(question, end)
    if part and value is not None and (scale_of(question.word(part_end)) or question.word(part_end) in _SHORT_SCALES):
        value, end = value + part, part_end
    while (step := _scale_at(question, end)) is not None:
        value = None if value is None else value * step
        scale, said, end = scale * step, question.word(end), end + 1
    if scale == 1:
        return number if not part or number.value is None else Number(number.value + part, part_end)
    part, part_end = part_after(question, end)
    if part:
        value, end = None if value is None else value + scale * part, part_end
    return _and_smaller(question, Number(value, end, scale, said, number.numeral, number.grouped))


def _and_smaller(question: Question, number: Number) -> Number:
    """ "1 million 200 thousand" is one number: a smaller scale follows at once, in words."""
    if number.value is None or question.at(number.end).kind != "number" or number.scale < 1_000_000:
        return number
    rest = _figure(question, number.end)
    step = scale_of(question.word(rest.end))
    if rest.value is None or step is None or step * rest.value >= number.scale:
        return number
    return Number(number.value + rest.value * step, rest.end + 1, number.scale, number.scale_word)


def _scale_at(question: Question, at: int) -> int | None:
    token = question.at(at)
    if token.kind != "word":
        return None
    return _LETTERS.get(token.text) or scale_of(token.text)


def part_after(question: Question, at: int) -> tuple[Fraction, int]:
    """The part of one that is added at `at` and where it ends, dashes between its words or none; nothing and 0 where none is.

    >>> from assistant.facts.words.text import read_text
    >>> said = ("a year and a half", "2 years and three-quarters", "one and two-thirds", "2 weeks and 3/4", "two and half years", "a year and more")
    >>> [str(part_after(q := read_text(text), q.texts.index("and"))[0]) for text in said]
    ['1/2', '3/4', '2/3', '3/4', '1/2', '0']
    """
    and_at = at + (question.word(at) == "-")
    if question.word(and_at) != "and":
        return Fraction(0), 0
    start = and_at + 1 + (question.word(and_at + 1) == "-")
    part, end = _part_in_figures(question, start)
    if not part:
        part, end = read_part(question, start)
    if not part and question.word(start) == "half" and _is_halved(question, start + 1):
        part, end = _PARTS["half"], start + 1
    return (part, end) if part and question.word(end) != "of" else (Fraction(0), 0)


def _is_halved(question: Question, at: int) -> bool:
    """Whether what "two and half" is said of follows: "two and half years", "1 and half million"."""
    at += question.word(at) == "-"
    return question.word(at) in _HALVED or scale_of(question.word(at)) is not None


def read_part(question: Question, at: int) -> tuple[Fraction, int]:
    """The part of one in words that starts at `at`, and where it ends; nothing and 0 where none does.

    >>> from assistant.facts.words.text import read_text
    >>> [str(read_part(read_text(q), 0)[0]) for q in ("a half", "two-thirds", "three quarters", "one third", "two third parties", "three halves")]
    ['1/2', '2/3', '3/4', '1/3', '0', '0']
    """
    count = _PART_COUNTS.get(question.word(at), 0)
    dashed = question.word(at + 1) == "-"
    word = question.word(at + 1 + dashed)
    part = _PARTS.get(word.removesuffix("s") if count > 1 else word, Fraction(0))
    one_short = count > 1 and not word.endswith("s")  # "three-quarter", but not "two third parties"
    if not count * part or count * part >= 1 or (one_short and word != "quarter" and not dashed):
        return Fraction(0), 0
    return count * part, at + 2 + dashed


def _part_in_figures(question: Question, at: int) -> tuple[Fraction, int]:
    """A part of one written with a sign or a stroke: the "¾" of "2¾", the "3/4" of "2 3/4"."""
    if question.word(at) in _PART_SIGNS:
        return _PART_SIGNS[question.word(at)], at + 1
    above, stroke, below = question.at(at), question.at(at + 1), question.at(at + 2)
    close = stroke.text == "/" and not stroke.gap and not below.gap
    if not close or not above.gap or below.text not in _PART_DENOMINATORS or not above.text.isdigit() or len(above.text) > 1:
        return Fraction(0), 0
    dated = question.word(at + 3) == "/" and not question.at(at + 3).gap
    part = Fraction(int(above.text), int(below.text))
    return (part, at + 3) if 0 < part < 1 and not dated else (Fraction(0), 0)


def _couple(question: Question, at: int) -> Number | None:
    """ "a couple of hundred thousand": two of them, loosely."""
    size = next((len(phrase) for phrase in _A_COUPLE if question.follows(at, *phrase)), 0)
    if not size and question.word(at) == "couple" and scale_of(question.word(at + 1)) is not None:
        size = 1
    if not size:
        return None
    number = _scaled(question, Number(Fraction(2), at + size))
    return replace(number, loose=True)


def _part_of_scale(question: Question, at: int) -> Number | None:
    """ "half a million", "a quarter of a million", "three quarters of a million"."""
    part, i = read_part(question, at)
    if not part:
        part, i = _PARTS.get(question.word(at), Fraction(0)), at + 1
    if not part:
        return None
    while question.word(i) in ("of", "a", "an", "one", "-"):
        i += 1
    scale = scale_of(question.word(i)) or _LETTERS.get(question.word(i), 0)
    return Number(part * scale, i + 1, scale, question.word(i)) if scale >= 1_000 else None


def _spelled(question: Question, at: int) -> Number | None:
    """A number in words, from "a thousand" to "two hundred and fifty thousand" and "one point two million"."""
    total, scale, said, i = Fraction(0), 1, "", at
    last = 0
    while (below := _below_thousand(question, i, first=i == at)) is not None:
        value, i = below
        step = _scale_at(question, i) or 1
        if last and step >= last:
            return Number(total, i - 1, scale, said)
        if last >= 1_000_000 and step == 1 and value < 10 and question.word(i - 2) != "and":
            return Number(None, i, scale, said)  # "a million two" may be 1.2 million
        total, last = total + value * step, step
        if step == 1:
            break
        scale, said, i = max(scale, step), question.word(i) if step > scale else said, i + 1
        part, part_end = part_after(question, i)
        if part:
            return Number(total + step * part, part_end, scale, said)
        i += question.word(i) == "and" and question.word(i + 1) in CARDINALS
    if i == at or (total.denominator > 1 and scale == 1 and question.word(at) == "point"):
        return None
    i -= question.word(i - 1) == "and"
    return Number(total, i, scale, said)


def _hundreds_unsaid(question: Question, at: int) -> Number | None:
    """ "Two fifty k", "one-twenty grand": 250 and 120 thousand, where no things follow that are counted ("two fifty grand lifts")."""
    tens = at + 1 + (question.word(at + 1) == "-")
    if not (1 <= CARDINALS.get(question.word(at), 0) <= 9 and 20 <= CARDINALS.get(question.word(tens), 0) <= 90):
        return None
    rest, end = _below_hundred(question, tens)
    scale = _scale_at(question, end)
    if scale != 1_000:
        return None
    of_things = question.at(end + 1).kind == "word" and question.word(end + 1).endswith("s")
    value = None if of_things else Fraction(CARDINALS[question.word(at)] * 100 + rest) * scale
    return Number(value, end + 1, scale, question.word(end))


def _below_thousand(question: Question, at: int, *, first: bool) -> tuple[Fraction, int] | None:
    """A number in words below a thousand, with "point" and "and a half" where a scale follows; and where it ends."""
    word = question.word(at)
    if word in ("a", "an") and first and question.word(at + 1) in _ROUND and scale_of(question.word(at + 2)):
        value, i = 1, at + 2
    elif (
        word in ("a", "an")
        and first
        and _scale_at(question, at + 1)
        and (len(question.word(at + 1)) > 1 or question.word(at + 1) == "k")
    ):
        value, i = 1, at + 1
    elif first and word == "hundred" and question.word(at - 1) not in _NOT_BEFORE_HUNDRED:
        value, i = 1, at
    elif first and (word == "point" or (word in _NOUGHTS and question.word(at + 1) == "point")):
        value, i = 0, at + (word != "point")
    elif word in CARDINALS:
        value, i = _below_hundred(question, at)
    else:
        return None
    if question.word(i) in _HUNDRED or scale_of(question.word(i)) == 100:
        value, i = value * 100, i + 1
        after = i + (question.word(i) == "and")
        if question.word(after) in CARDINALS:
            rest, i = _below_hundred(question, after)
            value += rest
    return _with_fraction(question, value, i)


def _below_hundred(question: Question, at: int) -> tuple[int, int]:
    value, i = CARDINALS[question.word(at)], at + 1
    after = i + (question.word(i) == "-")
    if value >= 20 and 1 <= CARDINALS.get(question.word(after), 0) <= 9:
        return value + CARDINALS[question.word(after)], after + 1
    return value, i


def _with_fraction(question: Question, whole: int, at: int) -> tuple[Fraction, int]:
    value, i = Fraction(whole), at
    if question.word(i) == "point" and question.word(i + 1) in CARDINALS:
        place, i = Fraction(1, 10), i + 1
        while CARDINALS.get(question.word(i), 10) < 10:
            value, place, i = value + CARDINALS[question.word(i)] * place, place / 10, i + 1
        return value, i
    part, part_end = part_after(question, i)
    return (value + part, part_end) if part else (value, i)
