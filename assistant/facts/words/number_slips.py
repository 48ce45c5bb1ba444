"""Slips of the keys in number words and in the unit after a number: "nintey thousand", "tow hundred pouds", "30 monhs", "£58k a yaer".

A word is taken for a number's only where a scale, pounds or a unit of time follow, so that "there", "light" and "fight" stay what they are, and
for a unit of time only straight after a number, or where it says, behind a figure, what is paid for: "a yaer", "evry mnoth", "anually".
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.numbers import CARDINALS, ORDINALS, scale_of
from assistant.facts.words.slips import one_slip_apart, slips_apart
from assistant.facts.words.text import Question, Token, singular

_LEAST_LETTERS = 5
_POUNDS = {"pound", "pounds", "quid", "k"}
_SCALES = ("grand", "pounds")
_LONG_SCALES = ("hundred", "thousand", "million", "billion")
_OF_WORTH = {"grand", "quid", "k", "pound", "pounds", "thousand", "million", "thou", "mil", "m"}
"""What may be said in the possessive before "worth": "three grand's worth"."""
_UNITS = ("month", "months", "year", "years", "week", "weeks")
_LIKE_UNITS = {
    "weak", "weeds", "weed", "weekly", "weeps", "moth", "mouth", "mouths", "yearn", "seeks", "geeks", "leeks", "peeks", "reeks", "ears", "tears",
    "bears", "gears", "pears", "fears", "hears", "wears", "rears", "nears", "yeas", "yeah",
}  # fmt: skip
"""Words that are like a unit of time and are none."""
_SHORTEST_SLIPS = {
    "yer": "year", "yar": "year", "yea": "year", "wek": "week", "qrt": "quarter", "qrtr": "quarter", "qter": "quarter", "kwarter": "quarter",
    "fortnite": "fortnight", "fornite": "fortnight", "fornight": "fortnight",
}  # fmt: skip
_PER = {"a", "an", "per", "each", "every", "/"}
_PER_MEANT = {
    "pr": "per",
    "er": "per",
    "evry": "every",
    "evey": "every",
    "evrey": "every",
    "ever": "every",
    "evary": "every",
    "ech": "each",
    "eahc": "each",
    "ev": "every",
    "evr": "every",
    "eveyr": "every",
}
"""Slips in the word before a unit of time that money is paid for."""
_NO_OTHER_AFTER_PER = {"moth": "month", "weak": "week", "ear": "year"}
"""Words that stand for a unit of time where "per" or the end of what is said tells so: "£4k per moth", "£4k a moth."."""
_LONG_UNITS = ("quarter", "fortnight", "month")
"""Units that money is paid for which may stand behind two slips, as no word of another meaning is near."""
_LIKE_LONG_UNITS = {
    "quart", "quarts", "quartet", "quartets", "quartz", "quarto", "quartile", "quarry", "quitter", "mouth", "mouths", "moth", "moths", "monty",
    "monk",
    "north", "moon", "mount", "mon",
}  # fmt: skip
_PAID_UNITS = {*UNIT_MONTHS, "annum", "quarter", "qtr", "fortnight"}
_HOW_OFTEN = ("annually", "yearly", "monthly", "weekly", "quarterly", "fortnightly")
_LIKE_HOW_OFTEN = {"weakly", "weekday", "annual", "annul", "annuals"}
_ENDS_RATE = {
    "",
    ".",
    ",",
    ";",
    ")",
    "?",
    "!",
    "-",
    "for",
    "over",
    "plus",
    "ex",
    "inc",
    "excl",
    "excluding",
    "including",
    "net",
    "+",
    "vat",
    "x",
}
_GRAND_THINGS = {
    "piano", "steinway", "staircase", "stair", "organ", "stand", "entrance", "marquee", "chandelier", "ballroom", "pavilion", "opening", "finale",
    "prix", "fountain", "mirror", "clock", "carriage", "statue", "gate", "arch", "hall", "hotel",
}  # fmt: skip
"""Things that are called grand: "eleven grand pianos" are no £11,000."""
_LARGE = "large"
_REACH_OF_SUM = 6
_AND = {"n", "nd", "an", "adn", "annd", "amd"}
_SHORT_SLIPS = {
    "thre": "three", "thee": "three", "threee": "three", "tree": "three", "fiv": "five", "fve": "five", "fivee": "five", "fourr": "four",
    "fuor": "four", "sixx": "six", "sevn": "seven", "sven": "seven", "eigt": "eight", "eght": "eight", "nin": "nine", "nne": "nine", "twp": "two",
    "twoo": "two", "tw": "two", "yhree": "three", "ywo": "two",
}  # fmt: skip
"""Slips in the short words for numbers, which count before a unit of time, a scale or pounds alone; "tree" only where a length is led to."""
_LEAD_LENGTH = {"for", "over", "of", "lasting", "lasts", "runs", "x", "about", "in", "every", "next", "first", ","}
_BOUNDS_MEANT = {
    "undr": "under", "uner": "under", "udner": "under", "undre": "under", "unnder": "under", "ovr": "over", "oevr": "over", "voer": "over",
    "ovver": "over", "abov": "above", "abve": "above", "aboev": "above", "belw": "below", "belwo": "below", "bellow": "below", "nealry": "nearly",
    "nearlly": "nearly", "almsot": "almost", "alomst": "almost",
}  # fmt: skip
"""Slips in the words that bound a sum, straight before it."""
_OTHER_WORDS = {"there", "these", "those", "grant", "gran", "brand", "rand", "ponds", "pound", "grands", "grind", "grad"}


def with_numbers_mended(question: Question) -> Question:
    """The question with its number words as they were meant; what was said there stays as it was typed.

    >>> from assistant.facts.words.text import read_text
    >>> [" ".join(with_numbers_mended(read_text(q)).texts) for q in ("nintey thousnad pouds", "one poitn tow million", "is there light?")]
    ['ninety thousand pounds', 'one point two million', 'is there light ?']
    """
    texts = list(question.texts)
    for at in reversed(range(len(texts))):
        if question.tokens[at].kind == "word":
            texts[at] = _mended(texts, question.tokens, at)
    if tuple(texts) == question.texts:
        return question
    tokens = tuple(replace(token, text=text) for token, text in zip(question.tokens, texts, strict=True))
    return replace(question, tokens=tokens, texts=tuple(texts))


def _mended(texts: list[str], tokens: tuple[Token, ...], at: int) -> str:
    """The word there as it was meant, given that those after it are mended."""
    if texts[at].endswith("'s") and texts[at + 1 : at + 2] == ["worth"] and texts[at][:-2] in _OF_WORTH:
        return texts[at][:-2]
    word, after = texts[at], [text for text in texts[at + 1 : at + 4] if text != "-"]
    if word in CARDINALS or word in ORDINALS or word in _OTHER_WORDS or word.removesuffix("s") in _LONG_SCALES:
        return word
    if short := _short_word(texts, tokens, at, after):
        return short
    if scale_of(word) is not None:
        return next((known for known in _LONG_SCALES if word[0] == known[0] and one_slip_apart(word, known)), word)
    if after[:1] == ["of"] and word[0] == "q" and one_slip_apart(word, "quarter"):
        return "quarter"
    if at and after and after[0] in CARDINALS and word[0] == "p" and one_slip_apart(word, "point") and _counts(texts[at - 1]):
        return "point"
    if at and _follows_number(texts, tokens, at) and (unit := _unit_of_time(word)):
        return unit
    if at and (paid := _paid_for(texts, tokens, at)):
        return paid
    if at and (tokens[at - 1].kind == "number" or _counts(texts[at - 1])):
        unit = next((known for known in _SCALES if word[0] == known[0] and one_slip_apart(word, known)), None)
        if unit is not None and len(word) >= len(unit) - 1:
            return unit
    if not after or not _is_counted(after[0]):
        return word
    return _cardinal(word) or word


def _is_grand_thing(texts: list[str], tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "grand" tells of what is bought, and not of thousands: one of it, or several with a sum behind them; "eighty grand staircase repairs"
    tells of thousands.
    """
    thing, behind = texts[at + 1], range(at + 2, len(texts))
    if singular(thing) not in _GRAND_THINGS or not CONTRACT_NOUNS.isdisjoint(texts[at + 2 : at + 4]):
        return False
    if singular(thing) == thing:
        return at > 0 and texts[at - 1] in ("a", "an", "one", "1")
    return thing == "pianos" or any(texts[i] == "£" or tokens[i].kind == "number" for i in behind)


