"""Words that say that a figure bears no VAT: "VAT exempt", "zero rated", "outside the scope of VAT", "no VAT on it", "VAT doesn't apply".

The figure is then the same with and without it. "No VAT included", "no VAT on top" and "no VAT figure yet" say other things. What is denied
("not exempt"), supposed ("if it's exempt"), thought ("probably exempt"), asked, or true of a part alone ("the books are zero rated, the rest
isn't") says nothing, and neither does what is said of the buyer ("we are exempt").
"""

from __future__ import annotations

from assistant.facts.words.text import Question


def _phrases(said: str) -> tuple[tuple[str, ...], ...]:
    """Phrases with "|" between them as words, the longest first."""
    return tuple(sorted((tuple(phrase.split()) for phrase in said.split("|")), key=len, reverse=True))


_BEFORE_SAID = (
    "exempt from|exempt from the|exempt of|exempt for|exempted from|free of|free from|zero rated for|zero - rated for|zero rate|zero - rate|"
    "outside the scope of|outside of the scope of|out of the scope of|out of scope of|out of scope for|out - of - scope for|outside scope of|"
    "outside|beyond the scope of|not subject to|isn't subject to|aren't subject to|never subject to|not liable to|not liable for|"
    "isn't liable to|isn't liable for|doesn't attract|does not attract|don't attract|attracts no|attract no|carries no|carry no|bears no|"
    "nil|zero|0 %|nought per cent|zero percent|zero per cent|doesn't carry|does not carry|not chargeable to|not charging|"
    "doesn't charge|does not charge|don't charge|do not charge|charges no|charge no|won't charge|will not charge"
)
_BEFORE = _phrases(_BEFORE_SAID)
_AFTER_SAID = (
    "exempt|- exempt|exempted|is exempt|exemption applies|free|- free|zero rated|zero - rated|zero|at zero|at nil|at 0 %|is zero|is nil|is 0 %|"
    "at zero percent|: nil|: none|: zero|: 0 %|: 0|nil|0 %|: exempt|: n / a|n / a|not applicable|: not applicable|is not applicable|"
    "isn't applicable|: does not apply|doesn't apply|does not apply|doesnt apply|don't apply|won't apply|will not apply|is not payable|isn't payable|"
    "not payable|is not chargeable|isn't chargeable|not chargeable|is not charged|isn't charged|is not charged on|isn't charged on|"
    "is not due|isn't due|not due|doesn't come into it|does not come into it|doesn't arise|does not arise|isn't levied|is not levied"
)
_AFTER = _phrases(_AFTER_SAID)
_NO_AFTER_SAID = (
    "payable|chargeable|is payable|is chargeable|applies|apply|applicable|is applicable|due|is due|to pay|arises|liability|at all|is charged on|"
    "is levied|on it|on this|on that|on them|on these|on those|for this|on any of it|on any of this|for it|involved|is involved|in play|on such"
)
_NO_AFTER = _phrases(_NO_AFTER_SAID)
"""What makes "no VAT" one that there is none of; alone, "£90k, no VAT" may be without VAT."""
_SHORT, _GOES_ON = {"free", "zero", "nil"}, {"of", "advice", "returns", "return", "rates", "to", "from", "emission", "carbon"}
_NO = {"no", "without", "any", "zero", "nil"}
_FIGURES = {"figure", "price", "sum", "quote", "estimate", "amount", "total", "top", "number", "value", "invoice"}
_REGISTERED = (("registered",), ("-", "registered"))
_NOT = {"not", "isn't", "aren't", "isnt", "arent", "never", "wasn't", "no", "n't", "nor", "neither"}
_RATED = (("zero", "rated"), ("zero", "-", "rated"), ("exempt", "supply"), ("exempt", "supplies"))
_ENDS_RATED = {
    "", ".", ",", ";", ")", "?", "!", "-", "so", "and", "but", "for", "because", "as", "supply", "supplies", "works", "goods", "work", "since",
    "by", "which", "then",
}  # fmt: skip
_HEDGES = {
    "whether", "unless", "probably", "think", "thinks", "believe", "believes", "should", "likely", "assume", "assuming", "assumed", "when",
    "may", "might", "could", "maybe", "perhaps", "possibly", "suppose", "supposing", "presume", "presumably", "guess", "reckon", "reckons",
    "unsure", "would", "apparently", "hope", "hoping", "were", "used", "suspect", "wonder", "claims", "hopefully", "almost",
}  # fmt: skip
_PARTS = {
    "partly", "part", "partially", "mostly", "mainly", "some", "half", "most", "element", "elements", "portion", "apart", "except", "mixed",
    "rest", "others", "largely", "share", "bits", "bit",
}  # fmt: skip
_BUYERS = {"we", "we're", "i", "i'm", "council", "council's", "authority", "us", "they're", "authorities", "councils"}
_COPULAS = {"is", "are", "am", "being", "be", "was", "aren't", "isn't"}
_ASKS = {
    "is", "are", "does", "do", "did", "was", "which", "what", "how", "why", "can", "could", "who", "when", "would", "will", "must", "should", "has",
    "have", "where",
}  # fmt: skip
_TOLD = {"said", "mentioned", "told", "added", "explained", "noted", "written", "pointed"}
_PENDING = {"yet", "far", "stage", "added", "included"}
_STOPS = {".", "?", "!", ";"}
_TURNS = {"but", "however", "although", "though"}
_REACH, _PAST, _AFTERTHOUGHT = 14, 5, 3


