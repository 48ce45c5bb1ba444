"""Words that make a figure a change to another: "add £30k to that", "knock £10k off", "six months more", "extended by a year".

A figure that is what the value or the term comes to is none: "up to £115k", "trimmed it, £97k now", "stretched to 28 months". Nor is one of
another contract: "another £45k contract", "£20k on its own contract".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.facts.aside.told_apart import is_marked_apart, sentence_round
from assistant.facts.money.sum_roles import is_optional
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.dropping import DROPPED, DROPS
from assistant.facts.words.lengths import EITHER_WAY, GIVE_OR_TAKE
from assistant.facts.words.slips import Slips
from assistant.facts.words.text import Question

Sign = Literal[1, -1, 0]
"""More, less, or either: "give or take £10k", "£14k worse"."""

_ADDS = {"add", "adds", "adding", "added"}
_MORE_BEFORE = {"plus", "+", "another", "extra", "additional", "further"}
_TAKES = {
    "less", "minus", "deduct", "deducting", "deducted", "subtract", "subtracting", "knock", "knocked", "knocking", "shave", "shaved",
    "shaving", "lop", "lopped", "remove", "removes", "removed", "removing", "save", "saves", "saved", "saving", "chop", "chopped",
}  # fmt: skip
_RISES = {
    "up", "rise", "rises", "rose", "risen", "rising", "increase", "increases", "increased", "increasing", "grow", "grows", "grew", "grown",
    "jump", "jumped", "raise", "raised", "climbed", "crept", "bumped", "uplifted", "uplift", "extend", "extends", "extended", "extending",
    "lengthen", "lengthened", "prolonged", "prolong", "stretched", "stretch", "overrun", "overruns", "overran", "over", "overrunning",
    "swollen", "heavier", "pricier", "costlier", "steeper", "inflated", "exceeded", "more", "higher", "longer", "dearer", "expanded", "enlarged",
}  # fmt: skip
_FALLS = {
    "down", "cut", "cuts", "cutting", "reduce", "reduces", "reduced", "reducing", "trim", "trimmed", "drop", "drops", "dropped", "fall",
    "falls", "fell", "fallen", "lower", "lowered", "decrease", "decreased", "decreases", "shrink", "shrunk", "shrank", "slash", "slashed",
    "shorten", "lighter", "leaner", "shortened", "curtailed", "cheaper", "shorter", "squeezed", "undershot",
}  # fmt: skip
_MOVES_OFF = _TAKES | _FALLS | {"take", "takes", "took", "taken", "taking", "strip", "stripped", "came", "come", "get", "got"}
_MOVES_ON = _ADDS | {
    "put", "puts", "putting", "stick", "stuck", "tack", "tacked", "bung", "bunged", "bolt", "bolted", "goes", "go",
}  # fmt: skip
_OFF, _ON = {"off", "out", "away"}, {"on", "in"}
_MORE_AFTER = {
    "more", "extra", "additional", "dearer", "higher", "longer", "bigger", "up", "further", "heavier", "pricier", "costlier", "steeper", "stiffer",
    "fatter", "larger", "greater",
}  # fmt: skip
_TO_AN_END = {("up", "to"), ("down", "to")}
"""After a figure these lead to the other end of a range: "from £90k up to that"."""
_EITHER_AFTER = {"better", "worse"}
_MERGED = {
    "merge", "merged", "merging", "combine", "combined", "combining", "bundle", "bundled", "bundling", "joined", "joining", "lumped", "pooled",
    "amalgamated", "consolidated",
}  # fmt: skip
_ONE_OF, _THE_CONTRACT = {"a", "an", "another", "the", "our"}, {"it", "this", "that", "ours", "them", "in", "together", "up"}
_PUTS = (_MOVES_ON - {"go", "goes"}) | {
    "slap",
    "slaps",
    "slapped",
    "load",
    "loads",
    "loaded",
    "whack",
    "whacked",
    "pile",
    "piles",
    "piled",
    "sticks",
}
_BILLS = {
    "bill", "price", "cost", "costs", "total", "value", "figure", "sum", "contract", "quote", "estimate", "tab", "invoice", "it", "that", "this",
}  # fmt: skip
_LESS_AFTER = {
    "off", "less", "cheaper", "lower", "shorter", "out", "down", "smaller", "fewer", "quicker", "faster", "lighter", "leaner", "slimmer",
}  # fmt: skip
_ADDED_AFTER = {"added", "tacked", "bolted"}
_TAKEN_AFTER = {
    "dropped", "removed", "deducted", "descoped", "knocked", "shaved", "saved", "cut", "off", "stripped", "lopped", "trimmed",
}  # fmt: skip
_AUX = {
    "has", "have", "been", "is", "was", "gets", "got", "we", "they", "i", "we've", "they've", "i've", "he's", "she's", "which", "that",
    "that's", "being", "to", "be", "will", "must", "goes", "of", "it", "needs", "just", "now", "he", "she", "also", "it's", "had", "were",
    "are", "can", "should",
}  # fmt: skip
_RISE_NOUNS = {"increase", "rise", "uplift", "addition", "variation", "overspend", "overrun", "extension", "topup"}
_FALL_NOUNS = {"reduction", "cut", "discount", "drop", "decrease", "underspend", "rebate", "cutback", "saving"}
_SAVES = {"save", "saves", "saved", "saving"}
_BESIDE_PLAN = {"over", "above", "under", "below"}
_PLANS = {"budget", "estimate", "forecast", "plan", "that", "what", "original", "quote"}
_FORMER = {"current", "existing", "incumbent", "previous", "outgoing", "old", "former", "last", "ago"}
_FILLS = {
    "a", "an", "the", "about", "around", "roughly", "say", "of", "by", "some", "just", "only", "us", "them", "you", "it", "that", "this",
    "maybe", "nearly", "almost", "his", "her", "their", "our", "my",
}  # fmt: skip
_THAN_BEFORE = {
    "that", "it", "we", "i", "before", "what", "planned", "expected", "thought", "first", "this", "they", "originally", "agreed", "you",
}  # fmt: skip
_ENDS = {
    "", ".", ",", "?", "!", ";", ")", "on", "for", "to", "in", "of", "from", "and", "but", "so", "now", "then", "please", "because", "as",
    "since", "if", "per", "a", "each", "than", "with", "over", "the", "that", "it", "again", "-", "is", "would", "will", "does", "do",
    "should", "must", "after", "ex", "inc", "excluding", "including", "plus", "when", "while", "by", "at", "we", "they", "i", "instead",
    "due", "thanks", "too", "still", "option", "options", "clause", "available", "possible",
}  # fmt: skip
_SAME = {"that", "it", "this", "the", "same", "our", "ours", "my", "them", "those", "what"}
_NOT = {"no", "not", "without", "never", "isn't", "won't", "don't", "nor", "nothing", "every", "each", "per", "than", "any"}
_TAKES_OUT_ALONE = DROPPED | DROPS | {"struck", "gone", "crossed"}
_TAKES_OUT = _TAKES_OUT_ALONE | {
    "take", "taken", "taking", "took", "leave", "left", "leaving", "strip", "stripped", "cut", "pull", "pulled", "knock",
}  # fmt: skip
_WAS = {"was", "were", "is", "are", "that's", "they're", "about", "for", "at", "cost", "costs", "=", "it's"}
_WORTH_OF_PART = {"worth", "was", "were", "for", "at", "cost", "costing"}
_WHICH = {"which", "that"}
"""How a thing that is taken out is priced behind it: "dropped the option, which was worth £140k"."""
_OF_REACH = 5
_STOPS = {".", "?", "!", ";", ":", "£"}
_EX_OR_INC = {
    "ex", "excluding", "plus", "inc", "including", "incl", "excl", "before", "of", "without", "no", "net", "gross", "exclusive", "inclusive", "+",
}  # fmt: skip
_TYPED = Slips(_ADDS | _MORE_BEFORE | {"knock", "extended", "reduced", "increased"}, 5)
_POINTS, _HAS_GONE = {"the", "that", "those"}, {"has", "have", "is", "are", "was", "were", "went", "will"}
_ELSEWHERE = (
    ("gone", "elsewhere"), ("going", "elsewhere"), ("bought", "elsewhere"), ("moved", "elsewhere"), ("coming", "out"), ("come", "out"),
    ("taken", "out"), ("going", "out"), ("gone", "out"), ("left", "out"),
    *(
        (verb, "to", *who)
        for verb in ("gone", "given", "awarded", "moved", "going", "handed", "passed", "let", "shifted")
        for who in (("another",), ("someone", "else"), ("somebody", "else"), ("a", "different"), ("a", "separate"))
    ),
)  # fmt: skip
_ENDS_DROPPED = {"", ".", ",", "!", ";", "now", "so", "and", "but", "because", "altogether", "from", "after", "too", "by"}
_VERB_REACH, _TOP_REACH, _MOST_FILLS = 8, 9, 4


@dataclass(frozen=True, slots=True)
class Change:
    """Whether a figure adds (1), takes off (-1) or may do either (0), the tokens `first` up to `end` that say so, the figure's with them.

    `outright` where the words leave no other reading ("added", "on top", "off"): "another", "plus" and "£20k more" may be said beside another
    thing.
    """

    sign: Sign
    first: int
    end: int
    outright: bool


def read_change(question: Question, first: int, end: int) -> Change | None:
    """What the words round the figure at tokens `first` up to `end` make it change by, or None where it is no change.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return (found := read_change(q := read_text(text), q.texts.index("£"), q.texts.index("£") + 3)) and found.sign
    >>> told("add £30k to that"), told("knock £10k off"), told("gone up by £5k"), told("another £45k contract"), told("gone up to £95k")
    (1, -1, 1, None, None)
    """
    if (
        found := _gone_elsewhere(question, first, end)
        or _either_way(question, first, end)
        or price_taken_out(question, first, end)
        or _in_same(question, first, end)
        or _merged_with(question, first, end)
    ):
        return found
    after, before = _after(question, first, end), _before(question, first, end) or _put_on(question, first, end)
    found = after or before
    if after and before:
        found = Change(after.sign, before.first, after.end, after.outright or before.outright)
    if found is None or _NOT & set(question.words(found.first - 2, found.first)) - {"than"}:
        return None
    start, stop = sentence_round(question, first, end)
    told = question.words(start, stop)
    if is_marked_apart(told) or not _FORMER.isdisjoint(told):
        return None
    return None if _is_of_another_contract(question, found, end) else found


def _merged_with(question: Question, first: int, end: int) -> Change | None:
    """ "We've merged it with a £45k order": another contract's sum, which goes on the value."""
    if question.word(first - 1) not in _ONE_OF or question.word(first - 2) != "with":
        return None
    at = first - 3 - (question.word(first - 3) in _THE_CONTRACT)
    start, _ = sentence_round(question, first, end)
    denied = any(word in _NOT or word.endswith("n't") for word in question.words(max(start, at - _VERB_REACH), at))
    return Change(1, at, end, True) if question.word(at) in _MERGED and not denied else None


