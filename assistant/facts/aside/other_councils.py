"""What a message tells in passing of another council's own contract: "Thurrock are paying £290k for theirs", "a colleague in Kent got hers for £6k".

Such a clause changes neither which council buys nor what the contract is worth, where both are told elsewhere. It tells; a clause that asks
("what about Norwich?"), or that has that council in the matter itself ("we're buying it on behalf of Kent"), is left as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.facts.words.text import Question

_STOPS = {".", "!", "?", ";"}
_TURNS = {"but", "so", "whereas", "while", "anyway"}
_GOES_ON = {
    "ours", "our", "mine", "my", "we", "we're", "we've", "i", "i'm", "i've", "is", "does", "do", "must", "am", "are", "it", "it's", "its", "can",
    "should", "has", "this", "so", "and", "what", "how", "no",
}  # fmt: skip
"""Words that begin what is said of the writer's own contract, after a comma or a dash."""
_IN_MATTER = {
    "ours", "us", "we", "we're", "we've", "we'll", "we'd", "i'm", "behalf", "joint", "jointly", "framework", "together", "instead", "mine", "if",
    "suppose", "supposing", "sorry", "actually", "about", "of", "towards", "toward", "lead", "leading", "buyer",
}  # fmt: skip
"""Words by which a council named beside them may be a party to the contract that is asked about."""
_THEIRS = {"theirs", "hers"}
_FOLK = {
    "colleague", "colleagues", "friend", "friends", "mate", "mates", "counterpart", "counterparts", "neighbour", "neighbours", "sister", "brother",
    "cousin", "pal", "husband", "wife", "number", "oppo", "someone", "somebody",
}  # fmt: skip
_PERSONS = {"she", "she's", "he", "he's"}
_PLACED = {"in", "at", "with", "over", "from"}
_OF_THEM = {"there", "they", "them", "their", "theirs", "they're", "hers", "she", "he"}
_BUYS = {"buying", "buy", "buys", "wants", "want", "needs", "need", "same", "they're"}
_OVER_THERE = {"over", "down", "up", "out", "round", "across"}
_GOT = {"spent", "paid", "bought", "got", "had", "built", "gave", "awarded", "spend", "charged", "pays", "spends"}
_WAS = {"cost", "was", "came", "went", "were", "costs"}
_HELPERS = {
    "have",
    "has",
    "had",
    "only",
    "just",
    "recently",
    "apparently",
    "already",
    "council",
    "city",
    "borough",
    "county",
    "district",
    "they",
}
_CHARGES = {"charged", "billed", "quoted", "sold"}
_REACH, _HELPED, _FAR = 7, 5, 30


def told_of_others(question: Question, places: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The tokens of clauses that tell of another council's contract; `places` are the councils' names, as first token and end.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return bool(told_of_others(q := read_text(text), [(at := q.texts.index("kent"), at + 1)]))
    >>> told("Kent are paying £9k for theirs"), told("Kent paid £9k"), told("she's in Kent though"), told("they charged Kent £9k")
    (True, True, True, True)
    >>> told("what about Kent?"), told("Kent are paying £9k"), told("it's for Kent"), told("we paid Kent £9k"), told("Kent paid £9k of it")
    (False, False, False, False, False)
    """
    found: set[int] = set()
    for first, end in places:
        start, stop = _clause(question, first, end)
        if question.word(stop) != "?" and not _is_asked_of(question, stop) and _tells(question, first, end, start, stop):
            found.update(range(start, stop))
    return frozenset(found)


def _is_asked_of(question: Question, stop: int) -> bool:
    """Whether what is told of the others leads to a question about them: "my sister works in Kent. Would it be mandatory there?"."""
    rest = question.words(stop, stop + 2 * _FAR)
    return "?" in rest and not _OF_THEM.isdisjoint(rest)


def without_others(question: Question, told: Collection[int]) -> Question:
    """The question without what its clauses at tokens `told` say; its own words stay as they were typed."""
    return question.without({at for at in told if question.at(at).kind != "sign" or question.word(at) == "£"}, "elsewhere")


def _clause(question: Question, first: int, end: int) -> tuple[int, int]:
    """The clause that holds a name, as far as it is near: up to a stop, a turn, or a comma behind which the writer's own matter begins."""
    least, most = max(0, first - _FAR), min(end + _FAR, len(question.tokens))
    start = next((at for at in range(first, least - 1, -1) if _is_break(question, at)), least)
    start = first - 1 if question.word(first - 1) in (",", "-") else start
    stop = next((at for at in range(end, most) if _is_break(question, at)), most)
    return start + (question.word(start) in _STOPS | {",", "-"}), stop


def _is_break(question: Question, at: int) -> bool:
    word = question.word(at)
    return word in _STOPS or word in _TURNS or (word in (",", "-") and question.word(at + 1) in _GOES_ON)


def _tells(question: Question, first: int, end: int, start: int, stop: int) -> bool:
    """Whether the clause at tokens `start` up to `stop` tells of the named council's own affairs, or of somebody who is there."""
    words = question.words(start, stop)
    if not _IN_MATTER.isdisjoint(words) and not _is_of_neighbours(words):
        return False
    priced = "£" in question.words(end, min(end + _REACH, stop))
    return (
        not _THEIRS.isdisjoint(words)
        or (_BUYS.isdisjoint(words) and "it" not in words and _has_person_there(question, start, first))
        or (priced and "it" not in words and _got(question, end))
        or (priced and _was_theirs(question, first, end))
        or (priced and question.word(first - 1) in _CHARGES)
        or (priced and question.word(first - 1) in ("in", "at") and question.word(first - 2) in _OVER_THERE)
    )


def _is_of_neighbours(words: Sequence[str]) -> bool:
    """Whether what may be of the writer's own matter only tells who the others are: "more than us", "one of my colleagues"."""
    inside = [at for at, word in enumerate(words) if word in _IN_MATTER]
    return all(
        words[at - 1] == "than" or (words[at] == "of" and not _FOLK.isdisjoint(words[at + 1 : at + 3]))
        for at in inside
        if at > 0
    ) and inside != [0]


def _has_person_there(question: Question, start: int, first: int) -> bool:
    """Whether somebody else is said to be there: "my colleague at", "she's in", "a friend of mine works for"."""
    lead = question.words(max(start, first - _REACH), first)
    folk = any(word.removesuffix("'s") in _FOLK for word in lead)
    return bool(lead) and lead[-1] in _PLACED and (folk or not _PERSONS.isdisjoint(lead))


def _got(question: Question, end: int) -> bool:
    """Whether the council is said to have paid for something: "paid £9k", "only got", "have just spent"."""
    at = end
    while question.word(at) in _HELPERS - {"had"} and at - end < _HELPED:
        at += 1
    return question.word(at) in _GOT


def _was_theirs(question: Question, first: int, end: int) -> bool:
    """Whether what is the council's is said to have cost so much: "Kent's was", "Kent's contract came in at"."""
    owned = question.word(end - 1).endswith("'s") or question.word(end) == "'s"
    return owned and not _WAS.isdisjoint(question.words(end, end + _HELPED))
