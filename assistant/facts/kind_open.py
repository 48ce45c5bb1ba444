"""Whether two types of contract are named because it is open which of them it will be: "either goods or a service", "works, or just as a service".

Nobody knows or has decided, it may be the one or the other, or "or" stands right between them. What a policy, a threshold or a bidder leaves
open is not the contract.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.facts.kind_context import Word
from assistant.facts.vat_open import OTHER_MATTERS, place_not_known
from assistant.model import CONTRACT_TYPES, ContractType

_NAMED: dict[str, ContractType] = {
    "works": "works", "services": "services", "service": "services", "supplies": "supplies", "supply": "supplies", "goods": "supplies",
}  # fmt: skip
_STOPS = {".", "?", "!", ";"}
_OR, _BETWEEN = {"or", "/"}, {"between"}
_SMALL = {
    "a", "an", "the", "as", "just", "for", "it's", "its", "is", "it", "be", "will", "pure", "plain", "simple", "simply", "only", "possibly", "maybe",
    "perhaps", "even", "rather", "of", "in", "to", "contract", "one", "job", "let", "may", "might", "could", ",", ")", "(",
}  # fmt: skip
"""Words between two types that name nothing of their own."""
_MAY = {"may", "might", "could", "maybe", "perhaps", "possibly", "either", "depends", "depending"}
_LINKS = {"whether", "wether"}
_SETTLES = {"decided", "decide", "settled", "agreed", "confirmed", "fixed", "determined", "chosen", "choose", "made"}
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
class OpenKinds:
    """The types between which it is open, and the words that name them: `first` up to `end`."""

    types: tuple[ContractType, ...]
    first: int
    end: int


def kinds_left_open(words: Sequence[Word]) -> OpenKinds | None:
    """The types that a sentence leaves open, the first sentence that does; None where none does."""
    named = [at for at, word in enumerate(words) if word.meant in _NAMED and not _is_verb(words, at)]
    for one, other in itertools.pairwise(named):
        if _NAMED[words[one].meant] == _NAMED[words[other].meant] or other - one > _MOST_BETWEEN:
            continue
        between = [word.meant for word in words[one + 1 : other]]
        if not _STOPS.isdisjoint(between) or _is_of_others(words, one, other) or _is_denied(words, one):
            continue
        apart = not _OR.isdisjoint(between) or not _BETWEEN.isdisjoint(word.meant for word in words[max(0, one - 3) : one])
        near = apart and set(between) <= _OR | _SMALL
        if near or (apart and _is_open(words, one, other)):
            types = {_NAMED[words[one].meant], _NAMED[words[other].meant]}
            return OpenKinds(tuple(kind for kind in CONTRACT_TYPES if kind in types), one, other + 1)
    return None


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


def _is_of_others(words: Sequence[Word], one: int, other: int) -> bool:
    """Whether a policy, a bidder or all kinds are spoken of right before the types or right after them."""
    start, _ = _sentence(words, one, other + 1)
    before = [word.meant for word in words[start:one]]
    place = place_not_known(before)
    lead = before[place + 1 :] if place is not None else before[-_DENIED_REACH - 1 :]
    subject = before[max(0, place - _DENIED_REACH) : place] if place is not None else []
    after = [word.meant for word in words[other + 1 : other + 3]]
    of_others = not _OF_OTHERS.isdisjoint([*subject, *lead, *after]) or not _OF_ALL.isdisjoint([*lead, *after])
    return of_others or (place is not None and not OTHER_MATTERS.isdisjoint(lead))


def _is_denied(words: Sequence[Word], one: int) -> bool:
    """ "Not works or supplies but services" leaves nothing open; "not sure whether works or services" does."""
    return words[one - 1].meant in ("not", "isn't", "no", "neither") if one else False


def _is_open(words: Sequence[Word], one: int, other: int) -> bool:
    """Whether the sentence says that nobody knows or has decided, or that it may be the one or the other."""
    start, stop = _sentence(words, one, other + 1)
    before, after = ([word.meant for word in words[i:j]] for i, j in ((start, one), (other + 1, stop)))
    if place_not_known(before) is not None or not (_LINKS | _MAY).isdisjoint(before):
        return True
    said = [*before, "", *after]
    return (
        any(
            word in _SETTLES and (not _DENIES.isdisjoint(said[max(0, i - _DENIED_REACH) : i]) or said[i - 1 : i] == ["be"])
            for i, word in enumerate(said)
        )
        or place_not_known(after) is not None
    )
