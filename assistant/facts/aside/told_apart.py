"""Whether a length or a sum is told of another thing than the contract: a survey that is done, the hall that was built, the fund that pays.

A sentence tells of another thing where it says so ("separate, already paid"), or where it tells what took so long and the sum of the contract
stands elsewhere. A length so told is never the contract's; whether a sum counts for lack of another is for its reader to say.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from assistant.facts.words.lengths import DONE, Length, leads_to_work
from assistant.facts.words.text import Question, singular

_STOPS = {".", "?", "!", ";"}
PARTS_LET = {
    "lot",
    "phase",
    "stage",
    "part",
    "package",
    "section",
    "tranche",
    "item",
    "order",
    "delivery",
    "period",
    "extension",
    "option",
}
"""What a contract is let in, or has beside its main term."""
_ALREADY = {
    "paid", "let", "done", "finished", "complete", "completed", "spent", "carried", "been", "settled", "over", "delivered", "awarded", "bought",
}  # fmt: skip
_APART = (
    ("done", "and", "paid"), ("done", "and", "dusted"), ("paid", "for", "already"), ("not", "part", "of"), ("nothing", "to", "do", "with"),
    ("other", "things"), ("other", "purposes"), ("other", "uses"), ("something", "else"), ("not", "for", "this"), ("isn't", "for", "this"),
    ("a", "different", "contract"), ("another", "contract"), ("another", "job"), ("a", "different", "job"), ("other", "jobs"), ("other", "work"),
    ("other", "projects"), ("not", "in", "this"), ("not", "in", "the", "contract"), ("not", "in", "our", "contract"), ("outside", "the", "contract"),
    ("another", "pot"), ("another", "budget"), ("a", "different", "pot"), ("a", "different", "budget"), ("a", "separate", "pot"),
    ("not", "counting", "here"), ("is", "spoken", "for"), ("on", "its", "own", "contract"),
)  # fmt: skip
_APART_STARTS = {phrase[0] for phrase in _APART}
_CONTRACTS, _OPENS_A_CONTRACT = {"contract", "order", "tender", "procurement"}, 6
"""A sentence that turns to a contract ("Separately there is a contract for...") may turn to the one that is asked about."""
_MARKS = {"separate", "separately", "already", *_APART_STARTS}
_PAST = {
    "took", "taken", "ran", "lasted", "was", "were", "went", "spent", "had", "dragged", "cost", "needed", "required", "held", "stood", "wanted",
}  # fmt: skip
_TELLS_NOW = {"is", "are", "runs", "lasts", "takes", "it's", "that's", "will", "comes", "stands"}
"""Verbs of what is or is to come; with a subject before them in their clause they leave what was told before it."""
_MOST_DONE = {"biggest", "largest", "longest", "best", "smallest", "hardest", "nicest", "proudest", "shortest"}
_SO_FAR = (("so", "far"), ("to", "date"), ("until", "now"), ("till", "now"))
"""With one of the words above these name another job than the one asked about: "our biggest job so far was"."""
_DOERS = {"we", "i", "they", "he", "she", "who", "we've", "i've", "they've"}
_DEEDS = {"did", "built", "finished", "completed", "delivered", "won", "made", "ran", "laid", "rebuilt", "restored", "repaired"}
_RAN = {"took", "ran", "lasted", "spent", "dragged"}
_STATES = {
    "waited", "waiting", "queued", "argued", "arguing", "lobbied", "campaigned", "saved", "saving", "fought", "talked", "debated", "traded",
    "lived",
    "survived", "existed", "lain", "negotiated", "negotiating", "deliberated", "dithered", "worked", "trading", "served", "fundraising",
    "closed", "shut", "derelict", "empty", "disused", "abandoned",
}  # fmt: skip
"""What people and things do, or are, for a length of time that is no contract's."""
_LET = {
    "let", "awarded", "agreed", "set", "fixed", "tendered", "extended", "advertised", "priced", "costed", "scheduled", "programmed", "planned",
    "estimated", "put", "quoted", "told", "given", "allowed", "allocated", "asked", "confirmed", "reduced", "cut", "increased", "shortened",
    "lengthened", "approved", "offered", "proposed", "signed", "changed", "moved", "revised", "procured", "commissioned",
}  # fmt: skip
"""What has been done to a contract: "it has been let for three years" tells its term."""
_HAS = {"has", "have", "had", "it's", "that's", "they've", "we've", "i've", "he's", "she's", "who's", "'s"}
_FORMER = {"last", "previous", "old", "former", "earlier", "outgoing", "existing", "current", "original", "expiring", "first"}
_NEW = {"new", "this", "replaces", "replacement", "replacing", "next", "ours"}
_SAME = {
    "it", "which", "this", "that", "they", "all", "these", "whole", "contract", "work", "job", "project", "scheme", "programme", "build",
    "order", "tender",
    "term", "construction", "delivery", "installation", "everything", "contractor", "supplier", "phase", "duration", "agreement", "deal",
    "one", "and",
}  # fmt: skip
"""Subjects by which a sentence goes on with what the one before it told."""
_LIFE = {"life", "lifespan", "lifetime", "guarantee", "warranty", "history", "tradition", "experience"}
_KEPT = {"guaranteed", "warranted", "lease", "tenancy", "loan", "mortgage", "lifespan", "life", "guarantee", "warranty"}
_LEASE = "lease"
_LEASES = {"lease", "leases", "leased", "leasing", "hire", "hires", "hired", "hiring", "rent", "rents", "rented", "renting"}
_OVER = {"over", "across", "during", "for", "throughout", "its", "whole"}
_LEAST_ECHO, _REACH = 4, 24


