"""Whether a figure without a currency sign is money: the words on both sides of it decide."""

from __future__ import annotations

from assistant.facts.money.changes import price_taken_out
from assistant.facts.money.counted import times_said
from assistant.facts.money.measured import is_bought
from assistant.facts.money.periods import period_after
from assistant.facts.vat.basis import marker_meant
from assistant.facts.words.bounds import bound_before, sharp_before
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.lengths import stands_in_field
from assistant.facts.words.numbers import Number
from assistant.facts.words.text import Question, singular
from assistant.facts.words.vocabulary import kind_end, meant_word

_WORTH = {
    "worth",
    "value",
    "valued",
    "cost",
    "costs",
    "costing",
    "price",
    "priced",
    "budget",
    "spend",
    "spending",
    "totalling",
    "totaling",
}
_CUES = _WORTH | {
    "at", "is", "of", "for", "amount", "amounts", "sum", "pay", "paying", "say", "be", "total", "to", "from", "between", "estimated",
    "estimate", "it's", "its", "was", "a", "an", "our", "the", "this", "that", "and", "another", "with", "if", "under", "over", "approx",
    "reckon", "reckons", "expect", "expects", "expecting", "quoted", "costed", "budgeted", "guess", "quote", "exactly", "estimating", "figure",
    "read", "reads", "meant", "been", "says", "so", "now",
}  # fmt: skip
_LABELS = {
    "section", "sections", "sec", "clause", "clauses", "cl", "para", "paragraph", "paragraphs", "ppn", "lot", "lots", "schedule", "appendix",
    "annex", "version", "v", "page", "pages", "p", "item", "table", "chapter", "reg", "regulation", "article", "part", "rule", "s", "no",
    "number", "ref", "reference", "tel", "telephone", "phone", "call", "ring", "rm", "year", "years", "aged", "act", "si", "id", "row",
    "phase", "stage", "step", "priority", "objective", "iso", "bs", "en", "uprn", "po", "fax", "mobile", "code", "cpv", "postcode",
}  # fmt: skip
_PEOPLE = {"population", "residents", "people", "staff", "employees", "headcount", "homes", "households", "workforce"}
_LEADS_COUNT = {
    "of", "is", "are", "was", "at", "about", "around", "over", "some", "nearly", "number", "numbers", "total", ":", "-", "=", "(", ",", "now",
}  # fmt: skip
"""What may stand between people and how many they are."""
_COUNTED = {
    "people", "staff", "sq", "square", "metre", "meter", "km", "mile", "tonne", "ton", "litre", "hour", "hr", "day", "year", "yr", "month",
    "mth", "week", "wk", "page", "word", "home", "unit", "child", "children", "person", "men", "women", "percent", "pc", "degree", "kg",
    "kwh", "mwh", "m2", "sqm", "ft", "mb", "gb", "linear", "bn", "am", "pm", "st", "nd", "rd", "th", "of", "km2", "acres", "hectares",
}  # fmt: skip
_NOT_PLURAL = {
    "works", "services", "supplies", "goods", "is", "was", "has", "does", "plus", "this", "as", "needs", "less", "us", "its", "vs",
    "contracts", "projects", "always", "across", "versus", "minus", "unless", "thus", "pounds", "grounds", "roads", "premises",
}  # fmt: skip
_STOPS = {
    "for", "in", "on", "at", "to", "over", "with", "and", "or", "but", "is", "are", "was", "does", "do", "ex", "inc", "plus", "per", "by",
    "from", "under", "if", "then", "that", "which", "so", "needs", "require", "requires", "the", "net", "gross", "including",
    "excluding", "vat", "each", "between", "when", "before", "after", "would", "should", "must", "need", "please", "total", "worth",
}  # fmt: skip
_EACH = {"each", "apiece", "ea"}
_RUNS_INTO = {
    "a",
    "an",
    "for",
    "of",
    "is",
    "at",
    "about",
    "the",
    "worth",
    "to",
    "over",
    "under",
    "our",
    "its",
    "contract",
    "works",
    "services",
}
_MEASURES = {
    "of",
    "long",
    "wide",
    "high",
    "deep",
    "tall",
    "away",
    "from",
    "by",
    "apart",
    "thick",
    "square",
    "cubic",
    "radius",
    "-",
}
_IS = {"is", "are", "was", "measures", "measuring", "every", "within", "for"}
_AFTER_SUM = {
    "council",
    "social",
    "sv",
    "does",
    "can",
    "are",
    "we",
    "i",
    "not",
    "mandatory",
    "required",
    "compulsory",
    "needed",
    "approx",
    "est",
    "all",
    "lasting",
    "lasts",
    "running",
    "runs",
    "taking",
    "spread",
    "starting",
}
_ROUND_FIGURE = {
    "ok", "okay", "now", "it's", "its", "it", "is", "that's", "thats", "that", "no", "sorry", "actually", "wait", "oh", "so", "and", "but",
    "then", "we're",
    "gone", "to", "up", "down", "at", "make", "call", "say", "they", "they've", "says", "said", "well", "right", "hang", "on", "just", "only",
    "put", "has", "will", "be", "looks", "like", "what", "if", "about", "more", "nearer", "closer", "update", "in", "all", "not", "instead",
    ",", ".", "!", "?", ":", "-", "…",
}  # fmt: skip
"""Words round a figure by which a message tells no more than what it is now."""
_MOVED = {
    "up", "down", "rise", "rises", "risen", "rose", "rising", "increase", "increases", "increased", "increasing", "grow", "grows", "grown", "grew",
    "jumped", "raised", "climbed", "bumped", "fallen", "fell", "falls", "dropped", "drop", "drops", "cut", "reduced", "reduce", "lowered", "trimmed",
    "shrunk", "decreased", "crept", "uplifted", "dearer", "cheaper", "overspent", "over", "under",
}  # fmt: skip
"""What moves by a sum, where the figure behind "by" is one: "gone up by 5,000"."""
_WORKS_DONE = {
    "extension", "refurb", "refurbishment", "rebuild", "rebuilding", "renovation", "conversion", "redevelopment", "fit-out", "remodelling",
    "newbuild",
    "restoration", "demolition", "retrofit", "reroof", "repair", "alteration", "refit", "modernisation", "regeneration", "xtension", "extention",
    "resurfacing", "reroofing",
}  # fmt: skip
"""Works by what is done, which nobody counts in metres of."""
_LAID = {"extension", "xtension", "extention", "resurfacing", "reroofing", "reroof", "repair", "alteration", "restoration"}
"""Works of which so many metres may be done all the same."""
_AFTER_WORKS = {"to", "of", "for", "at", "on", "", ".", ",", "?", "(", "in", "-"}
_WORKS_REACH = 3
_LEAST_BARE = 10_000
_LEAST_METRES_LAID, _PHRASE_REACH, _NOUN_REACH, _MOVE_REACH = 10, 6, 6, 5


