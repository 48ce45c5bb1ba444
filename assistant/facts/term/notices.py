"""Whether a date tells when a procurement was made public: the notice was published, tenders were invited. It started then.

The day of another notice or of another step is none: an award notice, a deadline, a month's notice, the day of the last tender's notice.
"""

from __future__ import annotations

from assistant.facts.words.text import Question

_NOTICE = {"notice", "notices", "advert", "adverts", "advertisement", "itt", "ad", "rfq", "rfp"}
_TENDERS = {"tender", "tenders", "invitation", "invitations", "bids", "quotes", "quotations"}
_MADE_PUBLIC = {
    "published", "issued", "sent", "placed", "posted", "went", "goes", "go", "out", "dated", "live", "appeared", "appears", "uploaded",
    "put", "released", "publish", "publishes", "publishing", "issue", "issuing", "submitted", "printed", "advertised", "ran",
}  # fmt: skip
_INVITED = {"invited", "inviting", "invite", "invites", "issued", "sent", "out", "sought", "requested", "published"}
_BY_ITSELF = {"advertised", "advertise", "advertising", "tendered"}
_KINDS = {"tender", "contract", "procurement", "ojeu", "fts", "uk4", "opportunity", "find"}
_DIRECT = {"of", "dated", "on", "from", ":", "was", "is", "in"}
_OF_ANOTHER = {
    "award", "awarded", "awards", "awarding", "intention", "transparency", "deadline", "closing", "closed", "closes", "close", "returned",
    "return", "due", "policy", "strategy", "clarification", "standstill", "evaluated", "evaluation", "received", "opened", "pipeline",
    "preliminary", "planned", "engagement", "prior", "modification", "change", "termination", "terminate", "performance", "last",
    "previous", "former", "old", "earlier", "existing", "current", "original", "outgoing", "give", "gives", "gave", "given", "giving",
    "quit", "leave", "eviction", "planning", "board", "expires", "expired", "ends", "ended", "withdrawn", "act", "ppn", "details", "months",
    "month's", "weeks", "signed", "let",
}  # fmt: skip
_STEPS = {
    "award", "awarded", "intention", "transparency", "modification", "change", "termination", "prior", "preliminary", "planned", "pipeline",
    "engagement",
}  # fmt: skip
_UNTIL = {"by", "until", "till", "before", "after", "since", "to"}
_STARTS = ("start", "begin", "began", "begun", "commenc")
_STOPS = {".", "?", "!", ";", "and", "but", "(", ")"}
_REACH = 12


def is_notice_day(question: Question, first: int, end: int, least: int = 0, most: int | None = None) -> bool:
    """Whether the date at tokens `first` up to `end` is the day of the notice; `least` and `most` are where other dates stand.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_notice_day(q := read_text(text), q.texts.index("2025"), q.texts.index("2025") + 1)
    >>> told("the tender notice was published in 2025"), told("the award notice was published in 2025"), told("the policy came out in 2025")
    (True, False, False)
    """
    before = _of_notice_alone(_clause_before(question, first, least))
    after = _clause_after(question, end, len(question.tokens) if most is None else most)
    if not _OF_ANOTHER.isdisjoint((*before, *after)) or (before[-1:] and before[-1] in _UNTIL):
        return False
    if any(word.startswith(_STARTS) for word in before[-3:]):
        return False
    return _is_made_public(before, dated=True) or _is_made_public(after, dated=False)


def _of_notice_alone(clause: tuple[str, ...]) -> tuple[str, ...]:
    """What stands behind a clause's last comma or colon, where that by itself tells of a notice or of tenders: "15 months, tender notice published
    in", "an old procurement: we invited tenders on"."""
    part = clause[max((at + 1 for at, word in enumerate(clause) if word in (",", ":")), default=0) :]
    return part if not (_NOTICE | _TENDERS).isdisjoint(part) and _is_made_public(part, dated=True) else clause


def is_of_other_notice(question: Question, first: int) -> bool:
    """Whether the words before a date name a notice of another step: "the award notice went out on", "the notice of intention of"."""
    before = _clause_before(question, first, 0)
    named = [i for i, word in enumerate(before) if word in _NOTICE]
    return any(not _STEPS.isdisjoint((*before[max(0, i - 2) : i], *before[i + 1 : i + 3])) for i in named)


def _is_made_public(clause: tuple[str, ...], *, dated: bool) -> bool:
    """Whether a clause tells that a notice was published or tenders invited; `dated`: it leads to the date."""
    if not _BY_ITSELF.isdisjoint(clause):
        return True
    at = max((i for i, word in enumerate(clause) if word in _NOTICE), default=-1)
    if at >= 0:
        led = at > 0 and not _KINDS.isdisjoint(clause[max(0, at - 2) : at])
        direct = dated and at + 1 >= len(clause) - 1 and (clause[at + 1 :] == () or clause[at + 1] in _DIRECT)
        return not _MADE_PUBLIC.isdisjoint(clause) or (dated and led and len(clause) - at <= 3) or direct
    return not _TENDERS.isdisjoint(clause) and not _INVITED.isdisjoint(clause)


def _clause_before(question: Question, first: int, least: int) -> tuple[str, ...]:
    at = first
    while at > max(0, least, first - _REACH) and question.word(at - 1) not in _STOPS:
        at -= 1
    return question.words(at, first)


def _clause_after(question: Question, end: int, most: int) -> tuple[str, ...]:
    at = end
    while at < min(most, end + _REACH) and question.word(at) not in _STOPS | {","}:
        at += 1
    return question.words(end, at)
