"""The day the procurement starts, where the question gives it, and the term where it gives two days.

A date of something else is left alone: when a policy was approved, when an act was passed, until when, by when. A date that
does not exist, or two dates that both could be the start, is asked about.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from assistant.facts.aside.told_of_past import is_of_lost_bid, is_told_of_past
from assistant.facts.term.leaving import goes_away
from assistant.facts.term.notices import is_notice_day, is_of_other_notice
from assistant.facts.term.put_off import is_put_off_to
from assistant.facts.words.calendar_words import Dated, next_month, read_date, read_feast
from assistant.facts.words.doubts import doubt
from assistant.facts.words.numbers import scale_of
from assistant.facts.words.seasons import season_to_come
from assistant.facts.words.text import Question
from assistant.model import Doubt, Said, Start

_STARTS = {
    "start", "starts", "starting", "started", "begin", "begins", "beginning", "began", "commence", "commences", "commencing", "commenced",
    "commencement", "live", "launch", "launching", "launched", "advertise", "advertised", "advertising", "tendered", "procured", "awarded",
    "let", "tender", "procure", "awarding", "award", "kicking", "starst", "satrting", "strating", "begining", "out",
}  # fmt: skip
_LEADS = _STARTS | {
    "in",
    "on",
    "from",
    "during",
    "back",
    "as",
    "at",
    "early",
    "late",
    "mid",
    "for",
    "of",
    "dated",
    "fy",
    "since",
}
_NOT_START = {
    "approved", "adopted", "reviewed", "review", "published", "publish", "issued", "updated", "update", "expires", "expired", "expire",
    "expiring", "ends", "ending", "end", "ended", "until", "till", "til", "by", "before", "after", "valid", "enacted", "passed", "policy",
    "version", "act", "regulations", "agreed", "meeting", "cabinet", "deadline", "due", "framework's", "strategy", "amended", "written",
    "dated", "plan", "renewed", "finish", "finishes", "finishing", "completed", "completion", "ppn", "since", "vision", "report", "document",
    "target", "effective", "withdrawn", "revised", "drafted", "introduced", "ppns", "regs", "wrote", "minutes", "superseded", "closed",
    "closes", "close",
    "sent", "received", "emailed", "posted", "printed", "submitted", "logged", "raised", "spoke", "called", "rang", "asked", "contacted",
}  # fmt: skip
_CLOSES = {"closes", "close", "closing", "closed", "due"}
_APPOINTMENTS = {
    "meeting", "call", "deadline", "closing", "appointment", "reply", "respond", "response", "clarification", "interview", "interviews", "return",
    "returned", "workshop", "teams", "hearing", "board", "committee", "leave", "holiday", "away", "back",
}  # fmt: skip
_SPENT = {"spent", "spend", "spends", "paid", "pay", "cost", "charged", "budgeted", "turnover", "accounts", "invoiced"}
_SIGN_OFFS = {"regards", "sincerely", "faithfully", "thanks", "cheers", "wishes", "yours"}
_NOT_AFTER = {
    "policy", "act", "framework", "strategy", "version", "regulations", "regs", "edition", "report", "document", "plan", "review",
    "guidance", "notice", "statement", "rules", "vision", "target", "note", "agenda", "election", "budget", "census", "ppn", "order",
}  # fmt: skip
_CONTRACT = {"contract", "procurement", "tender", "contracts", "procurements", "tenders", "project", "award", "start"}
_UNTIL = {
    "to",
    "until",
    "till",
    "-",
    "through",
    "ending",
    "ends",
    "end",
    "finishing",
    "finishes",
    "expiring",
    "completing",
    "completed",
    "complete",
    "completion",
    "hands",
    "handing",
    "handed",
    "handover",
    "finish",
    "finished",
    "leaves",
    "wrapped",
    "wraps",
    "over",
    "done",
    "closes",
}
_JOINTS = {
    "before",
    "by",
    "and",
    "on",
    ",",
    "in",
    "the",
    "of",
    "it",
    ")",
    "over",
    "back",
    "be",
    "to",
    "they",
    "is",
    "due",
    "will",
    "should",
    "up",
    "must",
    "off",
}
_TELLS_END = _UNTIL - {"to", "-", "through", "over", "done", "leaves"} | {
    "hand",
    "vacate",
    "vacates",
    "reopen",
    "reopens",
    "reopening",
}
_GIVES = {"give", "gives", "giving", "given", "get", "gets", "getting", "have"}
"""Before "back" these tell that the work is over: "gives the keys back"."""
_OF_CONTRACT = {
    "it's", "we're", "they're",
    "contract", "it", "work", "works", "project", "job", "scheme", "build", "term", "programme", "whole", "all", "date", "practical", "planned",
    "expected", "with", "runs", "running", "run", "lasting", "lasts", "then", "off", "site", "on", "contractor", "builder", "we", "to", "completes",
    ".", ":", ";", "-", "(", "are", "has", "have", "for", "at", "latest", "day", "last", "final", "a", "an", "which", "everything", "only",
    "scheduled", *_GIVES, "keys", "building", "leave", "clear", "come", "comes", "out", "away", "pack", "our", "us", "them",
}  # fmt: skip
"""What may stand between the two days of a contract beside the word that says that the second ends it."""
_MADE_PUBLIC = {
    "tender",
    "tenders",
    "notice",
    "out",
    "advertise",
    "advertised",
    "advertising",
    "published",
    "itt",
    "bids",
    "award",
    "awarded",
    "procurement",
}
"""Of the day on which a procurement starts, and no contract does."""
_ENDS_BY_TWO = {
    ("off", "site"),
    ("last", "day"),
    ("final", "day"),
    ("all", "done"),
    ("done", "by"),
    ("done", "before"),
    ("last", "shift"),
    ("out", "by"),
}
_PARTS_BY_OF = {"start", "beginning", "back", "first", "second", "latter"}
_PARTS_OF_MONTH = _PARTS_BY_OF | {"mid", "middle", "early", "late"}
"""Before a month these tell when in it: "by the middle of December 2028"; some of them only with "of"."""
_LONGEST_JOINT = 12
_PASSED_OVER = {
    "the",
    "a",
    "an",
    "on",
    "in",
    "of",
    "(",
    ",",
    "is",
    "was",
    "early",
    "late",
    "mid",
    "about",
    "around",
    "to",
    "date",
    "and",
    "be",
}


@dataclass(frozen=True, slots=True)
class DateRead:
    """The start, the least and the most months between two days that bound a term with the tokens that tell them, doubts, and the tokens of dates."""

    start: Start | None
    months: tuple[Fraction, Fraction, int, int] | None
    doubts: tuple[Doubt, ...]
    taken: frozenset[int]


def read_start(question: Question, today: date) -> DateRead:
    """Reads the start of the procurement. `today` settles spoken dates and nothing else."""
    found = _all_dates(question, today)
    taken = frozenset(i for one in found for i in range(one.first, one.end))
    starts = _noticed(question, found) or [
        one
        for one, before in zip(found, (None, *found), strict=False)
        if not _is_end(question, before, one) and _is_start(question, one) and not _is_in_story(question, one, today)
        if not is_of_other_notice(question, one.first)
    ]
    starts = [one for one in starts if is_put_off_to(question, one.first)] or starts
    impossible = [one for one in starts if one.span is None]
    if impossible:
        return DateRead(None, None, (doubt("bad_date", question.said(impossible[0].first, impossible[0].end)),), taken)
    chosen = _one(question, starts)
    if chosen is None and starts:
        shown = "; ".join(question.said(one.first, one.end) for one in starts)
        return DateRead(None, None, (doubt("bad_date", shown),), taken)
    if chosen is None or chosen.span is None:
        return DateRead(None, None, (), taken)
    said = Said(question.said(chosen.first, chosen.end))
    return DateRead(Start(chosen.span[0], chosen.span[1], said), _months_until(question, chosen, found), (), taken)


def _noticed(question: Question, found: list[Dated]) -> list[Dated]:
    """The days on which the procurement was made public: it started then, whenever the contract does."""
    least, most = [0, *(one.end for one in found)], [*(one.first for one in found[1:]), len(question.tokens)]
    near = zip(found, least, most, strict=False)
    noticed = [one for one, low, high in near if is_notice_day(question, one.first, one.end, low, high)]
    return [one for one in noticed if not is_of_lost_bid(question, one.first, one.end)]


def _is_in_story(question: Question, one: Dated, today: date) -> bool:
    """Whether a date is past and told of something else than the procurement: "the last contractor left in 2019"."""
    return one.span is not None and one.span[1] < today and is_told_of_past(question, one.first, one.end)


def _all_dates(question: Question, today: date) -> list[Dated]:
    found: list[Dated] = []
    at = 0
    while at < len(question.tokens):
        dated = (
            read_date(question, at, today)
            or read_feast(question, at)
            or _month_alone(question, at, today)
            or _following(question, at, found)
        )
        if dated is None or (dated.form == "year" and _is_figure(question, dated)):
            at += 1
            continue
        found.append(dated)
        at = dated.end
    return found


def _month_alone(question: Question, at: int, today: date) -> Dated | None:
    """ "starting in March" is the March that is running or comes next, and so are seasons; a month alone is no date otherwise."""
    led = question.word(at - 1) in ("in", "from", "this") and question.word(at - 2) in _STARTS
    if not (led or is_put_off_to(question, at)) or question.at(at + 1).kind == "number":
        return None
    if found := season_to_come(question, at, today):
        return Dated(found[0], "spoken", at, found[1])
    span = next_month(question.word(at), today)
    return Dated(span, "spoken", at, at + 1) if span else None


def _following(question: Question, at: int, found: list[Dated]) -> Dated | None:
    """ "April 2027 to the following March": the first month of that name after the date before."""
    before = found[-1].span if found else None
    if before is None or question.word(at) not in ("following", "next") or question.word(at - 1) != "the":
        return None
    span = next_month(question.word(at + 1), before[1])
    return Dated(span, "month", at, at + 2) if span else None


def _is_end(question: Question, before: Dated | None, one: Dated) -> bool:
    """Whether a date ends a stretch that the date before it begins: "1 April 2026 to 31 March 2029"."""
    return before is not None and _ends_stretch(question, before, one)


def _ends_stretch(question: Question, start: Dated, end: Dated) -> bool:
    """Whether only words for "until" stand between two dates, or "and" after "between"."""
    joint = _before_part_of_month(question.words(start.end, end.first))
    if joint == ("and",):
        return question.word(start.first - 1) == "between"
    if 0 < len(joint) <= 6 and any(word in _UNTIL for word in joint) and all(word in _UNTIL | _JOINTS for word in joint):
        return True
    if not _MADE_PUBLIC.isdisjoint(question.words(start.first - 6, start.first)):
        return False
    if goes_away(joint):
        return True
    return (
        _tells_end(joint)
        and len(joint) <= _LONGEST_JOINT
        and all(word in _TELLS_END | _UNTIL | _JOINTS | _OF_CONTRACT for word in joint)
    )


def _before_part_of_month(joint: tuple[str, ...]) -> tuple[str, ...]:
    """The words between two dates without the part of the month that the second is told with.

    >>> _before_part_of_month(("done", "by", "the", "middle", "of")), _before_part_of_month(("to", "mid", "-")), _before_part_of_month(("to",))
    (('done', 'by'), ('to',), ('to',))
    """
    at = len(joint) - (joint[-1:] in (("of",), ("-",)))
    if at == 0 or joint[at - 1] not in _PARTS_OF_MONTH or (joint[at - 1] in _PARTS_BY_OF and joint[-1] != "of"):
        return joint
    return joint[: at - 1 - (joint[at - 2 : at - 1] == ("the",))]


def _tells_end(joint: Sequence[str]) -> bool:
    """Whether words say that the work is over: "finishes", "we hand back", "gives us the keys back", "off site"."""
    back = "back" in joint and not _GIVES.isdisjoint(joint)
    return back or not _TELLS_END.isdisjoint(joint) or not _ENDS_BY_TWO.isdisjoint(itertools.pairwise(joint))


def _ends_before(question: Question, end: Dated, start: Dated) -> bool:
    """Whether the end is told first: "has to be finished by 31 March 2029 and starts on 1 April 2027"."""
    lead = question.words(end.first - 7, end.first)
    lead = lead[max((at for at, word in enumerate(lead) if word in (",", ".", ";", "£", "and", "but")), default=-1) + 1 :]
    joint = question.words(end.end, start.first)
    told = any(word in _TELLS_END for word in lead) and all(word in _TELLS_END | _JOINTS | _OF_CONTRACT for word in lead)
    told = told and any(word in _STARTS for word in joint)
    return (
        told
        and _MADE_PUBLIC.isdisjoint(joint)
        and len(joint) <= _LONGEST_JOINT
        and all(word in _STARTS | _JOINTS | _OF_CONTRACT for word in joint)
    )


def _is_figure(question: Question, year: Dated) -> bool:
    """Whether four figures that could be a year are a sum, a count, or a number of something."""
    before = question.at(year.first - 1)
    if before.text in ("£", "$", "€", "-", "+", "/", ".", "over", "about", "worth", "gbp") or before.kind == "number":
        return True
    after = question.word(year.end)
    return after in ("%", "pounds", "gbp", "quid", "sterling", "k", "m", "+", "units") or scale_of(after) is not None


def _is_start(question: Question, one: Dated) -> bool:
    """Whether a date is said of the procurement: by a word that leads to it, or standing for itself and not for another thing."""
    if one.form == "feast":
        return False
    if is_put_off_to(question, one.first):
        return True
    before = [word for word in question.words(one.first - 5, one.first)]
    strong = _CLOSES.isdisjoint(before[-3:]) and any(word in _STARTS for word in before[-3:])
    if strong and not any(word in ("until", "before", "by", "after", "policy", "act") for word in before[-2:]):
        return True
    if _is_moment(question, one) or _is_signed_or_ends_year(question, one) or _is_spent(question, one):
        return False
    near = before[-4:]
    while near and near[-1] in _PASSED_OVER:
        near.pop()
    if (near and near[-1] in _NOT_START) or (one.form in ("day", "spoken") and any(word in _APPOINTMENTS for word in before)):
        return False
    if "policy" in before[-3:] or question.word(one.first - 1) == "to":
        return False
    after = question.words(one.end, one.end + 3)
    if any(word in _NOT_AFTER for word in after[:1]) or after[:2] in (("social", "value"), ("social", "policy")):
        return False
    if one.form == "year":
        return question.word(one.first - 1) in _LEADS or any(word in _CONTRACT for word in after[:2])
    return True


def _is_moment(question: Question, one: Dated) -> bool:
    """Whether a time of day follows, as in the head of an e-mail: "3 March 2026 14:22", "on 5 May at 9"."""
    at = one.end + (question.word(one.end) in (",", "at"))
    at += question.word(at) == "at"
    timed = question.at(at).kind == "number" and (question.word(at + 1) in (":", "am", "pm") or question.word(at - 1) == "at")
    return one.form in ("day", "spoken") and timed


_FINISHED = {"finished", "completed", "ended", "expired"}


def _is_spent(question: Question, one: Dated) -> bool:
    """Whether money was spent then, or work done: "last year we spent £80k", "£30k paid last year", "(last year £80k)", "finished in 2023"."""
    priced = one.form == "spoken" and question.word(one.first) == "last" and question.word(one.end) == "£"
    before = question.words(one.first - 9, one.first)
    done = any(word in _FINISHED for word in before) and not any(word in _STARTS for word in before)
    return (priced or done) or any(
        word in _SPENT for word in question.words(one.first - 9, one.first) + question.words(one.end, one.end + 3)
    )


def _is_signed_or_ends_year(question: Question, one: Dated) -> bool:
    """Whether a letter's end stands before the date ("Kind regards, Jo Smith, 21/11/2026"), or it ends a year ("y/e 31 March")."""
    if question.words(one.first - 3, one.first) == ("y", "/", "e") or question.word(one.first - 1) == "ye":
        return True
    return one.form == "day" and any(word in _SIGN_OFFS for word in question.words(max(1, one.first - 40), one.first))