def bare_is_money(question: Question, first: int, number: Number, end: int) -> bool:
    """Whether the bare number at tokens `first` up to `end` is a sum of money."""
    if number.value is None or is_label(question, first, number) or is_counted(question, first, number, end):
        return False
    if number.scale >= 1_000:
        return _scaled_is_money(question, first, number, end)
    if number.numeral.startswith("0") or not number.numeral:
        return False
    if is_bought(question, first, number, end) or (question.word(end) in _EACH and times_said(question, first, end)):
        return True
    if is_year_number(number) and "vat" not in question.words(end, end + 3):
        return False
    if _names_money_after(question, end, reach=4) and (number.value >= 1_000 or "vat" in question.words(end, end + 3)):
        return True
    large = number.value >= _LEAST_BARE or number.grouped
    led = sharp_before(question, first)
    if question.word(led - 1) in _WORTH or _is_valued(question, led) or _is_moved_by(question, led):
        return number.value >= 1_000
    return large and (_is_led(question, first) or (led < first and _is_led(question, led)))


def _scaled_is_money(question: Question, first: int, number: Number, end: int) -> bool:
    """ "90k", "1.2 million": money unless things are counted; "m" alone may be metres, so it takes a word for money beside it."""
    if number.scale_word not in ("m", "mm", "b") or is_bought(question, first, number, end):
        return True
    if _names_money_after(question, end, reach=4) or _is_valued(question, first):
        return True
    return (
        bound_before(question, first)[0] != "exact"
        or question.word(first - 1) in _WORTH
        or _stands_alone(question, first, number, end)
        or _is_field_of_note(question, first, number, end)
        or _ends_phrase_on_contract(question, first, number, end)
        or _leads_works(question, first, number, end)
    )


