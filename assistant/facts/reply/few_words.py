"""A reply of a few words, read as the answer to what is still open: "ex" after "£205,000" is said of VAT, "26" after works is its months.

The one clause that answers is put in full, and the readers take it from there. It may have thanks and small talk round it ("ex, thanks",
"morning again, you asked about VAT. net"). A word that is one of many things ("plus", "with", "no") answers only where nothing else is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from assistant.facts.vat.basis import read_vat
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question, read_text
from assistant.model import Facts, Vat

_ENDS = {",", ".", ";", "!", "?", "-", ":", "(", ")", "…"}
_ROUND_SAID = (
    "oh ah er um so and well ok okay right sorry apologies hi hello hiya morning afternoon evening again thanks thank you ta cheers please it is its "
    "was it's that that's thats this they're the figure price sum value amount just only should be been have said meant i we think thought believe "
    "all guess reckon suppose sure pretty fairly definitely actually probably as far know can tell checked finance says say told confirmed quoted he "
    "she they about roughly approx approximately around for a answer contract type to your question i'd"
)
_ROUND = frozenset(_ROUND_SAID.split())
"""Words that may stand round an answer in its clause and add nothing to it."""
_SURELY_VAT = {"ex", "exc", "excl", "exclusive", "inc", "incl", "inclusive", "net", "gross"}
_NO_ANSWERS = {
    "less",
    "minus",
    "and",
    "add",
    "adding",
    "over",
    "off",
    "out",
    "subject",
    "due",
    "apart",
    "aside",
    "ignored",
    "applied",
    "missing",
}
"""Words on VAT that compare, join or tell of something else where VAT is not named."""
_YES = {("yes",), ("yep",), ("yeah",), ("yup",), ("it", "does"), ("yes", "it", "does"), ("it", "does", "yes"), ("does",)}
_NO = {
    ("no",), ("nope",), ("nah",), ("it", "doesn't"), ("it", "does", "not"), ("no", "it", "doesn't"), ("no", "it", "does", "not"), ("doesn't",),
    ("it", "doesnt"), ("no", "it", "doesnt"), ("not",),
}  # fmt: skip
_OUT = {("out",), ("outside",), ("vat", "out"), ("left", "out"), ("taken", "out"), ("not", "in")}
"""Of VAT where that is what is asked."""
_KINDS = {
    "service": "services",
    "supply": "supplies",
    "build": "building works",
    "building": "building works",
    "purchase": "supplies",
}
_LENGTHS = {("a", "year"): "one year", ("year",): "one year", ("a", "couple", "of", "years"): "two years"}
_BASES: dict[Vat, str] = {"ex": "ex VAT", "inc": "inc VAT", "none": "VAT exempt"}
_NOT_KNOWN_SAID = (
    "no idea|no clue|not a clue|haven't a clue|havent a clue|haven't got a clue|no notion|haven't the foggiest|haven't the faintest|dunno|"
    "don't know|dont know|do not know|didn't know|wouldn't know|not known|unknown|nobody knows|no one knows|who knows|anyone's guess|not sure|"
    "unsure|not certain|uncertain|not clear|unclear|can't say|cannot say|cant say|couldn't say|can't tell|couldn't tell you|can't tell you|"
    "search me|beats me|pass|haven't been told|not been told|haven't decided|not decided|undecided|not settled|tbc|can't remember|"
    "don't remember|no information|not to hand|your guess is as good as mine"
)
_NOT_KNOWN = tuple(tuple(said.split()) for said in _NOT_KNOWN_SAID.split("|"))
"""All that a reply says that does not know what was asked."""
_ROUND_NOT_KNOWN_SAID = (
    "i'm im i've we're we've am are have has got yet either neither at the moment present now still honestly honest tbh afraid any idea one on off "
    "hand offhand myself us me really just simply my be here there do as of today any more"
)
_ROUND_NOT_KNOWN = frozenset(_ROUND_NOT_KNOWN_SAID.split())
_LEAST_MONTHS, _MOST_MONTHS, _LONGEST, _MOST_TOKENS, _NEAR = 12, 120, 4, 30, 8
_MOST_YEARS = 10
_SCALES = (1_000, 1_000_000)

_Clause = tuple[int, int]


def in_full(reply: Question, earlier: Facts) -> Question:
    """The reply with the clause that answers what is open put in full; the reply itself where none does.

    >>> from assistant.model import Amount, Said
    >>> told = Facts(amount=Amount(20_500_000, 20_500_000, None, Said("£205,000")))
    >>> [in_full(read_text(q), told).text for q in ("ex", "morning. you asked: net", "net zero")]
    ['ex VAT', 'morning. you asked: ex VAT', 'net zero']
    """
    if not 0 < len(reply.tokens) <= _MOST_TOKENS or any(mark.basis for mark in read_vat(reply)):
        return reply
    clauses = list(_clauses(reply))
    alone = sum(first < end for first, end in clauses) == 1
    for first, end in reversed(clauses):
        if first < end and reply.word(end) != "?" and (answer := _answer(reply, first, end, earlier, alone=alone)):
            start, stop = reply.tokens[first].start, reply.tokens[end - 1].end
            return read_text(f"{reply.text[:start]}{answer}{reply.text[stop:]}")
    return reply


def is_few_words(reply: str, earlier: Facts) -> bool:
    """Whether a reply that asks nothing is an answer in a few words to what is still open."""
    text = read_text(reply)
    return "?" not in text.texts and in_full(text, earlier) is not text


def is_not_known(reply: str) -> bool:
    """Whether all that a reply says is that what was asked is not known.

    >>> [is_not_known(said) for said in ("no idea, sorry", "I don't know yet", "not sure what that means", "no idea?")]
    [True, True, False, False]
    """
    text = read_text(reply)
    words, pads = text.texts, _ROUND | _ROUND_NOT_KNOWN | _ENDS
    if len(words) > _MOST_TOKENS or "?" in words:
        return False
    said = {at: phrase for at in range(len(words)) for phrase in _NOT_KNOWN if text.follows(at, *phrase)}
    held = {i for at, phrase in said.items() for i in range(at, at + len(phrase))}
    return bool(said) and all(i in held or word in pads for i, word in enumerate(words))


def _clauses(reply: Question) -> Iterator[_Clause]:
    """Each clause without the words round it that add nothing: its first token, and where it ends."""
    first = 0
    for at in range(len(reply.tokens) + 1):
        if at == len(reply.tokens) or reply.word(at) in _ENDS:
            yield _stripped(reply, first, at) if reply.word(at) != "?" else (first, at)
            first = at + 1


def _stripped(reply: Question, first: int, end: int) -> _Clause:
    while first < end and reply.word(first) in _ROUND:
        first += 1
    while first < end and reply.word(end - 1) in _ROUND:
        end -= 1
    return first, end


def _answer(reply: Question, first: int, end: int, earlier: Facts, *, alone: bool) -> str | None:
    """What the clause says in full, as an answer to what is open. `alone`: nothing else is said."""
    words = reply.words(first, end)
    if len(words) > _LONGEST:
        return None
    if basis := _basis(words, earlier, alone=alone):
        return _BASES[basis]
    if not alone:
        return None
    return _kind(words, earlier) or _length(reply, first, end, earlier) or _years(reply, first, end, earlier)


def _basis(words: tuple[str, ...], earlier: Facts, *, alone: bool) -> Vat | None:
    """The basis that the words give to the value told before, with VAT left out of them."""
    told = earlier.amount or earlier.rate or earlier.price
    if told is None or not (alone or _SURELY_VAT & set(words)) or (told.vat is not None and not _SURELY_VAT & set(words)):
        return None
    if words in _OUT:
        return "ex" if _asks_vat(earlier) else None
    if words in _YES | _NO:
        return ("inc" if words in _YES else "ex") if _asks_vat(earlier) else None
    return None if words[0] in _NO_ANSWERS or not all(word.isalpha() or "'" in word for word in words) else _basis_of(words)


@cache
def _basis_of(words: tuple[str, ...]) -> Vat | None:
    """The basis of words beside VAT: before it ("ex", "not including"), or after it ("on top", "not in there")."""
    said = " ".join(words)
    for full in (f"{said} vat", f"vat {said}"):
        marks = read_vat(read_text(full))
        if len(marks) == 1 and marks[0].basis and marks[0].end - marks[0].first == len(words) + 1:
            return marks[0].basis
    return None


def _asks_vat(earlier: Facts) -> bool:
    """Whether VAT is what is asked after these facts, so that "no" answers it: the value and the one kind are known."""
    amount, kind = earlier.amount, earlier.contract_type
    exact = amount is not None and amount.vat is None and amount.low_pence == amount.high_pence
    return exact and kind is not None and len(kind.options) == 1


def _kind(words: tuple[str, ...], earlier: Facts) -> str | None:
    """The kind that a word in the singular names: "a service"."""
    is_open = earlier.contract_type is None or len(earlier.contract_type.options) > 1
    return _KINDS.get(words[0]) if is_open and len(words) == 1 else None


def _length(reply: Question, first: int, end: int, earlier: Facts) -> str | None:
    """The length that a number alone tells of works, where that is open and the number can be no value."""
    kind = earlier.contract_type
    if earlier.duration or kind is None or kind.options != ("works",) or not earlier.amount:
        return None
    if full := _LENGTHS.get(reply.words(first, end)) or _LENGTHS.get(("a", *reply.words(first, end))):
        return full
    number = read_number(reply, first)
    whole = number is not None and number.end == end and number.scale == 1 and number.value is not None
    if number is None or not whole or number.value is None or not _LEAST_MONTHS <= number.value <= _MOST_MONTHS:
        return None
    near = any(_is_near(int(number.value * scale * 100), earlier.amount.low_pence) for scale in _SCALES)
    return None if near else f"{reply.said(first, end)} months"


def _years(reply: Question, first: int, end: int, earlier: Facts) -> str | None:
    """The years that a number with a half or a quarter tells alone, where the length is open and the number can be no value: "2¾"."""
    told, kind = earlier.rate or earlier.amount, earlier.contract_type
    asked = earlier.rate is not None or (kind is not None and kind.options == ("works",))
    if earlier.duration or told is None or not asked:
        return None
    number = read_number(reply, first)
    if number is None or number.end != end or number.scale > 1 or number.value is None or number.loose:
        return None
    if number.value.denominator not in (2, 4) or not 0 < number.value < _MOST_YEARS:
        return None
    near = any(_is_near(int(number.value * scale * 100), told.low_pence) for scale in _SCALES)
    return None if near else f"{reply.said(first, end)} years"


def _is_near(one_pence: int, other_pence: int) -> bool:
    return one_pence * _NEAR > other_pence and other_pence * _NEAR > one_pence
