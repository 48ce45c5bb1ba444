"""What carries over from the questions before: the facts of the contract, and what is being asked about.

A question that gives nothing but facts ("and at half that value?", "what about Norwich?") goes on with a question before it. That is the last
one that asked something; but where a verdict was asked for earlier, and the last asked for words that the fact is no part of ("who approves
leaving it out?"), the fact changes the contract, and the verdict is wanted anew. Small talk between them changes nothing: it asks nothing, and
what might be read in it as a fact ("thanks a million", "my laptop has crashed") is none of the contract's. A few words that answer what is
still open ("ex", "26") give facts, whatever they are alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import words
from assistant.asked import topics
from assistant.asked.asks_back import asks_back
from assistant.asked.fragments import completed, is_fragment, is_joined
from assistant.asked.intent import LAW
from assistant.asked.of_the_law import asks_the_same_of_the_law
from assistant.asked.others import OF_OTHERS, OF_WHICH_KIND, OPEN, as_asked, turns_to_others
from assistant.asked.wanted import MASKS, OPENS, SUBJECT, VERBS, Want, masked
from assistant.facts import Weigh, is_few_words, is_not_known, merge, read_facts
from assistant.model import CouncilName, Facts, Said

SUPPOSING = re.compile(
    r"\W*(?:(?:and|so|ok|okay|but|now) )*(?:what )?(?:if|suppose|supposing|say|assume|assuming|imagine)\b", re.IGNORECASE
)

SETS = re.compile(
    r"\W*(?:(?:and|so|ok|okay|but|now|then|please|let['’]?s|just|no|sorry|well|actually) )*"
    r"(?:make|call|change|switch|turn|treat|class|classify|count|put|mark|have|consider|move|swap|flip|set)"
    r" (?:it|that|this|them|the (?:contract|job|type|kind|value|price|term|length)) "
    r"(?:(?:down|up|over|out|back|instead|rather) )?(?:(?:to|as|into|at|be|a|an|for) )*",
    re.IGNORECASE,
)
"""How a reply opens that sets a fact: "make it works", "change that to supplies"."""

OF_NEED = re.compile(
    r"\b(?:needs?|needed|requires?|required|have to|has to|must|mandatory|compulsory|obligatory)\b"
    r"(?: (?:to |have |include |contain |cover |carry |any |a |an |the |for |ask |that ))*",
    re.IGNORECASE,
)

WHAT_NOW = re.compile(
    r"[\s,.;-]*\b(?:so |and |then |but )?"
    r"(?:what now|now what|what then|where (?:does|would|will) (?:that|this|it) leave (?:us|me|things|it)|where are we(?: now| then)?)"
    r"(?: (?:on|with|for|about|regarding|as to|in terms of)(?: the| this)? (?:social value|soc val|sv))?(?: (?:now|then))?\W*$",
    re.IGNORECASE,
)
"""A question that asks no more than what follows from the facts before it."""


_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
STARTS = re.compile(
    r"\b(?:start|begin|beg[au]n|notice|published|advertised|let in|go(?:es|ing)? (?:out|live)|launch"
    r"|(?:slipped|delayed|deferred|postponed|(?:put|pushed|moved) (?:back|off|on)|(?:brought|moved) forward|moved|shifted) (?:to|till|until)\b)",
    re.IGNORECASE,
)
"""Words by which a day is the start of the contract, or the one that it is moved to."""

OF_DOCUMENT = re.compile(r"\bthe (?:council['’]?s )?(?:policy|framework|strategy)\b", re.IGNORECASE)
"""The document of the council that is asked about."""
AGAIN = re.compile(r"\b(?:them|that|it|this|those|these|so|the same)\b", re.IGNORECASE)
_SPEAKING_SAID = (
    "contract contracts tenders monitoring i i'm me my you your he she his her they tell show explain about off today"
)
_SPEAKING = frozenset(map(words.key, _SPEAKING_SAID.split()))
"""Words by which a reply does more than name what is bought."""
SHORT = 8
"""Words at most in a question that only goes on from the one before it."""

SET_BESIDE = re.compile(
    r"\b(?:compar(?:e|es|ed|ing) (?:it|that|this|them|those|us|ours)?\b|(?:it|that|this|they|those|we) compares?\b|side by side\b)",
    re.IGNORECASE,
)
"""How a question sets the council that it names beside the one that was asked about before."""

TURNS_TO = re.compile(
    r"\W*(?:and |so |ok(?:ay)? |but )*(?:what|how) about (?:the |at |in )?\s*‹council›\W+"
    r"(?P<asks>(?:who|what|when|where|how|which|why)\b(?:\W+\w+){2,}\W*)$",
    re.IGNORECASE,
)
"""A turn to another council with a question of its own, as "what about Fenland, who oversees it there?" is."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The last question with all that it stands on: facts, what it goes on from (empty where it stands alone), what was carried, and
    what is wanted: by it, or by the question that it goes on from. `nothing_new`: it goes on from one and no fact was read in it; `to_others`: it
    only puts to the other councils what was asked before."""

    facts: Facts
    about: str
    carried: tuple[str, ...]
    want: Want
    nothing_new: bool = False
    to_others: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """An earlier question that a later one may go on from, what it wants, and the facts that its own words give."""

    question: str
    want: Want
    facts: Facts


def read(
    question: str,
    history: Sequence[str],
    councils: Sequence[CouncilName],
    today: date,
    wants: Callable[[str, Facts], Want],
    weigh: Weigh | None = None,
) -> Turn:
    """The last question in the light of those before it, oldest first. `wants` tells what a question with its own facts wants, `weigh` which of
    several sums is the value."""
    facts, last, verdict = _before(history, councils, today, wants, weigh)
    alone = read_facts(question, councils, today=today, earlier=facts, weigh=weigh)
    if last is not None and turns_to_others(_without_same_council(question, alone, facts), last.question, history):
        return _put_to_others(question, facts, last, verdict)
    if verdict is not None and asks_back(question, of_need=last is verdict):
        return _told_again(question, alone, facts, verdict)
    alone = beside_earlier(question, alone, facts)
    few = _answers(question, alone, facts, last, verdict)
    want = "facts" if few or supposes_facts(question, alone) else _want(question, alone, wants)
    alone = with_figure_left(alone, want, verdict)
    merged = merge(facts, alone)
    if last is not None and (on_words := _gone_on(question, alone, want, last, verdict)):
        return Turn(merged, on_words, tuple(carried(merged)), "words")
    if want == "facts" and last is not None:
        on = verdict if verdict is not None and changes_contract(question, alone, last) else last
        if _wants_verdict_now(last, verdict, want, alone):
            on = replace(last, want="verdict")
        return Turn(merged, on.question, tuple(carried(merged)), on.want, nothing_new=alone == Facts())
    return Turn(merged, "", tuple(carried(merged)), want)


def _before(
    history: Sequence[str],
    councils: Sequence[CouncilName],
    today: date,
    wants: Callable[[str, Facts], Want],
    weigh: Weigh | None,
) -> tuple[Facts, Asking | None, Asking | None]:
    """The facts that the questions before tell, the last of them that may be gone on from, and the last that asked for a verdict."""
    facts = Facts()
    last: Asking | None = None
    verdict: Asking | None = None
    for at, text in enumerate(history):
        alone = read_facts(text, councils, today=today, earlier=facts, weigh=weigh)
        if last is not None and turns_to_others(_without_same_council(text, alone, facts), last.question, history[:at]):
            continue
        if again := verdict is not None and asks_back(text, of_need=last is verdict):
            alone = _without_day_beside(text, alone)
        few = _answers(text, alone, facts, last, verdict)
        want: Want = "facts" if again or few else _want(text, alone, wants)
        alone = with_figure_left(alone, want, verdict)
        if last is not None and (on := _gone_on(text, alone, want, last, verdict)):
            last = replace(last, question=on)
            want = "words"
        elif asks(text, alone, want) or (want == "facts" and last is None):
            last = Asking(text, want, alone)
            verdict = last if want != "words" else verdict
        elif last is not None and _wants_verdict_now(last, verdict, want, alone):
            last = verdict = replace(last, want="verdict")
        if want != "talk":
            facts = without_doubts(merge(facts, alone))
    return facts, last, verdict


def _answers(text: str, alone: Facts, facts: Facts, last: Asking | None, verdict: Asking | None) -> bool:
    """Whether a reply answers, in a few words, what is open after a verdict: with a fact, with what is bought, or that nobody knows."""
    if verdict is None or last is None:
        return False
    named = last is verdict and (is_not_known(text) or names_what_is_bought(text, alone, facts))
    return named or is_few_words(text, facts)


def _wants_verdict_now(last: Asking, verdict: Asking | None, want: Want, alone: Facts) -> bool:
    """Whether a sum is told after a question of need that no contract was told with, so that it and what follows want a verdict."""
    told = want == "facts" and (alone.amount is not None or alone.rate is not None)
    return told and verdict is None and asks_of_need(last.question)


def _put_to_others(question: str, facts: Facts, last: Asking, verdict: Asking | None) -> Turn:
    """The turn that puts to all councils what was asked of one, with all that was told of the contract; of its need, where the turn asks of need."""
    on = verdict if verdict is not None and OF_NEED.search(question) else last
    facts = replace(merge(facts, Facts()), councils=None)
    about = on.question if on.want != "words" else as_asked(question, on.question)
    return Turn(facts, about, tuple(carried(facts)), on.want, to_others=True)


def _without_same_council(question: str, alone: Facts, earlier: Facts) -> str:
    """The question without the name of the council that was asked about before it: "is Norwich the only one?"."""
    if alone.councils is None or earlier.councils is None or alone.councils.slugs != earlier.councils.slugs:
        return question
    return masked(question, Facts(councils=alone.councils)).replace("‹council›", "it")


def _told_again(question: str, alone: Facts, facts: Facts, verdict: Asking) -> Turn:
    """The turn that asks whether the verdict stands; a day in it is the contract's only where it is said to be its start."""
    alone = with_figure_left(_without_day_beside(question, alone), "facts", verdict)
    merged = merge(facts, alone)
    return Turn(merged, verdict.question, tuple(carried(merged)), verdict.want, nothing_new=alone == Facts())


