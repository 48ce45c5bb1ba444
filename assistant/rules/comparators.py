"""What the words before or after a figure make of it: "over £100,000" is over, "24 months or more" is at least.

Plain English as policies use it. Words that settle nothing by themselves ("cross the threshold") mean more than one thing
here, and a pack that rests on them has to say how it reads them.
"""

from __future__ import annotations

import re

OVER, AT_LEAST, UNDER, AT_MOST = "over", "at_least", "under", "at_most"
UPPER = [
    "more than",
    "greater than",
    "higher than",
    "larger than",
    "longer than",
    "in excess of",
    "over",
    "above",
    "exceeding",
    "beyond",
]
LOWER = ["less than", "fewer than", "lower than", "smaller than", "shorter than", "under", "below"]


def _turned(words: list[str]) -> list[str]:
    """The words under "no", "not" or "not be", which turns them round: not over £100,000 is at most that."""
    return [f"{negation} {word}" for negation in ("no", "not", "not be") for word in words]


def _with_the_end(words: list[str]) -> list[str]:
    """The words with the figure itself taken in: at or above £100,000 is at least that."""
    return [shape.format(word) for word in words for shape in ("at or {}", "equal to or {}", "{} or equal to")]


BEFORE = {
    OVER: [*UPPER, "exceeds", "exceed", "upwards of", ">"],
    AT_LEAST: [
        *_turned(LOWER), *_with_the_end(UPPER), "at least", "minimum", "minimum of", "min", "starting at", "from", ">=", "≥",
        "reach", "reaches", "reaching", "of or above", "equal or exceed", "equals or exceeds", "equal to or exceeds", "meet or exceed",
        "meets or exceeds",
    ],
    UNDER: [*LOWER, "beneath", "short of", "<"],
    AT_MOST: [
        *_turned(UPPER), *_with_the_end(LOWER), "up to", "at most", "maximum", "maximum of", "up to and including", "max", "not exceed",
        "cannot exceed", "without exceeding", "<=", "≤",
    ],
}  # fmt: skip
AFTER = {
    AT_LEAST: [
        "or more", "or over", "or above", "or longer", "or greater", "or higher", "or upwards", "and above", "and over", "and more",
        "and upwards", "plus", "as a minimum", "minimum", "upwards", "+",
    ],
    OVER: ["exceeded", "is exceeded"],
    AT_MOST: ["or less", "or below", "or under", "or fewer", "or shorter", "and below", "and under", "as a maximum", "maximum"],
}  # fmt: skip
UNSETTLED = [
    "cross",
    "crosses",
    "crossing",
    "crossed",
    "reaching beyond",
    "the threshold of",
    "a threshold of",
    "threshold of",
    "threshold",
    "thresholds",
]
BETWEEN = "between"
"""Before the first of two figures joined by "and": whether the ends are inside is not said."""
SPANS = ("to", "-", "up to", "up to and including")
"""Between two figures: at least the first, at most the second."""
NOT_A_BASIS = r"(?!\s*(?:any\s+)?(?:VAT|value[ -]added))"
"""What has to follow "plus": before VAT it gives a basis and compares nothing."""


def _table(rows: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for meaning, phrases in rows.items():
        for phrase in phrases:
            table.setdefault(phrase, set()).add(meaning)
    return {phrase: frozenset(meanings) for phrase, meanings in table.items()}


PREFIXES = _table(BEFORE) | {phrase: frozenset({OVER, AT_LEAST}) for phrase in UNSETTLED}
SUFFIXES = _table(AFTER)


def meanings(words: str) -> frozenset[str]:
    """What the words may mean as a comparator; empty where they are none.

    >>> sorted(meanings("cross")), sorted(meanings("or more")), sorted(meanings("at or above"))
    (['at_least', 'over'], ['at_least'], ['at_least'])
    """
    key = words.lower().strip()
    return PREFIXES.get(key, frozenset()) | SUFFIXES.get(key, frozenset())


def _phrase(phrase: str) -> str:
    """A phrase as it stands in a text: whole words, and a sign on its own."""
    if not phrase[0].isalpha():
        return re.escape(phrase) + (NOT_A_BASIS if phrase == "+" else "")
    words = re.escape(phrase).replace(r"\ ", r"\s+")
    return rf"(?<![\w-]){words}(?![\w-])" + (NOT_A_BASIS if phrase == "plus" else "")


def _pattern(phrases: dict[str, frozenset[str]]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(_phrase(phrase) for phrase in longest_first), re.IGNORECASE)


PREFIX_PATTERN, SUFFIX_PATTERN = _pattern(PREFIXES), _pattern(SUFFIXES)


def all_before(window: str) -> list[str]:
    """The comparator phrases in the words before a figure, in order; the longest reading counts, so "no more than" is not "more than".

    >>> all_before("contracts not below the line, at or above")
    ['not below', 'at or above']
    """
    return [re.sub(r"\s+", " ", match.group()).lower() for match in PREFIX_PATTERN.finditer(window)]


def all_after(window: str) -> list[str]:
    """The comparator phrases in the words after a figure, in order.

    >>> all_after("plus VAT or more"), all_after("+ contracts")
    (['or more'], ['+'])
    """
    return [re.sub(r"\s+", " ", match.group()).lower() for match in SUFFIX_PATTERN.finditer(window)]


def said_before(window: str) -> set[str]:
    """The comparator phrases in the words before a figure."""
    return set(all_before(window))


def said_after(window: str) -> set[str]:
    """The comparator phrases in the words after a figure."""
    return set(all_after(window))
