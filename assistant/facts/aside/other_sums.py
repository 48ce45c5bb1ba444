"""Sums that a question tells beside the contract's own: what the last one cost, what a department spends, by how much a threshold is missed.

They are of no account only where another sum is the contract's; alone, or beside one that says as much, they are asked about.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from assistant.facts.aside.told_apart import is_marked_apart, sentence_round
from assistant.facts.words.numbers import CARDINALS
from assistant.facts.words.text import Question

_STOPS = {".", "?", "!", ";", ":"}
_TURNS = {"but", "now", "whereas", "while", "though", "however", "and", ","}
_FORMER = {
    "previous", "existing", "current", "outgoing", "expiring", "incumbent", "former", "old", "last", "earlier", "prior", "present",
}  # fmt: skip
_CONTRACT = {
    "contract", "contracts", "deal", "agreement", "one", "supplier", "provider", "contractor", "job", "tender", "round", "spend",
    "arrangement", "price", "cost", "estimate", "quote", "firm", "company", "vendor", "commission", "appointment",
}  # fmt: skip
_WIDER = {
    "budget", "programme", "spend", "spending", "income", "portfolio", "turnover", "revenue", "fund", "pot", "allocation", "capital",
    "balance", "outturn",
}  # fmt: skip
_WHOLE = {
    "whole", "entire", "overall", "department", "department's", "departmental", "directorate", "directorate's", "council's", "corporate",
    "service's", "total", "annual", "facilities", "estates", "capital", "division's", "authority's", "company", "company's", "firm's",
    "group", "group's", "team's", "works", "investment", "housing", "highways",
}  # fmt: skip
_SPENDERS = {
    "department", "directorate", "council", "team", "division", "authority", "company", "firm", "organisation", "group", "business",
    "section", "unit",
}  # fmt: skip
_SPEND = {"spends", "spend", "spent", "manages", "makes", "made", "earns", "earned", "takes", "bills", "billed"}
_HAS = {"has", "holds", "gets", "receives"}
PUT_BY = (
    ("set", "aside"), ("put", "aside"), ("voted",), ("ringfenced",), ("put", "by"), ("budgeted",), ("allocated",), ("earmarked",),
    ("pencilled", "in"), ("in", "the", "budget"), ("ring", "fenced"), ("allowed", "for"),
)  # fmt: skip
_STARTS_PUT = {phrase[0] for phrase in PUT_BY}
_OFF = {"under", "below", "over", "above", "short", "shy", "beneath", "off", "clear", "inside", "within"}
_COMPARED = {"more", "less", "higher", "lower", "dearer", "cheaper"}
_OF_LIMIT = {"", ".", ",", "?", "!", ";", ")", "so", "the", "that", "it", "this", "of", "then", "your", "their", "our"}
_OTHERS = {"other", "neighbouring", "neighboring", "another", "next"}
_COUNCILS = {"councils", "authorities", "boroughs", "districts", "firms", "companies", "organisations"}
_PLACES = {"county", "town", "city", "borough", "district", "village", "parish", "region", "council", "authority", "country"}
_THE_ONE_SAID = (
    "this contract|my contract|contract itself|on its own|asking about|new contract|new contract's|this one|"
    "this time|this round|the one i'm|the one we're|the one going|the one now|out of which|all i'm|all we're|"
    "my piece|my part|my tender|mine is|our tender|this purchase|this call|this job|this exercise|letting now|"
    "the one i|the one we|my bit|our bit|coming contract|next contract|ours is|my purchase|about to let|our piece|"
    "out of that we're|out of that we are|from that we're|from that we are|out of it we're|out of it we are|out of that i'm|"
    "out of that we|out of that comes|out of that this|our part|this tender|going with|contract value|go with|"
    "we'll take|we're taking|i'm taking|we've picked|we've chosen|we picked|we chose|"
    "preferred bid|preferred tender|preferred bidder|winning bid|winning tender|winning bidder|winning quote|successful bid|successful tender|"
    "chosen bid|accepted bid|accepted tender|actual contract|real contract|actual value|actual price|we'll accept|we're accepting"
)
_THE_ONE = tuple(tuple(phrase.split()) for phrase in _THE_ONE_SAID.split("|"))
_THE_ONE_WORDS = {phrase[-1] for phrase in _THE_ONE}
_SIGNS = {"sign", "signed", "signing", "place", "placed", "placing", "issue", "issued", "agreed", "goes", "ordered"}
_TO_COME = {
    "will",
    "we'll",
    "i'll",
    "they'll",
    "actually",
    "finally",
    "now",
    "be",
    "we're",
    "i'm",
    "they're",
    "as",
    "that",
    "eventually",
    "really",
}
_LEADS_SIGNED = {
    "is",
    "for",
    "comes",
    "to",
    "at",
    "out",
    "now",
    "only",
    "just",
    "a",
    "about",
    "be",
    "off",
    ",",
    "stands",
    "will",
    "day",
    "on",
    "the",
}
_BILLS = {
    "bill",
    "bills",
    "invoice",
    "order",
    "purchase",
    "lot",
    "delivery",
    "figure",
    "total",
    "batch",
    "supply",
    "outlay",
    "intake",
}
_PAID = {
    "paid", "spent", "cost", "was", "were", "went", "charged", "came", "had", "let", "awarded", "bought", "ran", "priced", "used", "set",
    "got", "took", "ended", "signed", "gave",
}  # fmt: skip
_LAST = {
    ("last", "year"), ("last", "year's"), ("last", "time"), ("last", "time's"), ("last", "round"), ("last", "round's"), ("last", "month"),
    ("previous", "year"), ("prior", "year"),
}  # fmt: skip
_BEGAN = {"began", "started", "commenced"}
_SEASONS = {("last", season) for season in ("winter", "spring", "summer", "autumn", "christmas", "easter")}
_A_YEARS = {"spent", "used"}
"""What was spent last year may be a year's part of the same contract."""
_REPORTS = {"report", "survey", "study", "inspection", "audit", "review", "assessment", "appraisal", "investigation"}
_OF_REPORT = {"that", "work", "works", "repairs", "value", "contract", "needs", "need", "we", "it", "would", "be"}
"""What a report may say a sum is of: "the survey found that the repairs cost £90k"."""
_FOUND = {"told", "said", "found", "showed", "confirmed", "recommended", "concluded", "revealed", "warned", "established"}
_PROPOSED = {"will", "would", "should", "estimated", "valued", "expected", "expect", "now", "budgeted", "this"}
"""Words of a clause that tells what is to come, or what is thought of it."""
_THOUGHT_OF = {"estimate", "estimates", "quote", "forecast", "tender", "bid", "plan", "proposal", "one", "job", "round"}
_BESIDE = {
    "follows", "replaces", "after", "than", "like", "beside", "unlike", "compared", "from", "another", "previous", "old", "joins",
    "succeeds", "plus",
}  # fmt: skip
"""Words between "this one" and a sum by which the sum is that of another."""
_LEAST_TIMES = 5
_MOST_REMARKED, _LEAST_TIMES_REMARKED = 10_000, 1_000  # pence, and times
_TURNED = {"turn", "turns", "turned", "turning"}
_NEAR_LINE = {
    "too", "over", "under", "above", "below", "more", "less", "difference", "either", "shy", "odds", "matter", "matters", "short", "past",
    "beyond", "spare",
    "out", "off", "extra", "tips", "tip", "counts",
}  # fmt: skip
_LIMITS = {"threshold", "thresholds", "limit", "line"}
_SECURITY = {
    "indemnity",
    "liability",
    "bond",
    "bonds",
    "insured",
    "insurance",
    "penalty",
    "damages",
    "surety",
    "retention",
    "indemnified",
}
_ASKED = {"asked", "wanted", "required", "minimum", "level", "want", "of", "ask", "hold", "carry", "must"}
_SERVES = {
    "broker", "brokers", "brokerage", "services", "service", "adviser", "advisers", "advice", "administration", "consultancy",
    "consultants", "software",
    "valuation", "valuations", "surveys", "assessors", "adjusters", "audit", "training",
}  # fmt: skip
_NO_DEEDS = {
    "being",
    "including",
    "costing",
    "totalling",
    "covering",
    "during",
    "exceeding",
    "excluding",
    "requiring",
    "running",
    "amounting",
}
_BRINGS = {
    "protect", "protects", "protecting", "carrying", "carries", "houses", "displaying", "sold", "sells",
    "sell", "raises",
    "raised", "raise", "earns", "lose", "loses", "lost", "losing", "save", "saves", "saving", "saved", "donated", "bequeathed", "won", "borrowed",
    "owed", "owes", "fined", "fetched", "fetch", "brings", "scrapped",
}  # fmt: skip
_MOVES_TO = {"brings", "raises", "raised", "raise"}
"""What moves a value to a sum where "to" stands before that: "they've raised it to £575,000"."""
_FREES = {"free", "frees", "freed", "freeing"}
_OWN = {"our", "whole", "own", "in-house", "entire", "their", "existing", "current"}
_FUNDS = {
    "fund",
    "funds",
    "reserve",
    "reserves",
    "pot",
    "kitty",
    "purse",
    "balance",
    "endowment",
    "appeal",
    "account",
    "legacy",
    "levy",
}
_HOLDS = {"holds", "has", "stands", "contains", "is", "of", "at", "sits", "hold", "totals", "amounts", "with", "worth"}
_LEDGERS = {"budget", "cost", "ledger", "nominal", "finance", "gl", "capital", "revenue"}
_ACCOUNTS = {"code", "codes", "centre", "center", "line", "heading", "head", "ledger", "budget"}
_SHOWS = _HOLDS - {"is", "of", "at", "with", "worth"} | {"shows", "show", "carries", "got"}
_GRANTS = {"given", "gave", "gives", "granted", "awarded", "secured", "received", "receive", "receives", "got"}
_GRANTED = {"funding", "grant", "grants", "subsidy", "monies"}
_SPARE = {"headroom", "leeway", "slack", "underspend", "leaving", "leaves"}
"""What is left of a budget when the price is paid."""
_SPENT = {"spent", "gone", "exhausted"}
_GIVES = {"given", "gave", "gives", "giving", "awarded", "granted", "allocated", "sent", "paid"}
_IS, _ADDS = {"is", "are", "was", "were", "be", "been"}, {"giving", "contributing", "donating", "granting"}
_ADDED = {"contributes", "contributed", "contribute", "donated", "donates", "chipping in", "chips in", "chipped in", "chip in"}
_NO_FUNDER = {
    "we", "we're", "we've", "we'll", "i", "i'm", "council", "authority", "this", "that", "it", "which", "it's", "that's", "you", "estimate",
    "estimates", "figures", "spreadsheet", "total", "sums", "calculator",
}  # fmt: skip
"""Who buys, and what figures give: "that is giving £2m in all"."""
_BIDS = {
    "they", "they've", "he", "he's", "she", "she's", "supplier", "bidder", "contractor", "builder", "firm", "company", "provider", "vendor", "maker",
    "qs", "quote", "price", "bid", "estimator", "surveyor", "architect",
}  # fmt: skip
"""Who gives a price, and no money."""
_ABOUT = {"about", "around", "some", "nearly", "over", "just", "roughly", "approximately", "almost", "a", "another"}
_THIS = {"this", "ours", "mine", "that", "it"}
_PARTS = {
    "slice",
    "part",
    "fraction",
    "share",
    "bit",
    "piece",
    "portion",
    "corner",
    "sliver",
    "drop",
    "one",
    "some",
    "half",
    "little",
}
_ON_TOP = {"more", "extra", "another", "additional", "further", "extras"}
_EXTENDED = {"extended", "extending", "extension", "extend", "adding", "added", "add", "topped", "variation"}
_DOERS = {"we", "they", "i", "who", "contractor", "supplier"}
_DEEDS = {"did", "built", "bought", "made", "redid", "rebuilt", "laid", "fitted", "cut", "hung", "sent"}
_IT = {"it", "this", "that", "us"}
_PUTS_BY = {"we", "they", "i", "been", "was", "were"}
"""Words right before "set aside" by which somebody has done so."""
_PROCURED = {
    "tendered", "advertised", "procured", "commissioned", "planned", "approved", "agreed", "needed", "estimated", "applied", "renewed", "extended",
    "retendered", "started", "proposed", "intended", "signed", "launched",
    "appointed", "hired", "engaged", "contracted", "selected", "employed",
}  # fmt: skip
"""What is done to a contract that may be the one asked about."""
_LEADS_NAMING = {
    ",", "-", ".", "(", "no", "wait", "sorry", "but", "oh", "hang", "on", "hold", "though", "actually", "ah", "plus", "ex", "inc", "vat", "and",
    "well", "net", "of", "with", "in", "all",
}  # fmt: skip
"""Words that may stand between a sum and "that was the pot for the whole lot"."""
_ALL_OF = {
    "whole", "entire", "everything", "all", "overall", "every", "department", "department's", "programme", "directorate", "both", "total",
}  # fmt: skip
_WIDEST = {"whole", "entire", "capital", "department's", "directorate's", "council's", "corporate", "departmental"}
_INSURERS = {"insurer", "insurers", "insurance", "underwriter", "underwriters", "assurers"}
_PAYS_OUT = {"paid", "gave", "settled"}
_ANYTHING = {"anything", "everything", "nothing", "whatever"}
_RULED = {
    "jobs",
    "contracts",
    "orders",
    "schemes",
    "projects",
    "purchases",
    "procurements",
    "tenders",
    "deals",
    "awards",
    "things",
}
_RULED_ONE = {"job", "contract", "order", "scheme", "project", "purchase", "procurement", "tender", "deal", "award", "spend"}
_ANY = {"any", "every", "each", "all", "no"}
_LEADS_RULED = {
    "of",
    "worth",
    "valued",
    "at",
    "with",
    "a",
    "value",
    "costing",
    "lasting",
    "running",
    "that",
    "that's",
    "which",
    "is",
    "are",
    "or",
    "going",
    "goes",
}
_OF_THESE = {"our", "these", "those", "my", "the", "both", "their", "of", "new", "some", "few", "several"}
_ITSELF_ONLY = {("itself", verb, only) for verb in ("is", "costs", "comes") for only in ("only", "just", "merely")}
_NAMED_REACH, _GRANT_REACH = 8, 6
_OF_SEVERAL = {"both", "all", "each"}
_PARTS_SENTENCE = {",", "and", "but", "(", ")"}
_REACH = 16


