"""What a sum is said of: the contract's value, a threshold that is talked about, a part that is counted, or something else."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

from assistant.facts.aside.other_sums import is_handled, is_turned_over
from assistant.facts.aside.put_right import is_put_right
from assistant.facts.money.counted import sums_in_row
from assistant.facts.words.numbers import CARDINALS, read_number
from assistant.facts.words.text import Question

Role = Literal["value", "threshold", "other", "each"]

_FROM = {"from", "under", "off", "through", "via", "within", "using"}
_HOLDS = {"including", "includes", "include", "incl", "inc", "inclusive"}
_THE_WHOLE = {"it", "that", "which", "this"}
_MONEY = {"money", "total", "sum", "whole", "price", "cost", "figure", "amount"}
_SHARES = {"half", "third", "thirds", "quarter", "quarters", "fifth", "tenth", "%", "percent", "cent"}
_PAID_SO = (
    ("payable",), ("due", "on"), ("due", "up"), ("due", "at"), ("due", "in"), ("due", "now"), ("up", "front"), ("upfront",), ("up", "-", "front"),
    ("paid", "up"), ("paid", "on"), ("paid", "in", "advance"), ("in", "advance"), ("on", "signature"), ("on", "completion"), ("on", "delivery"),
    ("on", "account"), ("down", "payment"), ("as", "a", "deposit"), ("deposit",),
)  # fmt: skip
"""How a part of a price is paid."""
_CHANGES = {
    "increase", "increased", "increases", "increasing", "rise", "rises", "rose", "risen", "rising", "grew", "grown", "grow", "goes", "went", "gone",
    "going", "up", "down", "raised", "varied", "changed", "changes", "changing", "cut", "reduced", "fell", "fallen", "dropped", "moved",
    "revised", "variation", "uplift", "uplifted", "extended", "jumped", "lowered", "decreased",
}  # fmt: skip
_NAMED_PART = 7
"""Words at most between a sum and the part of it that is named."""
_BY = ("x", "×", "*")
_THRESHOLD = {
    "threshold",
    "thresholds",
    "limit",
    "limits",
    "line",
    "mark",
    "trigger",
    "cutoff",
    "bar",
    "cut",
    "tier",
    "band",
    "treshold",
}
_DEEDS_TOO = {"limit", "line", "mark", "trigger", "bar", "cut", "band"}
"""Words for a limit that behind "to" are deeds."""
_LEADS_THRESHOLD = _THRESHOLD - {"line", "mark", "bar", "cut", "band", "tier"}
_BETWEEN_SUM_AND_LIMIT = {
    "contract", "and", "or", "is", "for", "over", "above", "under", "below", "exceed", "exceeds", "cross", "crosses", "meet", "meets", "reach",
    "reaches", "pass", "passes", "within", "near", "than", "past", "against", "hit", "hits", "go", "goes", "on", "at", "up", "trip", "trips",
    "breach", "breaches", "catch", "caught", "by", "get", "gets", "be", "fall", "falls", "bring", "brings", "push", "pushes", "take", "takes",
    "clear", "clears",
}  # fmt: skip
_OUR, _OURS = {"our", "my", "this", "their"}, {"ours", "mine", "we're", "we've", "i've"}
_IS = {"is", "of", "at", "was", "being", "="}
_CLAUSE_ENDS = {".", ",", ";", "?", "!", "-", ":", "(", ")"}
_GOES_ON = {"so", "but", "and", "while", "whereas", "yet", "though", "then"}
_ARTICLES = {"a", "an", "the"}
_DEALT = {
    "payments", "instalments", "installments", "contracts", "orders", "invoices", "grants", "awards", "tranches", "purchases",
    "packages", "projects", "jobs", "schemes",
}  # fmt: skip
_FORMERLY = tuple(
    tuple(phrase.split())
    for phrase in (
        "previously", "originally", "formerly", "initially", "was", "was originally", "was previously", "not", "instead of", "rather than",
        "used to be", "used to cost", "had been", "was going to be", "we thought", "i thought", "against a budget of", "thought it was",
        "last time it was", "last time it cost", "last year it was", "was about", "was around", "used to pay", "compared to", "compared with",
        "last year", "last time", "the year before", "not the", "against a", "against an", "against the", "against our",
        "framework worth", "framework of", "framework is", "framework is worth", "framework valued at",
        "current contract is", "existing contract is", "current contract was", "previous contract was", "old contract was", "last contract was",
    )
)  # fmt: skip
_AT_THE_TIME = tuple(
    tuple(phrase.split())
    for phrase in (
        "currently",
        "at present",
        "at the moment",
        "previously",
        "originally",
        "last time",
        "last year",
        "before that",
        "initially",
    )
)
_FORMERLY_BY_LAST = {
    last: [phrase for phrase in _FORMERLY if phrase[-1] == last] for last in {phrase[-1] for phrase in _FORMERLY}
}
_TELLS_ON = {
    "£",
    ":",
    "=",
    "-",
    "it",
    "we",
    "they",
    "that",
    "this",
    "the",
    "our",
    "i",
    "was",
    "cost",
    "paid",
    "came",
    "went",
    "ours",
}
"""Words after "last year" by which it leads on to what was then: "£620k, last year it was £700k"."""
_AT_THE_TIME_STARTS = {phrase[0] for phrase in _AT_THE_TIME}
_COVERS = {"liability", "indemnity", "professional", "product", "their", "hold", "with", "holds", "minimum", "have", "adequate"}
_INSURING = {
    "service",
    "services",
    "contract",
    "policy",
    "policies",
    "renewal",
    "programme",
    "brokerage",
    "broker",
    "tender",
    "procurement",
}
_OTHER = {
    "turnover", "insurance", "indemnity", "liability", "profit", "surplus", "salary", "salaries", "wage", "wages", "deposit", "bond",
    "penalty", "penalties", "fine", "fines", "savings", "saving", "proxy", "damages", "assets", "reserves", "retention", "donation", "donations",
}  # fmt: skip

_EACH, _MORE = {"each", "every", "any", "per"}, {"extra", "additional", "further", "added", "more"}
_COSTS = {"cost", "costs", "costing", "is", "of", "at", "worth"}
_EACH_STOPS = {".", "?", "!", ";", "£", "but"}
_OPTIONS = {"option", "options", "optional", "extension", "extensions"}
_HAVE = {"have", "had", "has", "we've", "they've", "i've", "got", "we'd"}
_LEFT = (("left", "over"), ("leftover",), ("to", "spare"), ("spare",), ("in", "hand"), ("unspent",))
_CLOSES = {"", ".", ",", "!", ";", "but", "so", "and", "though", "in", "from"}
_NEEDED = {"need", "needed", "needs", "require", "required", "wanted", "want", "used", "use"}
_CALLED = {"contract", "contracts", "order", "tender", "deal", "job", "framework", "service", "scheme"}
_MOST_NAMED = 5
_EACH_REACH, _OPTION_REACH, _PUT_RIGHT_REACH = 8, 4, 10
_DESCRIBES = {"fine", "saving"}
_OF_A_FINE = {
    "us",
    "of",
    "is",
    "was",
    "for",
    "at",
    "imposed",
    "levied",
    "would",
    "will",
    "a",
    "about",
    "around",
    "up",
    "over",
    "some",
    "comes",
    "came",
}

_LOST = {
    "owe", "owes", "owed", "owing", "lose", "loses", "lost", "losing", "fined", "refunded", "stole", "stolen", "overpaid", "overcharged",
    "underpaid", "defrauded", "repaid", "reimbursed", "debt", "debts", "loss", "losses", "refund", "refunds", "rebate", "arrears", "compensation",
    "claim", "overpayment", "overcharge", "theft",
}  # fmt: skip
"""What somebody owes, has lost or gets back, and no price, before a sum."""
_LEADS_LOST = {
    "us", "them", "him", "her", "me", "council", "the", "of", "for", "a", "an", "about", "around", "some", "over", "nearly", "almost", "is", "was",
    "were", "another", "further", "at", "totalling", "up", "to", "just", "worth", "came", "comes", "stands",
}  # fmt: skip
_LOST_NOUNS = {"debt", "debts", "loss", "losses", "refund", "rebate", "arrears", "compensation", "claim", "overpayment"}
_CLOSES_LOST = {
    "", ".", ",", "?", "!", ";", ")", "from", "to", "and", "but", "which", "that", "for", "last", "when", "on", "so", "we", "in", "with", "they",
    "he", "she", "it", "by", "against", "after", "before", "because", "now", "still", "is", "was",
}  # fmt: skip


def is_owed_or_lost(question: Question, first: int, end: int) -> bool:
    """Whether a sum is a debt, a loss, a refund or a claim: "owing us £6,000", "a claim for £9k", "£9k in arrears", "a £9k loss last year".

    >>> from assistant.facts.words.text import read_text
    >>> [is_owed_or_lost(read_text(q), 2, 5) for q in ("owing us £ 6 k", "claim for £ 9 k", "owing to £ 9 k", "we have £ 9 k arrears.")]
    [True, True, False, True]
    >>> [is_owed_or_lost(read_text(q), 1, 4) for q in ("a £ 9 k debt advice service", "a £ 9 k debt", "lost £ 9 k contract")]
    [False, True, False]
    """
    at = first - 1
    while question.word(at) in _LEADS_LOST and first - at < _EACH_REACH and question.words(at - 1, at + 1) != ("owing", "to"):
        at -= 1
    if question.word(at) in _LOST and not _names_contract(question, end):
        return True
    after = end + (question.word(end) in ("in", "of", "a"))
    return question.word(after) in _LOST_NOUNS and question.word(after + 1) in _CLOSES_LOST


def _names_contract(question: Question, end: int) -> bool:
    """Whether the sum that ends there is a contract's, by its name: "lost the £9k contract", "lost an £800k refuse sacks deal"."""
    named = itertools.takewhile(
        lambda word: word.isalpha() and word not in _CLOSES_LOST, question.words(end, end + _MOST_NAMED)
    )
    return not _CALLED.isdisjoint(named)