def _without_day_beside(question: str, alone: Facts) -> Facts:
    """The facts of a message that asks back, without a day that is not said to be the start: "the board sits on 9 February"."""
    if STARTS.search(question):
        return alone
    return replace(alone, start=None, doubts=tuple(one for one in alone.doubts if one.asks != "date"))


def _want(question: str, alone: Facts, wants: Callable[[str, Facts], Want]) -> Want:
    """What a question wants; one that takes a fact back, puts a part in or out or makes one of several contracts, and asks nothing gives facts."""
    question = WHAT_NOW.sub("", question) if says_of_contract(alone) else question
    turned = TURNS_TO.match(masked(question, Facts(councils=alone.councils)))
    if turned and turned["asks"] and wants(turned["asks"], Facts()) == "words":
        return "words"
    question = _without_not_known(question, alone)
    asking = "?" in question and not SUPPOSING.match(question)
    if (alone.unknown or alone.undone or _puts_part(alone)) and not asking and not SUBJECT.search(question):
        return "facts"
    if tells_start(question, alone) or alone.others is not None:
        return "facts"
    return wants(question, alone)


def _puts_part(alone: Facts) -> bool:
    """Whether a part is put on the value told before, or is taken out; a first lot with its price changes nothing."""
    told_first = alone.parts and alone.amount and all(one.amount is None and one.rate is None for one in alone.parts)
    return alone.parts is not None and not told_first


