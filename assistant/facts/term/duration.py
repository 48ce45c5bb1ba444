"""How long a contract runs: single lengths first, then the whole term with its options and extensions.

A length counts as the contract's only where it is not something else's: "reviewed in 2 years", "12 months ago", "three months'
notice" and "18-year-olds" are left alone. Two lengths that do not add up to one term are asked about.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from assistant.facts.term.further_years import further_years
from assistant.facts.term.on_call import is_on_call
from assistant.facts.words.bounds import Bound, bound_after, bound_before, ends
from assistant.facts.words.contract_deeds import deeds
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.doubts import doubt
from assistant.facts.words.lengths import Length, is_aside, is_contract_noun
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question
from assistant.facts.words.two_ends import one_end
from assistant.model import Doubt, Duration, Said

_EXTENDS = {
    "+", "plus", "extend", "extends", "extendable", "extendible", "extended", "extending", "extension", "extensions", "option", "options",
    "optional", "further", "additional", "another", "renewable", "renewal", "renew", "extra", "more", "extention", "extentions", "ext", "exts",
}  # fmt: skip
_OPENS = {
    "extend",
    "extendable",
    "extendible",
    "extended",
    "extension",
    "extensions",
    "renewable",
    "renewal",
    "renew",
    "extention",
}
_FILLS = {
    "with", "plus", "+", "and", "an", "a", "the", "possible", "potential", "any", "may", "can", "could", "be", "it", "is", "that", "which",
    "option", "options", "to", "of", "for", "contract", "term", "deal", "agreement", ",", "(", "optional", "possibility", "possibly", "then",
}  # fmt: skip
_PARTS = {
    "including",
    "includes",
    "include",
    "incl",
    "inclusive",
    "comprising",
    "comprised",
    "which",
    "ie",
    "made",
    "consisting",
}
_EXTENDED = {"extend", "extended", "extending"}
"""Before "to" these lead to the whole term: "extended to 30 months", "extend it to 30 months"."""
_EXTENSIONS = {"extension", "extensions", "extention", "extentions", "ext", "exts"}
_NO = {"no", "without", "not", "nor", "excluding", "never"}
_WHOLE = {"total", "overall", "altogether", "all", "maximum", "max", "whole"}
_BESIDE_COUNT = {
    "x", "×", "*", "optional", "further", "additional", "more", "separate", "of", "extra", "periods", "period", "possible", "options", "option",
    "extensions", "extension", "terms", "up", "to",
}  # fmt: skip
_STOPS = {".", "?", "!"}
_AFTER_UNITLESS = {
    "more", "further", "extra", "extension", "extensions", "optional", "options", "option", ")", ",", ".", "?", "", "in", "for", "with",
    "contract", "term", "and", "+", "plus", "at", "worth", "-", "deal", "ex", "inc", "additional", "years", "is", "works", "services", "£", "/",
}  # fmt: skip
_MORE = {"more", "further", "extra", "additional", "others"}
_REACH, _NEAR_COUNT, _NEAR_CLAUSE = 14, 4, 4
_WONT = {"won't", "wont", "can't", "cannot"}
_WILL_NOT = {
    ("will", "not"),
    ("will", "never"),
    ("are", "not"),
    ("is", "not"),
    ("isn't", "going"),
    ("aren't", "going"),
    ("can", "not"),
}
_COME_TO_BE = {"get", "have", "happen", "given", "allowed", "agree", "agreed", "sign"}
_SIDES = ("over", "at_least", "under", "at_most")
_MORE_THAN = {
    "of",
    "for",
    "lasting",
    "lasts",
    "last",
    "is",
    "term",
    "be",
    "runs",
    "length",
    "if",
    "longer",
    "duration",
    "was",
    "it's",
    "so",
    "still",
    "well",
    "comfortably",
    "therefore",
    "hence",
    "that's",
}
_PAID_EACH = {"annum", "annually", "yearly", "annual", "monthly", "pa", "year", "month", "quarter"}
_REPLACING = {"replacing", "building", "rebuilding", "renewing", "installing", "fitting"}
_SPREAD = {"spread", "paid", "delivered", "split", "phased", "spent", "running", "run"}

_PART_OF_TERM = {"second", "third", "fourth", "fifth", "sixth", "final", "closing", "opening", "remaining"}
"""After "the" these name a part of a term: "the final half year", "the second six months"."""
_FIRST_PART = {"initial", "first", "core", "base", "minimum"}


@dataclass(frozen=True, slots=True)
class Term:
    """A contract's term in months, fractions kept; `high` is None where no upper end is known. Tokens `first` up to `end`."""

    low: Fraction
    high: Fraction | None
    bound: Bound
    first: int
    end: int

    def duration(self, question: Question) -> Duration:
        """The term in whole months, rounded outwards, with the words it was read from."""
        low, high = floor(self.low), None if self.high is None else ceil(self.high)
        if high is not None:
            low, high = ends(low, high, self.bound)
        between = self.exact is not None and self.exact.denominator > 1
        return Duration(low, high, Said(question.said(self.first, self.end)), between)

    @property
    def exact(self) -> Fraction | None:
        """The one number of months, where it is one."""
        return self.low if self.bound == "exact" and self.low == self.high else None