def is_turned_over(question: Question, first: int) -> bool:
    """ "We turn over about £2m": the words before the sum tell a firm's turnover."""
    before = question.words(max(0, first - 6), first)
    return not _TURNED.isdisjoint(before) and any(
        word in _TURNED and "over" in before[i + 1 : i + 3] for i, word in enumerate(before)
    )


def is_difference(question: Question, end: int, pence: int, largest: int) -> bool:
    """Whether a sum says how far another is from a limit, or from what it was: "£177,896. One pound under", "£115k, £25k more than planned"."""
    if question.word(end) in _COMPARED and question.word(end + 1) == "than":
        return 0 < pence < largest
    if question.word(end) not in _OFF or "£" in question.words(end, end + 4):
        return False
    return question.word(end + 1) in _OF_LIMIT and 0 < pence * _LEAST_TIMES <= largest


def is_remark(question: Question, first: int, end: int, pence: int, largest: int) -> bool:
    """Whether a few pounds beside a large sum only tell how near a line it is: "£100,001 - one pound too many?".

    >>> from assistant.facts.words.text import read_text
    >>> [is_remark(read_text(q), 3, 5, 100, 10_000_100) for q in ("£ 100,001 - a pound too many", "£ 100,001 - a pound for luck")]
    [True, False]
    """
    few = pence <= _MOST_REMARKED and 0 < pence * _LEAST_TIMES_REMARKED <= largest
    return few and not _NEAR_LINE.isdisjoint((*question.words(first - 3, first), *question.words(end, end + 3)))


