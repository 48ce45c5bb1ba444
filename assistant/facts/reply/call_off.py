"""Whether the contract is a call-off from a framework; setting a framework up is not one."""

from __future__ import annotations

from collections.abc import Collection

from assistant.facts.words.text import Question
from assistant.model import CallOff, Said

_CALL_OFF = (
    ("call", "off"), ("calls", "off"), ("call", "offs"), ("calloff",), ("calloffs",), ("calling", "off"), ("called", "off"), ("caloff",),
    ("mini", "competition"), ("mini", "comp"), ("minicompetition",), ("mini", "tender"), ("further", "competition"),
    ("drawing", "down", "from"), ("draw", "down", "from"), ("drawn", "down", "from"), ("drawdown",), ("framework", "order"),
    ("order", "under"), ("order", "from"), ("orders", "under"),
)  # fmt: skip
_BY_FIRST = {
    first: tuple(phrase for phrase in _CALL_OFF if phrase[0] == first) for first in {phrase[0] for phrase in _CALL_OFF}
}
_THROUGH = {"under", "through", "via", "using", "off", "from", "use", "used", "within"}
_FRAMEWORK = {"framework", "frameworks", "dps", "framwork"}
_MAKES = {
    "set",
    "setting",
    "establish",
    "establishing",
    "create",
    "creating",
    "procure",
    "procuring",
    "new",
    "our",
    "up",
    "tender",
    "own",
    "let",
}
_POLICY = {"social", "value", "policy", "this", "that", "sv", "values", "your", "which", "whose", "their", "council"}
_ARTICLES = {"the", "this"}
_NOT = {"not", "isn't", "isnt", "no", "never", "without", "than", "wasn't", "instead"}
_NEEDS_FRAMEWORK = {("order", "under"), ("order", "from"), ("orders", "under"), ("further", "competition")}


def read_call_off(question: Question, named: Collection[int] = ()) -> CallOff | None:
    """The question's word on it, or None where it has none. `named` are tokens of councils' names: a council's own
    framework is its policy.

    >>> from assistant.facts.words.text import read_text
    >>> [c.value if (c := read_call_off(read_text(q))) else None for q in (
    ...     "a call-off from the ESPO framework", "it isn't a call off", "we are setting up a framework")]
    [True, False, None]
    """
    words = [(i, token.text) for i, token in enumerate(question.tokens) if token.text != "-"]
    for at in range(len(words)):
        end = _phrase_end(words, at)
        if end and not any(i in named for i, _ in words[at:end]):
            first, last = words[at][0], words[end - 1][0] + 1
            before = [word for _, word in words[max(0, at - 3) : at]]
            negated = any(word in _NOT for word in before)
            return CallOff(not negated, Said(question.said(words[at - 1][0] if negated and at else first, last)))
    return None


def _phrase_end(words: list[tuple[int, str]], at: int) -> int:
    """Where a phrase for a call-off ends that starts at the word `at`, or 0."""
    for phrase in _BY_FIRST.get(words[at][1], ()):
        if tuple(word for _, word in words[at : at + len(phrase)]) == phrase:
            near = [word for _, word in words[max(0, at - 3) : at + len(phrase) + 6]]
            if phrase not in _NEEDS_FRAMEWORK or any(word in _FRAMEWORK for word in near):
                return at + len(phrase)
    return _through_framework(words, at)


def _through_framework(words: list[tuple[int, str]], at: int) -> int:
    """ "buying through the CCS framework": a word for by way of, then a framework that is not the policy's own name."""
    if words[at][1] not in _THROUGH:
        return 0
    for i in range(at + 1, min(at + 7, len(words))):
        word = words[i][1]
        if word in _FRAMEWORK:
            return i + 1 if any(between not in _ARTICLES for _, between in words[at + 1 : i]) else 0
        if word in _MAKES | _POLICY or word.endswith("'s") or not (word.isalnum() or word in "&/"):
            return 0
    return 0
