"""What one of several parties pays of a sum: "£520,000, of which our own half is £260,000", "of which the city council pays £400,000".

Such a share is no value beside the whole that it is a share of. Without "of which", a message has to tell that several buy together.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.facts.words.text import Question

_JOINT = {"together", "jointly", "joint", "shared"}
_PARTIES = {
    "council",
    "councils",
    "we",
    "i",
    "they",
    "us",
    "authority",
    "district",
    "city",
    "borough",
    "county",
    "partner",
    "partners",
    "side",
    "each",
}
_PAYS = {
    "pays",
    "pay",
    "paying",
    "paid",
    "contributes",
    "contribute",
    "contributing",
    "covers",
    "cover",
    "meets",
    "meet",
    "funds",
    "fund",
    "bears",
}
_PUTS_IN = {"puts", "put", "putting", "chips", "chip", "chipping"}
_OWNERS = {
    "our",
    "my",
    "their",
    "its",
    "own",
    "council's",
    "ours",
    "each",
    "the",
    "partner's",
    "city's",
    "district's",
    "borough's",
    "'s",
    "council",
}
_SHARES = {"half", "third", "quarter", "share", "contribution", "thirds", "quarters"}
_OWN_SHARES = {"bit", "slice", "portion", "stake", "chunk", "end", "piece", "cut", "side"}
_OURS = {"our", "my", "their", "council's", "partner's", "city's", "district's", "borough's", "county's", "trust's", "'s"}
_LEADS = {
    "is", "of", "at", "comes", "to", "about", "around", "some", "only", "just", "be", "would", "will", "works", "out", "as", "being", ":", "(", "=",
    "amounts", "roughly", "own", "a", "that",
}  # fmt: skip
_STOPS = {".", "?", "!", ";", "£"}
_IN_PARTIES = _PARTIES | {"nhs", "trust", "school", "schools", "university", "government", "church", "charity", "board"}
_OF_SHARE, _REACH = 3, 14


def is_share_paid(question: Question, first: int) -> bool:
    """Whether the sum at token `first` is what one of several parties pays of another sum.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_share_paid(q := read_text(text), len(q.texts) - 1 - q.texts[::-1].index("£"))
    >>> told("£90k, of which our half is £45k"), told("£90k, of which the council pays £45k"), told("We buy it jointly. Our share is £45k")
    (True, True, True)
    >>> told("£90k, of which this contract is £45k"), told("We pay £45k"), told("£90k. Our share is £45k"), told("We buy it jointly for £45k")
    (False, False, False, False)
    >>> told("We buy it jointly, we put in £45k and the council £60k")
    True
    """
    at = next((i for i in range(first - 1, max(-1, first - _REACH), -1) if question.word(i) in _STOPS), max(-1, first - _REACH))
    if question.word(at) == "£" and _goes_on(question, at + 1, first):
        return is_share_paid(question, at)
    clause = question.words(at + 1, first)
    named = any(clause[i : i + 2] == ("of", "which") for i in range(len(clause))) or not _JOINT.isdisjoint(question.texts)
    lead = len(clause)
    while lead and clause[lead - 1] in _LEADS:
        lead -= 1
    told = clause[:lead]
    if not named or not told:
        return False
    if told[-1] in _SHARES and not _OWNERS.isdisjoint(told[-1 - _OF_SHARE : -1]):
        return True
    pays = told[-1] in _PAYS or (told[-1] == "in" and not _PUTS_IN.isdisjoint(told[-2:-1]))
    return pays and not _PARTIES.isdisjoint(told[-1 - _OF_SHARE : -1])


def is_share_of_whole(question: Question, first: int, end: int) -> bool:
    """Whether the sum at tokens `first` up to `end` of a reply is what one party pays of the value told before.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_share_of_whole(q := read_text(text), at := q.texts.index("£"), at + 3)
    >>> told("the council's share is only £90k"), told("we only put in £40k of that"), told("£90k is our share"), told("we pay half, so £90k")
    (True, True, True, True)
    >>> told("our side's only in for £90k"), told("our bit is £90k"), told("the trust is in for £90k")
    (True, True, True)
    >>> told("we pay £90k"), told("the contract is only £90k"), told("our budget is £90k"), told("quotes are in for £90k")
    (False, False, False, False)
    """
    at = next((i for i in range(first - 1, max(-1, first - _REACH), -1) if question.word(i) in _STOPS), max(-1, first - _REACH))
    clause = list(question.words(at + 1, first))
    while clause and (clause[-1] in _LEADS or clause[-1] in ("it", "this", ",", "so", "all", "for")):
        clause.pop()
    after = question.word(end + 1) if question.word(end) in ("is", "was", "being", "as") else question.word(end)
    owned = after in _OWNERS and not _SHARES.isdisjoint(question.words(end + 1, end + 5))
    if owned or not clause:
        return owned
    if clause[-1] in _SHARES:
        return not (_OWNERS | _PAYS).isdisjoint(clause[-1 - _OF_SHARE : -1])
    part = question.word(end) == "of" and question.word(end + 1) in ("it", "that", "this", "the")
    ourselves = clause[-1] in _PAYS and question.word(end) in ("ourselves", "themselves", "itself")
    if ourselves or tuple(clause[-3:]) == ("on", "the", "hook"):
        return True
    if clause[-1] in _OWN_SHARES and not _OURS.isdisjoint(clause[-1 - _OF_SHARE : -1]):
        return True
    if (
        clause[-1] == "in"
        and question.word(first - 1) in ("for", "about", "around", "roughly")
        and _is_party_in(clause[:-1], shared=_tells_twice(question))
    ):
        return True
    if clause[-1] == "in":
        return not _PUTS_IN.isdisjoint(clause[-2:-1]) and not _IN_PARTIES.isdisjoint(clause[-1 - _OF_SHARE : -1])
    rest = "rest" in question.texts or part
    payers = _PARTIES | {"we're", "they're"} if rest else _PARTIES - {"we", "i", "us"}
    return clause[-1] in _PAYS and not payers.isdisjoint(clause[-1 - _OF_SHARE : -1])


def _tells_twice(question: Question) -> bool:
    """Whether a reply tells of two who are "in for" so much."""
    return sum(question.follows(at, "in", "for") for at in range(len(question.tokens))) > 1


def _is_party_in(lead: Sequence[str], *, shared: bool) -> bool:
    """Whether the words before "in for £90k" name one of several parties: "our side's only", "the council is just"."""
    said = [word.removesuffix("'s") for word in lead if word not in ("only", "just", "really", "is", "are", "now", "'", "s")]
    limited = shared or not {"only", "just"}.isdisjoint(lead)
    return bool(said) and (
        said[-1] in _IN_PARTIES - {"we", "i", "us", "they"} or (limited and said[-1] in ("we're", "they're", "we", "they"))
    )


def _goes_on(question: Question, after: int, first: int) -> bool:
    """ "We pay £45k and the other council £60k": the sum goes on from the one before it, whose figure starts at token `after`."""
    between = question.words(after + 1, first)
    joined = next((i + 1 for i, word in enumerate(between) if word in ("and", ",", "but")), 0)
    return (
        joined > 0
        and 0 < len(between) - joined <= _OF_SHARE
        and set(between[joined:]) <= _PARTIES | {"the", "other", "and", "borough"}
    )
