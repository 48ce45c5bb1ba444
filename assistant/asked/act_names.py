"""The short names that the Public Services (Social Value) Act 2012 goes by, put in full: "PS(SV)A 2012", "PSSVA", "the SV Act", "S.V. Act"."""

from __future__ import annotations

import re

_SV = r"\(? ?s\.? ?v\.? ?\)?"
SHORT_NAME = re.compile(
    rf"(?<![\w.])(?:(?:p\.? ?s\.? ?{_SV} ?(?:a(?![\w'’])\.?(?=\W|$)|act\b)|p\. ?s\. ?act\b(?= ?(?:of )?2012)|{_SV} ?act\b)"
    r"|sva\b(?=,? ?(?:of )?2012))",
    re.IGNORECASE,
)


def in_full(question: str) -> str:
    """The question with the Act called by its name, so that whatever knows the name knows the short ones.

    >>> in_full("Does the PS(SV)A 2012 cover works?"), in_full("is PSSVA law?"), in_full("the S.V. Act 2012")
    ('Does the Social Value Act 2012 cover works?', 'is Social Value Act law?', 'the Social Value Act 2012')
    >>> in_full("Does SV act as a tie-break?"), in_full("the Procurement Act")
    ('Does SV act as a tie-break?', 'the Procurement Act')
    """
    return SHORT_NAME.sub(lambda found: found[0] if _is_verb(found) else "Social Value Act", question)


def _is_verb(found: re.Match[str]) -> bool:
    """Whether "act" is what SV does: in small letters with "as" or "on" after it."""
    return found[0].endswith("act") and re.match(r" (?:as|on|like|in)\b", found.string[found.end() :]) is not None