def _either_way(question: Question, first: int, end: int) -> Change | None:
    """ "Give or take £10k", "within £10k either way", "£14k worse off", which may be dearer or cheaper."""
    for phrase in GIVE_OR_TAKE:
        for start in (first - len(phrase), first):
            if question.follows(start, *phrase):
                return Change(0, start, end, True)
    for said in EITHER_WAY:
        if question.follows(end, *said):
            return Change(0, first - (question.word(first - 1) == "within"), end + len(said), True)
    at = end + 1 + (question.word(end + 1) == "off")
    if question.word(end) in _EITHER_AFTER and _ends_after(question, at - 1):
        return Change(0, first, at, False)
    return None


def price_taken_out(question: Question, first: int, end: int) -> Change | None:
    """ "Take the blinds out, they were £60k of it": what is taken out is told before how much of the whole it was."""
    start, _ = sentence_round(question, first, end)
    of_it = question.word(end) == "of" and question.word(end + 1 + (question.word(end + 1) == "the")) in _SAME | {
        "total",
        "whole",
        "price",
        "value",
    }
    worth = question.word(first - 1) in _WORTH_OF_PART and not _WHICH.isdisjoint(question.words(first - _OF_REACH, first - 1))
    if not ((of_it and question.word(first - 1) in _WAS | {","}) or worth):
        return None
    verb = next((i for i in range(start, first) if question.word(i) in _TAKES_OUT), None)
    verb = verb if verb is not None else _is_out(question, start, first)
    if verb is None or any(word in _NOT or word.endswith("n't") for word in question.words(max(start, verb - 3), verb)):
        return None
    out = question.word(verb) in _TAKES_OUT_ALONE | {"out"} or not {"out", "off", "away"}.isdisjoint(
        question.words(verb, first)
    )
    return Change(-1, verb, end + 2 if of_it else end, True) if out else None