def _ends_phrase_on_contract(question: Question, first: int, number: Number, end: int) -> bool:
    """Whether a figure too small for metres ends a phrase that names what is bought: "town hall refurb 2m, 30 months".

    Something that is laid by the metre and measured in whole metres stays open, and so does a figure with a measure after it.
    """
    at = end + (question.word(end) == ",")
    measured = question.word(end) in _MEASURES or question.word(end) in ("x", "×") or question.word(first - 1) in _IS
    if measured or number.value is None or number.value >= _LEAST_METRES_LAID * 1_000_000:
        return False
    if not (question.at(at).kind != "word" or question.word(at) in _STOPS | _AFTER_SUM):
        return False
    near = range(max(0, first - _PHRASE_REACH), first)
    return any(kind_end(question, i) or question.word(i) in CONTRACT_NOUNS for i in near)


def _leads_works(question: Question, first: int, number: Number, end: int) -> bool:
    """Whether a figure too small for metres that are laid opens the name of works: "3.4m extension to a school", "2.5m refurb of a leisure centre".

    Behind "a" it may be how long they are ("a 3.4m extension to a classroom"), and so it may where a sum in pounds is told beside it.
    """
    few = number.value is not None and (number.value < _LEAST_METRES_LAID * 1_000_000 or "." in number.numeral)
    led = question.word(first - 1) in ("a", "an", "the", "by", "x", "-")
    if led or "£" in question.texts or question.word(end) in _MEASURES:
        return False
    if question.follows(end, "fit", "out"):
        return True
    for at in range(end, end + _WORKS_REACH):
        word = singular(question.word(at))
        if word in _WORKS_DONE:
            ends = question.word(at + 1) in _AFTER_WORKS or word != "extension" or at > end
            return ends and (few or word not in _LAID)
        if word in _STOPS or not word.isalpha():
            return False
    return False


def _stands_alone(question: Question, first: int, number: Number, end: int) -> bool:
    """Whether the question is this figure alone, and it cannot be a number of months: "1.4m", "ok now it's 1.4m", but not "12m"."""
    months = number.numeral.isdigit() and len(number.numeral) < 3
    few = number.value is not None and number.value < _LEAST_METRES_LAID * 1_000_000
    around = (*question.words(0, first), *question.words(end, len(question.tokens)))
    return not months and (not around or (few and _ROUND_FIGURE.issuperset(around)))


def _is_field_of_note(question: Question, first: int, number: Number, end: int) -> bool:
    """Whether a part of a million, or a few, is all that stands between two signs of a note: "southend/1.3m/works"."""
    few = number.value is not None and number.value < _LEAST_METRES_LAID * 1_000_000 and not question.follows(end, "/", "s")
    return few and stands_in_field(question, first, end) and not question.word(first - 1) == question.word(end) == "-"


def _runs_into(word: str, number: Number) -> bool:
    """Whether a small word ran into a sum: "a400k contract"."""
    return word in _RUNS_INTO and number.scale_word in ("k", "grand", "m", "million", "thousand")


def is_label(question: Question, first: int, number: Number) -> bool:
    """Whether the number is a name of something: "clause 12", "PRO/2026/0145", "RM6187"."""
    before = question.at(first - 1)
    if before.text == "." and question.word(first - 2) in _LABELS:
        return True
    glued = before.kind != "sign" and first > 0 and not question.at(first).gap
    return (
        before.text in _LABELS
        or (
            before.text in ("is", ":", "was")
            and (number.scale == 1 or question.word(first - 2) != "year")  # "the third year is 55k"
            and question.word(first - 2) in _LABELS - {"s", "v", "p", "call", "part", "act", "phase", "stage", "lot"}
        )
        or before.kind == "number"
        or before.text in ("#", "\\", "_")
        or (before.text == "/" and number.scale == 1 and not question.at(first).gap)
        or (before.text == "@" and not question.at(first).gap)
        or (glued and not _runs_into(before.text, number))
        or _is_of_people(question, first, number.end)
    )


def _is_of_people(question: Question, first: int, end: int) -> bool:
    """Whether people lead to the number, "a population of about 180,000", and not to a thing of theirs: "staff canteen, 160,000"."""
    at = first - 1
    while question.word(at) in _LEADS_COUNT:
        at -= 1
    return question.word(at) in _PEOPLE and "vat" not in question.words(end, end + 3)