@dataclass(frozen=True, slots=True)
class TermRead:
    """The contract's term where the question gives one, or the doubt about it."""

    term: Term | None
    doubts: tuple[Doubt, ...] = ()


def read_term(question: Question, found: Sequence[Length], taken: Collection[int], sum_ends: Sequence[int]) -> TermRead:
    """Reads the contract's whole term from the lengths found. `taken` are tokens of dates and money, `sum_ends` where the sums end."""
    lengths = [length for length in found if not any(i in taken for i in range(length.first, length.end))]
    terms: list[Term] = []
    reached = 0
    for n, length in enumerate(lengths):
        if length.first < reached or not (length.of_contract or _is_first_stretch(question, length, lengths[n + 1 :])):
            continue
        if is_extension(question, length):
            base = next((other for other in lengths[n + 1 :] if other.first - length.end <= _REACH), None)
            whole = _extended_before(question, length, base)
        else:
            whole = _whole_term(question, length, lengths, taken)
        if whole is None:
            continue
        term = _bounded(question, whole, sum_ends)
        terms.append(term)
        reached = term.end
        if other := _other_side(question, term, length):
            terms.append(other)
            reached = other.end
    return _settle(question, _without_parts(question, terms, lengths))


def _is_first_stretch(question: Question, length: Length, later: Sequence[Length]) -> bool:
    """ "the first 3 years", where options after them are spoken of: then it is what they extend."""
    led = question.word(length.first - 1) == "first"
    return led and any(is_extension(question, one) or _is_named_extension(question, one) for one in later)


def _is_named_extension(question: Question, length: Length) -> bool:
    """ "an extension of 2 years": so it is where a first stretch is told; alone it may be what is bought."""
    return question.word(length.first - 1) in ("of", "by", "for") and question.word(length.first - 2) in _EXTENSIONS


def _other_side(question: Question, term: Term, length: Length) -> Term | None:
    """The other bound in "more than 2 years but less than 4", whose figure takes the unit before."""
    if term.bound not in _SIDES or question.word(term.end) not in ("but", "and", ","):
        return None
    for at in range(term.end + 1, term.end + 6):
        found = _without_unit(question, at, length)
        bound, first = bound_before(question, at) if found else ("exact", at)
        if found and bound in _SIDES and first > term.end:
            return Term(found.low, found.high, bound, first, found.end)
    return None


def _whole_term(question: Question, base: Length, lengths: Sequence[Length], taken: Collection[int]) -> Term:
    """The base length with every extension that follows it."""
    term = _repeated(question, base)
    starts = {length.first: length for length in lengths if not is_aside(question, length)}
    while (added := _next_years(question, term, starts, taken) or _extension(question, term, base, starts, taken)) is not None:
        term = added
    if _extends_by_no_known_length(question, term.end, taken):
        return replace(term, high=None)
    return term


def _next_years(question: Question, term: Term, starts: Collection[int], taken: Collection[int]) -> Term | None:
    """The term with the years that are told by their place in it: "three years with an option of a fourth"."""
    if term.high != term.low or term.low % 12:
        return None
    count, end = further_years(question, term.end, int(term.low / 12), taken, starts)
    return replace(term, low=term.low + 12 * count, high=term.low + 12 * count, end=end) if count else None


def _repeated(question: Question, base: Length) -> Term:
    """The base length as often as it is said: "3 x 1 year" is three years."""
    count = read_number(question, base.first - 2) if question.word(base.first - 1) in ("x", "×", "*") else None
    if count is None or count.value is None or count.end != base.first - 1 or not 1 < count.value <= 10 or base.high is None:
        return Term(base.low, base.high, "exact", base.first, base.end)
    return Term(base.low * count.value, base.high * count.value, "exact", base.first - 2, base.end)


