"""Single lengths of time as they stand: "18-month", "two and a half years", "12 to 18 months", "3+1+1", "30 weeks"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.facts.words.bounds import bound_before
from assistant.facts.words.calendar_words import month_of
from assistant.facts.words.numbers import CARDINALS, Number, part_after, read_number, read_part
from assistant.facts.words.text import Question
from assistant.facts.words.two_ends import HIGH, LOW, are_two_ends

_YEAR, _MONTH, _WEEK, _DAY = Fraction(12), Fraction(1), Fraction(12, 52), Fraction(12, 365)
UNIT_MONTHS: dict[str, Fraction] = {
    form: months
    for months, forms in {
        _YEAR * 10: "decade decades",
        _YEAR: "year years yr yrs y year's years' yeras yaers yeasr yers yesrs",
        _MONTH: "month months mth mths mnth mnths mo mos month's moths monhts motnhs monts mounths montsh",
        _MONTH * 3: "quarters qtrs",
        _WEEK: "week weeks wk wks week's weeek weeeks",
        _DAY: "day days day's",
    }.items()
    for form in forms.split()
}
SEASONS = {"summer", "winter", "spring", "autumn", "season"}
"""Stretches that come once a year."""
_MOST_PARTS = 8
_YEARLY, _TAKEN_UP = (
    {"yearly", "annual"},
    {"extension", "extensions", "option", "options", "renewal", "renewals", "extention", "extentions"},
)
_QUARTERS, _MOST_SHARES = {"quarters", "qtrs"}, 3
_LEAST_IN_FIELD, _MOST_IN_FIELD = 13, 84
_FIELD_SIGNS = {"", "/", "|", ";", ",", "-", "•", "·", "*", ":", "?", "(", ")", "."}
_SUM_SCALES = {"k", "million", "mil", "mill", "grand", "thousand"}
_PAID_BY = {"/", "a", "per", "each", "every", "k", "m", "grand", "000"}
_USUAL_MONTHS = {"6", "9", "12", "15", "18", "24", "30", "36", "48", "60"}
_NOT_MONTHS = {"£", "to", "-", "about", "over", "under", "than", "between", "and", "of", "gbp", "worth", "or"}
_LEADS_TO_TERM = {
    "for", "lasting", "lasts", "last", "lasted", "run", "runs", "ran", "spans", "spanned", "took", "over", "of",
    "about", "is", "than", "say", "least", "to", "most", "under", "below",
}  # fmt: skip
_WHOLE = {"whole", "full", "entire", "solid", "good", "clear", "complete", "calendar"}
_ADDS = {"single", "further", "additional", "extra", "optional", "another", "more"}
_ORDINALS = {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "final", "last"}
_CONTRACT = {
    "contract", "contracts", "term", "deal", "agreement", "framework", "works", "project", "duration", "long", "job", "initial", "length",
    "cleaning", "services", "call", "supply", "maintenance", "lasting", "lasts", "arrangement", "lease", "concession", "tender", "runs",
}  # fmt: skip
_NOT_BEFORE = {
    "in", "within", "every", "each", "after", "past", "last", "previous", "first", "per", "aged", "age", "since", "until", "till", "by",
    "before", "twice", "once", "ages", "from", "next", "times", "under-", "notice", "reviewed", "preceding", "recent",
    "back", "forward", "delayed", "slipped", "postponed", "deferred",
}  # fmt: skip
_WILL = {
    "will",
    "would",
    "should",
    "may",
    "might",
    "could",
    "can",
    "must",
    "to",
    "shall",
    "ll",
    "expected",
    "likely",
    "they",
    "it",
    "probably",
}
"""Before "last" these tell that it is said of how long a contract runs, and not of the time gone by."""
NOT_AFTER = {
    "ago", "old", "olds", "notice", "experience", "warranty", "guarantee", "review", "plan", "plans", "strategy", "later", "earlier",
    "time", "apprentice", "apprentices", "apprenticeship", "apprenticeships", "placement", "placements", "internship", "internships",
    "traineeship", "traineeships", "before", "after", "prior", "hence", "payment", "retention", "defects", "lead", "into", "unemployed",
    "unemployment", "accounts", "trading", "policy", "average", "defect", "probation", "delay", "standstill", "window", "aftercare",
    "training", "course", "running", "maternity", "sentence", "forecast", "vision", "of", "mobilisation", "mobilization", "implementation",
    "handover", "longer", "shorter", "quicker", "faster", "back", "early", "late", "sooner", "behind", "ahead", "overdue",
    "transition", "onboarding", "snagging", "mobilise",
}  # fmt: skip
ASIDE = {
    "defects", "defect", "notice", "standstill", "rectification", "retention", "warranty", "mobilisation", "mobilization", "break", "guarantee",
    "lead", "snagging", "aftercare", "handover", "probation", "onboarding", "transition", "implementation", "cooling", "payback", "payment",
}  # fmt: skip
"""What runs beside a contract, before it or after it."""
_ASIDE_PERIODS = {
    "tender", "tendering", "bidding", "bid", "response", "consultation", "evaluation", "objection", "clarification", "settling", "settlement",
    "maintenance", "approval", "assessment", "submission", "award", "application", "procurement", "appeal",
}  # fmt: skip
"""What does so only as a period: "a tender period of two months", but not "a tender for two years"."""
_PERIODS = {"period", "periods", "window", "stage", "time", "phase"}
_LINKS_TO_ASIDE = _PERIODS | {
    "is", "are", "was", "be", "will", "of", "at", ":", "(", "the", "a", "an", "lasts", "runs", "takes", "take", "last", "about", "another", "further",
    "clause", "liability", "to", "after", "held", "needs", "only", "extra", "off", "in", "their", "its", "our",
}  # fmt: skip
_BIDDERS = {
    "bidders",
    "tenderers",
    "applicants",
    "suppliers",
    "firms",
    "companies",
    "residents",
    "neighbours",
    "leaseholders",
    "objectors",
}
_OF_AGE_OR_NOTICE = {"olds", "old", "ago", "apprenticeship", "apprenticeships", "notice"}
_FOR_SO_LONG = {"for", "over", "lasting", "lasts", "throughout"}
_ASIDE_REACH, _BIDDERS_REACH = 8, 4
_GIVEN = {
    "have",
    "has",
    "give",
    "gives",
    "given",
    "takes",
    "took",
    "take",
    "need",
    "needs",
    "allow",
    "allows",
    "got",
    "get",
    "want",
    "only",
    "minimum",
}
_REPLIES = {
    "reply",
    "respond",
    "answer",
    "submit",
    "return",
    "bid",
    "comply",
    "go",
    "decide",
    "object",
    "appeal",
    "tender",
    "pay",
}
DONE = {
    "do",
    "done",
    "complete",
    "completed",
    "finish",
    "finished",
    "build",
    "built",
    "deliver",
    "delivered",
    "doing",
    "finishing",
    "completion",
    "dusted",
    "over",
    "handed",
    "erected",
    "constructed",
    "construct",
    "up",
    "rebuild",
    "rebuilt",
    "refurbished",
    "refurbish",
    "install",
    "installed",
    "laid",
    "wrapped",
    "open",
}
_LEADS_ON = {
    "in", "at", "for", "from", "with", "so", "but", "on", "does", "do", "is", "all", "total", "altogether", "long", "overall", "which", "to", "if",
    "then", "and", "plus", "ex", "inc", "worth", "we", "they", "start", "starting", "should", "must", "before", "or", "now", "by", "end",
}  # fmt: skip
"""Words that go on after a length that is told to the week or the day."""
_LESS = {"less", "minus", "bar"}
_JOINS_SMALLER = {"and", "&", "but"} | _LESS
_PAID = {
    "quid",
    "pounds",
    "pound",
    "million",
    "mil",
    "p",
    "vat",
    "net",
    "gross",
    "ex",
    "inc",
    "hours",
    "days",
    "visits",
    "meetings",
    "more",
    "less",
}
"""What stands before "a year" where something is paid or done by it."""
_LEAST_APART = 3
_APART_BY: dict[tuple[str, ...], int] = {
    tuple(phrase.split()): sign
    for sign, phrases in {
        -1: "shy of|short of|under|less than|below|off|fewer than|shorter than",
        1: "over|more than|above|longer than|beyond|past",
    }.items()
    for phrase in phrases.split("|")
}
_APART_BY_STARTS = {phrase[0] for phrase in _APART_BY}
GIVE_OR_TAKE = (
    ("give", "or", "take"),
    ("plus", "or", "minus"),
    ("+", "/", "-"),
    ("+", "or", "-"),
    ("±",),
    ("more", "or", "less", "by"),
)
EITHER_WAY = (
    ("either", "way"),
    ("each", "way"),
    ("either", "side"),
    ("one", "way", "or", "the", "other"),
    ("up", "or", "down"),
)
"""What tells how far a figure may be off, before how much that is and behind it."""
_ENDS_RANGE = {
    ".", "?", "!", ";", "£", "plus", "then", "option", "options", "optional", "extension", "extensions", "extended", "extend", "another", "not",
    "instead", "was", "than", "followed", "each",
}  # fmt: skip
"""What keeps a figure from being the other end of the length before it."""
_AFTER_END = {
    "",
    ".",
    ",",
    ";",
    ")",
    "?",
    "!",
    "at",
    "if",
    "in",
    "on",
    "when",
    "maximum",
    "max",
    "minimum",
    "otherwise",
    "with",
    "without",
    "and",
}
_NEAR_END, _NEAR_LEAD, _MOST_APART_ENDS = 5, 8, 4
_ENDS_FIGURE = {"", ".", ",", ";", ")", "?", "!"}
_REACH_OF_WORK, _REACH_OF_ENDS = 10, 9
_FROM_NOW = {"now", "today", "then", "here", "when", "this", "that", "our", "my", "your", "their", "us", "them"}
_ENDS_CLAUSE = {".", "?", "!", ";", ":", "which", "that", "who", "but", "and"}
_SETS_OUT = {
    "starting",
    "start",
    "starts",
    "begin",
    "begins",
    "beginning",
    "due",
    "review",
    "reviewed",
    "expires",
    "again",
    "back",
    "out",
}
_AT_WORK = (
    ("on", "site"), ("onsite",), ("on", "-", "site"), ("from", "start", "to"), ("start", "to"), ("from", "beginning"), ("from", "end", "to",
    "end"), ("end", "to", "end"), ("to", "build"), ("to", "complete"), ("to", "finish"), ("to", "deliver"), ("in", "all"), ("in", "total"),
    ("all", "told"), ("altogether",), ("of", "work"), ("of", "building"), ("of", "construction"), ("of", "works"),
)  # fmt: skip
_IN_DESCRIPTION = {",", "-", "£", "k", "m", "million", "thousand", "grand", "ex", "inc", "plus", "+", "vat"}
_REACH_OF_NOUN = 4
_PARTS_OF_TERM = {"phases", "stages", "lots", "sections", "parts", "packages", "tranches", "blocks", "sprints"}
_BARE_AFTER = {
    "", "?", ".", ",", ")", ";", "contract", "contracts", "term", "deal", "agreement", "basis", "with", "in", "for", "at", "worth", "and",
    "is", "options", "option", "extension", "extensions", "-", "!", "does", "do", "ex", "inc", "plus", "works", "services", "so", "of",
    "call", "framework", "cleaning", "supply", "maintenance", "including", "from", "total", ":", "all", "on",
    "which", "but", "if",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Length:
    """A length in months (fractions kept), the unit it was said in, and whether it can be the contract's own."""

    low: Fraction
    high: Fraction | None
    unit_months: Fraction
    first: int
    end: int
    of_contract: bool


