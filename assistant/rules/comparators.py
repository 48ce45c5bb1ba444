"""What the words before or after a figure make of it: "over £100,000" is over, "24 months or more" is at least.

Plain English as policies use it. Words that settle nothing by themselves ("cross the threshold") mean more than one thing
here, and a pack that rests on them has to say how it reads them.
"""

from __future__ import annotations

import re

OVER, AT_LEAST, UNDER, AT_MOST = "over", "at_least", "under", "at_most"
BEFORE = {
    OVER: "over|above|exceeding|exceeds|exceed|in excess of|more than|greater than|higher than|larger than|beyond|upwards of",
    AT_LEAST: "at least|no less than|not less than|no fewer than|not fewer than|not below|not under|minimum|minimum of|min|starting at|from|>=|≥",
    UNDER: "under|below|less than|fewer than|lower than|smaller than|beneath|short of",
    AT_MOST: "up to|at most|no more than|not more than|not exceeding|not over|not above|no greater than|maximum|maximum of|up to and including"
    "|max|not exceed|cannot exceed|<=|≤",
}
AFTER = {
    AT_LEAST: "or more|or over|or above|or longer|or greater|or higher|and above|and over|and more|plus|as a minimum|minimum|upwards",
    OVER: "exceeded|is exceeded",
    UNDER: "",
    AT_MOST: "or less|or below|or under|or fewer|or shorter|and below|and under|as a maximum|maximum",
}
UNSETTLED = "cross|crosses|crossing|crossed|reaching beyond|the threshold of|a threshold of|threshold of|threshold"


def _table(rows: dict[str, str]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for meaning, phrases in rows.items():
        for phrase in filter(None, phrases.split("|")):
            table.setdefault(phrase, set()).add(meaning)
    return {phrase: frozenset(meanings) for phrase, meanings in table.items()}


PREFIXES = _table(BEFORE) | {phrase: frozenset({OVER, AT_LEAST}) for phrase in UNSETTLED.split("|")}
SUFFIXES = _table(AFTER)


def meanings(words: str) -> frozenset[str]:
    """What the words may mean as a comparator; empty where they are none.

    >>> sorted(meanings("cross")), sorted(meanings("or more"))
    (['at_least', 'over'], ['at_least'])
    """
    key = words.lower().strip()
    return PREFIXES.get(key, frozenset()) | SUFFIXES.get(key, frozenset())


def _pattern(phrases: dict[str, frozenset[str]]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first) + r")(?![\w-])", re.IGNORECASE
    )


PREFIX_PATTERN, SUFFIX_PATTERN = _pattern(PREFIXES), _pattern(SUFFIXES)


def said_before(window: str) -> set[str]:
    """The comparator phrases in the words before a figure; the longest reading counts, so "no more than" is not "more than"."""
    return {re.sub(r"\s+", " ", match.group()).lower() for match in PREFIX_PATTERN.finditer(window)}


def said_after(window: str) -> set[str]:
    """The comparator phrases in the words after a figure."""
    return {re.sub(r"\s+", " ", match.group()).lower() for match in SUFFIX_PATTERN.finditer(window)}
