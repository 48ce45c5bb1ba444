"""A message that only turns to the other councils: "do any of the others?", "is that the same elsewhere?", "and at the other councils?".

It says nothing of its own, so what was asked of one council before is put to all. "Any others?" and "the rest?" may as well be other
things of a list; they are councils where it was asked before whether a document says something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import words
from assistant.asked.comparison import without_five_things
from assistant.retrieve.evidence import own_sentence

OPEN = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_OF_WHICH_KIND_SAID = "year years month months day days date since often long far big happen happens pay pays same"
OF_WHICH_KIND = frozenset(map(words.key, _OF_WHICH_KIND_SAID.split()))
"""Words that ask for a kind of thing and tell nothing of what it is asked of."""
_OF_OTHERS_SAID = (
    "council councils authority authorities other others rest five lot mention mentions say says cover covers all any else "
    "elsewhere only one ones them"
)
OF_OTHERS = frozenset(map(words.key, _OF_OTHERS_SAID.split()))
"""Words that put to other councils what was asked of one before."""
_TURNING_SAID = (
    "another everywhere anywhere somewhere nowhere anyone anybody everyone everybody someone somebody nobody borough boroughs district "
    "document documents policies policy framework frameworks remaining two three four across among place places area areas apply applies "
    "require requires required include includes mandatory compulsory insist insists expect expects agree agrees think like likewise similar "
    "similarly differ differs different true case alone way go goes look looks make makes ok okay right yes thanks ta cheers great lovely"
    " well see curious interesting"
)
_TURNING = OF_WHICH_KIND | OF_OTHERS | frozenset(map(words.key, _TURNING_SAID.split()))
TURN_MOST = 14
"""Words at most in a message that only turns to other councils."""

_BODY = r"(?:councils?|authorit(?:y|ies)|boroughs?|districts?|places|areas)"
_OTHER_BODIES = re.compile(rf"\b(?:other|another|remaining) (?:(?:two|three|four|local|of the) )*{_BODY}\b", re.IGNORECASE)
_REST_OF = re.compile(
    rf"\b(?:others|rest) of (?:them\b|(?:the |your |our |these |those )?(?:five|{_BODY})\b)"
    rf"|\bonly (?:ones?|{_BODY}|policy)(?: (?:that|which|who|to)\b|\W*$)",
    re.IGNORECASE,
)
_ELSE = {
    "who": re.compile(r"\b(?:any|every|some|no)(?: ?one|body) else\b|\bwho else\b", re.IGNORECASE),
    "where": re.compile(r"\belsewhere\b|\b(?:any|every|some|no)where else\b", re.IGNORECASE),
}
"""Others by who or where they are; after a question that asks who or where, they may be others within one council."""
_OTHER_FOUR = re.compile(r"\b(?:the )?(?:other|remaining) (?:two|three|four|[234])\b", re.IGNORECASE)
_DO = (
    r"(?:do|does|did|would|will|must|should|can|could|has|have|say|says|said|ask|asks|require|requires|want|wants|need|needs|mention|mentions|cover"
    r"|covers|include|includes|insist|insists|expect|expects|agree|agrees|differ|differs)"
)
_OTHERS = (
    rf"(?:others|(?:the )?rest|(?:any|each|every|no) other(?: ones?)?(?=\W*$| (?:also )?{_DO}\b)"
    r"|the other (?:ones|policies|documents|frameworks))"
)
_ACTING = re.compile(
    rf"\b{_DO}\b.*\b{_OTHERS}\b|\b{_OTHERS}(?: (?:also|all|too))* {_DO}\b|\b(?:at|across|among) (?:(?:any|all|each|some) of )?(?:the )?{_OTHERS}\b"
    rf"|(?<!what )(?<!which )(?<!who )\b(?:is|are|was|were) (?!there\b)(?:[a-z]+ )*?{_OTHERS}\b",
    re.IGNORECASE,
)
"""The others as those who do, ask or say a thing, or at whom it is so."""
_BARE = re.compile(rf"\b{_OTHERS}\b", re.IGNORECASE)
_SEVERAL_THINGS = re.compile(
    r"\b(?:lots|lot [a-z\d]|phases?|stages|batches|packages|parts)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d) (?:[a-z-]+ ){0,2}?(?!councils|authorities|policies|boroughs|frameworks|documents"
    r"|years|months|weeks|days|hours|times|pounds|always|across|this|as|less|does|is|has|asks|says|requires)[a-z-]{3,}s\b",
    re.IGNORECASE,
)
"""Several things that are no councils, of which "the others" may be the rest."""
_SAYS = re.compile(
    r"\b(?:do|does|did|is|are|has|have)\b.*\b(?:say|says|said|mention\w*|refer\w*|speak|speaks|talk|talks|cover|covers|ask|asks|require[sd]?|want|wants"
    r"|expect|expects|include|includes|name|names|anything|nothing|something|word)\b",
    re.IGNORECASE,
)


def turns_to_others(question: str, before: str, told: Sequence[str] = ()) -> bool:
    """Whether a message only puts to the other councils what was asked `before`; `told` are all the messages before it.

    >>> asked = "Does Southend mention apprentices?"
    >>> turns_to_others("does any other say that?", asked), turns_to_others("and at the other councils?", asked), turns_to_others("the rest?", asked)
    (True, True, True)
    >>> turns_to_others("any others?", "Which priorities does Norwich list?"), turns_to_others("what are the others?", "Which priorities are listed?")
    (False, False)
    >>> turns_to_others("and do the others?", "Is it required?", ["Three lots at Southend."]), turns_to_others("do other councils pay?", asked)
    (False, True)
    >>> turns_to_others("is it the only one?", asked), turns_to_others("who else?", asked), turns_to_others("who else?", "Who approves it?")
    (True, True, False)
    >>> turns_to_others("Which other councils name a target?", asked), turns_to_others("is any other form needed?", asked)
    (False, False)
    """
    if len(question.split()) > TURN_MOST or set(words.content(question)) - _TURNING:
        return False
    asks = own_sentence(before)
    opens = {found.lower() for found in OPEN.findall(asks)}
    if _OTHER_BODIES.search(asks):
        return False
    if _OTHER_BODIES.search(question) or _REST_OF.search(question):
        return True
    if any(pattern.search(question) and word not in opens for word, pattern in _ELSE.items()):
        return True
    plain = without_five_things(question, told)
    if any(_SEVERAL_THINGS.search(text) for text in told):
        return False
    asks_whether = not opens and _SAYS.search(asks) is not None
    return bool(_OTHER_FOUR.search(plain) or _ACTING.search(plain) or (asks_whether and _BARE.search(plain)))


def as_asked(question: str, before: str) -> str:
    """What is put to all councils: the question before, and beside it a kind of thing that the turn asks for anew.

    >>> as_asked("do the others?", "Who monitors it at NELC?"), as_asked("and how often at the others?", "Who monitors it at NELC?")
    ('Who monitors it at NELC?', 'Who monitors it at NELC? and how often at the others?')
    """
    opens = {found.lower() for found in OPEN.findall(question)} - {"what", "which"}
    opens -= {"how"} if re.search(r"\bhow (?:about|do|does|is)\b", question, re.IGNORECASE) else set()
    return before if opens <= {found.lower() for found in OPEN.findall(before)} else f"{before} {question}"