def is_extension(question: Question, length: Length) -> bool:
    """Whether a length is an extension's and not the first term: "two 12-month extensions to a 3 year contract"."""
    if question.word(length.first - 1) == "to" and not _EXTENDED.isdisjoint(question.words(length.first - 3, length.first - 1)):
        return False
    end = length.end + (question.word(length.end) == "-")
    inside = question.words(length.first - 3, length.end)
    if not _EXTENSIONS.isdisjoint(question.words(length.first, length.end)):
        return True
    return question.word(end) in _EXTENSIONS or any(
        word in ("option", "optional", "extend", "extended", "extending") for word in inside
    )


def _extended_before(question: Question, extension: Length, base: Length | None) -> Term | None:
    """The term where the extension is named before what it extends; nothing is known of it where that is not named."""
    if base is None or base.high is None or extension.high is None:
        return None
    more = extension.high * _times(question, extension.first, max(0, extension.first - 4))
    return Term(base.low + more, base.high + more, "exact", extension.first, base.end)


def _extension(question: Question, term: Term, base: Length, starts: dict[int, Length], taken: Collection[int]) -> Term | None:
    """The term with the next extension added, or None where no more follows. What it costs may stand before its length."""
    cue, passed, part = False, False, any(word in _WHOLE for word in question.words(term.end, term.end + 2))
    for at in range(term.end, min(term.end + _REACH, len(question.tokens))):
        word = question.word(at)
        if at in taken:
            cue, passed = passed and (cue or word in _EXTENDS - {"+", "plus"}), True
            continue
        if word in _STOPS or word == "vat" or (word in _NO and _is_of_extension(question, at + 1)):
            return None
        cue, part = cue or (word in _EXTENDS and question.word(at + 1) != "than"), part or word in _PARTS
        found = starts.get(at) or (_without_unit(question, at, base) if cue or _is_more_on_call(question, at) else None)
        cue = cue or (found is not None and any(inside in _EXTENDS for inside in question.words(at, found.end)))
        if found is None:
            continue
        if not (cue or _extends_after(question, found.end) or is_on_call(question, found.end)):
            return None if passed else _restated(question, term, found)
        return _restated(question, term, found) or _added(question, term, found, part)
    return None


def _is_of_extension(question: Question, at: int) -> bool:
    """Whether what is denied right before is an extension: "no option", "without an optional third year"."""
    return question.word(at + (question.word(at) in ("a", "an"))) in _EXTENDS | {"any"}


def _is_more_on_call(question: Question, at: int) -> bool:
    """ "And two more that we can call on": a number of more that may be taken up."""
    number = read_number(question, at)
    more = number is not None and question.word(number.end) in _MORE
    return more and number is not None and is_on_call(question, number.end + 1)


def _extends_after(question: Question, end: int) -> bool:
    return any(word in _EXTENDS for word in question.words(end, end + 3)) and question.word(end) not in _STOPS


def _restated(question: Question, term: Term, found: Length) -> Term | None:
    """ "3 years plus 2 (5 in total)": a length that says the whole takes the place of the sum."""
    if found.high is not None and found.low > term.low and _starts_with(question, found, term):
        return Term(found.low, found.high, "exact", found.first, found.end)
    after, before = question.words(found.end, found.end + 3), question.words(found.first - 3, found.first)
    says_whole = any(w in _WHOLE for w in after[:1] + after[1:2] if after[:1] != ("extension",)) or "total" in before
    spelled_out = question.word(found.first - 1) in ("(", "ie") or "than" in question.words(found.first, found.end)
    if spelled_out and found.low == found.high == term.low:
        return Term(term.low, term.high, "exact", term.first, found.end)
    if says_whole and found.high is not None and found.low >= term.low:
        return Term(found.low, found.high, "exact", term.first, found.end)
    return None


def _starts_with(question: Question, found: Length, term: Term) -> bool:
    """Whether a length is a sum of parts whose first is the term said before: "the initial 3 years, 3+1+1"."""
    if not (_EXTENDS | {"then", "and", "with"}).isdisjoint(question.words(term.end, found.first)):
        return False
    first = read_number(question, found.first)
    parts = first is not None and question.word(first.end) in ("+", "plus")
    return parts and first is not None and first.value is not None and first.value * found.unit_months == term.low