def is_contract_noun(word: str) -> bool:
    """Whether the word is one for a contract or its term."""
    return word in _CONTRACT


def read_lengths(question: Question, taken: Collection[int]) -> tuple[Length, ...]:
    """Every length of time, in order.

    >>> from assistant.facts.words.text import read_text
    >>> [str(length.low) for length in read_lengths(read_text("an 18-month term, or 2+1+1, not two and a half years"), ())]
    ['18', '48', '30']
    """
    found: list[Length] = []
    at = 0
    while at < len(question.tokens):
        length = None if at in taken else _length(question, at)
        if length is None or any(i in taken for i in range(length.first, length.end)):
            at += 1
            continue
        length = _as_difference(question, _without_smaller(question, _with_smaller(question, length)))
        length = _with_other_end(question, length, taken)
        length = _give_or_take(question, replace(length, of_contract=_of_contract(question, length)))
        found.append(length)
        at = length.end
    return tuple(found)


def _length(question: Question, at: int) -> Length | None:
    if question.word(at) in UNIT_MONTHS and question.follows(at + 1, "-", "and", "-", "a", "-", "half"):
        months = UNIT_MONTHS[question.word(at)] * 3 / 2
        return Length(months, months, UNIT_MONTHS[question.word(at)], at, at + 7, True)
    if question.word(at) in ("a", "an", "one", "another", "optional", "further"):
        single = _one_unit(question, at)
        if single:
            return single
    if part := _part_of_unit(question, at):
        return part
    number = read_number(question, at)
    if number and (further := _yearly_extensions(question, at, number)):
        return further
    if number and (periods := _times_of_period(question, at, number)):
        return periods
    if number and _is_months_for_short(question, at, number):
        months = Fraction(int(number.numeral))
        return Length(months, months, _MONTH, at, number.end, True)
    if number is None or number.value is None or number.scale > 1:
        return None
    share_at = number.end + (question.word(number.end) == "-")
    if question.word(share_at) in _QUARTERS and number.value <= _MOST_SHARES:  # "three quarters of that"
        return None
    return _added_up(question, at, number) or _counted(question, at, number)


