"""Whether what a verdict is asked on is a grant that is given: nothing is bought by it, and rules on contracts say nothing of it."""

from __future__ import annotations

import re

_SUM = r"(?:of )?£?\d[\d.,]*\s?(?:k|m|million|thousand|grand|pounds)?"
_BY = r"(?!(?:by|with|from|using|through|of|under|against|contract|contracts|tender|no|not)\b)"
_GIVING = (
    r"(?:giv(?:e|es|ing|en)|gave|award(?:s|ed|ing)?|mak(?:e|es|ing)|made|pay(?:s|ing)?|offer\w*|hand(?:s|ed|ing)?|issu\w+)"
)
_GIVEN = re.compile(
    rf"\b{_GIVING} (?:{_BY}[\w'’£,.&-]+ ){{0,7}}?grants?\b(?![- ](?:money|fund\w*|pot|from|income|conditions))"
    rf"|\bgrants? (?:{_SUM} )?to (?:an?|our|local|some|one|two|three|the (?!council|authority))",
    re.IGNORECASE,
)
"""A grant that somebody gives: "giving the food bank a £40k grant", "a grant of £120k to a charity"; none that pays for a purchase."""
_IS_ONE = re.compile(
    r"\b(?:(?:it|this|that|one)(?:['’]?s| is| was| were| would be)|called|classed as|(?:treat|make|call|count) (?:it|this|that)(?: as)?)"
    r" (?:really |actually |only |just |in fact )*an? (?:(?!contract)\w+ ){0,2}grant\b(?![- ](?:fund\w*|scheme|pot))",
    re.IGNORECASE,
)
"""What was told of, said to be a grant: "it's really a grant", "if it were a grant instead of a contract"."""
_BOUGHT = re.compile(
    r"\b(?:contracts?|tender\w*|buy\w*|bought|procur\w*|purchas\w*|orders?|suppl(?:y|ies|iers?))\b", re.IGNORECASE
)


def is_grant(question: str, about: str = "") -> bool:
    """Whether a grant is what a question, or the one that it goes on from, tells of; what is bought beside one is none.

    >>> is_grant("A grant of £120k to a food bank, does it bite?"), is_grant("we're giving the theatre a £90k grant. Required?")
    (True, True)
    >>> is_grant("£90k of chairs, paid for by a grant"), is_grant("We gave the theatre a grant. Separately a contract for software, £90k?")
    (False, False)
    >>> is_grant("or if it were a grant instead of a contract?"), is_grant("and at £60k?", "A grant of £120k to a charity, is it needed?")
    (True, True)
    >>> is_grant("no, it's a contract", "A grant of £120k to a charity, is it needed?"), is_grant("a grant to the council pays for it")
    (False, False)
    """
    for told in (question, about):
        if _IS_ONE.search(told):
            return True
        if _BOUGHT.search(told):
            return False
        if _GIVEN.search(told):
            return True
    return False