def is_of_another(question: Question, first: int, end: int) -> bool:
    """Whether the clause says that a sum was a contract's before, is put by, or is what a whole department has.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_of_another(q := read_text(text), q.texts.index("£"), len(q.texts))
    >>> told("the previous contract ran at £300k"), told("the whole facilities budget is £4m"), told("the contract is £66,000")
    (True, True, False)
    """
    clause, clause_after = _clause(question, first), _clause_after(question, end)
    after = question.words(end, end + 4)
    if _was_paid(clause, clause_after) or _is_security(clause, clause_after) or _is_told_apart(question, first, end):
        return True
    if _was_named(question, end):
        return True
    if _is_put_by(question, clause, end) or _is_on_account(question, clause, after) or _is_to_spare(clause, after):
        return True
    if _is_granted(clause, clause_after) or _is_gone(question, end) or _is_of_report(clause, after):
        return True
    if not clause and after[:1] not in (("capital",), ("annual",), ("overall",), ("total",)):
        return False
    return (
        _was_before(clause)
        or _is_wider(clause, after)
        or _is_of_others(clause)
        or _is_of_thing(clause)
        or _is_held(clause)
        or _was_done(clause)
        or _did_so_much(clause, clause_after)
        or _is_given(clause)
        or _holds_this(question, end)
    )