def _part_of_unit(question: Question, at: int) -> Length | None:
    """ "half a year", "three-quarters of a year", "half a decade"."""
    part, end = read_part(question, at)
    if not part and question.word(at) == "half":
        part, end = Fraction(1, 2), at + 1
    if not part:
        return None
    halved = part == Fraction(1, 2) and (question.word(end) == "a" or question.word(end) == "year")
    if not halved and not question.follows(end, "of", "a"):
        return None
    end += {"of": 2, "a": 1}.get(question.word(end), 0)
    if question.word(end) not in ("year", "decade"):
        return None
    months = UNIT_MONTHS[question.word(end)] * part
    return Length(months, months, _MONTH if months < _YEAR else _YEAR, at, end + 1, True)


def _yearly_extensions(question: Question, at: int, number: Number) -> Length | None:
    """ "two yearly extensions", "2 annual options": so many years that may be taken up."""
    noun = number.end + 1
    yearly = question.word(number.end) in _YEARLY and question.word(noun) in _TAKEN_UP
    if (
        not yearly
        or number.value is None
        or number.scale > 1
        or not 0 < number.value <= _MOST_PARTS
        or number.value.denominator > 1
    ):
        return None
    return Length(number.value * _YEAR, number.value * _YEAR, _YEAR, at, noun + 1, True)