def none_said(question: Question, at: int) -> tuple[int, int] | None:
    """The tokens, first and end, of words round VAT at token `at` that say that there is none; None where they do not.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return none_said(q := read_text(text), q.texts.index("vat")) is not None
    >>> told("it is VAT exempt"), told("outside the scope of VAT"), told("VAT doesn't apply"), told("no VAT on it"), told("not VAT registered")
    (True, True, True, True, True)
    >>> told("no VAT included"), told("no VAT on top"), told("is it VAT exempt?"), told("it isn't VAT exempt"), told("we are exempt from VAT")
    (False, False, False, False, False)
    """
    found = _after_no(question, at) or _led(question, at) or _followed(question, at) or _not_registered(question, at)
    return found if found and _is_stated(question, *found) else None


def rated_at(question: Question, at: int) -> int:
    """Where "zero rated" ends that starts at token `at` and is said by itself, 0 where it does not.

    >>> from assistant.facts.words.text import read_text
    >>> [rated_at(read_text(q), 0) for q in ("zero rated, £90k", "zero-rated for VAT", "zero rated data plans")]
    [2, 5, 0]
    """
    for phrase in _RATED:
        end = at + len(phrase)
        if question.follows(at, *phrase) and (question.word(end) in _ENDS_RATED or phrase[0] == "exempt"):
            end += 2 if question.follows(end, "for", "vat") else 0
            return end if question.word(at - 1) != "vat" and _is_stated(question, at, end) else 0
    return 0


def _led(question: Question, at: int) -> tuple[int, int] | None:
    """ "Exempt from VAT", "outside the scope of VAT", "doesn't attract VAT": the words lead to it."""
    i = at - (question.word(at - 1) in ("any", "the", "uk"))
    for phrase in _BEFORE:
        if question.words(i - len(phrase), i) == phrase:
            if phrase in (("nil",), ("zero",)) and any(
                question.follows(at + 1, word) for word in ("included", "in", "inclusive")
            ):
                return None
            return i - len(phrase), at + 1
    return None