def is_multiplied(question: Question, first: int, end: int) -> bool:
    """ "4 x £30k", "every £1": the sum is a part that is counted, not the whole."""
    counted = question.word(first - 1) in _BY and question.at(first - 2).kind == "number"
    after = question.words(end, end + 6)
    counted = counted or any(pair in (("for", "every"), ("for", "each")) for pair in itertools.pairwise(after))
    counted = counted or (
        question.word(end) in ("for", "in") and question.word(end + 1) == "year" and _is_count(question, end + 2)
    )
    dealt = question.word(first - 1) == "of" and question.word(first - 2) in _DEALT
    dealt = dealt and sums_in_row(question, end) == 1 and any(_is_count(question, i) for i in range(first - 5, first - 2))
    at = first - 1 - (question.word(first - 1) in ("of", "is", ":", "="))
    rated = question.word(at) == "rate" and question.word(at - 1) in ("day", "daily", "hourly", "hour", "unit", "weekly")
    return counted or dealt or rated or question.word(first - 1) in ("every", "each", "per")


def _is_of_each_more(question: Question, first: int) -> bool:
    """ "Each extra month costs £20k", "any further visit is £2k": what one more of something would cost, and nobody says how many."""
    before = question.words(max(0, first - _EACH_REACH), first)
    stop = max((i for i, word in enumerate(before) if word in _EACH_STOPS), default=-1)
    return any(
        word in _EACH and more in _MORE and noun.isalpha() and noun not in _COSTS
        for word, more, noun in zip(before[stop + 1 :], before[stop + 2 :], before[stop + 3 :], strict=False)
    )