def _times_of_period(question: Question, at: int, number: Number) -> Length | None:
    """ "90k/yr x 3", "£5k per month x 24": so many of the period that the sum before is paid for."""
    unit = UNIT_MONTHS.get(question.word(at - 2)) or (_YEAR if question.word(at - 2) in ("pa", "annum") else None)
    if unit in (None, _DAY) or question.word(at - 1) not in ("x", "×", "*") or question.word(at - 3) not in _PAID_BY:
        return None
    if number.value is None or number.scale > 1 or not 0 < number.value <= 120 or _unit(question, number.end)[0]:
        return None
    return Length(number.value * unit, number.value * unit, unit, at, number.end, True)


def _is_months_for_short(question: Question, at: int, number: Number) -> bool:
    """ "24m" beside a sum, standing for itself: "£90k services, 24m". Elsewhere "m" may be millions or metres."""
    plain = number.scale_word == "m" and number.numeral.isdigit() and not question.at(at + 1).gap
    usual = plain and (number.numeral in _USUAL_MONTHS or _is_in_field(question, at, number))
    alone = question.word(number.end) in _BARE_AFTER - {"of", "worth"} | {"/", "£", "|"}
    return usual and alone and question.word(at - 1) not in _NOT_MONTHS and _has_other_sum(question, at)


def _is_in_field(question: Question, at: int, number: Number) -> bool:
    """Whether a number of months that a term can have is all that stands between two signs of a note: "1.3m/works/26m/sv"."""
    value = int(number.numeral)
    return _LEAST_IN_FIELD <= value <= _MOST_IN_FIELD and stands_in_field(question, at, number.end)


def stands_in_field(question: Question, first: int, end: int) -> bool:
    """Whether the tokens are all that stands between two of the signs that part a note, or between one and an end of it.

    >>> from assistant.facts.words.text import read_text
    >>> stands_in_field(read_text("works / 1.3m / sv"), 2, 4), stands_in_field(read_text("12 m of pipe"), 0, 2)
    (True, False)
    """
    before, after = question.word(first - 1), question.word(end)
    opens = before in _FIELD_SIGNS and (before != "-" or question.at(first).gap)
    closes = after in _FIELD_SIGNS and (after != "-" or question.at(end).gap)
    return opens and closes and not (before == after == "")


def _has_other_sum(question: Question, at: int) -> bool:
    """Whether the question names a sum beside the figure at `at`: in pounds, in thousands, or a part of a million."""
    if "£" in question.texts:
        return True
    for i, token in enumerate(question.tokens):
        if token.kind == "number" and i != at:
            scale = question.word(i + 1)
            if scale in _SUM_SCALES or (scale == "m" and "." in token.text):
                return True
    return False


def _one_unit(question: Question, at: int) -> Length | None:
    """ "a year" after a word that leads to a term, "a further year", "an optional third year", "a year and a half"."""
    i, added = at, False
    while question.word(i) in ("a", "an", "one") or question.word(i) in _ADDS | _ORDINALS | _WHOLE:
        added = added or question.word(i) in _ADDS
        i += 1
    i += question.word(i) == "-"
    unit = UNIT_MONTHS.get(question.word(i))
    if unit is None or unit == _DAY:
        return None
    part, half_end = part_after(question, i + 1)
    half = unit * part
    led = question.word(at - 1) in _LEADS_TO_TERM or (half == 0 and _opens_length(question, at, i + 1, unit))
    led = led or (question.word(i + 1) == "or" and question.word(i + 2) in ("less", "more", "so", "longer"))
    whole = question.word(i).endswith("'s") or leads_to_work(question, i + 1)
    if (
        added
        or half
        or led
        or whole
        or _is_set_off(question, i + 1)
        or (question.word(i + 1) == "-" and question.word(i + 2) == "long")
        or question.word(at) == "one"
    ):
        return Length(unit + half, unit + half, unit, at, half_end or i + 1, True)
    return None