def _short_word(texts: list[str], tokens: tuple[Token, ...], at: int, after: list[str]) -> str | None:
    """ "and" within a number, a word that bounds a sum, or a short number, of which a slip made the word there, or what "grand" means before a thing;
    nothing where none is meant."""
    word = texts[at]
    if word == "grand" and after and _is_grand_thing(texts, tokens, at):
        return _LARGE
    if word in _AND and at and texts[at - 1] in ("hundred", "thousand") and after and after[0] in CARDINALS:
        return "and"
    if (
        word in _BOUNDS_MEANT
        and at + 1 < len(texts)
        and (texts[at + 1] == "£" or tokens[at + 1].kind == "number" or _counts(texts[at + 1]))
    ):
        return _BOUNDS_MEANT[word]
    if word in _SHORT_SLIPS and after and _is_counted(after[0]):
        led = word != "tree" or (at and (texts[at - 1] in _LEAD_LENGTH) and after[0] in UNIT_MONTHS)
        return _SHORT_SLIPS[word] if led else None
    return None


def _is_counted(word: str) -> bool:
    """Whether a number is told by what follows it: a scale, pounds, another number or a unit of time."""
    return scale_of(word) is not None or word in _POUNDS or word in CARDINALS or word in UNIT_MONTHS


def _follows_number(texts: list[str], tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a number stands right before, with a dash or one word of kind between: "18-monht", "30 calendar monhs"."""
    i = at - 1 - (texts[at - 1] in ("-", "calendar", "full", "whole", "more", "further", "extra"))
    return i >= 0 and (tokens[i].kind == "number" or texts[i] in CARDINALS)


def _paid_for(texts: list[str], tokens: tuple[Token, ...], at: int) -> str | None:
    """The word for how often money is paid that a slip made the word there of; nothing where no figure stands shortly before."""
    if not any(token.kind == "number" for token in tokens[max(0, at - _REACH_OF_SUM) : at]):
        return None
    word, before, after = texts[at], texts[at - 1], texts[at + 1] if at + 1 < len(texts) else ""
    if word in _PER_MEANT:
        return _PER_MEANT[word] if after in _PAID_UNITS else None
    before = _PER_MEANT.get(before, before)
    if before not in _PER:
        return _how_often(word)
    if word in _NO_OTHER_AFTER_PER:
        return _NO_OTHER_AFTER_PER[word] if before in ("per", "/") or after in _ENDS_RATE else None
    if before == "per" and (one_slip_apart(word, "annum")):
        return "annum"
    if word in _SHORTEST_SLIPS:
        return _SHORTEST_SLIPS[word]
    if after in _ENDS_RATE and (long := _long_unit(word)):
        return long
    unit = _unit_of_time(word)
    return unit.removesuffix("s") if unit and unit[0] == word[0] else None


@cache
def _long_unit(word: str) -> str | None:
    """The long unit that one slip made this word of, or two; nothing for a word that means something else.

    >>> [_long_unit(word) for word in ("quater", "qaurtre", "fortnigth", "quartet", "month", "quarterly")]
    ['quarter', 'quarter', 'fortnight', None, None, None]
    """
    if word in _LONG_UNITS or word in _PAID_UNITS or word in _LIKE_LONG_UNITS or word in _HOW_OFTEN or word.endswith("ly"):
        return None
    alike = (
        unit for unit in _LONG_UNITS if word[0] == unit[0] and slips_apart(word, unit, 2 if len(unit) > _LEAST_LETTERS else 1)
    )
    return next(alike, None)


@cache
def _how_often(word: str) -> str | None:
    """The word for how often that one slip made this word of; "annually" with its double letters may have two.

    >>> [_how_often(word) for word in ("anualy", "yaerly", "wekly", "weakly", "annual", "month", "actually", "acutaly", "manually")]
    ['annually', 'yearly', 'weekly', None, None, None, None, None, None]
    """
    if word in _HOW_OFTEN or word in _LIKE_HOW_OFTEN:
        return None
    alike = (known for known in _HOW_OFTEN if known[0] == word[0] and one_slip_apart(word, known))
    return next(alike, "annually" if _is_annually(word) else None)


def _is_annually(word: str) -> bool:
    """Whether at most two slips made the word of "annually", and no fewer of "actually"."""
    slips = slips_apart(word, "annually", 2) if word[0] == "a" and word.endswith("ly") else None
    other = slips_apart(word, "actually", 2)
    return slips is not None and (other is None or slips < other)


@cache
def _unit_of_time(word: str) -> str | None:
    """The unit of time that one slip made this word of, or the same letters in another order.

    >>> [_unit_of_time(word) for word in ("monhs", "mohtns", "yeers", "monthes", "yards", "mouths")]
    ['months', 'months', 'years', 'months', None, None]
    """
    if word in UNIT_MONTHS or word in _LIKE_UNITS or len(word) < _LEAST_LETTERS - 1:
        return None
    alike = [unit for unit in _UNITS if sorted(word) == sorted(unit) or one_slip_apart(word, unit)]
    return max(alike, key=lambda unit: (sorted(word) == sorted(unit), unit.endswith("s") == word.endswith("s")), default=None)


def _counts(word: str) -> bool:
    return word in CARDINALS or scale_of(word) is not None or _cardinal(word) is not None


@cache
def _cardinal(word: str) -> str | None:
    """The number word that one slip made this word of; a short one has all its letters, in another order."""
    alike = [known for known in CARDINALS if known[0] == word[0] and _is_slip(word, known)]
    meant = [known for known in alike if sorted(known) == sorted(word)] or alike
    return meant[0] if len({CARDINALS[known] for known in meant}) == 1 else None


def _is_slip(word: str, known: str) -> bool:
    if sorted(word) == sorted(known):
        return True
    return min(len(known), len(word)) >= _LEAST_LETTERS and one_slip_apart(word, known)
