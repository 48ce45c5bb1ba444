"""A reply that corrects an earlier figure by a bare number, or says what period the earlier sum is paid for.

"26, not 20", "make that 32" and "140 in total" leave the unit out: it is the one that the earlier figure was said in. Where the number fits
both the earlier value and the earlier term, nothing is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assistant.facts.money.periods import period_after
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question, read_text
from assistant.model import Amount, Duration, Facts, Rate, Said

_LEADS = (
    ("make", "that"), ("make", "it"), ("call", "it"), ("more", "like"), ("say",), ("what", "about"), ("how", "about"), ("and", "at"),
    ("should", "be"), ("should", "read"), ("meant",), ("closer", "to"), ("nearer",), ("nearer", "to"),
    ("actually",), ("sorry", ","), ("no", ","),
)  # fmt: skip
_SUPPOSES = (("if", "it", "were"), ("if", "it", "was"), ("if", "it's"), ("if", "that", "were"), ("if", "that", "was"))
"""Before a number in figures these lead to it: "and if it were 230?"."""
_KEEPS = (
    ("leave", "it", "at"), ("leave", "that", "at"), ("keep", "it", "at"), ("keep", "that", "at"), ("keep", "to"), ("stick", "to"), ("stick", "with"),
    ("stick", "at"), ("stay", "at"), ("stays", "at"), ("back", "to"), ("stay", "with"), ("go", "with"), ("back", "at"), ("leave", "it", "as"),
    ("keep", "it", "as"), ("stays",), ("remains",),
)  # fmt: skip
"""How a reply leads to a number that was told before: "no, leave it at 130"."""
_OVER = {"over", "for", "across"}
_LEADS_OVER = {
    "and", "about", "but", "if", "say", "it", "it's", "so", "then", "ok", "okay", ",", "was", "were", "ran", "runs", "instead", "spread",
    "let", "leased", "rented", "hired", "run", "go", "now",
}  # fmt: skip
"""Words before "over three" by which a reply tells a term in the unit told before: "and over three?", "what about over five instead"."""
_SLIPPED = {
    "misread", "wrong", "mistake", "oops", "whoops", "typo", "correction", "scratch", "apologies", "sorry", "actually", "misspoke", "error", "ignore",
    "wait", "mistyped", "misheard", "miscounted", "muddled", "meant", "forget", "apologise", "bad",
}  # fmt: skip
"""Words by which a reply owns that what was said before was not right."""
_PUTS_RIGHT = {
    "it's",
    "its",
    "is",
    "be",
    "read",
    "has",
    "say",
    "says",
    "was",
    ",",
    ":",
    "-",
    "oops",
    "whoops",
    "should've",
    "said",
}
_MOVES = {
    "bump", "raise", "cut", "trim", "drop", "increase", "reduce", "bring", "take", "push", "put", "goes", "gone", "went", "rises", "rose",
    "falls", "fell", "up", "down", "extend", "stretch", "lengthen", "shorten", "change", "changed", "moves", "back", "grows", "grew", "it",
}  # fmt: skip
_WHOLE = (("in", "total"), ("in", "all"), ("altogether",), ("all", "in"), ("all", "told"), ("total",), ("overall",))
_NOT = (("not",), ("rather", "than"), ("instead", "of"))
_ENDS = {
    "", ".", ",", "?", "!", ";", ")", "not", "rather", "instead", "in", "altogether", "all", "total", "overall", "then", "now", "actually",
    "and", "please", "sorry",
}  # fmt: skip
_THAT = {
    "that", "that's", "it", "it's", "its", "this", "figure", "sum", "amount", "price", "value", "which", "cost", "number", "total", "one",
}  # fmt: skip
_IS = {"is", "was", "'s", "isn't", "wasn't"}
_SMALL = {"just", "only", "actually", "really", "in", "fact", "the", "meant", "to", "be", "for", "an", "a", "but", "by"}
_SUM_NOUNS = {"figure", "sum", "amount", "cost", "value", "price", "spend", "budget", "charge", "fee", "rate", "payment"}
_ASKED_OR_LEFT = {"whether", "if", "policy", "does", "unless"}
_SAID = {"said", "put", "wrote", "typed", "told", "gave", "had", "quoted", "entered"}
_BUT = {
    ",", "but", "-", "it's", "it", "its", "is", "should", "have", "been", "be", "meant", "i", "the", "right", "one", "actually", "really", "to",
    "was", "that", "instead", "when", "number", "in", "fact", "that's", "truth", "of", "should've", "now",
}  # fmt: skip
_ROUND_PERIOD = {
    "that",
    "is",
    "no", "nope", "sorry", "oh", "ah", "er", "erm", "um", "oops", "wait", "actually", "apologies", "well", "and", "but", "just", "please", "thanks",
    "ok", "okay", "yes", "i", "we", "mean", "meant", "should", "have", "said", "say", "not", "in", "total", "all", "altogether", "to", "be", "clear",
    "though", "it's", "that's", ",", ".", "!", "-", "(", ")", ":", ";",
}  # fmt: skip
"""Words that may stand round a period that is all that a reply says."""
_SCALES = (1, 1_000, 1_000_000)
_MOST_APART = 8
_LEAD_IN, _SAID_REACH = 12, 12
_MOST_VALUE = 1_000


@dataclass(frozen=True, slots=True)
class _Bare:
    """A number without a unit, where it stands, the number that it is said to be in place of, whether the reply names a unit of time, whether
    "over" or "for" leads to it, and whether it is said to be kept ("leave it at 130")."""

    number: Fraction
    first: int
    end: int
    instead_of: Fraction | None
    of_length: bool = False
    over: bool = False
    kept: bool = False


def read_correction(question: Question, earlier: Facts) -> Amount | Duration | None:
    """The earlier value or term with the number that the reply puts in its place, or None."""
    found = _corrected(question)
    if found is None:
        return None
    said = Said(question.said(found.first, found.end))
    pounds = _in_pounds(found, earlier.amount)
    months = _in_months(found, earlier.duration)
    if (pounds is None) == (months is None) or (found.over and months is None):
        return None
    if pounds is not None and earlier.amount:
        pence = int(pounds * 100)
        return Amount(pence, pence, earlier.amount.vat, said)
    whole = int(months or 0)
    if found.over and earlier.duration:  # the unit is kept in the words, for what may be said next
        said = Said(f"{said.words} ({'years' if whole == found.number * 12 else 'months'})")
    return Duration(whole, whole, said)


def _corrected(question: Question) -> _Bare | None:
    """The bare number that the reply gives, by the words that lead to it or that follow it."""
    for at in range(len(question.tokens)):
        number = _bare(question, at)
        if number is None or number.value is None:
            continue
        other = _set_against(question, at, number.end)
        over = _is_led_over(question, at)
        if other is not None or over or _is_led(question, at, number.end):
            of_length = any(word in UNIT_MONTHS for word in question.texts)
            before = question.words(max(0, at - 3), at)
            kept = other is None and any(before[-len(lead) :] == lead for lead in _KEEPS)
            return _Bare(number.value, at, number.end, other, of_length, over, kept)
    return None


def _bare(question: Question, at: int) -> Number | None:
    """A number that no unit, scale or sign goes with."""
    number = read_number(question, at) if question.at(at).kind == "number" or question.word(at - 1) != "-" else None
    set_off = question.word(at - 1) == "-" and question.at(at - 1).gap and question.at(at).gap
    if number is None or number.value is None or number.scale > 1 or not 0 < number.value < _MOST_VALUE:
        return None
    beside = not set_off and question.word(at - 1) in (
        "£",
        "/",
        "-",
        "clause",
        "section",
        "lot",
        "ppn",
        "page",
        "article",
        "phase",
        "schedule",
    )
    return None if beside or question.word(number.end) not in _ENDS else number


def _set_against(question: Question, at: int, end: int) -> Fraction | None:
    """The number that this one is in place of: "26, not 20", "not 20 months, 26"."""
    after = end + (question.word(end) == ",")
    for phrase in _NOT:
        if question.follows(after, *phrase):
            other = read_number(question, after + len(phrase))
            return other.value if other and other.scale == 1 else None
    for start in range(max(0, at - 6), at):
        if question.word(start) == "not" and (other := read_number(question, start + 1)) and other.end < at:
            unit = other.end + (question.word(other.end) in UNIT_MONTHS)
            joined = question.words(unit, at)
            return other.value if other.scale == 1 and joined and set(joined) <= {",", "but", "-", "it's", "its", "."} else None
    return _said_before(question, at)


def _said_before(question: Question, at: int) -> Fraction | None:
    """The number that was said and is not meant: "I said 20 but it's 26", "I put 20 months, should have been 26"."""
    for start in range(max(0, at - _SAID_REACH), at):
        if question.word(start) not in _SAID:
            continue
        number_at = start + 1 + (question.word(start + 1) in ("you", "down", "it", "was", "in"))
        other = read_number(question, number_at)
        if other is None or other.scale > 1 or other.end >= at:
            continue
        unit = other.end + (question.word(other.end) in UNIT_MONTHS)
        joined = question.words(unit, at)
        if joined and set(joined) <= _BUT:
            return other.value
    return None


def _is_led_over(question: Question, at: int) -> bool:
    """Whether "over" or "for" leads to the number, and nothing else to that: "and over three?", "what about for five instead"."""
    return question.word(at - 1) in _OVER and (at == 1 or question.word(at - 2) in _LEADS_OVER)


def _is_led(question: Question, at: int, end: int) -> bool:
    before = question.words(max(0, at - 5), at)
    leads = _LEADS + _KEEPS + (_SUPPOSES if question.at(at).kind == "number" else ())
    if any(before[-len(lead) :] == lead for lead in leads) or any(question.follows(end, *phrase) for phrase in _WHOLE):
        return True
    if before[-1:] == ("to",) and any(word in _MOVES for word in before[:-1]):
        return True
    return _is_put_right(question, at, end)


def _is_put_right(question: Question, at: int, end: int) -> bool:
    """Whether a short reply owns a slip and ends with the number: "I misread, it's 26", "my mistake, 26", "oops 26", "26, sorry"."""
    if at > _LEAD_IN or not _SLIPPED.intersection((*question.words(0, at), *question.words(end, end + 4))):
        return False
    ends = question.word(end) in ("", ".", ",") or question.follows(end, "i", "meant")
    return ends and (at == 0 or question.word(at - 1) in _PUTS_RIGHT | _SLIPPED)


def _in_pounds(found: _Bare, amount: Amount | None) -> Fraction | None:
    """The number in the scale that keeps it near the earlier value: 140 after £110,000 is £140,000."""
    if amount is None or amount.low_pence != amount.high_pence or found.of_length:
        return None
    value = Fraction(amount.low_pence, 100)
    base = found.instead_of
    if base is not None:
        scale = next((scale for scale in _SCALES if base * scale == value), None)
        return None if scale is None else found.number * scale
    if any(found.number * scale == value for scale in _SCALES):
        return value if found.kept else None
    near = [scale for scale in _SCALES[1:] if _is_near(found.number * scale, value)]
    return found.number * near[0] if len(near) == 1 else None


def _in_months(found: _Bare, duration: Duration | None) -> Fraction | None:
    """The number in the unit that the earlier term was said in."""
    if duration is None or duration.low_months != duration.high_months:
        return None
    units = {UNIT_MONTHS[word] for word in read_text(duration.said.words).texts if word in UNIT_MONTHS}
    if len(units) != 1:
        return None
    unit = units.pop()
    if found.instead_of is not None:
        fits = found.instead_of * unit == duration.low_months
    else:
        fits = _is_near(found.number * unit, Fraction(duration.low_months))
    months = found.number * unit
    return months if fits and months.denominator == 1 else None


def _is_near(one: Fraction, other: Fraction) -> bool:
    return other > 0 and one * _MOST_APART > other and other * _MOST_APART > one


def read_period_of_earlier(question: Question, earlier: Amount) -> Rate | None:
    """The earlier sum as paid for each period, where the reply says so: "that's per year", "that figure is annual", "sorry, that was yearly"; or
    where it says nothing else: "no, per year", "annually"."""
    if alone := _period_alone(question):
        every, first, end = alone
        return Rate(
            earlier.low_pence,
            earlier.high_pence,
            every,
            earlier.vat,
            Said(f"{earlier.said.words}; {question.said(first, end)}"),
        )
    for at in range(len(question.tokens)):
        start = at
        while question.word(start) in _SMALL | _IS and start < at + 4:
            start += 1
        says = question.word(at - 1) in ("meant", "that's", "it's", "its", "it'd") or (
            question.word(at) in _IS and question.word(at - 1) in _THAT
        )
        start -= question.word(start - 1) in ("a",) and question.word(start) in UNIT_MONTHS
        months, end = period_after(question, start) if says else (None, at)
        if (
            months is None
            or months.denominator != 1
            or "not" in question.words(at - 1, start)
            or question.word(at).endswith("n't")
        ):
            continue
        if question.word(end) not in _ENDS | _SUM_NOUNS | {"for", "over", "by"} or _ASKED_OR_LEFT & set(
            question.words(max(0, at - 5), start)
        ):
            continue
        said = Said(f"{earlier.said.words}; {question.said(start, end)}")
        return Rate(earlier.low_pence, earlier.high_pence, int(months), earlier.vat, said)
    return None


def _period_alone(question: Question) -> tuple[int, int, int] | None:
    """The period that is all that a reply says, in months, and its tokens: "no, per year", "each month I mean", but not "per year?" or "a year".

    >>> said = ("no, per year", "annually", "not per year", "per year?", "a year", "reported annually")
    >>> [_period_alone(read_text(text)) is not None for text in said]
    [True, True, False, False, False, False]
    """
    first = next((at for at, word in enumerate(question.texts) if word not in _ROUND_PERIOD), len(question.tokens))
    if question.word(first) in ("a", "an", "/", "p") or question.word(first - 1) in ("not", "in"):
        return None
    months, end = period_after(question, first)
    if months is None or months.denominator != 1:
        return None
    rest = end
    while question.word(rest) in _ROUND_PERIOD:
        rest += 1
    runs = question.word(rest) in ("for", "over") and "?" not in question.texts
    if rest < len(question.tokens) and not (runs and read_number(question, rest + 1)):
        return None
    return int(months), first, end