def _opens_length(question: Question, first: int, end: int, unit: Fraction) -> bool:
    """Whether "a year" opens a length that a smaller unit ends, and nothing before it is paid or done by the year: "on site a year and a day"."""
    alone, before = Length(unit, unit, unit, first, end, True), question.word(first - 1)
    by_the_year = before in _NOT_BEFORE | _PAID_BY | _PAID | CARDINALS.keys() or any(sign.isdigit() for sign in before)
    return not by_the_year and _with_smaller(question, alone) != alone


def leads_to_work(question: Question, at: int) -> bool:
    """Whether the words after a length tell that it is how long the work takes: "a year on site", "a year from start to finish".

    >>> from assistant.facts.words.text import read_text
    >>> [leads_to_work(read_text(q), 2) for q in ("a year on site", "a year to build", "a year on average")]
    [True, True, False]
    """
    return any(question.follows(at, *phrase) for phrase in _AT_WORK)


def _counted(question: Question, at: int, number: Number) -> Length | None:
    """A number and a unit, or two numbers and a unit: "18-month", "12 to 18 months", "between 2 and 3 years"."""
    value = number.value or Fraction(0)
    unit, end = _unit(question, number.end)
    if unit is not None and number.loose:
        return Length(value * unit * 3 / 4, value * unit * 5 / 4, unit, at, end, True)
    if unit is not None:
        return _up_to_second(question, at, value, unit, end)
    joint = question.word(number.end)
    between = joint == "and" and "between" in question.words(at - 2, at)
    second = read_number(question, number.end + 1) if joint in ("-", "to", "or", "/") or between else None
    if second is None or second.value is None or second.scale > 1 or second.value <= value:
        return None
    unit, end = _unit(question, second.end)
    if unit is None:
        return None
    first = at - (question.word(at - 1) in ("between", "from"))
    return Length(value * unit, second.value * unit, unit, first, end, True)


def _up_to_second(question: Question, at: int, value: Fraction, unit: Fraction, end: int) -> Length:
    """ "12 months to 18 months" is a range; anything else is the one length."""
    joint = question.word(end)
    between = joint == "and" and "between" in question.words(at - 2, at)
    if joint in ("to", "-", "or") or between:
        second = read_number(question, end + 1)
        if second and second.value is not None and second.scale == 1:
            other, other_end = _unit(question, second.end)
            if other is not None and value * unit < second.value * other:
                first = at - (question.word(at - 1) in ("between", "from"))
                return Length(value * unit, second.value * other, unit, first, other_end, True)
    months = value * unit
    part, part_end = part_after(question, end)
    months += part * unit
    return Length(months, months, unit, at, part_end or end, True)


def _unit(question: Question, at: int) -> tuple[Fraction | None, int]:
    at += question.word(at) == "-"
    at += question.word(at) in ("calendar", "full", "whole", "consecutive", "working", "contract", "financial")
    at += question.word(at) in ("school", "academic") and UNIT_MONTHS.get(question.word(at + 1)) == _YEAR
    for _ in range(2):
        at += question.word(at) in ("option", "optional", "extension", "further", "additional", "extra", "more", "single")
    unit = UNIT_MONTHS.get(question.word(at))
    end = at + 1 + (question.word(at + 1) == "'")
    return unit, end


def _added_up(question: Question, at: int, number: Number) -> Length | None:
    """ "3+1+1", in years unless the figures or the words say months."""
    if question.word(at - 1) in ("+", "plus") and question.at(at - 2).kind == "number":
        return None
    parts, end = [number.value or Fraction(0)], number.end
    while question.word(end) in ("+", "plus") and len(parts) < _MOST_PARTS:
        more = read_number(question, end + 1)
        if more is None or more.value is None or more.scale > 1:
            break
        parts.append(more.value)
        end = more.end
    if len(parts) < 2 or any(part.denominator > 2 or not 0 < part <= 120 for part in parts):
        return None
    unit, unit_end = _unit(question, end)
    if unit is None:
        if question.word(end) not in _BARE_AFTER or (any(part > 10 for part in parts) and min(parts) < 6):
            return None
        unit, unit_end = (_MONTH if max(parts) > 10 else _YEAR), end
    total = sum(parts, Fraction(0)) * unit
    return Length(total, total, unit, at, unit_end, True)


