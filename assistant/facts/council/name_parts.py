"""Whether a place's name is part of another name: a firm's, a person's, a building's, a stone's; and where a letter is signed.

"Kent Signs", "Mr Lincoln" and "York stone" name no council, nor does "Yours, Fenland Fencing Ltd". What stands without a capital or without
another council beside it is taken for a council all the same: to say that one is not loaded is no wrong answer.
"""

from __future__ import annotations

from assistant.facts.words.text import Question
from assistant.guard.persons import given_names

NO_NAMES = {
    "a", "an", "the", "our", "my", "your", "their", "his", "her", "its", "this", "that", "which", "what", "any", "all", "every", "each", "some",
    "no", "does", "do", "did", "is", "are", "was", "should", "would", "could", "can", "must", "may", "if", "for", "in", "of", "to", "by", "at", "and",
    "or", "but", "full", "local", "other", "another", "one", "two", "three", "five", "many", "most", "how", "when", "where", "who", "why", "has",
    "have", "had", "will", "with", "from", "on", "as", "than", "new", "own", "same", "whole", "neighbouring", "different", "combined", "loaded",
    "under", "per", "these", "those", "both", "say", "tell", "ask", "asks", "compare", "covered", "between", "about", "like", "we", "i",
    "works", "services", "supplies", "contract", "value", "social", "policy", "hello", "hi", "ok", "so", "please", "large", "small", "big",
    "host", "district", "city", "county", "borough", "town", "parish", "metropolitan", "unitary", "council", "councils", "rural", "urban",
    "typical", "nearby", "labour", "conservative", "youth", "arts", "english", "welsh", "scottish", "british", "uk", "shadow", "said",
    "research", "sports", "privy", "european", "whichever", "particular", "given", "named", "right", "wrong", "single", "certain",
    "dear", "hey", "hiya", "hallo", "greetings", "morning", "afternoon", "evening", "good", "welcome", "attn", "attention", "thanks", "thank",
    "cheers", "sorry", "regards", "sincerely", "faithfully", "yours", "esteemed", "respected", "dearest", "beloved",
}  # fmt: skip
"""Words that name no council before "council": of the language, and of greetings."""
_OF_A_COUNCIL = {
    "council", "councils", "city", "borough", "district", "county", "metropolitan", "unitary", "authority", "mbc", "bc", "dc", "cc", "lbc",
    "policy", "social", "value", "sv", "framework", "procurement", "contract", "tender", "toolkit", "vs", "versus", "v", "works", "services",
    "supplies", "goods", "council's", "procurement's",
}  # fmt: skip
_ENDS_A_NAME = NO_NAMES | _OF_A_COUNCIL
_LEGAL_FORMS = {
    "ltd",
    "limited",
    "plc",
    "llp",
    "llc",
    "cic",
    "inc",
    "gmbh",
    "cio",
    "bros",
    "brothers",
    "incorporated",
    "& sons",
    "& co",
    "& son",
}
_TITLES = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "prof",
    "professor",
    "rev",
    "reverend",
    "cllr",
    "councillor",
}
_BIDS = {
    "bid", "bids", "bidding", "quote", "quotes", "quoted", "tender", "tenders", "tendered", "tendering", "won", "win", "wins", "offer", "offers",
    "offered", "supply", "supplies", "supplied", "submitted", "priced", "charge", "charges", "applied", "hold", "holds",
}  # fmt: skip
_OF_BIDDING = {
    "are",
    "is",
    "have",
    "has",
    "want",
    "wants",
    "would",
    "will",
    "like",
    "to",
    "who",
    "which",
    "just",
    "also",
    "us",
    "(",
    ")",
    ",",
}
_MATERIALS = {
    "stone", "stones", "stonework", "ragstone", "limestone", "sandstone", "granite", "slate", "slates", "flagstone", "flagstones", "flags", "brick",
    "bricks", "tiles", "steel", "reed", "pantiles", "cement", "peg", "lime", "marble", "oak", "willow", "china", "pottery", "porcelain", "glassware",
    "carpet", "carpets", "cheese", "beef", "lamb", "pasties", "cream", "honey", "apples", "ale", "cider",
}  # fmt: skip
_DEPARTMENTS = {
    "legal", "finance", "procurement", "hr", "it", "audit", "accounts", "estates", "planning", "housing", "highways", "purchasing", "democratic",
    "sales", "marketing", "communications", "comms", "payroll", "property", "education", "parks", "licensing",
}  # fmt: skip
_BUILDINGS = {
    "house",
    "court",
    "hall",
    "building",
    "buildings",
    "arms",
    "inn",
    "villas",
    "tower",
    "gardens",
    "place",
    "square",
    "row",
}
_PLACES_OF_FIRMS = {
    "branch", "office", "depot", "team", "yard", "workshop", "warehouse", "factory", "shop", "store", "showroom", "site", "crew", "division",
}  # fmt: skip
_OWNED_BY_FIRMS = {"our", "my"}
_ONLY_OF_FIRMS = {"branch"}
_SAYS_OF_FIRMS = {
    "says", "thinks", "said", "thought", "told", "tells", "reckons", "believes", "would", "will", "could", "quoted", "priced", "bids", "wants", "bid",
    "manager", "manager's", "does", "did", "runs", "handles",
}  # fmt: skip
_GOES_ON_OF_FIRMS = _SAYS_OF_FIRMS | {
    "is",
    "can",
    "has",
    "in",
    "on",
    "and",
    "which",
    "who",
    ".",
    ",",
    "",
    "may",
    "might",
    "to",
    "for",
    "?",
    "(",
}
_CLOSINGS = (
    ("yours",),
    ("regards",),
    ("sincerely",),
    ("faithfully",),
    ("thanks",),
    ("cheers",),
    ("best", "wishes"),
    ("thank", "you"),
)
_STARTS_CLOSING = {words[0] for words in _CLOSINGS}
_STOPS = {".", "?", "!", ";", ")"}
_OPENS_CLOSING = {"kind", "kindest", "warm", "warmest", "best", "many", "with", "very", "my"}
_SETTLEMENTS = {"city", "cities", "town", "towns", "village", "villages", "port", "resort", "coast", "countryside"}
"""What a county is named before to say where that is: "which Devon city does Southend speak of?"."""
_MOST_WORDS, _MOST_SIGNED = 4, 14