def _gone_elsewhere(question: Question, first: int, end: int) -> Change | None:
    """ "The £50k of brushes has gone to another firm", "£50k of that is coming out": a part with its sum that is in the contract no more."""
    start, stop = sentence_round(question, first, end)
    lead, told = question.word(first - 1), question.words(start, stop)
    of = end + (question.word(end) == "worth")
    named = question.word(of) in ("of", "for") or lead in _POINTS
    if (
        not named
        or lead in ("a", "an")
        or not _FORMER.isdisjoint(told)
        or any(word in _NOT or word.endswith("n't") for word in told)
    ):
        return None
    if question.word(stop) == "?" and question.word(start) in ("has", "have", "is", "are", "was", "were", "did", "will"):
        return None
    if lead in _POINTS and question.word(first - 2) in _TAKES_OUT and not {"out", "away"}.isdisjoint(question.words(end, stop)):
        return Change(-1, first - 2, end, True)
    for at in range(end, min(stop, end + _VERB_REACH)):
        if question.word(at) not in _HAS_GONE and not question.word(at).endswith("'s"):
            continue
        verb = at
        while question.word(verb) in _AUX | _HAS_GONE | {"'s", "already", "since"} or question.word(verb).endswith("'s"):
            verb += 1
        phrase = next((phrase for phrase in _ELSEWHERE if question.follows(verb, *phrase)), None)
        if phrase:
            return Change(-1, first, verb + len(phrase), True)
        dropped = question.word(verb) in DROPPED and question.word(verb + 1) in _ENDS_DROPPED
        return Change(-1, first, verb + 1, True) if dropped else None
    return None