def _with_smaller(question: Question, length: Length, *, listed: bool = False) -> Length:
    """ "2 years and 6 months", "1 year 3 months", "23 months and three weeks": a smaller unit right after belongs to the same length.

    Weeks and days may follow a comma only where the parts are `listed` with one: "1 year, 11 months, 3 weeks".
    """
    if length.low != length.high:
        return length
    dashed = question.word(length.end) == "-"  # "a two-year-and-six-month contract", "a 2-year-6-month contract"
    bare = dashed and not any(question.at(at).gap for at in (length.end, length.end + 1))
    dashed = dashed and (bare or question.word(length.end + 1) == "and")
    joined = question.word(length.end + dashed) in ("and", ",", "&")
    at = length.end + dashed + joined
    at += dashed and joined and question.word(at) == "-"
    number = read_number(question, at)
    count, number_end = (number.value, number.end) if number and number.scale == 1 else _single(question, at)
    unit, end = _unit(question, number_end)
    if count is None or unit is None or unit >= length.unit_months or not 0 < count * unit < length.unit_months:
        return length
    comma = question.word(length.end) == ","
    if unit != _MONTH and ((comma and not listed) or not _ends_length(question, end)):
        return length
    if question.word(end) in ("extension", "extensions", "option", "optional", "notice"):
        return length
    months = length.low + count * unit
    unit = unit if unit >= _MONTH else length.unit_months
    return _with_smaller(question, replace(length, low=months, high=months, unit_months=unit, end=end), listed=comma)


def _single(question: Question, at: int) -> tuple[Fraction | None, int]:
    """The one of "a year and a day"."""
    alone = (
        question.word(at) in ("a", "an") and question.word(at - 1) in _JOINS_SMALLER and question.word(at + 1) in UNIT_MONTHS
    )
    return (Fraction(1), at + 1) if alone else (None, at)


def _without_smaller(question: Question, length: Length) -> Length:
    """ "Two years less a day", "24 months bar one week": what is short of a length is taken off it."""
    at = length.end + (question.word(length.end) == ",") + question.follows(length.end, "all", "but")
    if question.word(at) not in _LESS | {"but"} or length.low != length.high:
        return length
    number = read_number(question, at + 1)
    count, number_end = (number.value, number.end) if number and number.scale == 1 else _single(question, at + 1)
    unit, end = _unit(question, number_end)
    if count is None or unit is None or unit >= length.unit_months or not _LEAST_APART * count * unit <= length.low:
        return length
    months = length.low - count * unit
    return replace(length, low=months, high=months, end=end) if _ends_length(question, end) else length


def _give_or_take(question: Question, length: Length) -> Length:
    """ "30 months, give or take two", "two years, a month either way": the range that a length so told is in."""
    at = length.end + (question.word(length.end) in (",", "-", "("))
    at += question.word(at) in ("but", "maybe", "say")
    lead = next((phrase for phrase in GIVE_OR_TAKE if question.follows(at, *phrase)), ())
    start = at + len(lead)
    within = question.word(start) == "within"
    start += within + (question.word(start + within) == "about")
    number = read_number(question, start)
    if number and (number.value is None or number.scale > 1 or number.loose):
        return length
    single = question.word(start) in ("a", "one")
    count, end = (number.value, number.end) if number and number.value else (Fraction(1), start + 1)
    unit = UNIT_MONTHS.get(question.word(end))
    if (number is None and not single) or (unit is None and (single or not lead or question.word(end) not in _ENDS_FIGURE)):
        return length
    end += unit is not None
    end += 2 * question.follows(end, "or", "so")
    closed = next((phrase for phrase in EITHER_WAY if question.follows(end, *phrase)), ())
    if not (lead or closed) or length.low != length.high or count is None:
        return length
    apart = count * (unit or length.unit_months)
    if not _LEAST_APART * apart <= length.low:
        return length
    return replace(length, low=length.low - apart, high=length.low + apart, end=end + len(closed))


def _with_other_end(question: Question, length: Length, taken: Collection[int]) -> Length:
    """ "20 months at best and 27 at worst", "20 months, 27 if it rains": the range whose other end is told after the length."""
    if length.low != length.high or bound_before(question, length.first)[0] != "exact":
        return length
    for at in range(length.end, length.end + _REACH_OF_ENDS):
        if (question.word(at) in _ENDS_RANGE and not question.follows(at - 1, "if", "not")) or at in taken:
            return length
        number = read_number(question, at)
        if number is None or number.value is None:
            continue
        return _other_end(question, length, at, number) or length
    return length