def _added(question: Question, term: Term, found: Length, part: bool) -> Term:
    end = found.end + (question.word(found.end) in ("extension", "extensions", "more", "optional", "option", "options"))
    if part or term.high is None:
        return replace(term, end=end)
    more = found.high or found.low
    times = _times(question, found.first, term.end)
    return replace(term, low=term.low + more * times, high=term.high + more * times, end=end)


def _times(question: Question, at: int, floor_at: int) -> int:
    """How many extensions: "two one-year extensions", "2 x 12 months", "twice by one year"."""
    if "twice" in question.words(max(floor_at, at - _NEAR_COUNT), at):
        return 2
    i = at - 1
    while question.word(i) in _BESIDE_COUNT:
        i -= 1
    count = read_number(question, i) if i >= floor_at else None
    whole = count is not None and count.end <= at and count.value is not None and count.value.denominator == 1
    return int(count.value) if count and count.value and whole and 1 <= count.value <= 10 else 1


def _without_unit(question: Question, at: int, base: Length) -> Length | None:
    """A number that takes the base's unit: "3 years with the option of 2 more", "3 years + 1 + 1"."""
    number = read_number(question, at)
    if number is None or number.value is None or number.scale > 1 or not 0 < number.value <= 60:
        return None
    if question.word(number.end) not in _AFTER_UNITLESS or question.follows(number.end, "-", "off"):
        return None
    months = number.value if base.unit_months > 1 and number.value >= 12 else number.value * base.unit_months
    return Length(months, months, base.unit_months, at, number.end, True)


def _extends_by_no_known_length(question: Question, end: int, taken: Collection[int]) -> bool:
    """Whether the words right after say that it can be extended, and not by how long; what it would cost may stand between."""
    for at in range(end, end + 10):
        word = question.word(at)
        if word in _OPENS:
            return True
        if word not in _FILLS and not (at in taken and at > end):
            return False
    return False


def _bounded(question: Question, term: Term, sum_ends: Sequence[int]) -> Term:
    bound, first = bound_before(question, term.first)
    if bound == "exact" and question.word(first - 1) in ("within", "inside"):
        return replace(term, bound="at_most", first=first - 1)
    if bound == "over" and _is_spread(question, first, term.end, sum_ends):
        bound = "exact"
    end = term.end
    if bound == "exact":
        bound, after = bound_after(question, end + question.follows(end, ",", "give", "or", "take"))
        end = after if bound != "exact" else end
    if bound == "exact" and term.low == term.high:
        bound = one_end(question, term.first, term.end) or bound
    return replace(term, bound=bound, first=first, end=end)


def _is_spread(question: Question, over_at: int, end: int, sum_ends: Sequence[int]) -> bool:
    """Whether "over 4 years" says when the money is spent ("£120k over 4 years", "over 4 years at £30k a year"), not "more than 4 years"."""
    before = question.word(over_at - 1)
    if question.word(over_at) != "over" or before in _MORE_THAN:
        return False
    stretch_start = max((at for at in range(over_at) if question.word(at) in _STOPS), default=-1)
    end += question.word(end) == ","
    if question.word(over_at - 1 - (before == ",")) in _PAID_EACH:
        return True
    paid_at = question.word(end) in ("at", "@", "for", "costing") and question.word(end + 1) in ("£", "gbp")
    return (
        paid_at
        or before in _SPREAD
        or _opens_with_deed(question, stretch_start + 1, over_at)
        or any(stretch_start < sum_end <= over_at for sum_end in sum_ends)
    )


def _opens_with_deed(question: Question, start: int, over_at: int) -> bool:
    """Whether the sentence tells what is done over that time: "Replacing the boilers over 30 months"; "Building contracts over 24 months" bounds."""
    named = question.words(start + 1, over_at)
    done = question.word(start) in _REPLACING or bool(deeds().of(question.word(start), "doing"))
    return done and len(named) > 0 and not any(word in CONTRACT_NOUNS or is_contract_noun(word) for word in named)


def _settle(question: Question, terms: list[Term]) -> TermRead:
    """One term, or the doubt which: equal ones are one, and one that the words tie to the contract goes before others."""
    if both := _between(terms):
        return TermRead(both)
    distinct = list({(term.low, term.high, term.bound): term for term in reversed(terms)}.values())
    if len(distinct) > 1:
        distinct = [term for term in distinct if not _is_denied(question, term)] or distinct
        tied = [term for term in distinct if _tied_to_contract(question, term)]
        distinct = tied if len(tied) == 1 else _without_remarks(distinct)
    if not distinct:
        return TermRead(None)
    if len(distinct) == 1:
        return TermRead(distinct[0])
    shown = "; ".join(question.said(term.first, term.end) for term in sorted(distinct, key=lambda term: term.first))
    return TermRead(None, (doubt("two_durations", shown),))


