"""Whether two types of contract are named because it is open which of them it will be: "either goods or a service", "works, or just as a service".

Nobody knows or has decided, it may be the one or the other, or "or" stands right between them. "Light touch" alone is enough where nobody knows
whether that applies: the other one is an ordinary service. What a policy, a threshold or a bidder leaves open is not the contract.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.facts.kind.context import Word
from assistant.facts.vat.left_open import OTHER_MATTERS, place_not_known
from assistant.model import CONTRACT_TYPES, ContractType

_NAMED: dict[str, ContractType] = {
    "works": "works", "services": "services", "service": "services", "supplies": "supplies", "supply": "supplies", "goods": "supplies",
}  # fmt: skip
_LIGHT, _SERVICE = ("light", "touch"), {"service", "services"}
_STOPS = {".", "?", "!", ";"}
_OR, _BETWEEN = {"or", "/"}, {"between"}
_SMALL = {
    "a", "an", "the", "as", "just", "for", "it's", "its", "is", "it", "be", "will", "pure", "plain", "simple", "simply", "only", "possibly", "maybe",
    "perhaps", "even", "ordinary", "normal", "standard", "regular", "usual", "full", "counted", "classed",
    "rather", "of", "in", "to", "contract", "one", "job", "let", "may", "might", "could", ",", ")", "(",
}  # fmt: skip
"""Words between two types that name nothing of their own."""
_COUNTED_AS = {
    "it", "this", "that", "it's", "the", "our", "my", "contract", "service", "services", "one", "job", "is", "be", "will", "would", "should", "to",
    "we", "count", "counts", "counted", "qualifies", "qualify", "falls", "fall", "comes", "come", "treated", "treat", "classed", "class",
    "classified", "as", "under", "into", "in", "within", "a", "an", "are", "were", "we're", "actually", "really", "even", "possibly", "maybe", "been",
    "dealing", "with", "or", "not", "ours", "these", "they", "they're", "i", "call", "called", "k", "m", "million", "grand", "vat", "ex",
    "inc", "plus",
}  # fmt: skip
"""Words between what is not known and "light touch" by which it is asked whether the contract is that."""
_IS = {"is", "has", "was"}
_TYPED_SO = {
    "", ",", ".", "?", "!", ";", ")", "-", "regime", "procurement", "applies", "apply", "yet", "though", "either", "or", "and", "but", "so", "at",
    "hasn't", "isn't",
}  # fmt: skip
"""What may stand behind "light touch" so; "light touch contracts" are all such."""
_MAY = {"may", "might", "could", "maybe", "perhaps", "possibly", "either", "depends", "depending"}
_LINKS = {"whether", "wether"}
_IFS = _LINKS | {"if"}
_APPLIES = {"apply", "be", "fit", "cover"}
_DISPUTES = {
    "arguing",
    "argue",
    "argued",
    "argument",
    "debating",
    "debate",
    "debated",
    "disagree",
    "disagreeing",
    "torn",
    "split",
    "disputing",
}
_SETTLES = {
    "decided", "decide", "settled", "settle", "agreed", "agree", "confirmed", "fixed", "determined", "chosen", "choose", "made",
}  # fmt: skip
_DENIES = {
    "not",
    "never",
    "yet",
    "haven't",
    "havent",
    "hasn't",
    "hasnt",
    "isn't",
    "isnt",
    "nobody",
    "no",
    "can't",
    "cannot",
    "still",
    "to",
}
_OF_OTHERS = {
    "bidder", "bidders", "supplier", "suppliers", "contractor", "contractors", "threshold", "thresholds", "limit", "limits", "policy", "rule",
    "rules", "policies", "law", "act", "clause", "band", "bands", "firms",
}  # fmt: skip
_OF_ALL = {"they", "all", "any", "both", "neither", "nor", "no", "than"}
"""Words right before a type by which no one contract is meant."""
_MOST_BETWEEN, _DENIED_REACH, _REACH = 14, 4, 24


@dataclass(frozen=True, slots=True)
class _Named:
    """A type and the words that name it, `first` up to `end`."""

    type: ContractType
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class OpenKinds:
    """The types between which it is open, and the words that name them: `first` up to `end`."""

    types: tuple[ContractType, ...]
    first: int
    end: int


def kinds_left_open(words: Sequence[Word]) -> OpenKinds | None:
    """The types that a sentence leaves open, the first sentence that does; None where none does."""
    named = list(_names(words))
    for one, other in itertools.pairwise(named):
        if one.type == other.type or other.first - one.end >= _MOST_BETWEEN:
            continue
        between = [word.meant for word in words[one.end : other.first]]
        between = between[1:] if between[:2] == ["?", "or"] else between  # "light touch? Or just a service?"
        if not _STOPS.isdisjoint(between) or _is_of_others(words, one.first, other.end) or _is_denied(words, one.first):
            continue
        before = [word.meant for word in words[max(0, one.first - 3) : one.first]]
        apart = (
            not _OR.isdisjoint(between)
            or not _BETWEEN.isdisjoint(before)
            or not (_MAY.isdisjoint(before) or _MAY.isdisjoint(between))
        )
        near = not _OR.isdisjoint([*between, *_BETWEEN.intersection(before)]) and set(between) <= _OR | _SMALL
        if near or (apart and _is_open(words, one.first, other.end)):
            return _open((one.type, other.type), one.first, other.end)
    light = next((one for one in named if one.type == "light_touch" and _is_light_open(words, one)), None)
    return _open(("services", "light_touch"), light.first, light.end) if light else None


def _open(types: Collection[ContractType], first: int, end: int) -> OpenKinds:
    return OpenKinds(tuple(kind for kind in CONTRACT_TYPES if kind in types), first, end)


def _names(words: Sequence[Word]) -> Iterator[_Named]:
    """The words that name a type; "light touch service" is one name."""
    at = 0
    while at < len(words):
        if tuple(word.meant for word in words[at : at + 2]) == _LIGHT:
            end = at + 2 + (at + 2 < len(words) and words[at + 2].meant in _SERVICE)
            yield _Named("light_touch", at, end)
        else:
            end = at + 1
            if words[at].meant in _NAMED and not _is_verb(words, at):
                yield _Named(_NAMED[words[at].meant], at, end)
        at = end


def _is_light_open(words: Sequence[Word], one: _Named) -> bool:
    """ "Unclear if light touch applies", "it might be light touch", "nobody has decided whether it counts as light touch"."""
    start, stop = _sentence(words, one.first, one.end)
    before, after = ([word.meant for word in words[i:j]] for i, j in ((start, one.first), (one.end, stop)))
    lead = max((i for i, word in enumerate(before) if word in _IFS | _MAY), default=-1)
    if len(after) > 1 and after[0] in _MAY and after[1] in _APPLIES:  # "light touch may apply"
        return not _is_of_others(words, one.first, one.end) and "if" not in before
    typed = (after[0] if after else "") in _TYPED_SO or (len(after) > 1 and after[0] in _IS and after[1] in _DENIES - {"to"})
    counted = all(word in _COUNTED_AS or not word.isalpha() for word in before[lead + 1 :])
    if lead < 0 or not typed or not counted or _is_of_others(words, one.first, one.end):
        return False
    if before[lead] in _MAY:
        return before[lead] not in ("depends", "depending", "either") and "if" not in before
    doubted = place_not_known(before[:lead]) is not None or not _DISPUTES.isdisjoint(before[:lead])
    return doubted or _is_unsettled(before[:lead], after) or place_not_known(after) is not None


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether the word is what somebody does or part of a name: "who supplies", "how it works", "supply chain"."""
    before, after = (words[i].meant if 0 <= i < len(words) else "" for i in (at - 1, at + 1))
    return before in ("who", "it", "that", "which", "he", "she", "social", "public") or after in ("chain", "act")