def _other_end(question: Question, length: Length, at: int, number: Number) -> Length | None:
    unit, end = _unit(question, number.end)
    end = number.end if unit is None else end
    if number.scale > 1 or number.loose or number.value is None or (unit is None and question.word(end) not in _AFTER_END):
        return None
    lead, between, after = (
        question.words(length.first - _NEAR_LEAD, length.first),
        question.words(length.end, at),
        question.words(end, end + _NEAR_END),
    )
    months = number.value * (unit or length.unit_months)
    marked = "if" in after[:1] or not HIGH.isdisjoint(after[:4])
    doubtful = unit is None and marked and set(between) <= {",", "or", "but", "maybe", "perhaps", "-", "("}
    if not (doubtful or are_two_ends(lead, between, after)) or not 0 < months <= length.low * _MOST_APART_ENDS:
        return None
    marks = [i for i in range(end, end + _NEAR_END) if question.word(i) in LOW | HIGH and _same_clause(question, end, i)]
    low, high = sorted((length.low, months))
    return replace(length, low=low, high=high, end=marks[0] + 1 if marks else end) if low < high else None


def _same_clause(question: Question, start: int, at: int) -> bool:
    return _ENDS_CLAUSE.union((",",)).isdisjoint(question.words(start, at))


def _ends_length(question: Question, end: int) -> bool:
    """Whether weeks or days that end before token `end` are part of a length: not "three weeks' notice", "two days a week", "3 weeks training"."""
    after = question.at(end)
    return after.kind != "word" or after.text in _LEADS_ON or after.text in _CONTRACT


def _is_set_off(question: Question, at: int) -> bool:
    """Whether "a month" before `at` is how far a length is from another: "a month short of two years", but not "£5k a month over two years"."""
    phrases = [phrase for phrase in _APART_BY if phrase != ("over",) and question.follows(at, *phrase)]
    return any(read_number(question, at + len(phrase)) is not None for phrase in phrases)


def _as_difference(question: Question, length: Length) -> Length:
    """ "one month shy of two years" is 23 months, "two months more than two years" is 26: the first length says how far from the second."""
    if question.word(length.end) not in _APART_BY_STARTS:
        return length
    for phrase, sign in _APART_BY.items():
        if not question.follows(length.end, *phrase):
            continue
        whole = _length(question, length.end + len(phrase))
        if whole is None or whole.low != whole.high or length.low != length.high or not length.low * _LEAST_APART <= whole.low:
            return length
        months = whole.low + sign * length.low
        return Length(months, months, length.unit_months, length.first, whole.end, True)
    return length


def _of_contract(question: Question, length: Length) -> bool:
    """Whether the words on both sides let the length be the contract's term."""
    after_at = length.end + (question.word(length.end) == "-")
    after = question.word(after_at)
    if after in _CONTRACT:
        return True
    start = bound_before(question, length.first)[1]
    before = question.word(start - 1)
    if before in ("the", "a", "an", "his", "her", "their", "our"):
        if before in ("a", "an") and _describes_contract(question, length.end):
            return True
        before = question.word(start - 2)
    if (
        _is_of_parts(question, length.first)
        or _is_rate(question, after_at)
        or (after in ("terms",) and length.unit_months == _DAY)
    ):
        return False
    led = before in ("for", "lasting", "term", "lasts", "is", "of")
    if after == "from" and (question.at(after_at + 1).kind == "number" or month_of(question.word(after_at + 1))):
        return True
    if leads_to_work(question, after_at) or _spans_work(question, after_at):
        return _may_lead(question, before, start)
    if after == "from" or question.follows(after_at, "of", "age") or question.follows(after_at, "of", "the"):
        return led
    if any(word in ("experience", "placement", "placements") for word in question.words(after_at, after_at + 3)):
        return False
    if before == "terms" and length.unit_months == _DAY:
        return False
    goes_on = question.word(after_at + 1) if after != "," else ""
    if after in NOT_AFTER - {"of"} or goes_on in _OF_AGE_OR_NOTICE:
        return False
    if is_aside(question, length) or _is_to_reply(question, length, before, start):
        return False
    return _may_lead(question, before, start) or (before == "from" and length.high != length.low)


def _describes_contract(question: Question, at: int) -> bool:
    """Whether a contract is named behind a length and what it costs: "in a two-year, £1.4m works contract"."""
    if question.word(at) in _CONTRACT | ASIDE:
        return question.word(at) in _CONTRACT
    while question.word(at) in _IN_DESCRIPTION or question.at(at).kind == "number":
        at += 1
    for i in range(at, at + _REACH_OF_NOUN):
        if question.word(i) in _CONTRACT:
            return True
        if question.at(i).kind != "word" or question.word(i) in _LEADS_ON | ASIDE:
            return False
    return False


