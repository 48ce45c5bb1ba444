"""A message that turns to another contract than the one before: "and separately, laptops at £90k", "I've another contract, £40k. Needed there?"

Nothing of the contract before is its own but the council. Where the words only name another contract ("there's a second contract of £40k"), they
turn to it if the same is asked of it; otherwise it is asked whether it is a part of the first (added_part.py). What is told of another contract
beside a question about the one before ("the other contract was £40k. Does this one need it?") is told in passing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.reply.added_part import is_in_same_contract
from assistant.facts.words.contract_words import BUYING_WORDS, CONTRACT_NOUNS
from assistant.facts.words.text import Question, read_text, singular
from assistant.model import TypeFact

_CONTRACTS = CONTRACT_NOUNS - {
    "value",
    "spend",
    "budget",
    "works",
    "services",
    "service",
    "supplies",
    "goods",
    "award",
    "build",
    "requirement",
}
_ONES = _CONTRACTS | {"one"}
_CONTRACTS_SAID = {singular(word) for word in CONTRACT_NOUNS} | {"a", "an", "the", "of", "for", "supply"}
_APART = {"separate", "different", "unrelated"}
"""Another contract by these words whatever is asked: "a different job"."""
_ANOTHER = {"another", "other", "second", "2nd", "third", "3rd", "further", "next", "additional"}
_NEW = {"new", "fresh"}
_ADVERBS = {"separately", "elsewhere", "meanwhile", "unrelated", "unrelatedly"}
_MATTERS = {"note", "matter", "subject", "topic", "front", "thing", "question", "query"}
_TURNS = (
    ("next", "up"), ("next", ":"), ("next", ","), ("moving", "on"), ("turning", "to"), ("now", "for", "another"), ("changing", "the", "subject"),
    ("change", "of", "subject"), ("completely", "different"), ("unrelated",), ("separately",),
)  # fmt: skip
_UNRELATED = (
    ("nothing", "to", "do", "with"), ("unconnected", "to"), ("unconnected", "with"), ("not", "connected", "to"), ("not", "connected", "with"),
    ("unrelated", "to"), ("not", "related", "to"), ("separate", "from"), ("separate", "to"), ("apart", "from"), ("aside", "from"), ("unconnected",),
    ("not", "connected"), ("not", "related"),
)  # fmt: skip
"""What sets off a message, or a part of it, from what was told before: "there's another, nothing to do with it: £12k of vests"."""
_IT = {"it", "that", "this", "them", "these", "those", "all"}
_OF_IT = {
    "the",
    "our",
    "my",
    "first",
    "last",
    "other",
    "previous",
    "earlier",
    "one",
    "above",
    "job",
    "contract",
    "order",
    "tender",
    "purchase",
}
_BEFORE_UNRELATED = {
    "this", "that", "it", "it's", "that's", "is", "has", "have", "'s", "had", "one", "got", "there's", "there", "completely", "totally", "quite",
    "entirely", "which", "really", "absolutely", "wholly", "whatever", "something", "thing", "contract", "job", "purchase", "order", "another",
    "other", "second", "different", "separate", "we", "we've", "i've", "a", "the",
}  # fmt: skip
_LEADS = {
    "and", "so", "ok", "okay", "right", "now", "also", "thanks", "thank", "you", "then", "but", "well", "great", "good", "cheers", "ta", "fine",
    ",", "-", ":", "(", "quite", "completely", "totally", "entirely", "oh", "ah", "one", "more", "another", "brilliant", "perfect", "lovely",
}  # fmt: skip
_INTO = {
    "in",
    "into",
    "under",
    "as",
    "on",
    "to",
    "within",
    "by",
    "of",
    "from",
    "not",
    "no",
    "with",
    "it's",
    "be",
    "it",
    "was",
    "were",
    "is",
}
"""Before "a separate contract" these tell what becomes of the contract itself, or that it is the one told before."""
_ALSO = {"also", "too"}
_HAVE = BUYING_WORDS | {"got", "have", "a", "an", "need", "letting", "getting", "putting", "planning", "there's", "doing"}
_INSIDE = {
    "added", "adding", "add", "bolted", "together", "both", "combined", "altogether", "total", "whole", "changes", "change", "lot", "lots",
    "part", "here",
}  # fmt: skip
"""Words by which what is told goes with the contract before, or the question is still of that."""
_OF_FIRST = {"this", "now", "still", "ours", "mine"}
"""A question with one of these is of the contract told before, as it stands with what is told."""
_FIRST_ITSELF = (
    ("this", "one"), ("this", "contract"), ("this", "job"), ("this", "tender"), ("this", "order"), ("the", "first"), ("the", "original"),
    ("our", "one"), ("ours",), ("mine",), ("my", "one"), ("the", "one", "i", "asked"), ("the", "one", "we"),
)  # fmt: skip
"""Words by which a question is of the contract told before, and of it alone."""
_CHANGES = {"changes", "change"}
_WOULD = {"would", "will", "does", "do", "could", "might", "if", "suppose", "supposing", "say"}
_TOPICS = {
    "one",
    "thing",
    "question",
    "query",
    "enquiry",
    "inquiry",
    "case",
    "scenario",
    "item",
    "matter",
    "ask",
    "subject",
    "topic",
    "note",
}
"""What a message may open with that goes on to something else: "second question:", "the other thing I have is"."""
_ANEW = _ANOTHER | _APART | _NEW
_HOLDERS = {
    "i", "we", "i've", "we've", "have", "got", "on", "my", "our", "desk", "list", "for", "you", "here", "there", "in", "to", "ask", "about", "now",
    "today", "hand", "the", "pile", "then", "please", "is",
}  # fmt: skip
"""Words between what a message opens with and what it turns to."""
_HAVING = {"i've", "we've", "ive", "i", "we", "have", "got", "there's", "there", "is"}
_TOO = {"too", "also", "as", "well", "coming", "up"}
"""Round "another one" that somebody says that they have: "I've another one too: legal advice, £90k"."""
_SETS_OFF = {":", "-", ",", ".", "is", "are"}
_BACK_TO_IT = {"it", "it's", "its", "that", "that's", "this", "them", "they", "same", "the", "if", "as", "were"}
"""Words near the opening by which what follows is still of the contract told before: "second question: what if it's £90k?"."""
_OPENING, _BACK_REACH, _LED = 12, 6, 7
_FILLS = {
    "unrelated",
    "smaller",
    "larger",
    "bigger",
    "small",
    "big",
    "separate",
    ",",
    "little",
    "new",
    "entirely",
    "completely",
    "quite",
}
_OFFERS = {
    "quote",
    "quotation",
    "bid",
    "bidder",
    "tenderer",
    "supplier",
    "contractor",
    "firm",
    "estimate",
    "offer",
    "price",
    "figure",
    "sum",
}
"""Of these "the other one" may be one, and no contract."""
_NEAR, _STOPS = 4, {".", "?", "!", ";"}


def without_turn(question: Question, *, new_kind: bool) -> str | None:
    """The message without the words that turn to another contract, so that it is read as if alone; None where it turns to none.

    `new_kind`: it tells another kind of contract than the one before, or another thing.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return without_turn(read_text(text), new_kind=False)
    >>> told("and separately, laptops at £90k"), told("we have another contract of £40k. Is it required there?"), told("there's a second contract")
    ('and , laptops at £90k', 'we have a contract of £40k. Is it required there?', None)
    """
    inside = _INSIDE & set(question.texts)
    if (inside and not (inside <= _CHANGES and _would_change(question))) or is_in_same_contract(question, of_ours=True):
        return None
    if told_beside_first(question):
        return None
    found = _opening(question) or _topic(question, new_kind=new_kind) or (_unrelated(question) if new_kind else None)
    found = found or _of_its_own(question)
    found = found or _named(question, asked=_is_asked_of_it(question), new_kind=new_kind)
    if found is None:
        return None
    first, end, instead = found
    before, after = question.text[: question.tokens[first].start], question.text[question.tokens[end - 1].end :]
    return (before.rstrip() + " " if before.strip() else "") + (instead + after).lstrip()


def is_other_thing(kind: TypeFact, before: TypeFact) -> bool:
    """Whether the kind is another one, or is told by quite other words for a thing: grounds maintenance after cleaning, but not after services."""
    one, other = ({singular(word) for word in read_text(fact.said.words).texts} for fact in (kind, before))
    named = one - _CONTRACTS_SAID and other - _CONTRACTS_SAID
    return kind.options != before.options or bool(named and one.isdisjoint(other))


def _opening(question: Question) -> tuple[int, int, str] | None:
    """Words that open a sentence and turn from what was spoken of: "next up,", "on a different note", "and separately"."""
    opens = True
    for at, word in enumerate(question.texts):
        if opens:
            if phrase := next((phrase for phrase in _TURNS if question.follows(at, *phrase)), None):
                return at, at + len(phrase), ""
            if word == "on" and not (_APART | _ANOTHER).isdisjoint(question.words(at, at + _NEAR)):
                end = next((i + 1 for i in range(at, at + _NEAR + 1) if question.word(i) in _MATTERS), None)
                if end is not None:
                    return at, end, ""
        opens = word in _STOPS or (opens and word in _LEADS)
    return None


def _unrelated(question: Question) -> tuple[int, int, str] | None:
    """An opening that says that what follows has nothing to do with the contract told before: "there's another, nothing to do with it:"."""
    at = 0
    while question.word(at) in _LEADS | _BEFORE_UNRELATED - {"it"} and not _unrelated_end(question, at):
        at += 1
    end = _unrelated_end(question, at)
    while end and (question.word(end) in _SETS_OFF - {"is", "are"} or question.word(end) in ("but", "and")):
        end += 1
    if end and question.word(end):
        return 0, end, ""
    return next((found for at in range(1, len(question.tokens)) if (found := _unrelated_behind(question, at))), None)


def _unrelated_behind(question: Question, at: int) -> tuple[int, int, str] | None:
    """The same said behind what it is said of: "£12k of vests as well, nothing to do with the skips"."""
    start = at
    while question.word(at) in _BEFORE_UNRELATED - {"we", "we've", "i've", "a", "the"}:
        at += 1
    if question.word(start - 1) not in (",", "-", "(", ".") or "£" not in question.words(0, start):
        return None
    end = _unrelated_end(question, at, _STOPS | {"", ")"})
    return (start - 1, end, "") if end else None


def leads_unrelated_sum(question: Question) -> str | None:
    """The words of a sum that follows on what is said to have nothing to do with what was told before; None where there is none.

    >>> leads_unrelated_sum(read_text("nothing to do with it: £12k for gadgets"))
    'nothing to do with it: £12k for'
    >>> leads_unrelated_sum(read_text("the £5m stadium has nothing to do with it"))
    """
    for at in range(len(question.tokens)):
        end = _unrelated_end(question, at)
        sign = next((i for i in range(end, len(question.tokens)) if question.word(i) == "£"), None) if end else None
        if sign is not None:
            return question.said(at, min(sign + 4, len(question.tokens)))
    return None


def _unrelated_end(question: Question, at: int, stops: Collection[str] = _SETS_OFF - {"is", "are"} | {"but"}) -> int:
    """Where the words at `at` end that say that something is not of the contract told before, else 0."""
    phrase = next((phrase for phrase in _UNRELATED if question.follows(at, *phrase)), None)
    if phrase is None:
        return 0
    end = at + len(phrase)
    if phrase[-1] in ("with", "to", "from"):
        start = end
        while question.word(end) in _IT | _OF_IT:
            end += 1
        end += start < end and question.word(end - 1) in ("the", "our", "my") and question.word(end).isalpha()
        if start == end:
            return 0
    return end if question.word(end) in stops else 0


def _topic(question: Question, *, new_kind: bool) -> tuple[int, int, str] | None:
    """An opening that names something else to come: "new one:", "second question:", "the other thing I have is".

    What may be another matter of the contract before turns to another contract only where it tells another kind.
    """
    at = 0
    while at < _OPENING and question.word(at) in (_LEADS - {"another"}) | {"the", "a", "my", "our", "here's", ".", "!"}:
        at += 1
    start = at
    while question.word(at) in _HAVING | {"a"} and at < start + _NEAR:
        at += 1
    had = not _HAVING.isdisjoint(question.words(start, at))
    topic = singular(question.word(at + 1))
    numbered = question.word(at) == "q" and question.at(at + 1).kind == "number"
    named = question.word(at) in _ANEW and topic in _TOPICS | _ONES
    alone = question.word(at) == "another" and question.word(at + 1) in (":", ",", "-")
    if not (named or numbered or alone or question.follows(at, "something", "else")):
        return None
    end = at + 1 if alone else at + 2
    while question.word(end) in _HOLDERS | (_TOO if had else set()) and end < at + _OPENING:
        end += 1
    if question.word(end) not in _SETS_OFF and question.word(end - 1) != "is":
        return None
    end += question.word(end) in _SETS_OFF
    sure = topic in _ONES and question.word(end - 1) == ":" and not had
    back = not _BACK_TO_IT.isdisjoint(question.words(end, end + _BACK_REACH))
    return (0, end, "") if (sure or new_kind) and not back else None


def _of_its_own(question: Question) -> tuple[int, int, str] | None:
    """What is bought as a contract by itself: "south area £88k, as a contract of its own", "£70k of fencing, on its own contract. Required?"."""
    asked = "?" in question.texts
    if any(question.follows(at, *words) for at in range(len(question.tokens)) for words in _FIRST_ITSELF):
        return None
    for at, word in enumerate(question.texts):
        if word not in ("as", "in", "under", "on", "with") or "£" not in question.words(0, at):
            continue
        start, _ = sentence_round(question, at, at + 1)
        if any(
            (question.word(i) == "of" and question.word(i + 1) in _IT | {"which"}) or question.follows(i, "the", "£")
            for i in range(start, at)
        ):
            continue
        noun = at + 1 + (question.word(at + 1) in ("a", "an", "one"))
        if question.word(noun) in _CONTRACTS and question.words(noun + 1, noun + 4) in (
            ("of", "its", "own"),
            ("of", "their", "own"),
        ):
            return at - (question.word(at - 1) == ","), noun + 4, ""
        own = question.word(at + 1) in ("its", "their") and question.word(at + 2) == "own"
        if own and question.word(at + 3) in _CONTRACTS and (asked or word == "as"):
            return at - (question.word(at - 1) == ","), at + 4, ""
    return None


def _would_change(question: Question) -> bool:
    """Whether it is asked what a contract of its own would change: "would a separate contract for the windows at £200k change things?"."""
    return "£" in question.texts and _is_separate_supposed(question)


def _is_separate_supposed(question: Question) -> bool:
    at = next((i for i, word in enumerate(question.texts) if word in _APART and _noun(question, i + 1) is not None), None)
    return at is not None and not _WOULD.isdisjoint(question.words(at - _LED, at))


def asks_of_separate(question: Question) -> bool:
    """Whether it is asked, with no sum, what a contract of its own would change: what that is for is not what the first one is for.

    >>> asks_of_separate(read_text("does letting the windows as a separate contract change the answer?"))
    True
    """
    return "£" not in question.texts and not _CHANGES.isdisjoint(question.texts) and _is_separate_supposed(question)


def told_beside_first(question: Question) -> frozenset[int]:
    """The tokens of what is told of another contract where the question is of the one before: "the other contract was £40k. Does this one need it?".

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return len(told_beside_first(read_text(text)))
    >>> told("the other contract was £40k. Does this one need it?"), told("the other contract is £40k. Does that need it?")
    (7, 0)
    """
    if "?" not in question.texts or is_in_same_contract(question, of_ours=True):
        return frozenset()
    sentences = list(_sentences(question))
    asks = [(first, end) for first, end in sentences if question.word(end) == "?"]
    if not any(question.follows(at, *words) for first, end in asks for at in range(first, end) for words in _FIRST_ITSELF):
        return frozenset()
    told = [span for span in sentences if span not in asks and _names_another(question, *span)]
    return frozenset(at for first, end in told for at in range(first, end))


def _names_another(question: Question, first: int, end: int) -> bool:
    """Whether the clause at tokens `first` up to `end` has another contract for its subject, or says that there is one."""
    told = question.words(first, end)
    if "£" not in told or not _INSIDE.isdisjoint(told):
        return False
    for at in range(first, end):
        if question.follows(at, "of", "its", "own") or question.follows(at, "its", "own", "contract"):
            return True
        noun_at = _noun(question, at + 1) if question.word(at) in _ANOTHER | _APART else None
        if noun_at is not None and noun_at < end and question.word(at - 1) not in _INTO:
            return True
    return False


def _sentences(question: Question) -> Iterator[tuple[int, int]]:
    """Each sentence, and a question behind a comma, as its first token and that of its stop."""
    first = 0
    for at in range(len(question.tokens) + 1):
        turns = question.word(at) in (",", "-") and question.word(at + 1) in ("does", "is", "do", "so", "but", "what", "and")
        if at == len(question.tokens) or question.word(at) in _STOPS or turns:
            yield first, at
            first = at + 1


def _named(question: Question, *, asked: bool, new_kind: bool) -> tuple[int, int, str] | None:
    """Words that name another contract: "a different job", "the other one", "another contract"; `asked` of it, or of another kind."""
    opens, quotes = True, not _OFFERS.isdisjoint(map(singular, question.texts))
    too = not _ALSO.isdisjoint(question.texts)
    would = not _CHANGES.isdisjoint(question.texts) and _would_change(question)
    for at, word in enumerate(question.texts):
        led = question.word(at - 1)
        before = question.word(at - 2) if led in ("a", "an", "the", "our", "my", "one") else led
        noun_at = _noun(question, at + 1)
        if noun_at is not None and question.word(noun_at) == "one" and quotes:
            noun_at = None
        apart = word in _APART and would
        if noun_at is not None and (apart or before not in _INTO) and question.word(noun_at + 1) not in ("type", "kind"):
            start = at - (led in ("a", "an", "the", "our", "my"))
            new = word in _NEW and too
            if word in _APART or (new and asked) or (word in _ANOTHER and (asked or (opens and new_kind and led != "a"))):
                return start, noun_at, "a"
        also = word == "also" and question.word(at + 1) in _HAVE
        if also and asked:
            return at, at + 1, ""
        opens = word in _STOPS or (opens and word in _LEADS | {"the", "a"})
    return None


def _noun(question: Question, at: int) -> int | None:
    """Where the noun for one contract is that the words from `at` on name, with an adjective or two."""
    for noun_at in range(at, at + _NEAR):
        if question.word(noun_at) in _ONES and not question.word(noun_at).endswith("s"):
            return noun_at
        plain = (
            question.word(noun_at) in _FILLS
            or question.at(noun_at).kind in ("number", "sign")
            or question.word(noun_at) in ("k", "m")
        )
        if not plain or question.word(noun_at) in _STOPS:
            return None
    return None


def _is_asked_of_it(question: Question) -> bool:
    """Whether the same is asked of what is told: "is it required there?", "that one?", "same question"."""
    if "same" in question.texts and {"question", "answer", "thing", "again"} & set(question.texts):
        return True
    if "?" not in question.texts:
        return question.words(1, 2) == ("about",)
    end = len(question.texts) - 1 - question.texts[::-1].index("?")
    start = next((i + 1 for i in range(end - 1, -1, -1) if question.texts[i] in _STOPS), 0)
    return _OF_FIRST.isdisjoint(question.words(start, end))
