"""Any words a user types, as an expression that SQLite's full-text search takes.

Stop words are left out: they find everything and cost six times the search (docs/adr/0001). A figure such as £177,897 stands in
the index as two words side by side, and a quoted term is looked for as a phrase.
"""

from __future__ import annotations

import re

MAX_TERMS = 200

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being below between both but by
    can could d did do does doing don down during each few for from further had has have having he her here hers him his how
    i if in into is it its itself just ll m may me might more most my no nor not now of off on once only or other our ours out
    over own re s same shall she should so some such t than that the their theirs them then there these they this those
    through to too under until up upon us ve very was we were what when where which while who whom why will with would you
    your yours
    """.split()  # noqa: SIM905 - a list of 180 quoted words is no easier to read
)
_TERM = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")


def match_expression(words: str) -> str:
    """An FTS5 expression that finds passages with any of the words; empty where no word is worth looking for.

    Every term is quoted, so nothing in it is read as an operator.

    >>> match_expression('Is £177,897 of "works" NEAR the line?')
    '"177,897" OR "works" OR "near" OR "line"'
    >>> match_expression("what is it")
    ''
    """
    return " OR ".join(quoted(term) for term in terms(words))


def terms(words: str) -> list[str]:
    """The words worth looking for, each once, in their order.

    >>> terms("Is £177,897 the line? The line.")
    ['177,897', 'line']
    """
    found = dict.fromkeys(term for term in _TERM.findall(words.lower()) if term not in STOP_WORDS)
    return list(found)[:MAX_TERMS]


def quoted(term: str) -> str:
    """One of `terms` as an FTS5 phrase."""
    return f'"{term}"'
