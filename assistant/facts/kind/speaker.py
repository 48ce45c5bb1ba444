"""Who says something of the contract and is not bought: "the surveyor hasn't given us a price", "our auditors say", "the architect's estimate".

Whose trade is works is bought all the same where he gives a price ("the builder has sent his quote").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.facts.kind.context import Word, clause_start
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.model import ContractType

_PERSON_ENDS = ("er", "or", "ist", "ant", "ect", "ian", "ary", "ee")
_SAYS = {
    "say", "says", "said", "tell", "tells", "told", "give", "gives", "gave", "given", "send", "sends", "sent", "confirm", "confirms", "confirmed",
    "advise", "advises", "advised", "come", "came", "replied", "replies", "reply", "check", "checks", "checked", "reckon", "reckons", "reckoned",
    "think", "thinks", "thought", "estimate", "estimates", "estimated", "valued", "warn", "warns", "warned", "insist", "insists", "insisted", "agree",
    "agrees", "agreed", "noted", "suggest", "suggests", "suggested", "recommend", "recommends", "recommended", "report", "reports", "reported",
    "ask", "asks", "asked", "asking", "queried", "queries", "query", "found", "finds", "mentioned", "mentions", "believes", "believe", "expects",
    "expect", "knows", "know", "wrote", "writes", "emailed", "rang", "signed", "approved", "objected", "put", "puts", "calculated", "worked",
    "wonders", "wondered", "answered", "decided", "guesses", "guessed", "costed", "measured", "flagged", "raised", "pointed", "got", "saying",
    "commit", "commits", "committed", "promise", "promised", "guarantee",
}  # fmt: skip
_LEADS_ON = {
    "has", "have", "had", "hasn't", "haven't", "hadn't", "hasnt", "havent", "did", "didn't", "didnt", "does", "doesn't", "doesnt", "don't", "dont",
    "not", "yet", "just", "now", "also", "already", "only", "still", "then", "who", "is", "isn't", "was", "wasn't", "can't", "cannot", "couldn't",
    "won't", "never", "since", "both", "all", "are", "aren't", "here", "kindly", "later", "been", "being", "to",
}  # fmt: skip
_DONE = {
    "looked",
    "designed",
    "drawn",
    "drew",
    "inspected",
    "examined",
    "finished",
    "visited",
    "surveyed",
    "priced",
    "started",
    "left",
    "reviewed",
}
"""What who is engaged already has done: "the architect has drawn it"."""
_TELLS_OF = {"asked", "told", "from", "by", "tell", "ask", "per", "emailed", "rang", "phoned", "consulted", "chasing", "chased"}
_THE = {"the", "our", "my", "his", "her", "their"}
_SAYINGS = {
    "estimate", "estimates", "price", "figure", "figures", "report", "view", "opinion", "advice", "number", "numbers", "quote", "valuation", "word",
    "email", "letter", "guess", "note", "notes", "drawings", "plans", "budget", "recommendation", "comments", "costing", "sum",
}  # fmt: skip
_STAFF = {
    "team", "department", "dept", "section", "unit", "desk", "division", "directorate", "manager", "officer", "lead", "head", "director", "office",
    "colleague", "assistant", "clerk", "administrator", "supervisor", "coordinator", "adviser", "advisor", "apprentice", "people", "lot", "folk",
}  # fmt: skip
_PRESENT = {"here", "calling", "speaking", "writing", "again", "asking", "reporting", "checking"}
"""What tells that the name before it is of who speaks: "Internal audit here.", "Catering team again,"."""
_GREETS = {
    "hi", "hello", "hiya", "hey", "morning", "good", "afternoon", "evening", "dear", "all", "colleagues", "folks", "this", "is", "it's", "its", "the",
    "your", "our", "only", "me", "from", "in", "council", "council's", ",", "!",
}  # fmt: skip
_WRITES = {"hello", "hi", "hiya", "greetings", "writing", "calling", "speaking", "ringing", "emailing", "messaging", "regards"}
_PART = {"from", "in", "for", "with", "at"}
_OWN = {"the", "our", "your", "council's"}
_FIRMS = {
    "firm",
    "company",
    "business",
    "contractor",
    "contractors",
    "ltd",
    "limited",
    "supplier",
    "provider",
    "trade",
    "industry",
    "agency",
}
_GOES_ON = {"with", "again", "asking", "wondering", "querying"}
_ABOUT, _AT_ONCE = (
    {"in", "here", "out", "off", "away", "back", "late", "ill", "busy"},
    {"today", "now", "tomorrow", "again", "this", "", ".", ",", "!"},
)
_AWAY = {
    "leave", "holiday", "holidays", "annual", "sick", "maternity", "paternity", "parental", "vacation", "jury", "secondment", "lunch", "strike",
}  # fmt: skip
_AWAY_FOR = {
    "until",
    "till",
    "this",
    "next",
    "all",
    "for",
    "sick",
    "ill",
    "on",
    "with",
    "work",
    "and",
    "so",
    "but",
    "at",
    "from",
    "just",
    "?",
    ";",
    ")",
}
_STANDS_IN = {"while", "whilst", "cover", "covering", "replacing", "locum", "temp"}
"""Words by which who is away has to be stood in for: "cover while our cleaner is off sick"."""
_THESE_DAYS = {"also", "still", "currently", "now", "both", "all"}
_GONE = {"home", "away", "off", "abroad", "on"}
_MOST_LED, _MOST_STAFF, _MOST_GREETED = 4, 2, 12


class _Phrase(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def types(self) -> tuple[ContractType, ...]: ...
    @property
    def outright(self) -> bool: ...


def is_speaker(words: Sequence[Word], one: _Phrase) -> bool:
    """Whether the phrase names a person, and one who says something, is asked, is about, or whose estimate it is."""
    last = words[one.end - 1]
    if one.outright or not last.form.removesuffix("'s").endswith(_PERSON_ENDS):
        return False
    if _is_about(words, one.end):
        start = clause_start(words, one.first, {".", "?", "!", ";", ":"}, _MOST_GREETED)
        return _STANDS_IN.isdisjoint(word.meant for word in words[start : one.first])
    if "works" in one.types:
        return False
    before = [word.meant for word in words[max(0, one.first - 2) : one.first]]
    if before[-1:] and before[-1] in _THE and before[0] in _TELLS_OF and len(before) > 1:
        return True
    at = one.end
    after = words[at].meant if at < len(words) else ""
    if last.meant.endswith(("'s", "s'")) or after == "'":
        named = words[at + (after == "'")].meant if at + (after == "'") < len(words) else ""
        return named in _SAYINGS
    while at < len(words) and at - one.end < _MOST_LED and words[at].meant in _LEADS_ON:
        at += 1
    return at < len(words) and (words[at].meant in _SAYS or (at > one.end and words[at].meant in _DONE))


def is_speaking_for(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether a phrase, words `first` up to `end`, is the part of the council that speaks, or is told: "Internal audit here.", "I work in housing
    repairs", "For the auditors: ...".

    What someone's firm does tells what is bought, and so does "cleaning here is £90k".
    """
    at = end
    while at < len(words) and at - end < _MOST_STAFF and words[at].meant in _STAFF:
        at += 1
    start = clause_start(words, first, {".", "?", "!", ";", ":"}, _MOST_GREETED)
    before = [word.meant for word in words[start:first]]
    if before[:1] == ["for"] and set(before[1:]) <= _OWN and len(before) > 1 and at < len(words) and words[at].meant == ":":
        return True
    if at < len(words) and words[at].meant in _PRESENT and set(before) <= _GREETS:
        return _is_end_of_greeting(words, at + 1)
    while before[-1:] and before[-1] in _OWN:
        before.pop()
    if before[-2:] in (["this", "is"], ["i", "am"]) or before[-1:] in (["i'm"], ["im"]):
        return at > end
    if not (before[-1:] and before[-1] in _PART) or (at < len(words) and words[at].meant in _FIRMS | CONTRACT_NOUNS):
        return False
    led = before[-4:-1]
    says = bool(led) and led[-1] in _WRITES
    return says or led[-2:] in (["i", "work"], ["i", "am"], ["i", "sit"]) or led[-1:] in (["i'm"], ["im"])