def is_aside(question: Question, length: Length) -> bool:
    """Whether the length is of something that runs beside the contract: "a notice period of 3 months", "12 months' defects liability".

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_aside(q := read_text(text), read_lengths(q, ())[0])
    >>> told("the defects period is another 12 months"), told("a 12 month defects period"), told("a tender period of 2 months")
    (True, True, True)
    >>> told("a tender for 2 years"), told("the contract period is 12 months"), told("works of 12 months")
    (False, False, False)
    """
    after_at = length.end + (question.word(length.end) in ("-", "'"))
    if question.word(after_at) == "to" and question.word(after_at + 1) in ("the", "our", "their"):
        after_at += 2
    if question.word(after_at) in ASIDE or (
        question.word(after_at) in _ASIDE_PERIODS and question.word(after_at + 1) in _PERIODS
    ):
        return True
    at = bound_before(question, length.first)[1] - 1
    least = at - _ASIDE_REACH
    while at > least and question.word(at) in _LINKS_TO_ASIDE - ASIDE:
        at -= 1
    of_period = question.word(at) in _ASIDE_PERIODS and question.word(at + 1) in _PERIODS
    return question.word(at) in ASIDE or of_period


def _is_to_reply(question: Question, length: Length, before: str, start: int) -> bool:
    """Whether the length, which words on its bound from `start` on belong to, is the time to answer in: "suppliers need two months to bid"."""
    after_at = length.end + (question.word(length.end) == "-")
    replies = question.word(after_at) == "to" and question.word(after_at + 1) in _REPLIES
    if length.unit_months < _MONTH:
        return replies or before in _GIVEN
    of_bidders = before in _GIVEN and not _BIDDERS.isdisjoint(question.words(max(0, start - _BIDDERS_REACH), start))
    return of_bidders or (replies and before not in _FOR_SO_LONG)


def _spans_work(question: Question, at: int) -> bool:
    """Whether two ends of the work follow at `at`: "from first dig to handover", but not "from now to decide"."""
    if question.word(at) != "from" or question.word(at + 1) in _FROM_NOW:
        return False
    for i in range(at + 2, at + _REACH_OF_ENDS):
        word = question.word(i)
        if word in _ENDS_CLAUSE - {"and"} or not word:
            return False
        if word in ("to", "until", "till"):
            return question.word(i + 1) not in _REPLIES and question.word(i + 1) != ""
    return False


def _may_lead(question: Question, before: str, start: int) -> bool:
    """Whether the word before a length lets it be the contract's: "in 20 months" only where something is done in that time."""
    if before == "by" and question.word(start - 2) == "followed":
        return True
    if before == "next":
        return question.word(start - 3) in ("for", "over") or question.word(start - 2) == "for"
    if before in ("in", "after", "within", "inside"):
        if question.word(start - 2) in ("it", "them") and question.word(start - 3) in ("does", "did"):
            return True
        reach = 12 if before == "after" else _reach_of_work(question, start - 1)
        return any(word in DONE for word in question.words(max(0, start - reach), start - 1))
    spread = before == "each" and question.word(start) == "over"  # "at £350 a month each over four years"
    return before not in _NOT_BEFORE or spread or (before == "last" and question.word(start - 2) in _WILL)


_VAT_FOR_SHORT = {"inc", "incl", "ex", "exc", "excl"}


def _reach_of_work(question: Question, at: int) -> int:
    """How many words back something may be said to be done in a length whose "in" is at `at`: what it costs may stand between.

    "built for £1.4m in 18 months", but not "built by a firm that starts in 3 months".
    """
    near = question.words(max(0, at - _REACH_OF_WORK), at)
    short = {i for i, word in enumerate(near) if word == "." and near[i - 1] in _VAT_FOR_SHORT}  # "inc. VAT"
    stop = max((i for i, word in enumerate(near) if word in _ENDS_CLAUSE and i not in short), default=-1)
    clause = near[stop + 1 :]
    costs = "£" in clause or any(word[:1].isdigit() for word in clause)
    return max(4, len(clause) + 1) if costs and clause[-1:] and clause[-1] not in _SETS_OUT else 4


def _is_of_parts(question: Question, first: int) -> bool:
    """ "three phases of 10 months each": the length of a part, of which there are several; whether they overlap is not said."""
    return question.word(first - 1) == "of" and question.word(first - 2) in _PARTS_OF_TERM


def _is_rate(question: Question, at: int) -> bool:
    """ "5 days a week", "two weeks per year", "26 weeks each summer", "38 weeks of the school year" tell how often."""
    led = question.word(at) in ("in", "of", "out") and question.word(at + 1) in ("a", "the", "each", "every")
    if not led and question.word(at) not in ("a", "per", "each", "every", "/"):
        return question.word(at) in ("annually", "yearly") or (question.word(at) == "pa")
    unit_at = at + 1 + led
    unit_at += question.word(unit_at) in ("school", "academic", "calendar", "financial", "contract")
    singular_unit = UNIT_MONTHS.get(question.word(unit_at)) is not None and not question.word(unit_at).endswith("s")
    return singular_unit or question.word(unit_at) in SEASONS