def _followed(question: Question, at: int) -> tuple[int, int] | None:
    """ "VAT exempt", "VAT doesn't apply", "VAT: nil": the longest phrase that follows."""
    for phrase in _AFTER:
        if question.follows(at + 1, *phrase):
            end = at + 1 + len(phrase)
            if phrase[-1] in _SHORT and question.word(end) in _GOES_ON:
                return None
            exact = question.word(end) not in ("rate", "band", "until", "till", "yet") and question.at(at).text == "vat"
            return (at, end) if exact else None
    return None


def _after_no(question: Question, at: int) -> tuple[int, int] | None:
    """ "No VAT on it", "no VAT payable", "no VAT on childcare"; "no VAT on that figure" may be one without it."""
    denied = at - 1 - (question.word(at - 2) in _NO and question.word(at - 1) == "any")
    if question.word(denied) not in _NO - {"any"} and question.words(denied - 1, denied + 1) != ("isn't", "any"):
        return None
    for phrase in _NO_AFTER:
        end = at + 1 + len(phrase)
        if question.follows(at + 1, *phrase) and question.word(end) not in _FIGURES:
            return None if _is_pending(question, end) else (denied, end)
    thing = question.word(at + 2)
    if question.word(at + 1) in ("on", "for") and thing.isalpha() and _FIGURES.isdisjoint(question.words(at + 2, at + 5)):
        return None if _is_pending(question, at + 3) else (denied, at + 3)
    return None


def _is_pending(question: Question, end: int) -> bool:
    return not _PENDING.isdisjoint(question.words(end, end + 3))


def _not_registered(question: Question, at: int) -> tuple[int, int] | None:
    """ "Isn't VAT registered", "not registered for VAT": who supplies charges none."""
    for phrase in _REGISTERED:
        if question.follows(at + 1, *phrase):
            return (at, at + 1 + len(phrase)) if not _NOT.isdisjoint(question.words(at - 3, at)) else None
    led = question.words(at - 2, at) == ("registered", "for")
    return (at - 2, at + 1) if led and not _NOT.isdisjoint(question.words(at - 5, at - 2)) else None


def _without_late_telling(before: tuple[str, ...]) -> tuple[str, ...]:
    """The words but for those that only tell that something comes late: "I should have said that", "I ought to have mentioned"."""
    late = next((at for at, word in enumerate(before) if word in _TOLD and before[at - 1] == "have" and at > 1), -1)
    owed = late > 0 and (before[late - 2] == "should" or before[late - 3 : late - 1] == ("ought", "to"))
    return before[late + 1 :] if owed else before


def _is_stated(question: Question, first: int, end: int) -> bool:
    """Whether the words are said of the whole, and not denied, supposed, thought, asked or said of who buys."""
    least = max(0, first - _REACH)
    start = max((i + 1 for i in range(least, first) if question.word(i) in _STOPS | _TURNS), default=least)
    stop = next((i for i in range(end, end + _REACH) if question.word(i) in _STOPS | {""}), end + _REACH)
    before, after = _without_late_telling(question.words(start, first)), question.words(end, stop)
    registered = "registered" in question.words(first, end)
    near = before[-3:] if "," not in before[-3:] else before[len(before) - before[::-1].index(",") :]
    if not registered and not _NOT.isdisjoint(near) and question.word(first) not in ("no", "not", "without"):
        return False
    if (
        not _HEDGES.isdisjoint((*before, *after[:_AFTERTHOUGHT]))
        or not _PARTS.isdisjoint(before[-6:])
        or not _PARTS.isdisjoint(after[:_PAST])
    ):
        return False
    if before[-1:] and (before[-1] in _BUYERS or (before[-1] in _COPULAS and before[-2:-1] and before[-2] in _BUYERS)):
        return False
    turn = next((i for i, word in enumerate(after) if word in _TURNS), len(after))
    if not (_NOT | _PARTS).isdisjoint(after[turn : turn + _PAST]):
        return False
    asked = question.word(stop) == "?" or stop == len(question.tokens)
    return not (
        asked and "if" not in before and before[:1] != () and before[0] in _ASKS and "£" not in before and "£" not in after
    )