def sentence_round(question: Question, first: int, end: int) -> tuple[int, int]:
    """The sentence that holds tokens `first` up to `end`, as far as it is near."""
    texts, least, most = question.texts, max(0, first - _REACH), min(len(question.texts), end + _REACH)
    start = next((at for at in range(first, least, -1) if texts[at - 1] in _STOPS), least)
    stop = next((at for at in range(end, most) if texts[at] in _STOPS), most)
    return start, stop


def is_marked_apart(words: Sequence[str], *, of_lots: bool = False) -> bool:
    """Whether words say that they are of another thing: "separate", "already paid", "for other things".

    Where they may be `of_lots` of one contract, "separate" may say how those are let.

    >>> is_marked_apart("the survey ( separate , already paid ) was".split()), is_marked_apart("in three separate lots".split())
    (True, False)
    """
    for i, word in ((i, word) for i, word in enumerate(words) if word in _MARKS):
        after = words[i + 1 : i + 2]
        if i == 0 and word == "separately" and not _CONTRACTS.isdisjoint(words[1:_OPENS_A_CONTRACT]):
            continue
        if word in ("separate", "separately") and not of_lots and not (after and singular(after[0]) in PARTS_LET):
            return True
        if word == "already" and after and after[0] in _ALREADY:
            return True
        if word in _APART_STARTS and any(tuple(words[i : i + len(phrase)]) == phrase for phrase in _APART):
            return True
    return False


def is_length_of_another(question: Question, length: Length, sums: Sequence[tuple[int, int]]) -> bool:
    """Whether a length is told of another thing; `sums` are the first and end tokens of what the contract may be worth.

    >>> from assistant.facts.words.lengths import read_lengths
    >>> from assistant.facts.words.text import read_text
    >>> def told(text):
    ...     question = read_text(text)
    ...     sums = [(at, at + 2) for at, word in enumerate(question.texts) if word == "£"]
    ...     return is_length_of_another(question, read_lengths(question, ())[0], sums)
    >>> told("The hall was built in 18 months; now chairs, £50k"), told("It was built in 18 months, £2m"), told("guaranteed for 2 years")
    (True, False, True)
    >>> told("We paid £90k over the 3 years. Now it is £40k a year"), told("To be paid over 3 years. Now it is £40k a year")
    (True, False)
    """
    first, end = sentence_round(question, length.first, length.end)
    before, after = question.words(first, length.first), question.words(length.end, end)
    if (
        _is_left_of_former(before, question.words(length.first - 1, length.end))
        or (_is_kept(before, after) and not (_LEASE in before and _is_leased(question, first, end)))
        or _has_gone_on(before)
        or _took_to(before, after)
    ):
        return True
    if not any(not first <= at < end for at, _ in sums):
        return False
    if is_marked_apart(question.words(first, end)):
        return True
    if _STATES & set(before[-4:]) and not leads_to_work(question, length.end):
        return True
    inside = any(first <= at < end for at, _ in sums)
    if (not inside and _is_done_by_doer(before)) or _was_paid_over(before):
        return True
    return (not inside or not _RAN.isdisjoint(before)) and _is_told_of_other_subject(question, first, end, before)


