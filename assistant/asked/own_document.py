"""What a council calls its document, in a question that was asked of one council and is put to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAPER = r"(?:framework(?! agreements?| contracts?)|strategy|report|statement|charter|guidance|document|toolkit)\b"
_OF_IT = r"(?:(?:own|new|current|latest|social|value|sv|in|procurement|cabinet) )*"


def called(title: str) -> str:
    """What a document is, by the first word of its title for it; a policy where it has none.

    >>> called("Report to Cabinet on the adoption of a Social Value Policy"), called("Buying well")
    ('report', 'policy')
    """
    found = re.search(rf"\bpolicy\b|\b{_PAPER}", title, re.IGNORECASE)
    return found[0].lower() if found else "policy"


def put_to(question: str, others: Sequence[str], word: str) -> str:
    """A question asked of one of the `others`, as it is put to a council whose document is called by `word`. "Policy" may stand for any.

    >>> put_to("When was Norwich's framework published?", ["Norwich"], "policy"), put_to("Who reads the report of Norwich?", ["Norwich"], "policy")
    ("When was Norwich's policy published?", 'Who reads the policy of Norwich?')
    >>> put_to("Who writes Norwich's annual report?", ["Norwich"], "policy")
    "Who writes Norwich's annual report?"
    """
    if not others:
        return question
    named = rf"(?:{'|'.join(map(re.escape, sorted(others, key=len, reverse=True)))})(?:['’]s|['’])?"
    question = re.sub(rf"(?<!\w)({named} {_OF_IT}){_PAPER}", rf"\g<1>{word}", question, flags=re.IGNORECASE)
    return re.sub(
        rf"\b(the {_OF_IT}){_PAPER}(?= (?:of|at|by|from|in) {named}(?!\w))", rf"\g<1>{word}", question, flags=re.IGNORECASE
    )