def is_paid_before(question: Question, first: int, end: int) -> bool:
    """Whether the clause says that a sum was paid, or was the price of a contract before.

    >>> from assistant.facts.words.text import read_text
    >>> [is_paid_before(read_text(q), q.split().index("£"), len(q.split())) for q in ("last year we paid £ 9 k", "it was £ 9 k")]
    [True, False]
    """
    clause = _clause(question, first)
    return _was_paid(clause, _clause_after(question, end)) or _was_before(clause)


def is_added(question: Question, first: int, end: int) -> bool:
    """Whether a sum goes on top of another: "extended for £40k", "another £40k", "£40k more".

    >>> from assistant.facts.words.text import read_text
    >>> [is_added(read_text(q), at, at + 3) for q, at in (("extended for £40k", 2), ("£40k more", 0), ("more like £40k", 2))]
    [True, True, False]
    """
    return (
        question.word(end) in _ON_TOP or not _ON_TOP.isdisjoint(question.words(first - 1, first)) or _extends(question, first)
    )


def _extends(question: Question, first: int) -> bool:
    return not _EXTENDED.isdisjoint(question.words(first - 3, first))


def is_the_one(question: Question, first: int) -> bool:
    """Whether the words before a sum say that it is the contract asked about: "this contract is £1.5m", "the job on its own is £260k"."""
    clause = _clause(question, first)
    if _is_signed_for(clause):
        return True
    if _THE_ONE_WORDS.isdisjoint(clause):
        return False
    named = [i + len(phrase) for phrase in _THE_ONE for i in range(len(clause)) if clause[i : i + len(phrase)] == phrase]
    return bool(named) and _BESIDE.isdisjoint(clause[max(named) :])


