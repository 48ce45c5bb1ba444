"""A figure that a message takes back itself and puts right: "£140k... no, sorry, misread the sheet, it is £41k".

The first counts no more where words that own a slip stand between two figures, and what leads to the second is nothing else than "it is" or
"should be". A second figure that is said of another thing ("sorry, one more: £180k for toner") puts nothing right.
"""

from __future__ import annotations

from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question

_SLIPS_SAID = (
    "misread|mistyped|misheard|misspoke|miscounted|mistake|mistaken|typo|wrong|correction|oops|whoops|scrub that|scratch that|strike that|"
    "ignore that|forget that|scrap that|delete that|i mean|i meant|or rather|make that|make it|tell a lie|i lie|my bad|no wait|wait no|"
    "wait , no|no , wait|no hang on|actually no|hang on|hold on|should have been|should've been|should say|should read|should have said|"
    "right figure|right number|right sum|right amount|right price|correct figure|correct number|correct sum|correct amount|correct that to|"
    "start again|start over|try again|old sheet|old version|"
    "slip of the|fat fingers|fat finger|muddled|got muddled|transposed|let me correct|that's not right|that isn't right|mixed up"
)
_SLIPS = tuple(tuple(phrase.split()) for phrase in _SLIPS_SAID.split("|"))
"""Words that own a slip; why it was made may follow them."""
_BARELY = {"sorry", "no", "wait", "actually", "apologies", "edit", "meant"}
"""Words that own a slip only where the right figure follows at once."""
_LEADS = {
    "it", "it's", "its", "is", "should", "be", "have", "been", "say", "said", "read", "reads", "was", "the", "figure", "sum", "value", "price",
    "amount", "right", "correct", "one", "number", "real", "actual", "that", "that's", "make", "call", "mean", "meant", "i", "to", "really", "in",
    "fact", "just", "only", "contract", "worth", "total", "of", "at", "cost", "a", "comes", "oh", "ah", "er", "um", "erm", "yes", "hang", "on",
    "hold", "rather", "or", "tell", "lie", "my", "bad", "correction", "oops", "whoops", "typo", "wrong", "mistake", "it'll", "he", "she", "they",
    "we", "over", "for", "scrub", "scratch", "strike", "misread", "mistyped", "meaning", "now", "true", "figure's", "price's", "value's", "sum's",
} | _BARELY  # fmt: skip
_SIGNS = {",", "-", ".", ";", "(", ")", "!", "…"}
_PARTS = _SIGNS | {":", "and", "but", "so"}
_ANOTHER = {
    "forgot", "forgotten", "missed", "omitted", "another", "also", "second", "extra", "more", "added", "add", "adding", "include", "including",
    "includes", "plus", "too", "separate", "separately", "then", "?", "both", "as", "vat",
}  # fmt: skip
"""Words by which what follows a slip is a further sum, or the same with VAT, and stands in no other's place."""
_OF = {"for", "of", "on"}
_OF_ALL = {"the", "it", "this", "that", "all", "a", "an", "us", "everything", "works", "services", "supplies"}
_ENDS = {"", ",", ".", ")", ";", "?", "!", "at", "and", "so", "-", "for"}
_MORE = {"optional", "option", "extension", "further", "extra", "additional", "another", "possible"}
"""After "no" these tell what there is none of: "three years, no extra year"."""
_REACH, _NEAR, _MOST_MONTHS = 26, 8, 120


def is_put_right(question: Question, end: int, first: int, later_end: int) -> bool:
    """Whether the figure that ends before token `end` is put right by the one at tokens `first` up to `later_end`.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_put_right(q := read_text(text), 2, len(q.texts) - 2, len(q.texts))
    >>> told("£80 - no, sorry, misread it, it is £41"), told("£80 sorry £90"), told("£80, sorry, also toner at £90"), told("£80 and £90")
    (True, True, False, False)
    >>> told("2 years, no extra year"), told("2 years, no 3 years")
    (False, True)
    """
    between = question.words(end, first)
    if not between or len(between) > _REACH or _is_of_other_thing(question, end, later_end):
        return False
    if "£" in between or "?" in between or (between[-1] == "no" and question.word(first) in _MORE):
        return False
    for at in range(len(between)):
        phrase = next((phrase for phrase in _SLIPS if between[at : at + len(phrase)] == phrase), None)
        if phrase is not None:
            return _leads_to_right(between[at + len(phrase) :])
        if between[at] in _BARELY and set(between[at:]) <= _LEADS | _SIGNS:
            return True
    return False


def number_put_right(question: Question, end: int) -> Number | None:
    """The number without a unit that puts right the length that ends before token `end`: "20 months, sorry 26".

    >>> from assistant.facts.words.text import read_text
    >>> [number_put_right(read_text(q), 2) is not None for q in ("20 months, sorry 26", "20 months, sorry 26 bids", "20 months, 26")]
    [True, False, False]
    """
    at = next((at for at in range(end, end + _NEAR) if question.at(at).kind == "number"), end)
    number = read_number(question, at) if at > end and question.word(at - 1) != "£" else None
    if number is None or number.value is None or number.scale > 1 or not 0 < number.value <= _MOST_MONTHS:
        return None
    alone = question.word(number.end) in _ENDS
    return number if alone and is_put_right(question, end, at, number.end) else None


def _leads_to_right(after: tuple[str, ...]) -> bool:
    """Whether the words behind a slip tell why it was made, if anything, and then lead to the right figure and to nothing else."""
    last = max((i for i, word in enumerate(after) if word in _PARTS), default=-1)
    why, lead = after[: last + 1], after[last + 1 :]
    return set(lead) <= _LEADS and _ANOTHER.isdisjoint(why)


def _is_of_other_thing(question: Question, end: int, later_end: int) -> bool:
    """Whether the words after the second figure say what it is for, and the words before say nothing of that: "sorry, £180k for toner"."""
    at = later_end + (question.word(later_end) == ",")
    if question.word(at) not in _OF or read_number(question, at + 1):
        return False
    thing = next((word for word in question.words(at + 1, at + 4) if word not in _OF_ALL), "")
    return thing.isalpha() and thing not in question.words(0, end)
