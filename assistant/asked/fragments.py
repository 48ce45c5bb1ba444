"""A few words that go on with the question before: "and charities?", "in writing?", "by whom?", "and published when?".

They are no question alone. What they name takes the place of the like in the question before, or stands beside it.
"""

from __future__ import annotations

import re

from assistant import words
from assistant.asked import topics
from assistant.asked.intent import LAW
from assistant.asked.others import OPEN
from assistant.asked.wanted import SUBJECT, VERBS

MOST_WORDS, MOST_OF_ITS_OWN = 7, 3
"""Words at most in a fragment, and telling ones: with more it names a matter of its own ("what about helping new businesses get started?")."""
_LED = re.compile(
    r"\W*(?:(?:ok(?:ay)?|right|thanks|sorry|so|well|oh)\b\W*)*(?P<joined>(?:(?:and|or|but|also|plus|then)\b\W*)*(?:(?:what|how) about\b\W*)?)",
    re.IGNORECASE,
)
_TRAILS = re.compile(r"[\s,]*\b(?:too|as well|also|then|at all|though|either|please)\b\W*$", re.IGNORECASE)
_PLACED = (
    r"(?:to|by|with|without|for|from|in|on|at|of|under|over|above|below|before|after|during|since|until|till|through|via|using|per|across|within"
    r"|about|against|between|into|outside|beyond|unless|if|when|where)"
)
_ASKS_KIND = re.compile(
    rf"\W*(?:{_PLACED} (?:whom?|what|which|when|where|how)\b.*|(?:what|which|whose|how (?:many|much|often|long|far)) \w+(?: \w+)?"
    r"|(?:[a-z]+ ){1,3}(?:when|where|how|why|by whom))\W*$",
    re.IGNORECASE,
)
"""A question word that no clause follows: "by whom", "using which tool", "what percentage", "published when"."""
_FILLER = re.compile(r"^(?:us|for us|our)\s+(?=\w)", re.IGNORECASE)
_OF_A_PAPER = re.compile(r"\b(?:polic(?:y|ies)|framework|strategy|report|document)\b", re.IGNORECASE)
_NEWS = re.compile(r"\b(?:when|and|last|first|next)\b", re.IGNORECASE)
_TAKES = (
    r"\b(?:mentions?|(?:says?|said|speaks?|talks?) (?:anything |something |nothing |much )?(?:about|on|of)|refers? to|covers?|appl(?:y|ies) to"
    r"|trains?|helps?|supports?|includes?|requires?|asks? for|wants?|defines?|excludes?|encourages?|favours?|speaks? of|prefers?"
    r"|promotes?|uses?|lists?|offers?|provides?|ha(?:s|ve)(?: got)?(?= (?:an?|any) ))\s+"
)
_THING = re.compile(
    rf"(?P<verb>{_TAKES})(?P<thing>(?:(?:its|their|the|any|a|an|our|some)\s+)?[\w'’-]+(?:\s+[\w'’-]+){{0,2}}?)"
    r"(?=\s+(?:to|on|in|with|at|for|by|from|when|if|as|bid|win|get|through|of|into|and|or)\b|\W*$)",
    re.IGNORECASE,
)
"""The thing that a policy is asked to mention, to cover or to help."""
_CONTRASTS = (
    ("last", "next"),
    ("minimum", "maximum"),
    ("least", "most"),
    ("before", "after"),
    ("above", "below"),
    ("over", "under"),
)


def is_fragment(question: str) -> bool:
    """Whether a message is a few words without a clause of their own.

    >>> is_fragment("and charities?"), is_fragment("by whom?"), is_fragment("and published when?"), is_fragment("us local firms too?")
    (True, True, True, True)
    >>> is_fragment("what percentage?"), is_fragment("what weighting then?")
    (True, False)
    >>> is_fragment("who pays for it?"), is_fragment("is it reviewed?"), is_fragment("thanks"), is_fragment("what is the weighting")
    (False, False, False, False)
    """
    if len(question.split()) > MOST_WORDS or SUBJECT.search(question) or LAW.search(question):
        return False
    if not VERBS.isdisjoint(map(words.key, words.WORD.findall(question))):
        return False
    led = _LED.match(question)
    rest = question[led.end() :] if led else question
    if not (rest.rstrip().endswith("?") or is_joined(question)):
        return False
    if not (opens := OPEN.search(rest)):
        return 0 < len(words.content(rest)) <= MOST_OF_ITS_OWN
    of_its_own = not words.WORD.search(rest[: opens.start()]) and topics.named(rest)
    return _ASKS_KIND.match(rest) is not None and not of_its_own


def completed(fragment: str, before: str) -> str:
    """The question that a fragment makes of the one before it.

    >>> completed("and charities?", "Does Fenland help small firms bid?"), completed("by whom?", "How often is it reported?")
    ('Does Fenland help charities bid?', 'How often is it reported? by whom?')
    >>> completed("in writing too?", "Who approves it?"), completed("and a helpline?", "Does Fenland have a toolkit?")
    ('Who approves it in writing?', 'Does Fenland have a helpline?')
    >>> completed("and published when?", "Does Fenland's policy say when it's reviewed?")
    'When was the policy published?'
    >>> completed("next when?", "When was the policy last reviewed?")
    'When was the policy next reviewed?'
    """
    said = _plain(fragment)
    for one, other in (*_CONTRASTS, *(pair[::-1] for pair in _CONTRASTS)):
        if _only_says(other, said) and re.search(rf"\b{one}\b", before, re.IGNORECASE):
            return re.sub(rf"\b{one}\b", other, before, count=1, flags=re.IGNORECASE)
    news = " ".join(_NEWS.sub(" ", said).split())
    if _OF_A_PAPER.search(before) and topics.asks_status(news) and not words.content(topics.STATUS.sub(" ", news)):
        return f"{'When was' if OPEN.search(f'{said} {before}') else 'Was'} the policy {news}?"
    if OPEN.search(said):
        return f"{before} {fragment}"
    if re.match(rf"{_PLACED}\b", said, re.IGNORECASE):
        return f"{before.rstrip(' ?.!')} {said}?"
    if words.content(said) and (found := _THING.search(before)):
        return f"{before[: found.start('thing')]}{_FILLER.sub('', said)}{before[found.end('thing') :]}"
    return f"{before} {fragment}"


def is_joined(fragment: str) -> bool:
    """Whether a fragment shows by its first or last word that it goes on: "and charities", "in writing", "charities too"; small talk does not.

    >>> is_joined("in writing?"), is_joined("lunch?")
    (True, False)
    """
    led = _LED.match(fragment)
    rest = fragment[led.end() :] if led else fragment
    return bool((led and led["joined"]) or re.match(rf"{_PLACED}\b", rest, re.IGNORECASE) or _TRAILS.search(rest))


def _plain(fragment: str) -> str:
    """A fragment without what joins it.

    >>> _plain("and charities too?")
    'charities'
    """
    led = _LED.match(fragment)
    return _TRAILS.sub("", fragment[led.end() :] if led else fragment).strip(" ?.!,")


def _only_says(word: str, said: str) -> bool:
    """Whether nothing but a word is said, and when.

    >>> _only_says("next", "next when"), _only_says("next", "the next step")
    (True, False)
    """
    left = re.sub(rf"\b{word}\b", " ", said, flags=re.IGNORECASE)
    return left != said and not words.content(_NEWS.sub(" ", left))
