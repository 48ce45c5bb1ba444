"""What is to be done, told of the thing that it is done to: "the gulls are to be scared off by a falconer", "our clocks will be wound".

The deed is what is bought, and neither the thing nor who does it tells another type. A verb on no list counts where who does it follows. What
is done to a bid, a contract or a policy is none, nor what "the contractor" does beside the contract.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Phrase, Word, clause_start
from assistant.facts.kind.doing import end_of_clause, is_doer_by_form, verb_at
from assistant.facts.kind.for_people import end_of_group
from assistant.facts.kind.procurement_vocabulary import listed
from assistant.facts.words.contract_deeds import deeds
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.text import singular
from assistant.facts.words.vocabulary import Kind, things_built, vocabulary
from assistant.model import ContractType

_STOPS = {".", "?", "!", ";", ":"}
_REACH, _MOST_TO_DOER, _MOST_CLAUSE = 20, 4, 8
_BE = {"be", "being"}
_IS, _ADVERBS = {"is", "are", "get", "gets", "getting"}, {"all", "both", "then", "also", "now", "again", "regularly", "still"}
_AUXILIARIES = {
    "is",
    "are",
    "will",
    "to",
    "must",
    "going",
    "should",
    "gonna",
    "would",
    "have",
    "has",
    "need",
    "needs",
    "want",
    "wants",
    "can",
    "for",
}
_NO_SUBJECT = {
    "it", "this", "they", "these", "what", "we", "i", "you", "he", "she", "how", "where", "work", "term", "all", "everything", "there",
    "money", "sum", "cost", "vat",
}  # fmt: skip
_CLAUSE_AFTER = {"that", "which", "who", "whose", "where", "for"}
_ASKS = {
    "does",
    "do",
    "did",
    "can",
    "could",
    "should",
    "how",
    "why",
    "what",
    "which",
    "whether",
    "if",
    "when",
    "must",
    "is",
    "are",
}
_LED = {"a", "an", "our", "two", "three", "some", "one", "another"}
_DOERS = {"staff", "agency", "school", "college", "club", "volunteers", "contractors", "council"}
_ITS_OWN = {"staff", "volunteers", "council"}
"""Where these do it nothing is bought."""
_IRREGULAR = {
    "flown", "sung", "recast", "cast", "caught", "shot", "wound", "swept", "kept", "taught", "fed", "led", "rung", "hung", "sewn", "spun",
    "strung", "ground",
    "dug", "drawn",
    "grown", "thrown", "blown", "shorn", "mown", "ridden", "driven", "woken", "beaten", "burnt", "put", "cut", "shut", "bred", "bound", "lit",
    "fought",
}  # fmt: skip
_TURNED = {"turned", "made", "converted", "transformed", "changed"}
_OF_CARE = {
    "fed",
    "nursed",
    "trained",
    "looked after",
    "cared for",
    "fostered",
    "sheltered",
    "housed",
    "rehabilitated",
    "weaned",
}
"""What is light touch where it is done to people, and an ordinary service where it is done to anything else."""


def phrases_done_by(words: Sequence[Word], at: int) -> Iterator[tuple[Kind, int]]:
    """The deed that starts at word `at` and is to be done to what stands before it, and where its clause ends."""
    if not words[at].meant.isalpha() or not _is_led(words, at):
        return
    start = subject_start(words, at)
    subject = words[start : _end_of_subject(words, start, at)]
    if not subject or _is_no_subject(subject):
        return
    types, end = _types_done(words, at, _is_people(subject))
    said = [word.meant for word in words[at : at + 2]]
    if not types and (said == ["put", "up"] or (said[0] in _TURNED and said[1:] == ["into"])) and _is_structure(subject):
        types, end = ("works",), at + len(said)
    if types:
        forms = tuple(word.form or word.meant for word in words[at:end])
        yield Kind(forms, types, in_contract=True, doing=True), end_of_clause(words, end)


def subject_start(words: Sequence[Word], at: int) -> int:
    """Where the clause starts in which something is to be done by the verb at word `at`."""
    return clause_start(words, at, _STOPS, _REACH)


def is_done_to(words: Sequence[Word], one: Phrase, last: Phrase) -> bool:
    """Whether `last` is what the deed `one` is to be done to: it stands in the clause before it, and "is to be" or the like between."""
    between = {word.meant for word in words[last.end : one.first]}
    return _is_led(words, one.first) and last.first >= subject_start(words, one.first) and not between.isdisjoint(_BE | _IS)


def _is_led(words: Sequence[Word], at: int) -> bool:
    """Whether "is to be", "are being" or the like leads to the word, or to the one that "and" joins it to."""
    back = at - 1
    while back > 0 and words[back].meant in _ADVERBS:
        back -= 1
    if back > 1 and words[back].meant == "and" and _is_participle(words[back - 1].meant):
        back -= 2
    return back > 0 and words[back].meant in _BE | _IS


def _types_done(words: Sequence[Word], at: int, people: bool) -> tuple[tuple[ContractType, ...], int]:
    types, end = verb_at(words, at, "done")
    cared = next((at + n for n in (3, 2, 1) if " ".join(word.meant for word in words[at : at + n]) in deeds().cared), 0)
    if people and cared:
        return ("light_touch",), cared
    led = words[at - 1].meant in _BE or _doer_after(words, end or at + 1)
    if types and led:
        of_care = types == ("light_touch",) and " ".join(word.meant for word in words[at:end]) in _OF_CARE
        return (("services",) if of_care and not people else types), end
    verb = words[at].meant
    known = verb in deeds().no_deed or singular(verb) in vocabulary().by_first
    if not people and _is_participle(verb) and not known and _doer_after(words, at + 1):
        return ("services",), at + 1
    return (), 0


def _is_participle(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 4 and word.endswith("ed"))


def _doer_after(words: Sequence[Word], at: int) -> bool:
    """Whether "by" and who does it follow in the clause: "by a falconer", "by two eel catchers", but not "by the supplier" or "by May"."""
    by = next((i for i in range(at, min(at + _MOST_CLAUSE, len(words))) if words[i].meant == "by"), 0)
    if not by or _STOPS & {word.meant for word in words[at:by]}:
        return False
    for i in range(by + 1, min(by + 1 + _MOST_TO_DOER, len(words))):
        word = words[i]
        if not word.meant.isalpha() or word.meant in ("the", "this", "that"):
            return False
        who = any(kind.who and kind.words == (word.form,) for kind in vocabulary().by_first.get(word.form, ()))
        many = word.meant != word.form
        named = who or {word.meant, word.form} & (deeds().doers | (_DOERS - _ITS_OWN)) or is_doer_by_form(words, i, many=many)
        if named and (many or any(led.meant in _LED for led in words[by + 1 : i + 1])):
            return True
    return False


def _end_of_subject(words: Sequence[Word], start: int, at: int) -> int:
    """Where the auxiliaries start that lead from what it is done to to the verb at word `at`."""
    return next((i for i in range(start, at) if words[i].meant in _AUXILIARIES | _BE | _IS), start)


def _is_no_subject(subject: Sequence[Word]) -> bool:
    """Whether what it is done to is no thing: a bid, the contract, "it", or nothing but a council's name."""
    head = next((i for i, word in enumerate(subject) if word.meant in _CLAUSE_AFTER), len(subject))
    said = {form for word in subject[:head] for form in (word.meant, word.form)}
    named = [word for word in subject if word.form and word.meant.isalpha()]
    return not named or not head or subject[0].meant in _ASKS or bool(said & (deeds().no_object | CONTRACT_NOUNS | _NO_SUBJECT))


def _is_structure(subject: Sequence[Word]) -> bool:
    """Whether what it is done to stands on the ground: "a cemetery chapel for Ambridge"."""
    forms = [word.form for word in subject]
    known = listed().structures | things_built()
    end = next((i for i, word in enumerate(subject) if word.meant in ("for", "in", "at", "on")), len(forms))
    return any(tuple(forms[n:end]) in known for n in range(end))


def _is_people(subject: Sequence[Word]) -> bool:
    return any(end_of_group(subject, i, anyone=True) for i in range(len(subject)))