def is_of_another_name(question: Question, first: int, end: int, *, loaded: bool, beside_another: bool) -> bool:
    """Whether the place at tokens `first` up to `end` is part of a firm's, a person's, a town's or a building's name, or of a material's.

    `loaded`: it is a name of a council that is loaded, which wants a surer sign. `beside_another`: a loaded council is named elsewhere.
    """
    if "council" in question.words(end, end + 3):
        return False
    if _has_legal_form(question, end) or _is_titled(question, first):
        return True
    if _bids(question, end) or (beside_another and question.word(end) in _BUILDINGS and _capital(question, end)):
        return True
    if loaded:
        return False
    if question.word(end) in _MATERIALS or question.word(first - 1) == "new" or _is_person(question, first, end):
        return True
    if beside_another and question.word(end) in _SETTLEMENTS:
        return True
    return beside_another and _run_end(question, end) > end


def is_firms_own(question: Question, first: int, end: int) -> bool:
    """Whether a town only tells which branch or depot of a firm is meant: "our Norwich branch", "our Southend depot", "the Norwich office says".

    >>> from assistant.facts.words.text import read_text
    >>> said = ("our Kent branch", "the Kent office says", "our Kent depot would", "the Kent office roof", "Kent team", "the Kent team at")
    >>> [is_firms_own(q := read_text(text), (at := q.texts.index("kent")), at + 1) for text in said]
    [True, True, True, False, False, False]
    """
    lead, place, after = question.word(first - 1), question.word(end), question.word(end + 1)
    if place not in _PLACES_OF_FIRMS or lead not in _OWNED_BY_FIRMS | {"the", "a"}:
        return False
    if place in _ONLY_OF_FIRMS or (lead in _OWNED_BY_FIRMS and after in _GOES_ON_OF_FIRMS):
        return True
    return after in _SAYS_OF_FIRMS