def is_year_number(number: Number) -> bool:
    """Whether a number is a year of the last century or of this, as it is written."""
    return not number.grouped and len(number.numeral) == 4 and number.numeral[:2] in ("19", "20")


def _is_valued(question: Question, first: int) -> bool:
    """Whether a word for worth leads to the figure: "a value of about", "valued at", "costs around"."""
    start = bound_before(question, first)[1]
    near = question.words(start - 3, start)
    return any(word in _WORTH for word in near) and all(
        w in _WORTH | {"of", "at", "is", "be", "a", "to", "it", ":", "="} for w in near[-1:]
    )


def _is_moved_by(question: Question, first: int) -> bool:
    """Whether the figure is what something has moved by: "gone up by 5,000", "cut the price by 12,500"."""
    led = set(question.words(first - _MOVE_REACH, first - 1))
    return question.word(first - 1) == "by" and not _MOVED.isdisjoint(led) and _PEOPLE.isdisjoint(led)


def _is_led(question: Question, first: int) -> bool:
    """Whether the word before is one that a sum can follow, or nothing stands before."""
    if bound_before(question, first)[0] != "exact":
        return True
    before = question.at(first - 1)
    return before.text in _CUES or (before.kind == "sign" and before.text not in ("'", "%", "&"))


def _has_vat_or_period(question: Question, end: int) -> bool:
    near = question.words(end, end + 3)
    return "vat" in near or period_after(question, end)[0] is not None


def _names_money_after(question: Question, end: int, *, reach: int) -> bool:
    """Whether a word for a contract, VAT or a period follows within `reach` words of the same phrase."""
    if _has_vat_or_period(question, end):
        return True
    for word in question.words(end, end + reach):
        if word in CONTRACT_NOUNS:
            return True
        if word in _STOPS or not (word.isalpha() or word == "-"):
            return False
    return False


def is_counted(question: Question, first: int, number: Number, end: int) -> bool:
    """Whether the number at tokens `first` up to `end` counts or measures things: "2,500 units", "20 people", "10 %", "400m of kerb".

    A plural that a contract noun follows describes the contract ("a 400k roads contract"); "of" measures ("2m of cable")
    unless what it measures is the contract itself ("1.2m of works") or is bought ("120k of furniture").
    """
    if (
        question.word(end) in ("%", "'", "°")
        or (question.word(end) == "/" and number.scale == 1 and not question.at(end).gap)
        or question.follows(end, "per", "cent")
        or question.follows(end, "-", "year")
    ):
        return True
    if question.word(end) == "worth" or _is_slip_before_vat(question, end):
        return False
    of_whole = question.word(end) == "of" and question.word(end + 1) in ("it", "that", "this", "the")
    if of_whole and number.scale >= 1_000 and price_taken_out(question, first, end):
        return False
    if question.word(end) == "of":
        contract = any(word in CONTRACT_NOUNS for word in question.words(end + 1, end + 5))
        return not contract and not is_bought(question, first, number, end)
    at = end + (question.word(end) == "-")
    phrase = tuple(meant_word(word) for word in _joined_up(question, at))
    for offset, word in enumerate(phrase):
        if word in CONTRACT_NOUNS or word in _STOPS or not word.isalpha():
            return False
        if offset == 0 and (word in _COUNTED or word.removesuffix("s") in _COUNTED):
            return True
        plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL
        if plural and not any(later in CONTRACT_NOUNS for later in phrase[offset + 1 :]):
            return True
    return False


def _joined_up(question: Question, at: int) -> list[str]:
    """The next words, without the hyphens inside one: "1,200 e-readers"."""
    near = range(at, at + _NOUN_REACH)
    inside = {i for i in near if question.word(i) == "-" and i > at and not question.at(i).gap and not question.at(i + 1).gap}
    return [question.word(i) for i in near if i not in inside and question.word(i)][:4]


def _is_slip_before_vat(question: Question, at: int) -> bool:
    """Whether the word there leads to VAT, a slip of the keys mended: "150 thousand puls vat"."""
    return question.word(at + 1) == "vat" and marker_meant(question.word(at)) != question.word(at)