def _is_out(question: Question, start: int, first: int) -> int | None:
    """Where "is out" or "'s out" stands before the figure: "the option year is out, £140k of it"."""
    return next(
        (
            i
            for i in range(start + 1, first)
            if question.word(i) == "out" and question.word(i - 1) in ("is", "are", "now", "'s", "was")
        ),
        None,
    )


def _in_same(question: Question, first: int, end: int) -> Change | None:
    """ "£90k of panels bought in the very same contract, so the two together": more of another thing, in the one contract."""
    _, stop = sentence_round(question, first, end)
    if not {"of", "for", "worth"} & set(question.words(end, end + _OF_REACH)):
        return None
    for at in range(end, stop):
        after = at + 1 + (question.word(at + 1) in ("the", "this", "that", "our"))
        after += question.word(after) == "very"
        same = question.word(at) in ("in", "into", "under", "within", "on", "to", "inside") and question.word(after) == "same"
        if same and question.word(after + 1) in CONTRACT_NOUNS | {"order", "tender"}:
            return Change(1, first, after + 2, True)
        if question.word(at) in ("two", "both", "pair") and question.word(at + 1) == "together":
            return Change(1, first, at + 2, True)
    return None


def _put_on(question: Question, first: int, end: int) -> Change | None:
    """ "Puts £14k on the bill", "stick £5k on it"; what is put on the table, or on one side, is none."""
    at = first
    while question.word(at - 1) in _FILLS and first - at < _MOST_FILLS:
        at -= 1
    if question.word(at - 1) not in _PUTS or question.word(end) not in ("on", "onto"):
        return None
    thing = end + 1 + (question.word(end + 1) in ("the", "our", "my", "their"))
    if question.word(thing) in _BILLS:
        return Change(1, at - 1, thing + 1, True)
    return Change(1, at - 1, end + 1, True) if question.word(end + 1) in ("", ".", ",", "!", "?", ";") else None


def _before(question: Question, first: int, end: int) -> Change | None:
    """The change that words before the figure tell: "add", "another", "up by", "a reduction of", "take off"."""
    at = first
    while question.word(at - 1) in _FILLS and first - at < _MOST_FILLS:
        at -= 1
    word, filled = question.word(at - 1), question.words(at, first)
    meant = word if word in _ADDS | _MORE_BEFORE | _TAKES else next(iter(_TYPED.meant(word)), word)
    before = question.word(at - 2)
    if "by" in filled and (sign := _moved(question, at)):
        return Change(sign[0], sign[1], end, False)
    if "by" in filled:
        return None
    if word in _OFF | _ON and before in (_MOVES_OFF if word in _OFF else _MOVES_ON):
        return Change(-1 if word in _OFF else 1, at - 2, end, True)
    if "of" in filled and meant in _RISE_NOUNS | _FALL_NOUNS:
        return Change(1 if meant in _RISE_NOUNS else -1, at - 1, end, False)
    if meant in _ADDS:
        return Change(1, at - 1, end, True)
    if meant in _MORE_BEFORE:
        return _further(question, at - 1, end)
    if word == "up" and not filled:
        return Change(1, at - 1, end, False)
    if meant in _TAKES or (word == "down" and not filled):
        return Change(-1, at - 1, end, word not in _SAVES | {"down"})
    return None