def _is_end_of_greeting(words: Sequence[Word], at: int) -> bool:
    """Whether nothing of what is bought goes on at word `at`: a sign stands there, or who speaks goes on."""
    near = [*(word.meant for word in words[at : at + 2]), "", ""]
    return (
        not near[0][:1].isalnum()
        or near[0] in _GOES_ON
        or (near[0] == "and" and near[1] in ("i", "we", "i'm", "i've", "we've"))
    )


def _is_about(words: Sequence[Word], at: int) -> bool:
    """Whether a person is said to be there or away: "the decorators are in today", "the surveyor is on leave until Thursday"."""
    near = [word.meant for word in words[at : at + 4] if word.meant not in _THESE_DAYS]
    near = [*near[:3], "", "", ""]
    if near[0] in ("has", "have", "had"):
        return near[1] == "gone" and near[2] in _GONE
    if near[0] not in ("is", "are", "was", "were", "will") or (near[0] == "will" and near[1] != "be"):
        return False
    near = [*(word.meant for word in words[at + 2 : at + 4]), "", ""] if near[0] == "will" else near[1:]
    if near[0] in ("on", "at") and near[1] in _AWAY:
        return True
    return near[0] in _ABOUT and (near[1] in _AT_ONCE or (near[0] in ("off", "away", "out", "ill") and near[1] in _AWAY_FOR))