def _one(question: Question, starts: list[Dated]) -> Dated | None:
    """The one start: the only one, the one that a word for starting leads to, or the day inside the others' stretch."""
    spans = {one.span for one in starts}
    if len(spans) == 1:
        return starts[0]
    led = [one for one in starts if any(word in _STARTS for word in question.words(one.first - 3, one.first))]
    if len({one.span for one in led}) == 1:
        return led[0]
    for one in starts:
        if all(other.span and one.span and other.span[0] <= one.span[0] and one.span[1] <= other.span[1] for other in starts):
            return one
    return None


def _months_until(question: Question, start: Dated, found: list[Dated]) -> tuple[Fraction, Fraction, int, int] | None:
    """ "1 April 2026 to 31 March 2029" is a term of 36 months: its least and most length in months and the tokens it stands in."""
    for other in found:
        after = other.first > start.end and _ends_stretch(question, start, other)
        if not (after or (other.end < start.first and _ends_before(question, other, start))):
            continue
        if start.span and other.span and start.span[0] < other.span[1] and (months := _between(start, other)):
            return *months, min(start.first, other.first), max(start.end, other.end)
    return None


def _between(start: Dated, end: Dated) -> tuple[Fraction, Fraction] | None:
    """The least and the most months from a start to an end that is part of the term; only where both are told as days or as months."""
    if start.span is None or end.span is None:
        return None
    whole = _months(start.span[0], end.span[1] + timedelta(days=1))
    if _are_alike(start, end):
        return whole, whole
    days_or_months = all(one.form in ("day", "feast") or _is_month(one.span) for one in (start, end))
    return (_months(start.span[1], end.span[0] + timedelta(days=1)), whole) if days_or_months else None


def _are_alike(start: Dated, end: Dated) -> bool:
    """Whether both are days, or both are whole months, however they were said: "next April" and "March 2029"."""
    if start.form == end.form:
        return start.form in ("day", "month")
    return _is_month(start.span) and _is_month(end.span)


def _is_month(span: tuple[date, date] | None) -> bool:
    return span is not None and span[0].day == 1 and (span[1] + timedelta(days=1)).day == 1 and (span[1] - span[0]).days < 31


def _months(first: date, end: date) -> Fraction:
    """Whole months between two days and the part of one left over, in days of thirty-one.

    >>> _months(date(2026, 4, 1), date(2029, 4, 1))
    Fraction(36, 1)
    """
    months = (end.year - first.year) * 12 + end.month - first.month
    return months + Fraction(end.day - first.day, 31)