def _sentence(words: Sequence[Word], first: int, end: int) -> tuple[int, int]:
    """Where the sentence starts and ends that holds words `first` up to `end`, as far as it is near."""
    start = next(
        (i + 1 for i in range(first - 1, max(-1, first - _REACH), -1) if words[i].meant in _STOPS), max(0, first - _REACH)
    )
    stop = next(
        (i for i in range(end, min(len(words), end + _REACH)) if words[i].meant in _STOPS), min(len(words), end + _REACH)
    )
    return start, stop


def _is_of_others(words: Sequence[Word], one: int, end: int) -> bool:
    """Whether a policy, a bidder or all kinds are spoken of right before the types or right after them."""
    start, _ = _sentence(words, one, end)
    before = [word.meant for word in words[start:one]]
    place = place_not_known(before)
    lead = before[place + 1 :] if place is not None else before[-_DENIED_REACH - 1 :]
    subject = before[max(0, place - _DENIED_REACH) : place] if place is not None else []
    after = [*itertools.takewhile(lambda word: word not in _STOPS, (word.meant for word in words[end : end + 2]))]
    of_others = not _OF_OTHERS.isdisjoint([*subject, *lead, *after]) or not _OF_ALL.isdisjoint([*lead, *after])
    matters = {
        word for i, word in enumerate(lead) if word in OTHER_MATTERS and lead[i + 1 : i + 2] != ["as"]
    }  # but "counts as"
    return of_others or (place is not None and bool(matters))


def _is_denied(words: Sequence[Word], one: int) -> bool:
    """ "Not works or supplies but services" leaves nothing open; "not sure whether works or services" does."""
    return words[one - 1].meant in ("not", "isn't", "no", "neither") if one else False


def _is_open(words: Sequence[Word], one: int, end: int) -> bool:
    """Whether the sentence says that nobody knows or has decided, or that it may be the one or the other."""
    start, stop = _sentence(words, one, end)
    before, after = ([word.meant for word in words[i:j]] for i, j in ((start, one), (end, stop)))
    if place_not_known(before) is not None or not (_LINKS | _MAY).isdisjoint(before):
        return True
    return _is_unsettled(before, after) or place_not_known(after) is not None


def _is_unsettled(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words round the types say that it is not settled: "nobody has decided", "to be agreed"."""
    said = [*before, "", *after]
    return any(
        word in _SETTLES and (not _DENIES.isdisjoint(said[max(0, i - _DENIED_REACH) : i]) or said[i - 1 : i] == ["be"])
        for i, word in enumerate(said)
    )
