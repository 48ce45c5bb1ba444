"""Whether words on VAT leave the basis open: somebody does not know, has not said, asks, or names both.

"Nobody can tell me if that has VAT in it", "VAT in or out, who knows", "does it include VAT?", "it may be plus VAT" give no basis. What is
not known must be the VAT itself: "£201k plus VAT, I'm not sure whether the policy applies" gives one.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.facts.words.text import Question

_STOPS = {".", "?", "!", ";"}
_TURNS = {"but", "however", "although"}
_VAT = {"vat", "vat's", "vats", "tax"}
_LINKS = {"whether", "wether", "weather", "wheter", "if"}
_CERTAIN_LINKS = _LINKS - {"if", "weather"}
_OPENLY = {
    "unsure", "unknown", "unclear", "uncertain", "undecided", "unconfirmed", "unspecified", "unstated", "dunno", "tbc", "doubt", "doubtful",
    "debatable", "forget", "forgot", "forgotten", "forgets", "silent", "guess", "guesswork", "wonder", "wondering", "mystery", "query",
    "confirm", "check", "checking", "decide", "ask", "asking", "asked", "establish", "ambiguous", "queried", "unresolved", "clarify",
    "chasing", "awaiting", "undetermined",
}  # fmt: skip
"""Words that say by themselves that something is not known."""
_KNOWS = {
    "know", "knows", "knowing", "known", "knew", "sure", "certain", "clear", "clue", "idea", "ideas", "say", "says", "said", "saying",
    "tell", "tells", "told", "telling", "state", "states", "stated", "stating", "mention", "mentions", "mentioned", "mentioning", "specify",
    "specified", "specifies", "specifying", "remember", "recall", "explain", "explained", "explaining", "obvious", "confident", "positive",
    "convinced", "determine", "informed",
}  # fmt: skip
"""Words that say so where they are denied: "not sure", "nobody can tell", "without saying"."""
_SETTLES = {
    "confirmed", "recorded", "noted", "indicate", "indicated", "indicates", "shown", "show", "shows", "agreed", "decided", "settled",
    "established", "see", "answer", "reply", "determined", "confirming", "disclosed", "checked", "written", "wrote", "out", "word", "given",
    "hear", "heard",
}  # fmt: skip
"""Words that make an "if" after them ask, as those above do."""
_DENIES = {
    "not", "no", "nobody", "nobody's", "noone", "none", "never", "without", "neither", "nor", "cannot", "cant", "dont", "doesnt", "didnt", "isnt",
    "wasnt", "hasnt", "havent", "wont", "couldnt", "cannae", "hardly", "failed", "fails", "forgot", "forgetting", "omitted", "yet", "less",
    "nothing", "hadnt", "arent", "impossible", "unable", "refuses", "refused",
}  # fmt: skip
OTHER_MATTERS = {
    "social", "sv", "required", "needed", "need", "needs", "require", "requires", "must", "apply", "applies", "compulsory", "mandatory",
    "obliged", "obligatory", "policy", "rule", "rules", "threshold", "thresholds", "line", "bites", "catches", "caught", "count", "counts",
}  # fmt: skip
"""What else a question asks about: whether these are so is not whether the figure holds VAT."""
_FINITE = {
    "is", "was", "are", "were", "be", "has", "had", "have", "it's", "its", "includes", "include", "included", "excludes", "exclude",
    "contains", "contain", "covers", "cover", "takes", "comes", "came", "carries", "carry", "that's", "thats", "does", "got", "counts",
    "incorporates", "omits", "attracts",
}  # fmt: skip
_ASKS_FIRST = {
    "is",
    "are",
    "was",
    "were",
    "does",
    "do",
    "did",
    "has",
    "have",
    "should",
    "would",
    "will",
    "can",
    "must",
    "shall",
    "could",
}
_SUBJECTS = {
    "that", "this", "it", "they", "those", "these", "the", "figure", "sum", "price", "value", "quote", "estimate", "total", "amount",
    "number", "cost", "budget", "our", "my", "your", "i", "we", "he", "she", "be", "have", "got", "already", "also", "then", "there", "any",
    "contract", "£", "k", "m", "million", "grand", "pounds", "come", "supposed", "to", "meant", "a", "an", "all", "of",
}  # fmt: skip
_TRAILING = {
    "already",
    "then",
    "as",
    "well",
    "please",
    "in",
    "it",
    "there",
    "or",
    "not",
    "on",
    "top",
    "too",
    "though",
    "that",
    ")",
}
_OTHERS = {
    "not", "without", "with", "no", "n't", "inc", "incl", "ex", "exc", "excl", "exclusive", "excluding", "including", "inclusive", "out",
    "in", "off", "extra", "excluded", "included", "isn't", "isnt", "doesn't", "doesnt", "hasn't", "after", "before", "net", "gross",
    "additional", "added", "plus", "w/o", "otherwise",
}  # fmt: skip
"""The other basis, after "or": "with VAT or without"."""
_MAY = {"may", "might", "could", "maybe", "perhaps", "possibly", "mightn't"}
_ENDS_THOUGHT = {"", ".", ",", "?", "!", ";", ")", "-", "though", "yet", "sorry", "either", "and", "so", "but", "could"}
_SAYINGS = {
    "search me",
    "who knows",
    "to be confirmed",
    "to be checked",
    "beats me",
    "pass",
    "anyone's guess",
    "anybody's guess",
}
_ON = {"on", "about", "of", "for", "with"}
_THAT_SUM = {"the", "new", "one", "that", "this", "it", "old", "last", "figure", "sum", "price", "quote", "these", "them"}
_REACH, _SHORT, _ALIKE, _DENIED_REACH, _SUM_REACH = 16, 8, 6, 5, 7


def is_left_open(question: Question, first: int, end: int) -> bool:
    """Whether the words round those on VAT, tokens `first` up to `end`, leave open what the basis is.

    >>> from assistant.facts.words.text import read_text
    >>> def left(text, lead): return is_left_open(q := read_text(text), i := q.texts.index(lead), q.texts.index("vat") + 1)
    >>> left("nobody has said whether it is with VAT", "with"), left("not sure of the rule but it is £9k plus VAT", "plus")
    (True, False)
    """
    return (
        _names_both(question, first, end)
        or _may_be(question, first, end)
        or _is_asked(question, first, end)
        or _is_in_doubt(question, first, end)
        or is_doubted_after(question, first, end)
    )


def _sentence_start(question: Question, at: int) -> int:
    return max((i + 1 for i in range(at) if question.word(i) in _STOPS), default=0)


def _is_figure(question: Question, at: int) -> bool:
    return question.at(at).kind == "number" or question.word(at) == "£"


def _names_both(question: Question, first: int, end: int) -> bool:
    """ "with VAT or without", "VAT included or not", and the second of "inclusive of VAT or exclusive of VAT"."""
    at = end + (question.word(end) in (",", ")"))
    if question.word(at) in ("or", "/") and question.word(at + 1) in _OTHERS and not _is_figure(question, at + 1):
        return True
    lead = first - 1 - (question.word(first - 1) in ("is", "it's", "its"))
    between = question.words(max(0, lead - _ALIKE), lead)
    return (
        question.word(lead) == "or"
        and not _VAT.isdisjoint(between)
        and not any(word == "£" or word[:1].isdigit() for word in between)
    )


def _may_be(question: Question, first: int, end: int) -> bool:
    """ "it may be plus VAT", "which might include VAT", "may or may not have VAT in it"."""
    near = question.words(max(0, first - 4), first)
    may = max((i for i, word in enumerate(near) if word in _MAY), default=-1)
    return may >= 0 and all(word.isalpha() and word not in OTHER_MATTERS and word not in _VAT for word in near[may:])


def _is_asked(question: Question, first: int, end: int) -> bool:
    """ "does that figure include VAT?", "is VAT on top?": the sentence opens with a verb and asks nothing else."""
    start = _sentence_start(question, first)
    if question.word(end) == "?" and question.word(first - 1) in _STOPS:
        return True
    opens = [
        i
        for i in range(max(start, first - _SHORT), first)
        if question.word(i) in _ASKS_FIRST
        and (i == start or question.word(i - 1) in (",", "and", "but", "or", "so", "-", ":", "("))
    ]
    if not opens:
        return False
    subject = question.words(opens[0] + 1, first)
    plain = all(word in _SUBJECTS or word[:1].isdigit() for word in subject)
    at = end
    while (question.word(at) in _TRAILING or (at > first and _is_of_sum(question, at))) and at < end + _SUM_REACH:
        at += 1
    if subject[:1] == ("be",) and question.word(at) != "?":  # "£250k, sorry, should be £205k ex VAT" tells
        return False
    return plain and (question.word(at) in ("?", "") or question.word(end) == "or")


def _is_of_sum(question: Question, at: int) -> bool:
    """Whether the token is of a figure that a question of VAT ends with: "was the VAT in the £200,000?"."""
    return _is_figure(question, at) or question.word(at) in (
        "in",
        "of",
        "the",
        "that",
        "k",
        "m",
        "million",
        "grand",
        "thousand",
    )


def _is_in_doubt(question: Question, first: int, end: int) -> bool:
    """Whether what leads to the words says that the basis is not known, or asks for it."""
    start = _sentence_start(question, first)
    lead = list(question.words(max(start, first - _REACH), first))
    link = max((i for i, word in enumerate(lead) if word in _LINKS), default=-1)
    if link >= 0:
        before, inside = lead[:link], lead[link + 1 :]
        known = lead[link] in _CERTAIN_LINKS or _is_known_or_asked(before)
        return known and _is_of_vat(question, first, end, inside)
    turn = max((i for i, word in enumerate(lead) if word in _TURNS | {","}), default=-1)
    clause = lead[turn + 1 :]
    place = place_not_known(clause)
    inside = clause[place + 1 :] if place is not None else []
    return place is not None and not any(_tells_sum(word) or word in OTHER_MATTERS for word in inside)


def _is_of_vat(question: Question, first: int, end: int, inside: Sequence[str]) -> bool:
    """Whether it is the VAT that is asked about: no other matter stands between, and after a sum a verb leads to the VAT."""
    if not OTHER_MATTERS.isdisjoint(inside):
        return False
    figure = max((i for i, word in enumerate(inside) if _tells_sum(word)), default=-1)
    if figure < 0:
        return True
    return any(word in _FINITE for word in (*inside[figure + 1 :], *question.words(first, end - 1)))


def _tells_sum(word: str) -> bool:
    return word == "£" or word[:1].isdigit()


def _is_known_or_asked(before: Sequence[str]) -> bool:
    """Whether the words before "if" make it ask: "can't tell", "let me know", "she has not said", "to check"."""
    return any(word in _OPENLY | _KNOWS | _SETTLES for word in before[-_SHORT:])


_AFTER_ANSWER = {
    ",", "-", ":", ";", ".", "(", "it", "it's", "they", "they've", "we", "we've", "i", "he", "she", "that's", "the", "our", "my", "legal", "finance",
    "procurement",
}  # fmt: skip
"""After "no" these tell that it answers, and denies nothing of what follows: "no, legal say it is works"."""


def place_not_known(words: Sequence[str]) -> int | None:
    """The place of the word that says that something is not known, or None."""
    return next((i for i, word in enumerate(words) if says_not_known(word, words[max(0, i - _DENIED_REACH) : i])), None)


def says_not_known(word: str, before: Sequence[str]) -> bool:
    """Whether the word, with the few words before it, says that something is not known: "unclear", "nobody can tell".

    >>> says_not_known("unclear", ()), says_not_known("tell", ("nobody", "can")), says_not_known("tell", ("i", "can"))
    (True, True, False)
    >>> says_not_known("say", ("no", ",", "legal")), says_not_known("say", ("no", "supplier", "can"))
    (False, True)
    """
    if word in _OPENLY:
        return word != "forget" or before[-1:] not in (("don't",), ("dont",), ("not",), ("never",))
    near = before[-_DENIED_REACH:]
    return word in _KNOWS and any(
        (other in _DENIES or other.endswith("n't"))
        and not (other == "no" and near[i + 1 : i + 2] and near[i + 1] in _AFTER_ANSWER)
        for i, other in enumerate(near)
    )


def is_doubted_after(question: Question, first: int, end: int) -> bool:
    """ "inc VAT? Not sure", "with VAT (to be confirmed)", "plus VAT, I don't know": the doubt follows and has nothing else for its matter."""
    at = end
    signs = 0
    while question.word(at) in (",", "(", "-", "?", ")") and signs < 2:
        at, signs = at + 1, signs + 1
    if signs == 0:
        return False
    asked = "?" in question.words(end, at)
    if asked and not OTHER_MATTERS.isdisjoint(question.words(_sentence_start(question, first), first)):
        return False
    words: list[str] = []
    while len(words) < _SHORT and question.word(at + len(words)) not in _ENDS_THOUGHT:
        words.append(question.word(at + len(words)))
    if " ".join(words) in _SAYINGS:
        return True
    place = place_not_known(words)
    if place is None or not (_LINKS | OTHER_MATTERS).isdisjoint(words):
        return False
    return place >= len(words) - 2 or (words[place + 1] in _ON and set(words[place + 2 :]) <= _THAT_SUM)