def _is_done_by_doer(before: Sequence[str]) -> bool:
    """ "We built a chapel for the diocese in 14 months": what somebody tells that they did, and not "it"."""
    return any(
        who in _DOERS and deed in _DEEDS and what not in ("it", "this", "that")
        for who, deed, what in zip(before, before[1:], (*before[2:], ""), strict=False)
    )


def _was_paid_over(before: Sequence[str]) -> bool:
    """ "We paid £92,000 over the three years": for how long somebody tells that they paid; what they pay now is told elsewhere."""
    led = [word for word in before if word not in ("the", "those", "last", "past", "previous")]
    paid = any(who in _DOERS and deed == "paid" for who, deed in itertools.pairwise(before))
    return paid and led[-1:] in (["over"], ["across"], ["for"], ["in"])


def _is_left_of_former(before: Sequence[str], near: Sequence[str]) -> bool:
    """ "the current deal runs another 3 months": how long the contract before this one has still to go."""
    former = any(word in _FORMER - {"first"} and following.isalpha() for word, following in itertools.pairwise(before))
    return former and _NEW.isdisjoint(before) and not {"another", "further", "more"}.isdisjoint(near)


def _is_kept(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "guaranteed for ten years", "a 25 year life", "the lease has 7 years left", but not "over its four-year life"."""
    named = after[1:2] if after[:1] == ("-",) else after[:1]
    if not _LIFE.isdisjoint(named):
        return _OVER.isdisjoint(before[-2:])
    return not _KEPT.isdisjoint(before[-3:]) or (named == ("left",) and not _KEPT.isdisjoint(before))


def _is_leased(question: Question, first: int, end: int) -> bool:
    """Whether a sentence beside the one at tokens `first` up to `end` tells what is leased and for how much: then the lease is the contract."""
    beside = (
        sentence_round(question, at, at + 1)
        for at, word in enumerate(question.texts)
        if word in _LEASES and not first <= at < end
    )
    return any("£" in question.words(start, stop) for start, stop in beside)


def _has_gone_on(before: Sequence[str]) -> bool:
    """ "has been shut for 26 months", "we've been waiting two years": how long something has lasted up to now.

    What has been changed to a length has it: "has been stretched to 28 months".
    """
    near = before[-6:]
    if near[-1:] == ("to",) and near[-2:-1] != ("up",):
        return False
    at = next((i for i, word in enumerate(near) if word == "been"), -1)
    return at > 0 and not _HAS.isdisjoint(near[:at]) and _LET.isdisjoint(near[at:]) and len(near) - at < 5


def _took_to(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "it took the committee eight months to agree": to do something else than the work."""
    return "took" in before[-5:] and after[:1] == ("to",) and after[1:2] != () and after[1] not in DONE


def _subject(before: Sequence[str]) -> Sequence[str] | None:
    """What stands before the verb that tells what took so long, in the last part of the sentence that a comma opens or else in all of it."""
    start = max((i + 1 for i, word in enumerate(before) if word == ","), default=0)
    for part in (before[start:], before):
        verb = next((i for i, word in enumerate(part) if word in _PAST), -1)
        if verb > 0:
            return part[:verb]
        if any(word in _TELLS_NOW and (i > 0 or "'" in word) for i, word in enumerate(part)):
            return None
    return None


def _is_most_done(subject: Sequence[str], pairs: Sequence[tuple[str, str]]) -> bool:
    """ "our biggest job so far", "the longest job that we ever had": of those that somebody has done."""
    most = not _MOST_DONE.isdisjoint(subject)
    return most and (
        "ever" in subject or any(pair in _SO_FAR or (pair[0] in ("our", "my") and pair[1] in _MOST_DONE) for pair in pairs)
    )


def _is_told_of_other_subject(question: Question, first: int, end: int, before: Sequence[str]) -> bool:
    """Whether the sentence tells what took so long, and that is not what the rest of the question is about."""
    subject = _subject(before)
    if subject is None:
        return False
    pairs = list(itertools.pairwise(subject))
    former = any(word in _FORMER and following.isalpha() for word, following in pairs)
    if (former or _is_most_done(subject, pairs)) and _NEW.isdisjoint(subject):
        return True
    if not subject or any(word in _SAME or singular(word) in _SAME for word in subject):
        return False
    rest = {singular(word) for word in (*question.words(0, first), *question.words(end, len(question.texts)))}
    return not any(len(word) >= _LEAST_ECHO and singular(word) in rest for word in subject)