def _is_signed_for(clause: tuple[str, ...]) -> bool:
    """Whether a sum is what will be signed for: "the order we will actually sign is", "we're signing for", not "we will sign for chairs at"."""
    at = max((i for i, word in enumerate(clause) if word in _SIGNS), default=0)
    to_come = not _TO_COME.isdisjoint(clause[max(0, at - 3) : at]) and at > 0
    return to_come and _LEADS_SIGNED.issuperset(clause[at + 1 :]) and not any(map(is_year, clause))


def _clause(question: Question, first: int) -> tuple[str, ...]:
    """The words before a sum in its own clause: back to a stop, to another sum, or to a word that turns to something else."""
    last = first - (question.word(first - 1) in (":", "-"))
    at = last
    while at > 0 and last - at < _REACH and not _ends_clause(question, at - 1):
        at -= 1
    return question.words(at, first)


def _clause_after(question: Question, end: int) -> tuple[str, ...]:
    """The words after a sum in its own clause."""
    at = end
    while at < len(question.tokens) and at - end < _REACH and not _ends_clause(question, at):
        at += 1
    return question.words(end, at)


def _ends_clause(question: Question, at: int) -> bool:
    word = question.word(at)
    return word in _STOPS | _TURNS or word == "£" or (question.at(at).kind == "number" and not is_year(word))


def is_year(word: str) -> bool:
    """Whether the word is a year of the last century or of this.

    >>> is_year("2019"), is_year("1850"), is_year("95,000")
    (True, False, False)
    """
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def is_in_year(question: Question, end: int) -> bool:
    """Whether a year follows the sum that ends before token `end`, or stands before it: "£110k in 2022"."""
    return question.word(end) in ("in", "for", "back") and any(is_year(word) for word in question.words(end + 1, end + 3))


def is_dated_price(question: Question, first: int, end: int) -> bool:
    """Whether the date at tokens `first` up to `end` tells when a sum in its clause was paid, and another sum is told elsewhere.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_dated_price(q := read_text(text), q.texts.index("2019"), q.texts.index("2019") + 1)
    >>> told("in 2019 we paid £95k. It is £231k now"), told("in 2019 we paid £95k"), told("£95k, starting in 2019. It was £80k")
    (True, False, False)
    """
    start, stop = first, end
    while start > 0 and not _parts(question, start - 1):
        start -= 1
    while stop < len(question.tokens) and not _parts(question, stop):
        stop += 1
    clause = question.words(start, stop)
    others = [i for i, word in enumerate(question.texts) if word == "£" and not start <= i < stop]
    meant = [i for i in others if _LIMITS.isdisjoint(question.words(max(0, i - 5), i + 5))]
    if "£" not in clause or not meant:
        return False
    at = clause.index("£")
    behind = next((i for i in range(at + 1, len(clause)) if clause[i] in ("of", "worth")), len(clause))
    return _was_paid(clause[:at], clause[at:]) or _did_so_much(clause[:at], clause[behind:])


def _parts(question: Question, at: int) -> bool:
    return question.word(at) in _STOPS | _TURNS and question.words(at, at + 2) not in ((",", "£"), (":", "£"), ("and", "£"))


