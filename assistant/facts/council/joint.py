"""Councils that only buy with another: "Southend is buying radios together with Thurrock", "Norwich and Broadland share one contract".

Where a loaded council is named as the buyer, one that is not loaded and only buys with it or pays a share is none that is asked about: the
rules of who buys govern. One that leads, or that a question names, is asked about all the same, and so are both where "either" is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.facts.council.passing import sentences_of
from assistant.facts.words.contract_words import BUYING_WORDS, CONTRACT_NOUNS
from assistant.facts.words.text import Question

_JOINT = {"together", "jointly", "joint", "shared", "collaborative"}
_JOINT_SAID = (
    ("one", "contract"), ("single", "contract"), ("same", "contract"), ("one", "tender"), ("single", "tender"), ("same", "tender"),
    ("one", "procurement"), ("single", "procurement"), ("one", "order"), ("single", "order"), ("between", "them"), ("between", "us"),
    ("clubbing",), ("teaming", "up"), ("joining", "forces"), ("in", "partnership"), ("each", "council"), ("both", "councils", "pay"),
)  # fmt: skip
"""Words by which several buy one thing."""
_WITH = (
    ("together", "with"), ("jointly", "with"), ("along", "with"), ("in", "partnership", "with"), ("contract", "with"), ("procurement", "with"),
    ("purchase", "with"), ("tender", "with"), ("shared", "with"), ("forces", "with"), ("up", "with"), ("alongside",), ("deal", "with"),
    ("order", "with"), ("buy", "with"), ("exercise", "with"),
)  # fmt: skip
_NEEDS_JOINT = {"contract", "procurement", "purchase", "tender", "deal", "order", "buy", "exercise", "up"}
"""What "with" may follow without telling that two buy: "a contract with Thurrock"."""
_BUYS = BUYING_WORDS | CONTRACT_NOUNS - {"value", "budget"} | {"letting", "procure", "tender", "share", "sharing"}
_LEADS = {
    "leads", "lead", "leading", "led", "signs", "sign", "signing", "signed", "runs", "run", "running", "holds", "hold", "hosts", "host", "hosting",
    "lets", "letting", "tenders", "procures", "procuring", "procured", "buys", "buying", "awards", "awarding", "advertises", "manages", "handles",
    "does", "did", "acts", "acting", "owns", "takes", "took", "started", "starts",
}  # fmt: skip
_BEFORE_LEADS = {
    "is", "will", "would", "are", "was", "has", "have", "be", "been", "to", "also", "now", "both", "then", "council", "city", "borough", "district",
    "county", "as", "the", "who", "which", "that", "going", "due", "on", "should", "must", "shall", "not", "only",
}  # fmt: skip
_SHARES = {
    "half", "halves", "third", "quarter", "share", "shares", "rest", "remainder", "other", "balance", "equally", "contribution", "split", "%", "pays",
    "pay", "paying", "contributes", "contributing", "contribute", "chips", "puts", "covers", "meets", "funds", "joins", "joined", "joining", "50",
    "reimburses", "repays", "refunds", "reimburse", "repay", "thirds", "quarters",
}  # fmt: skip
_ASKED_OF_ALL = {
    "both", "either", "neither", "each", "councils", "councils'", "authorities", "whose", "partner", "partners", "partner's", "they", "their", "them",
    "other", "others", "theirs", "which", "who",
}  # fmt: skip
"""Words of a question that may ask about every party."""
_OF_NAME = {"council", "city", "borough", "district", "county", "the", "and", "&", "(", ")", ",", "both", "plus"}
_LED_REACH = 5


def only_buys_with(question: Question, named: Sequence[tuple[int, int, str, bool]]) -> frozenset[str]:
    """The councils that are not loaded and only buy with a loaded one; each name as its tokens, the council shown, and whether it is loaded.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text):
    ...     texts = (q := read_text(text)).texts
    ...     places = [(at, at + 1, word, word == "ambridge") for at, word in enumerate(texts) if word in ("ambridge", "kent")]
    ...     return set(only_buys_with(q, places))
    >>> told("Ambridge is buying radios together with Kent. Kent pays half. Is it required?")
    {'kent'}
    >>> told("Ambridge is buying radios together with Kent. Kent leads."), told("Ambridge buys radios together with Kent. Is it required in Kent?")
    (set(), set())
    """
    loaded = [(first, end) for first, end, _, is_loaded in named if is_loaded]
    if not loaded:
        return frozenset()
    sentences = list(sentences_of(question))
    asked = {word for first, end in sentences if question.word(end - 1) == "?" for word in question.words(first, end)}
    if not asked.isdisjoint(_ASKED_OF_ALL):
        return frozenset()
    joint = _is_joint(question)
    parties: dict[str, list[bool]] = {}
    kept: set[str] = set()
    for first, end, shown, is_loaded in named:
        if is_loaded:
            continue
        start, stop = next((one for one in sentences if one[0] <= first < one[1]), (first, end))
        inside = [place for place in loaded if start <= place[0] < stop]
        party = _is_party(question, (first, end), (start, stop), inside, loaded, joint=joint)
        parties.setdefault(shown, []).append(party)
        if not party and not _is_payer(question, first, end, start, stop):
            kept.add(shown)
    return frozenset(shown for shown, told in parties.items() if any(told) and shown not in kept)


def _is_joint(question: Question) -> bool:
    """Whether a message tells that several buy one thing."""
    if not _JOINT.isdisjoint(question.texts):
        return True
    return any(question.follows(at, *phrase) for at in range(len(question.texts)) for phrase in _JOINT_SAID)


def _is_party(
    question: Question, name: tuple[int, int], sentence: tuple[int, int], inside: Sequence[tuple[int, int]], loaded: Sequence[tuple[int, int]], *,
    joint: bool,
) -> bool:  # fmt: skip
    """Whether a sentence tells of the named council as one that buys with a loaded one."""
    (first, end), (start, stop) = name, sentence
    asks = question.word(stop - 1) == "?"
    if not joint or _BUYS.isdisjoint(question.words(start, stop)):
        return False
    if _is_with(question, first, inside):
        before = [place for place in inside if place[1] <= first]
        bought = any(not BUYING_WORDS.isdisjoint(question.words(place[1], first)) for place in before)
        return not _leads(question, first, end) and (bought if asks else bool(before) or (not inside and bool(loaded)))
    return not asks and any(_is_beside(question, name, place) for place in inside)


def _is_with(question: Question, first: int, inside: Sequence[tuple[int, int]]) -> bool:
    """Whether the name follows "together with", or stands behind the loaded one as "Southend, with Thurrock, is buying"."""
    at = first
    while question.word(at - 1) in ("the", "council", "city", "borough", "district"):
        at -= 1
    for phrase in _WITH:
        if question.words(at - len(phrase), at) == phrase:
            needs = phrase[0] in _NEEDS_JOINT
            return not needs or not _JOINT.isdisjoint(question.words(at - len(phrase) - 3, at)) or phrase[0] == "up"
    return question.word(at - 1) == "with" and any(
        set(question.words(place[1], at - 1)) <= {",", "council", "(", "together", "jointly"} for place in inside
    )


def _is_beside(question: Question, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two names are joined by "and": "Norwich and Broadland", "Norwich City Council and Broadland"."""
    (_, end), (first, _) = sorted((one, other))
    between = question.words(end, first)
    return bool(between) and set(between) <= _OF_NAME and not {"and", "&", "plus"}.isdisjoint(between)


def _leads(question: Question, first: int, end: int) -> bool:
    """Whether the named council is said to lead, sign or run the purchase."""
    at = end + (question.word(end) == "," and question.word(end + 1) in ("who", "which"))
    while question.word(at) in _BEFORE_LEADS and at - end < _LED_REACH:
        at += 1
    led = question.word(first - 1) in ("by", "behalf", "of") and not _LEADS.isdisjoint(question.words(first - 3, first))
    return question.word(at) in _LEADS or led


def _is_payer(question: Question, first: int, end: int, start: int, stop: int) -> bool:
    """Whether a sentence that asks nothing tells of the named council only as one that pays a share."""
    near = question.words(max(start, first - _LED_REACH), min(stop, end + _LED_REACH))
    return question.word(stop - 1) != "?" and not _leads(question, first, end) and not _SHARES.isdisjoint(near)