def _without_parts(question: Question, terms: list[Term], lengths: Sequence[Length]) -> list[Term]:
    """The terms without parts of one, "£95k in the final half year": nothing is known of a whole that is not told beside them."""
    named = [(one.low, one.end) for one in lengths if _is_part(question, one)]
    parts = [term for term in terms if (term.low, term.end) in named]
    whole = [term for term in terms if term not in parts]
    if not parts or not whole:
        return [] if parts else terms
    longest = max(term.low for term in parts)
    told = all(term.low > longest and question.word(term.first - 1) not in _FIRST_PART for term in whole)
    return whole if told else terms


def _is_part(question: Question, length: Length) -> bool:
    """Whether a length is told as a part of a term; "for the final 18 months of the lease" may be all that is bought."""
    named = question.word(length.first - 1) in _PART_OF_TERM and question.word(length.first - 2) in (
        "the",
        "its",
        "our",
        "their",
    )
    after = question.word(length.end + (question.word(length.end) == "-"))
    alone = question.word(length.first - 3) in ("for", "over") and after == "of"
    return named and not (alone or is_contract_noun(after))


def _is_denied(question: Question, term: Term) -> bool:
    """Whether the words before a term tell that it is not meant: "two years now, not 20 months"."""
    before = question.words(term.first - 2, term.first)
    return before[-1:] == ("not",) or before in (("instead", "of"), ("rather", "than")) or _will_not_be(question, term.end)


def _will_not_be(question: Question, end: int) -> bool:
    """ "a ten year deal that they will not get": a clause right behind tells that it will not come to that."""
    at = next((at for at in range(end, end + _NEAR_CLAUSE) if question.word(at) in ("that", "which", ",", "but")), 0)
    if not at or any(question.at(i).kind != "word" for i in range(end, at)):
        return False
    clause = list(itertools.takewhile(lambda word: word not in _STOPS | {",", ";"}, question.words(at + 1, at + _REACH)))
    refused = any(word in _WONT or pair in _WILL_NOT for word, pair in zip(clause, itertools.pairwise(clause), strict=False))
    return refused and any(word in _COME_TO_BE for word in clause[-2:])


def _without_remarks(terms: list[Term]) -> list[Term]:
    """The terms but for bounds that hold of another that is said: "26 months, so over two years", "within 22 months, well inside two years"."""
    return [term for term in terms if not any(_holds_of(term, other) for other in terms if other is not term)]


def _holds_of(limit: Term, said: Term) -> bool:
    """Whether `limit` is a bound, and `said` is within it and no wider."""
    if limit.bound not in _SIDES or said.high is None or limit.high is None:
        return False
    least, most = ends(floor(limit.low), ceil(limit.high), limit.bound)
    low, high = ends(floor(said.low), ceil(said.high), said.bound)
    return high is not None and least <= low and (most is None or high <= most) and (low, high) != (least, most)


def _between(terms: list[Term]) -> Term | None:
    """ "more than 2 years but less than 4 years": one term, bounded on both sides."""
    if len(terms) != 2 or {term.bound for term in terms} - set(_SIDES) or terms[1].first - terms[0].end > 3:
        return None
    lower = [term for term in terms if term.bound in ("over", "at_least")]
    upper = [term for term in terms if term.bound in ("under", "at_most")]
    if len(lower) != 1 or len(upper) != 1 or upper[0].high is None or lower[0].low > upper[0].high:
        return None
    least = ends(floor(lower[0].low), floor(lower[0].low), lower[0].bound)[0]
    most = ends(ceil(upper[0].high), ceil(upper[0].high), upper[0].bound)[1]
    return Term(Fraction(least), Fraction(most or least), "exact", terms[0].first, terms[1].end)


def _tied_to_contract(question: Question, term: Term) -> bool:
    """Whether a contract noun follows ("a 3 year contract"), or leads to it ("contract for 3 years", "term of 4 years")."""
    led = question.word(term.first - 1) in ("for", "of", "lasting", "runs", "is")
    before = question.words(term.first - 3, term.first - 1)
    return is_contract_noun(question.word(term.end)) or (led and any(is_contract_noun(word) for word in before))