def is_optional(question: Question, first: int) -> bool:
    """Whether the sum at `first` is said to be an option's: "an option for £30k more than that"."""
    return not _OPTIONS.isdisjoint(question.words(max(0, first - _OPTION_REACH), first))


def is_former(question: Question, first: int, end: int) -> bool:
    """Whether a sum is what the value was and is no more, or what it is not: "up from £900k", "(was £900k)", "a framework worth £4m".

    >>> from assistant.facts.words.text import read_text
    >>> [is_former(read_text(q), first, first + 3) for q, first in (("up from £9k", 2), ("£9k last time", 0), ("worth £9k", 1))]
    [True, True, False]
    """
    before = question.words(first - 4, first)
    if question.word(first - 1) == "from" and any(word in _CHANGES for word in question.words(first - 7, first - 1)):
        return True
    if _puts_former_right(question, first):
        return True
    if any(before[-len(phrase) :] == phrase for phrase in _FORMERLY_BY_LAST.get(before[-1] if before else "", ())):
        return True
    at = end + (question.word(end) in (",", "("))
    if question.word(at) not in _AT_THE_TIME_STARTS:
        return False
    said = next((phrase for phrase in _AT_THE_TIME if question.follows(at, *phrase)), None)
    after = at + len(said or ())
    return said is not None and question.word(after) not in _TELLS_ON and question.at(after).kind != "number"


def _is_count(question: Question, at: int) -> bool:
    return question.at(at).kind == "number" or question.word(at) in CARDINALS