def _was_paid(clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "back in 2019 we paid", "three years ago it cost", "was what we paid five years back", "last year:"."""
    if not (clause or after):
        return False
    pairs = set(itertools.pairwise(clause))
    if (clause[-1:] == (":",) and clause[:-1][-2:] in _LAST) or ("last", "time") in pairs or ("last", "round") in pairs:
        return True
    words = (*clause, *after)
    paid = any(word in _PAID for word in words) or (not _BEGAN.isdisjoint(clause) and "new" not in clause)
    lately = not _LAST.isdisjoint(itertools.pairwise(words)) and _A_YEARS.isdisjoint(words)
    lately = lately or not _SEASONS.isdisjoint(itertools.pairwise(words))
    when = lately or any(is_year(word) or word in ("ago", "previously") for word in words)
    back = any(pair[0] in ("years", "year", "months", "while") and pair[1] == "back" for pair in itertools.pairwise(words))
    return paid and (when or back) and _PROPOSED.isdisjoint(words)


def _is_told_apart(question: Question, first: int, end: int) -> bool:
    """ "the survey (separate, already paid) was £44k", "£140k, but that is for other things", "Leeds paid £240k for theirs"."""
    start, stop = sentence_round(question, first, end)
    own = question.words(_after_other(question, start, first), _before_other(question, end, stop))
    several = question.words(start, stop).count("£") > 1
    if several and not _OF_SEVERAL.isdisjoint(own):
        return False
    return is_marked_apart(own, of_lots=several) or "theirs" in question.words(end, min(stop, end + 5))


def _after_other(question: Question, start: int, first: int) -> int:
    """Where the words that go with the sum at `first` begin: behind the comma or "and" that follows the sum before it, if one is there."""
    other = next((at for at in range(first - 1, start - 1, -1) if question.word(at) == "£"), -1)
    if other < 0:
        return start
    return next((at + 1 for at in range(other, first) if question.word(at) in _PARTS_SENTENCE), first)


def _before_other(question: Question, end: int, stop: int) -> int:
    """Where they end: at the comma or "and" that leads to the next sum, if one is there."""
    other = next((at for at in range(end, stop) if question.word(at) == "£"), -1)
    if other < 0:
        return stop
    return next((at for at in range(other, end - 1, -1) if question.word(at) in _PARTS_SENTENCE), end)


def _is_security(clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "insurance cover asked for is £10m", "insured for £10m", "£5m of cover": what is held against a loss."""
    held = clause[-8:]
    held = tuple(word for at, word in enumerate(held) if not (word in _SECURITY and is_handled(held[at + 1 : at + 3])))
    near = (*held, *after[:3])
    return not _SECURITY.isdisjoint(near) or ("cover" in near and not _ASKED.isdisjoint(near))


def is_handled(words: Sequence[str]) -> bool:
    """Whether what follows "insurance" makes a service of it.

    >>> is_handled(("claims", "handling")), is_handled(("brokers", ",")), is_handled(("is", "£")), is_handled((",", "cleaning"))
    (True, True, False, False)
    """
    words = words[: next((at for at, word in enumerate(words) if not word.isalpha()), len(words))]
    return any(word in _SERVES or (word.endswith("ing") and word not in _NO_DEEDS) for word in words)


def _is_of_thing(clause: tuple[str, ...]) -> bool:
    """ "a collection worth £4m", "sold for £20k", "raises £60k", "was valued at £750k": what a thing is worth, brings or loses."""
    valued = any(one in ("was", "were") and other in ("valued", "worth") for one, other in itertools.pairwise(clause))
    freed = any(one in _FREES and other == "up" for one, other in itertools.pairwise(clause))
    return valued or freed or not (_BRINGS - _MOVES_TO if clause[-1:] == ("to",) else _BRINGS).isdisjoint(clause)


def _is_held(clause: tuple[str, ...]) -> bool:
    """ "our ward fund holds £140k", "the reserve stands at £2m", "a grant pot of £500k"."""
    fund = max((i for i, word in enumerate(clause) if word in _FUNDS), default=-1)
    if fund < 0 or not {"this", "contract", "job", "tender"}.isdisjoint(clause[fund:]):
        return False
    return not _HOLDS.isdisjoint(clause[fund + 1 : fund + 4])


def _is_on_account(question: Question, clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "our budget code has £265,000", "£190,000 on the cost code": what is there to be spent, and no price."""
    held = max((i for i, word in enumerate(clause) if word in _ACCOUNTS), default=-1)
    named = held >= 0 and (clause[held] in ("ledger", "budget") or (held > 0 and clause[held - 1] in _LEDGERS))
    if named and _SHOWS.intersection(clause[held + 1 : held + 4]):
        return True
    on = next((i for i, word in enumerate(after) if word in _ACCOUNTS), 0)
    return (
        after[:1] in (("on",), ("in",), ("under",))
        and on > 1
        and (after[on - 1] in _LEDGERS or after[on] in ("code", "ledger"))
    )


def _is_to_spare(clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "there is headroom of £25k", "leaving £25k": what is left when the price is paid."""
    over = after[:2] == ("to", "spare") or after[:1] in (("spare",), ("leftover",), ("unspent",))
    over = over or (after[:1] == ("left",) and after[1:2] != ("to",))
    return over or not _SPARE.isdisjoint(clause[-3:]) or not (_SPARE - {"leaving", "leaves"}).isdisjoint(after[:3])


def _is_granted(clause: tuple[str, ...], clause_after: tuple[str, ...]) -> bool:
    """ "we secured £90k of grant", "the agency gave £600,000 in funding": what is named a grant behind the sum."""
    return not _GRANTS.isdisjoint(clause[-4:]) and not _GRANTED.isdisjoint(clause_after[:_GRANT_REACH])


def _is_gone(question: Question, end: int) -> bool:
    """ "£600k came from the NHS and is spent", "£60k was from the lottery, all gone now": money of somebody's that is there no more."""
    _, stop = sentence_round(question, end - 1, end)
    told = question.words(end, min(stop, end + _REACH))
    return (
        "from" in told[:4]
        and not _SPENT.isdisjoint(told)
        and "£" not in told
        and not {"will", "be", "not", "isn't"} & set(told)
    )


def _is_of_report(clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "an inspector's report for £7,500 told us", "the survey cost £9k and found": the price of a report that has said something."""
    report = next((at for at in range(len(clause) - 1, -1, -1) if clause[at] in _REPORTS), -1)
    told = after[after[:1] in ((",",), ("and",), ("which",), ("that",)) :][:1]
    return report >= 0 and not _FOUND.isdisjoint(told) and _OF_REPORT.isdisjoint(clause[report + 1 :])


def _is_given(clause: tuple[str, ...]) -> bool:
    """ "the ministry has given us", "they awarded the council about", "the lottery is giving": what a funder gives, just before the sum."""
    lead = clause
    while lead and lead[-1] in _ABOUT:
        lead = lead[:-1]
    adds = lead[-1:] != () and lead[-1] in _ADDS and not _IS.isdisjoint(lead[-3:-1])
    adds = adds or not _ADDED.isdisjoint((*lead[-1:], " ".join(lead[-2:])))
    if adds and len(lead) > 1 and lead[0] not in _GIVES and (_NO_FUNDER | _BIDS).isdisjoint(lead):
        return True
    given = len(lead) > 1 and lead[-1] in ("us", "council", "authority")
    return given and any(word in _GIVES for word in lead[-4:-1]) and _BIDS.isdisjoint(lead)


def _holds_this(question: Question, end: int) -> bool:
    """ "£1.1m in all, of which this is only a slice": a sum that what is asked about is a part of."""
    for at in range(end, min(end + _REACH, len(question.tokens))):
        if question.word(at) in _STOPS | {"£"}:
            return False
        if (
            question.follows(at, "of", "which")
            and question.word(at + 2) in _THIS
            and question.word(at + 3) in ("is", "contract", "'s")
        ):
            return not _PARTS.isdisjoint(question.words(at + 3, at + 9)) and "£" not in question.words(at + 3, at + 9)
    return False


def _was_before(clause: tuple[str, ...]) -> bool:
    """ "last year's contract cost us", "the previous supplier charged", "the year before that"."""
    if any(pair in (("year", "before"), ("time", "before")) for pair in itertools.pairwise(clause)):
        return True
    for i, word in enumerate(clause):
        dated = word == "last" and clause[i + 1 : i + 2] != () and clause[i + 1].endswith("'s")
        if dated and clause[i + 2 : i + 3] in ((), ("was",), ("cost",), ("came",), ("were",)):
            return True
        ours = word in ("current", "present") and clause[i + 1 : i + 2] and clause[i + 1] in _THOUGHT_OF
        nouns = _CONTRACT | _BILLS if dated else _CONTRACT
        if (dated or (word in _FORMER and not ours)) and any(noun in nouns for noun in clause[i + 1 : i + 6]):
            return not any(word in ("replacement", "replaces", "new") for word in clause)
    return False


def _is_wider(clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "the whole facilities budget is", "the department spends", "a capital programme of"."""
    has = not _HAS.isdisjoint(clause) and ("overall" in after or ("to", "spend") in itertools.pairwise(after))
    if _costs_as_staff(clause):
        return True
    if any(word in _SPENDERS for word in clause) and (has or any(word in _SPEND for word in clause)):
        return True
    budget = max((i for i, word in enumerate(clause) if word in _WIDER), default=-1)
    if budget > 0 and any(word in _WHOLE for word in clause[max(0, budget - 3) : budget]):
        return not any(word in ("contract", "contract's", "this") for word in clause)
    return after[:2] in (("capital", "programme"), ("annual", "budget"), ("overall", "budget"), ("total", "budget"))


def _costs_as_staff(clause: tuple[str, ...]) -> bool:
    """ "Our whole team costs", "staff cost us": what a part of the council costs, and not a contract."""
    for at, (one, other) in enumerate(itertools.pairwise(clause)):
        if other in ("cost", "costs", "costing") and (
            one == "staff" or (one in _SPENDERS and not _OWN.isdisjoint(clause[:at]))
        ):
            return True
    return False


def _is_of_others(clause: tuple[str, ...]) -> bool:
    """ "other councils pay", "the insurers paid out", "the hall next door cost us": what others pay, or another thing cost."""
    pairs = set(itertools.pairwise(clause))
    if any(word in _OTHERS and noun in _SPENDERS | _COUNCILS for word, noun in pairs):
        return True
    if any(clause[i] == "in" and clause[i + 1] in _OTHERS and clause[i + 2] in _PLACES for i in range(len(clause) - 2)):
        return True
    paid = not _PAID.isdisjoint(clause) and _PROPOSED.isdisjoint(clause)
    return paid and (("next", "door") in pairs or any(who in _INSURERS and deed in _PAYS_OUT for who, deed in pairs))


def is_of_rule(question: Question, first: int) -> bool:
    """Whether the bound at token `first` is a rule's, and no value: "anything over £1m", "contracts worth more than £1m".

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_of_rule(q := read_text(text), q.texts.index("over"))
    >>> told("anything over £1m"), told("any job over £1m"), told("jobs of over £1m"), told("our two jobs over £1m"), told("a job over £1m")
    (True, True, True, False, False)
    """
    at = first - 1
    while question.word(at) in _LEADS_RULED:
        at -= 1
    word, before = question.word(at), question.at(at - 1)
    if word in _ANYTHING:
        return True
    if word in _RULED:
        return before.text not in _OF_THESE and before.text not in CARDINALS and before.kind != "number"
    return word in _RULED_ONE and before.text in _ANY


def is_only_itself(question: Question, first: int, others: Sequence[tuple[int, int]]) -> bool:
    """Whether "but the repair itself is only" leads to the sum at `first`, and all the `others` (first and end tokens) were paid before.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_only_itself(q := read_text(text), len(q.texts) - 3, [(q.texts.index("£"), q.texts.index("£") + 3)])
    >>> told("the hall cost £90k, but the roof itself is only £20k"), told("fitting is £90k, but the kit itself is only £20k")
    (True, False)
    """
    clause = _clause(question, first)
    led = any(clause[i : i + 3] in _ITSELF_ONLY for i in range(len(clause)))
    return led and all(_is_over(question, start, end) for start, end in others)


def _is_over(question: Question, first: int, end: int) -> bool:
    words = (*_clause(question, first), *_clause_after(question, end))
    return not (_PAID - {"set", "let"}).isdisjoint(words) and _PROPOSED.isdisjoint(words)


def _is_put_by(question: Question, clause: tuple[str, ...], end: int) -> bool:
    """ "we had £50k set aside", "the budget holder has set aside £1.3m"; not "set aside £50k for phase 1 and £60k for phase 2"."""
    sum_after = next((at for at in range(end, end + _REACH) if question.word(at) == "£"), end)
    if question.word(sum_after - 1) in ("and", "plus", "+") and _STOPS.isdisjoint(question.words(end, sum_after)):
        return False
    if clause[:2] in (("for", "which"), ("for", "this")) and "had" not in clause:
        return False
    for_what = question.word(end + 2) if question.word(end + 1) == "for" else "it"
    if clause[-1:] in (("put",), ("set",)) and question.word(end) in ("aside", "by") and for_what in _IT:
        return True
    parts = (clause, question.words(end, end + 4))
    if all(_STARTS_PUT.isdisjoint(part) for part in parts):
        return False
    had = any(word in ("had", "have", "has", "we'd", "we've", "originally", "only") for word in clause)
    put = [part[:i] for phrase in PUT_BY for part in parts for i in range(len(part)) if part[i : i + len(phrase)] == phrase]
    return any(had or (before[-1:] or ("",))[0] in _PUTS_BY for before in put)


def _was_done(clause: tuple[str, ...]) -> bool:
    """ "in 2023 we rewired two blocks for", "last year we did the first phase for": another work that is done, and its price."""
    if clause[-1:] not in (("for",), ("at",)) or not _PROPOSED.isdisjoint(clause):
        return False
    when = any(is_year(word) or word in ("ago", "previously") for word in clause)
    when = when or not _LAST.isdisjoint(itertools.pairwise(clause))
    return when and any(who in _DOERS and _is_deed(deed) for who, deed in itertools.pairwise(clause))


def _did_so_much(clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "Our company did £1.1m of leak detection for a water firm last year": what somebody did for another, by its price."""
    did = clause[-1:] == ("did",) or clause[-2:] == ("did", "about")
    past = not _LAST.isdisjoint(itertools.pairwise(after)) or any(
        is_year(word) or word in ("ago", "previously") for word in after
    )
    return did and after[:1] in (("of",), ("worth",)) and past


def _is_deed(word: str) -> bool:
    return word in _DEEDS or (len(word) > 4 and word.endswith("ed") and word not in _PROCURED)


def _was_named(question: Question, end: int) -> bool:
    """ "£310k, no wait, that was the pot for the whole lot", "£90k, which was last year's price": what the sum was is told behind it."""
    at = end
    while at < end + _NAMED_REACH and question.word(at) in _LEADS_NAMING:
        at += 1
    if question.word(at) in ("is", "was") and at == end:
        return not _WIDER.isdisjoint(said := _clause_after(question, at + 1)[:5]) and not _WIDEST.isdisjoint(said)
    if question.word(at) not in ("that", "which", "it", "this") or question.word(at + 1) != "was" or at == end:
        return False
    said = _clause_after(question, at + 2)
    former = not _FORMER.isdisjoint(said[:3]) or said[:2] in _LAST or any(word.startswith("last") for word in said[:1])
    former = former or (said[:1] == ("last",) and said[1:2] in (("year's",), ("time's",), ("round's",)))
    return former or (not (_WIDER | _FUNDS).isdisjoint(said) and not _ALL_OF.isdisjoint(said))