def _without_not_known(question: str, alone: Facts) -> str:
    """The question without the sentences that only tell that a fact is not known: "the value isn't published. Do they have to score it?"."""
    told = [one.said.words for one in alone.unknown]
    sentences = _SENTENCE.findall(question) if told and question.rstrip().endswith("?") else []
    kept = [said for said in sentences if said.rstrip().endswith("?") or not any(words_ in said for words_ in told)]
    return "".join(kept).strip() or question


def tells_start(question: str, alone: Facts) -> bool:
    """Whether a reply only tells when the contract starts ("start has slipped to 1 June"), and asks nothing: neither of it nor of a subject."""
    told = alone.start is not None and alone.start.said.origin == "question" and STARTS.search(question) is not None
    asking = "?" in question or SUBJECT.search(question) or OPEN.search(question) or LAW.search(question)
    return told and not asking and not topics.named(masked(question, alone))


def with_figure_left(alone: Facts, want: Want, verdict: Asking | None) -> Facts:
    """The facts of a reply; a figure in it that was read as nothing is asked about where the reply goes on with a contract."""
    left, goes_on = alone.unplaced, want in ("facts", "verdict") and verdict is not None
    alone = replace(alone, unplaced=None)
    return replace(alone, doubts=(*alone.doubts, left)) if left and goes_on else alone


def changes_contract(question: str, alone: Facts, last: Asking) -> bool:
    """Whether facts change the contract that a verdict was asked for, and not the `last` question, which asked for words.

    A fact of a kind that the last question gives itself stands in that question's place: after "who approves an opt-out at £120k?" the question
    "and at £90k?" asks who approves. A day alone changes the contract where it is supposed of it or is said to be its start.
    """
    if any(getattr(last.facts, kind) is not None and getattr(alone, kind) is not None for kind in MASKS):
        return False
    dated = alone.start is not None and (SUPPOSING.match(question) is not None or STARTS.search(question) is not None)
    return (
        says_of_contract(alone)
        or dated
        or bool(alone.unknown)
        or alone.undone
        or any(doubt.asks in MASKS for doubt in alone.doubts)
    )