def is_spare(question: Question, first: int, end: int) -> bool:
    """Whether a sum is what somebody has over, and no price: "we had £20k more than we needed", "we've £10k left over".

    >>> from assistant.facts.words.text import read_text
    >>> [is_spare(read_text(q), 2, 5) for q in ("we had £ 20 k more than we needed", "we had £ 20 k more than last year", "we have £ 20 k")]
    [True, False, False]
    """
    if _HAVE.isdisjoint(question.words(first - 3, first)):
        return False
    if any(question.follows(end, *phrase) and question.word(end + len(phrase)) in _CLOSES for phrase in _LEFT):
        return True
    return (
        question.word(end) in ("more", "less", "over", "above", "short")
        and question.word(end + 1) in ("than", "what", "of")
        and not _NEEDED.isdisjoint(question.words(end + 2, end + 5))
    )


def role_of(question: Question, first: int, end: int, figure_at: int) -> Role:
    """Whether a sum is the contract's, a threshold that is talked about, or of something else, such as an insurance.

    Words for a bound or a period may stand between `first` and the figure: "annual turnover is £600,000".
    """
    after = question.words(end, end + 4)
    for offset, word in enumerate(after):
        if word == "trigger" and after[offset - 1] in ("to", "would", "will", "does"):
            break
        if offset == 1 and after[0] == "to" and word in _DEEDS_TOO:  # "£112,000 to mark pitches", "£90k to cut the grass"
            break
        if word in _THRESHOLD and (offset < 3 or word in _LEADS_THRESHOLD):
            return "threshold"
        if not word.isalpha() or word in _BETWEEN_SUM_AND_LIMIT:
            break
    if _is_framework(question, first, end) or (question.word(end) == "to" and changes_to(question, first)):
        return "other"
    if is_turned_over(question, figure_at) or is_spare(question, first, end) or _is_of_each_more(question, first):
        return "other"
    if is_owed_or_lost(question, first, end):
        return "other"
    before = question.words(first - 4, first)
    if _is_named_limit(before) or _is_nowhere_near(question, first):
        return "threshold"
    after_start = end + (question.word(end) in ("of", "in", "a"))
    if _is_insurance_bought(question, first):
        return "value"
    behind = () if _leads_to_sum(question, end) else question.words(after_start, after_start + 2)
    near = question.words(first - 4, figure_at) + behind
    return "other" if any(word in _OTHER for word in near) and not _describes_thing(question, first) else "value"


def _is_named_limit(before: Sequence[str]) -> bool:
    """Whether the words before a sum say that it is a limit, and do not go on from the limit to what is bought.

    >>> [_is_named_limit(text.split()) for text in ("the limit is", "the limit , £9k", "the threshold , so our", "limit catch our", "limit is our")]
    [True, True, False, False, True]
    """
    limit = max((at for at, word in enumerate(before) if word in _LEADS_THRESHOLD), default=-1)
    between = before[limit + 1 :]
    parted = max((at for at, word in enumerate(between) if word in _CLAUSE_ENDS | _GOES_ON), default=-1)
    behind = between[parted + 1 :]
    owned = behind[-1:] != () and behind[-1] in _OUR and _IS.isdisjoint(behind)
    if parted >= 0:
        turned = not (_GOES_ON - {"and"}).isdisjoint(between) and set(behind) <= _ARTICLES
        owned = owned or turned or not _OURS.isdisjoint(behind)
        owned = owned or any(one in _OUR and other.removesuffix("'s") in _CALLED for one, other in itertools.pairwise(behind))
    return limit >= 0 and not owned


def _is_nowhere_near(question: Question, first: int) -> bool:
    """ "None of them is anywhere near a million", but not "anywhere between 80 and 130 thousand"."""
    return question.word(first - 1) in ("anywhere", "nowhere") and question.word(first) in ("near", "close")


def _leads_to_sum(question: Question, end: int) -> bool:
    """Whether what follows a comma is not said of the sum before it: "£130k, saving us a lot", "£410k, deposit £5k"."""
    if question.word(end) != ",":
        return False
    return question.word(end + 1) == "saving" or any(
        question.at(i).kind == "number" or question.word(i) == "£" for i in range(end + 2, end + 5)
    )


def _describes_thing(question: Question, first: int) -> bool:
    """ "fine art courier, £18k", "energy saving works £1.2m": the word goes with what is bought, and no other near tells of another thing."""
    near = range(max(0, first - 4), first)
    describing = {i for i in near if question.word(i) in _DESCRIBES and question.word(i + 1).isalpha()}
    describing |= {
        i for i in near if question.word(i) in _ADMINISTERED and is_handled(question.words(i + 1, min(i + 3, first)))
    }
    describing -= {i for i in near if question.word(i + 1) in _OF_A_FINE}
    return bool(describing) and _OTHER.isdisjoint(question.word(i) for i in near if i not in describing)


