"""A message that turns to another contract than the one before: "and separately, laptops at £90k", "I've another contract, £40k. Needed there?"

Nothing of the contract before is its own but the council. Where the words only name another contract ("there's a second contract of £40k"), they
turn to it if the same is asked of it; otherwise it is asked whether it is a part of the first (added_part.py).
"""

from __future__ import annotations

from assistant.facts.added_part import is_in_same_contract
from assistant.facts.contract_words import BUYING_WORDS, CONTRACT_NOUNS
from assistant.facts.text import Question, singular

_CONTRACTS = CONTRACT_NOUNS - {
    "value",
    "spend",
    "budget",
    "works",
    "services",
    "service",
    "supplies",
    "goods",
    "award",
    "build",
    "requirement",
}
_ONES = _CONTRACTS | {"one"}
_APART = {"separate", "different", "unrelated"}
"""Another contract by these words whatever is asked: "a different job"."""
_ANOTHER = {"another", "other", "second", "2nd", "third", "3rd", "further", "next", "additional"}
_NEW = {"new", "fresh"}
_ADVERBS = {"separately", "elsewhere", "meanwhile", "unrelated", "unrelatedly"}
_MATTERS = {"note", "matter", "subject", "topic", "front", "thing", "question", "query"}
_TURNS = (
    ("next", "up"), ("next", ":"), ("next", ","), ("moving", "on"), ("turning", "to"), ("now", "for", "another"), ("changing", "the", "subject"),
    ("change", "of", "subject"), ("completely", "different"), ("unrelated",), ("separately",),
)  # fmt: skip
_LEADS = {
    "and", "so", "ok", "okay", "right", "now", "also", "thanks", "thank", "you", "then", "but", "well", "great", "good", "cheers", "ta", "fine",
    ",", "-", ":", "(", "quite", "completely", "totally", "entirely", "oh", "ah", "one", "more", "another", "brilliant", "perfect", "lovely",
}  # fmt: skip
_INTO = {
    "in",
    "into",
    "under",
    "as",
    "on",
    "to",
    "within",
    "by",
    "of",
    "from",
    "not",
    "no",
    "with",
    "it's",
    "be",
    "it",
    "was",
    "were",
    "is",
}
"""Before "a separate contract" these tell what becomes of the contract itself, or that it is the one told before."""
_ALSO = {"also", "too"}
_HAVE = BUYING_WORDS | {"got", "have", "a", "an", "need", "letting", "getting", "putting", "planning", "there's", "doing"}
_INSIDE = {
    "added", "adding", "add", "bolted", "together", "both", "combined", "altogether", "total", "whole", "changes", "change", "lot", "lots",
    "part", "here",
}  # fmt: skip
"""Words by which what is told goes with the contract before, or the question is still of that."""
_OF_FIRST = {"this", "now", "still"}
"""A question with one of these is of the contract told before, as it stands with what is told."""
_FILLS = {
    "unrelated",
    "smaller",
    "larger",
    "bigger",
    "small",
    "big",
    "separate",
    ",",
    "little",
    "new",
    "entirely",
    "completely",
    "quite",
}
_OFFERS = {
    "quote",
    "quotation",
    "bid",
    "bidder",
    "tenderer",
    "supplier",
    "contractor",
    "firm",
    "estimate",
    "offer",
    "price",
    "figure",
    "sum",
}
"""Of these "the other one" may be one, and no contract."""
_NEAR, _STOPS = 4, {".", "?", "!", ";"}


def without_turn(question: Question, *, new_kind: bool) -> str | None:
    """The message without the words that turn to another contract, so that it is read as if alone; None where it turns to none.

    `new_kind`: it tells another kind of contract than the one before.

    >>> from assistant.facts.text import read_text
    >>> def told(text): return without_turn(read_text(text), new_kind=False)
    >>> told("and separately, laptops at £90k"), told("we have another contract of £40k. Is it required there?"), told("there's a second contract")
    ('and , laptops at £90k', 'we have a contract of £40k. Is it required there?', None)
    """
    if not _INSIDE.isdisjoint(question.texts) or is_in_same_contract(question, of_ours=True):
        return None
    found = _opening(question) or _named(question, asked=_is_asked_of_it(question), new_kind=new_kind)
    if found is None:
        return None
    first, end, instead = found
    before, after = question.text[: question.tokens[first].start], question.text[question.tokens[end - 1].end :]
    return (before.rstrip() + " " if before.strip() else "") + (instead + after).lstrip()


def _opening(question: Question) -> tuple[int, int, str] | None:
    """Words that open a sentence and turn from what was spoken of: "next up,", "on a different note", "and separately"."""
    opens = True
    for at, word in enumerate(question.texts):
        if opens:
            if phrase := next((phrase for phrase in _TURNS if question.follows(at, *phrase)), None):
                return at, at + len(phrase), ""
            if word == "on" and not (_APART | _ANOTHER).isdisjoint(question.words(at, at + _NEAR)):
                end = next((i + 1 for i in range(at, at + _NEAR + 1) if question.word(i) in _MATTERS), None)
                if end is not None:
                    return at, end, ""
        opens = word in _STOPS or (opens and word in _LEADS)
    return None


def _named(question: Question, *, asked: bool, new_kind: bool) -> tuple[int, int, str] | None:
    """Words that name another contract: "a different job", "the other one", "another contract"; `asked` of it, or of another kind."""
    opens, quotes = True, not _OFFERS.isdisjoint(map(singular, question.texts))
    too = not _ALSO.isdisjoint(question.texts)
    for at, word in enumerate(question.texts):
        led = question.word(at - 1)
        before = question.word(at - 2) if led in ("a", "an", "the", "our", "my", "one") else led
        noun_at = _noun(question, at + 1)
        if noun_at is not None and question.word(noun_at) == "one" and quotes:
            noun_at = None
        if noun_at is not None and before not in _INTO and question.word(noun_at + 1) not in ("type", "kind"):
            start = at - (led in ("a", "an", "the", "our", "my"))
            new = word in _NEW and too
            if word in _APART or (new and asked) or (word in _ANOTHER and (asked or (opens and new_kind and led != "a"))):
                return start, noun_at, "a"
        also = word == "also" and question.word(at + 1) in _HAVE
        if also and asked:
            return at, at + 1, ""
        opens = word in _STOPS or (opens and word in _LEADS | {"the", "a"})
    return None


def _noun(question: Question, at: int) -> int | None:
    """Where the noun for one contract is that the words from `at` on name, with an adjective or two."""
    for noun_at in range(at, at + _NEAR):
        if question.word(noun_at) in _ONES and not question.word(noun_at).endswith("s"):
            return noun_at
        plain = (
            question.word(noun_at) in _FILLS
            or question.at(noun_at).kind in ("number", "sign")
            or question.word(noun_at) in ("k", "m")
        )
        if not plain or question.word(noun_at) in _STOPS:
            return None
    return None


def _is_asked_of_it(question: Question) -> bool:
    """Whether the same is asked of what is told: "is it required there?", "that one?", "same question"."""
    if "same" in question.texts and {"question", "answer", "thing", "again"} & set(question.texts):
        return True
    if "?" not in question.texts:
        return question.words(1, 2) == ("about",)
    end = len(question.texts) - 1 - question.texts[::-1].index("?")
    start = next((i + 1 for i in range(end - 1, -1, -1) if question.texts[i] in _STOPS), 0)
    return _OF_FIRST.isdisjoint(question.words(start, end))