def goes_on(question: str) -> bool:
    """Whether a question asks for a kind of thing of what was asked about before, and says nothing of its own.

    >>> goes_on("In which year was that?"), goes_on("Since when?"), goes_on("Who approves it?"), goes_on("What's that?")
    (True, True, False, True)
    >>> goes_on("Which other councils mention them?"), goes_on("Is that all of them?"), goes_on("Which councils mention trees?")
    (True, True, False)
    """
    if len(question.split()) > SHORT or not (OPEN.search(question) or AGAIN.search(question)):
        return False
    own = set(words.content(question)) - OF_WHICH_KIND
    return not own - OF_OTHERS if AGAIN.search(question) else not own


def _gone_on(question: str, alone: Facts, want: Want, last: Asking, verdict: Asking | None) -> str:
    """What is asked where words were asked for before and a question only goes on from that; nothing where it stands alone or tells of a contract.

    What a contract is for may be read in a few words ("volunteering too?"); where no verdict was asked for, they are no fact.
    """
    if last.want != "words":
        return ""
    if want == "words" and alone.councils is None and asks_the_same_of_the_law(question):
        return f"{masked(last.question, Facts(councils=last.facts.councils)).replace('‹council›', '')} {question}"
    if want == "words" and goes_on(question):
        return f"{last.question} {question}"
    told = replace(alone, contract_type=None) if verdict is None else alone
    if says_of_contract(told) or told.start or told.doubts or not is_fragment(question):
        return ""
    goes = want == "words" or (want == "facts" and verdict is None) or (want == "talk" and is_joined(question))
    return completed(question, last.question) if goes else ""


def beside_earlier(question: str, alone: Facts, earlier: Facts) -> Facts:
    """The facts of a question; with the councils asked about before it where it sets another beside them ("compare that with Norwich")."""
    if alone.councils is None or earlier.councils is None or not SET_BESIDE.search(question):
        return alone
    slugs = dict.fromkeys((*earlier.councils.slugs, *alone.councils.slugs))
    return replace(alone, councils=replace(alone.councils, slugs=tuple(slugs)))


def asks_of_need(question: str) -> bool:
    """Whether a question asks of a contract if it needs social value, so that a sum told after it wants a verdict.

    >>> asks_of_need("does minibus hire need social value metrics?"), asks_of_need("who needs social value training?")
    (True, False)
    """
    ends = (found.end() for found in OF_NEED.finditer(question))
    led = any(SUBJECT.match(question, end + question.startswith(" ", end)) for end in ends)
    return led and OPEN.search(question) is None


def supposes_facts(question: str, alone: Facts) -> bool:
    """Whether a question supposes or sets facts of a contract and says nothing beside them ("what if it were for services?", "make it works")."""
    opens = SETS.match(question)
    if not (says_of_contract(alone) and (opens or SUPPOSING.match(question))) or SUBJECT.search(question):
        return False
    told = masked(question[opens.end() :] if opens else question, alone)
    return not words.content(re.sub(r"‹[a-z]+›", " ", told))


def names_what_is_bought(question: str, alone: Facts, earlier: Facts) -> bool:
    """Whether a reply only names what is bought ("school swimming lessons"), where nothing told before says of which kind the contract is."""
    is_open = earlier.contract_type is None or len(earlier.contract_type.options) > 1
    if alone.contract_type is None or not is_open or len(question.split()) > SHORT:
        return False
    told = masked(question, alone)
    plain = (OPENS | VERBS | _SPEAKING).isdisjoint(map(words.key, words.WORD.findall(told.replace("’", "'"))))
    asking = "?" in question or SUBJECT.search(question) or OPEN.search(question) or LAW.search(question)
    return plain and not asking and not topics.named(told) and not topics.kinds(told)


def says_of_contract(alone: Facts) -> bool:
    """Whether a question says anything of a contract beside a day: "lovely weather today" does not."""
    return any((alone.councils, alone.amount, alone.rate, alone.duration, alone.contract_type, alone.call_off))


def without_doubts(facts: Facts) -> Facts:
    """Facts without the doubts of earlier questions: what was asked about then is asked about again only if it is said again."""
    return replace(facts, doubts=())


def asks(question: str, alone: Facts, want: Want) -> bool:
    """Whether an earlier question asked something that a later one may go on from; small talk did not.

    >>> asks("Is social value required?", Facts(), "verdict"), asks("Is it lunchtime yet?", Facts(), "words")
    (True, False)
    """
    if want != "words":
        return want == "verdict"
    told = alone.councils or SUBJECT.search(question) or LAW.search(question) or OF_DOCUMENT.search(question)
    return bool(told or topics.named(question) or topics.kinds(question))


def carried(facts: Facts) -> list[str]:
    """Each fact that an earlier question gave, in its words."""
    found = [getattr(facts, kind) for kind in MASKS]
    kept: list[Said] = [value.said for value in found if value is not None and value.said.origin == "history"]
    return [said.words for said in kept if said.words]