def signed_from(question: Question) -> int:
    """The token from which on a letter is signed ("Regards, Ann Hill, Hill & Sons Ltd"); past the end where it is not."""
    for at in range(len(question.tokens) - 1, 0, -1):
        if question.texts[at] not in _STARTS_CLOSING:
            continue
        closing = next((words for words in _CLOSINGS if question.follows(at, *words)), None)
        if closing and _opens_sentence(question, at) and _is_signed(question, at + len(closing)):
            return at
    return len(question.tokens)


def signature_end(question: Question, first: int) -> int:
    """Where a signature that starts at token `first` ends: at what is added to the letter after it, else at the letter's end."""
    return next((at for at in range(first, len(question.tokens)) if question.word(at) in ("ps", "pps")), len(question.tokens))


def _opens_sentence(question: Question, at: int) -> bool:
    first = at
    while question.word(first - 1) in _OPENS_CLOSING:
        first -= 1
    return question.word(first - 1) in _STOPS


def _is_signed(question: Question, after: int) -> bool:
    """Whether nothing but a name and what it is follows: few words, nothing asked, no sum."""
    rest = question.words(after, signature_end(question, after))
    return 0 < len(rest) <= _MOST_SIGNED and not {"?", "£", "!"} & set(rest)


def _has_legal_form(question: Question, end: int) -> bool:
    """Whether "Ltd" and the like follow within a few words that are no words of the language."""
    for at in range(end, end + _MOST_WORDS + 1):
        word = question.word(at)
        if word in _LEGAL_FORMS or f"{word} {question.word(at + 1)}" in _LEGAL_FORMS:
            return True
        if not (word.isalpha() or word in ("&", "-")) or (
            word in NO_NAMES and word not in ("and", "services", "supplies", "works")
        ):
            return False
    return False


def _is_titled(question: Question, first: int) -> bool:
    at = first - 1 - (question.word(first - 1) == ".")
    return question.word(at) in _TITLES and _capital(question, first)


def _bids(question: Question, end: int) -> bool:
    """Whether a name of several capitalised words goes on to what bidders do: "Kent Signs are bidding"."""
    at = _run_end(question, end)
    if at == end:
        return False
    last = at + _MOST_WORDS
    while at < last and question.word(at) in _OF_BIDDING:
        at += 1
    return question.word(at) in _BIDS


def _run_end(question: Question, end: int) -> int:
    """Where the words with a capital of their own that go on from a name end; `end` itself where none does."""
    at = end
    while at <= end + _MOST_WORDS and (_goes_on(question, at) or (at > end and _joins(question, at))):
        at += 1
    return at


def _joins(question: Question, at: int) -> bool:
    return question.word(at) in ("&", "and") and _goes_on(question, at + 1)


def _goes_on(question: Question, at: int) -> bool:
    return _capital(question, at) and question.word(at) not in _ENDS_A_NAME


def _capital(question: Question, at: int) -> bool:
    """Whether a word begins with a capital, and is not all capitals."""
    token = question.at(at)
    said = question.text[token.start : token.end]
    return token.kind == "word" and said[:1].isupper() and not said.isupper()


def _is_person(question: Question, first: int, end: int) -> bool:
    """Whether a given name stands before, or it is said where a person works: "Jo Lincoln", "Preston from legal", "Kent here"."""
    if not _capital(question, first):
        return False
    if question.word(first - 1) in given_names() and _capital(question, first - 1):
        return True
    after = question.word(end)
    from_office = after in ("from", "in") and question.word(end + 1 + (question.word(end + 1) == "the")) in _DEPARTMENTS
    return from_office or (after == "here" and question.word(end + 1) in (",", ".", "!", "-", "from", ":"))