_ADMINISTERED = {"insurance", "salary", "deposit", "bond", "pension", "wage"}
"""What others handle for a price: "insurance claims handling, £160k"."""


def _is_insurance_bought(question: Question, first: int) -> bool:
    """ "insurance, £220k": the thing and then its price; "liability insurance, £5m" is cover that a supplier holds."""
    at = first - 1 - (question.word(first - 1) in (",", ":", "-", "for", "of", "at"))
    at -= question.word(at) in _INSURING
    return question.word(at) == "insurance" and at < first - 1 and question.word(at - 1) not in _COVERS


def _is_framework(question: Question, first: int, end: int) -> bool:
    """Whether the sum is the framework's that a contract is called off from: "an £80k call-off from a £2m framework"."""
    leads = question.words(first - 2, first)
    called_off = leads[-1:] == ("off",) and leads[:1] in (("calling",), ("call",), ("called",), ("drawing",))
    return "framework" in question.words(end, end + 3) and any(word in _FROM for word in leads) and not called_off


def changes_to(question: Question, first: int) -> bool:
    """Whether the sum at `first` is what a value was, or went up by: "rose from £90k to £120k", "cut by £30k to £120k".

    So is one that puts right what it was: "from £90k, sorry £95k, to £120k".
    """
    if question.word(first - 1) in ("from", "by"):
        return any(word in _CHANGES for word in question.words(first - 4, first - 1))
    return _puts_former_right(question, first)


def _puts_former_right(question: Question, first: int) -> bool:
    """Whether the sum at `first` takes the place of the one that a change is told from: "went from £90k, sorry £95k, to"."""
    led = next((at for at in range(first - 1, max(0, first - _PUT_RIGHT_REACH), -1) if question.texts[at] == "from"), 0)
    if not led:
        return False
    wrong_at = led + 1 + (question.word(led + 1) == "£")
    wrong = read_number(question, wrong_at) if wrong_at < first else None
    right = read_number(question, first + (question.word(first) == "£"))
    if wrong is None or right is None or not is_put_right(question, wrong.end, first, right.end):
        return False
    return any(word in _CHANGES for word in question.words(led - 3, led))


def _is_the_money(question: Question, at: int) -> bool:
    """ "The money", "that total": the sum that was told before."""
    return question.word(at) in ("the", "this", "that") and question.word(at + 1) in _MONEY


def _is_named_part(question: Question, first: int) -> bool:
    """Whether right behind another sum a part of it is named with the sum at `first`: "£88k including the option at £30k", "£78k, of which
    the van is £13k"."""
    for back in range(3, _NAMED_PART + 1):
        words = question.words(first - back, first)
        before = first - back - 1 - (question.word(first - back - 1) == ",")
        if ((words[:1] and words[0] in _HOLDS) or words[:2] == ("of", "which")) and words[-1] in (
            "at",
            "of",
            "is",
            "for",
            "worth",
        ):
            return question.at(before).kind == "number" and not {"£", "vat"} & {*words}
    return False


def is_part_of_sum(question: Question, first: int, end: int) -> bool:
    """Whether the sum at tokens `first` up to `end` is a part of the one before it: "£1m including £100k contingency", "£20k of it now".

    >>> from assistant.facts.words.text import read_text
    >>> [is_part_of_sum(read_text(q), 4, 7) for q in ("£ 90 k , £ 20 k of which is delivery", "£ 90 k and £ 20 k of chairs")]
    [True, False]
    """
    at = first - 1 - (question.word(first - 1) in (".", "a", "an"))
    if question.word(at) in _HOLDS or question.words(first - 2, first) == ("of", "which"):
        return True
    if _is_named_part(question, first):
        return True
    after = end + (question.word(end) == ",")
    if question.word(end) == "of" and (question.word(end + 1) in _THE_WHOLE or _is_the_money(question, end + 1)):
        return True
    if any(question.follows(after, *phrase) for phrase in _PAID_SO):
        return True
    share = question.word(first - 1) in ("(", "-", ",") and not _SHARES.isdisjoint(question.words(first - 5, first - 1))
    return share and "£" not in question.words(first - 5, first - 1)