def _further(question: Question, at: int, end: int) -> Change:
    """What "another" at `at` goes on with: "down another £10k" takes off, "add another £10k" adds outright."""
    verb_at = at
    while question.word(verb_at - 1) in _FILLS and at - verb_at < _MOST_FILLS:
        verb_at -= 1
    verb = question.word(verb_at - 1)
    if verb in _FALLS | _MOVES_OFF - {"came", "come", "get", "got", "take", "takes", "took", "taken", "taking"}:
        return Change(-1, verb_at - 1, end, False)
    return Change(1, verb_at - 1, end, verb in _ADDS) if verb in _ADDS | _RISES else Change(1, at, end, False)


def _moved(question: Question, at: int) -> tuple[Sign, int] | None:
    """Which way the verb before "by" moves, and where it stands: "gone up by", "trimmed the price by"."""
    for i in range(at - 1, max(-1, at - 1 - _VERB_REACH), -1):
        word = next(iter(_TYPED.meant(question.word(i))), question.word(i))
        if word in _STOPS:
            return None
        if word in _FALLS | _TAKES:
            return -1, i
        if word in _RISES | _ADDS:
            return 1, i
    return None


def _after(question: Question, first: int, end: int) -> Change | None:
    """The change that words after the figure tell: "more", "on top of that", "off", "increase", "has been dropped"."""
    if top := _on_top(question, end):
        return Change(1, first, top, True)
    at = end + (question.word(end) == "-" and question.word(end + 1) in _RISE_NOUNS | _FALL_NOUNS)
    word, following = question.word(at), question.word(at + 1)
    if word in _RISE_NOUNS | _FALL_NOUNS and following in _ENDS:
        return Change(1 if word in _RISE_NOUNS else -1, first, at + 1, False)
    if word in _MORE_AFTER | _LESS_AFTER and _ends_after(question, at) and (word, following) not in _TO_AN_END:
        outright = word == "off" or (word in _MORE_AFTER and is_optional(question, first))
        return Change(1 if word in _MORE_AFTER else -1, first, at + 1, outright)
    if word in _BESIDE_PLAN and _is_plan(question, at + 1):
        return Change(1 if word in ("over", "above") else -1, first, at + 1, False)
    for i in range(end, end + _MOST_FILLS):
        word = question.word(i)
        if word in _TAKEN_AFTER | _ADDED_AFTER and (i > end or word in _ADDED_AFTER):
            return Change(1 if word in _ADDED_AFTER else -1, first, i + 1, True)
        if word not in _AUX:
            return None
    return None


def _is_plan(question: Question, at: int) -> bool:
    """Whether "over" or "under" is said of what was planned, and not of a line: "£15k over budget", "came in £15k under"."""
    at += question.word(at) in ("the", "our", "my")
    return question.word(at) in _PLANS


def _ends_after(question: Question, at: int) -> bool:
    """Whether the word at `at` ends what is said of the figure: "£20k more, please", "£10k off it", but not "more than the threshold"."""
    following = question.word(at + 1)
    if following == "than":
        return question.word(at + 2) in _THAN_BEFORE or _is_plan(question, at + 2)
    if following == "-":
        return question.at(at + 1).gap and question.at(at + 2).gap
    return following in _ENDS and question.words(at, at + 3) != ("more", "or", "less")


def _on_top(question: Question, end: int) -> int:
    """Where "on top", "on top of that" or "over and above" ends in the words after a figure, else 0; "with VAT on top" is none."""
    for at in range(end, end + _TOP_REACH):
        if question.word(at) in _STOPS or question.at(at).kind == "number":
            return 0
        if question.follows(at, "over", "and", "above"):
            return at + 3
        if question.follows(at, "in", "addition"):
            return at + 2
        if question.follows(at, "on", "top"):
            of_vat = question.word(at - 1) in ("vat", "tax") and question.word(at - 2) not in _EX_OR_INC
            after = at + 2 + (question.word(at + 2) == "of")
            return 0 if of_vat else after + (after > at + 2 and question.word(after) in _SAME)
    return 0


def _is_of_another_contract(question: Question, change: Change, end: int) -> bool:
    """ "another £45k cleaning contract", unless it is said what it goes to: "another £45k order to the same contract"."""
    for at in range(end, end + 4):
        word = question.word(at)
        more_of_same = word == "of" and question.word(at + 1) in ("work", "works", "service", "services", "supplies", "goods")
        if not word.isalpha() or word in ("to", "on", "for", "in", "with") or more_of_same:
            return False
        if word in CONTRACT_NOUNS - {"value", "spend", "budget"} or word == "one":
            later = question.words(at + 1, at + 4)
            return not change.outright and not (later[:1] in (("to",), ("on",)) and not _SAME.isdisjoint(later))
    return False
