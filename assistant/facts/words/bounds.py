"""Words that bound a figure: over, at least, up to, about, just under, and what follows a figure: or more, or less.

The ends are exact where the words are: "over £100,000" starts a penny above it, "£100,000 or more" at it. Where the words
are loose the reader takes a band, and says so in the docs (docs/adr, reading money): "about" is 10 per cent either way,
"just over" up to 10 per cent more, "just under" down to 10 per cent less.
"""

from __future__ import annotations

from typing import Literal

from assistant.facts.words.text import Question

Bound = Literal["exact", "over", "at_least", "under", "at_most", "about", "give_or_take", "just_over", "just_under"]
LOOSE_PERCENT = 10

_BEFORE: dict[str, Bound] = {}
for _bound, _phrases in {
    "over": "over|above|more than|greater than|higher than|bigger than|larger than|exceeding|exceeds|exceed|in excess of|north of|beyond|"
    "well over|far more than|much more than|way over|well above|topping|tops|>",
    "at_least": "as low as|as little as|at least|"
    "no less than|not less than|nothing less than|a minimum of|minimum of|minimum|min|upwards of|upward of|starting at|"
    "not under|not below|no lower than|a floor of|> =|≥|or over|at or above|at or over|on or above|above or at|over or at|starting from|"
    "equal to or above|equal to or over|equal to or more than|greater than or equal to|more than or equal to",
    "under": "under|below|less than|lower than|smaller than|south of|well under|well below|far less than|much less than|way under|<|"
    "fewer than|beneath|short of|sub|sub -|up to but not including|up to but excluding",
    "at_most": "as high as|all the way to|all the way up to|"
    "up to|upto|at most|no more than|not more than|a maximum of|maximum of|maximum|max|max of|capped at|not exceeding|"
    "not to exceed|no greater than|no higher than|a ceiling of|limited to|< =|≤|as much as|anything up to|up to and including|at or below|"
    "at or under|below or at|under or at|equal to or below|equal to or less than|less than or equal to",
    "about": "about|around|roughly|approximately|approx|approx .|circa|ca|ca .|c|c .|~|≈|something like|in the region of|in the order of|"
    "of the order of|ballpark|thereabouts|close to|roundabout|round about|some|more or less|near",
    "give_or_take": "give or take|plus or minus|+ / -|±",
    "just_over": "just over|just above|just more than|little more than|marginally over|marginally above|slightly over|slightly above|"
    "slightly more than|fractionally over|fractionally above|just north of",
    "just_under": "just under|just below|just less than|little less than|marginally under|marginally below|slightly under|slightly below|"
    "slightly less than|fractionally under|fractionally below|just south of|just short of|nearly|almost|not quite|approaching|close on|"
    "just shy of|shy of|nearing|not far off|not far short of|pushing|verging on",
}.items():
    for _phrase in _phrases.split("|"):
        _BEFORE[_phrase] = _bound  # type: ignore[assignment]
_SHARP = {
    "exactly", "precisely", "currently", "now", "just", "only", "presently", "reportedly", "supposedly", "allegedly", "apparently", "officially",
    "reckoned", "estimated", "quoted", "flat", "a flat", "bang on", "dead on", "spot on", "smack on", "right on", "set at", "put at", "fixed at",
    "to be", "likely", "expected to be", "at present", "some",
}  # fmt: skip
"""Words before a figure that bound it on no side: "value exactly 100,000"."""
_SHARP_ENDS = {phrase.rpartition(" ")[2] for phrase in _SHARP}
_BITS = [
    "little", "bit", "little bit", "wee bit", "shade", "touch", "tad", "smidge", "smidgen", "whisker", "hair", "fraction", "sliver",
]  # fmt: skip
for _bit in _BITS:
    _BEFORE |= {f"a {_bit} {word}": "just_over" for word in ("over", "above", "more than", "north of", "beyond", "past")}
    _BEFORE |= {f"a {_bit} {word}": "just_under" for word in ("under", "below", "less than", "south of", "short of", "shy of")}

_AFTER: dict[str, Bound] = {
    "or more": "at_least", "or over": "at_least", "or above": "at_least", "or higher": "at_least", "or greater": "at_least",
    "or upwards": "at_least", "or longer": "at_least", "and over": "at_least", "and above": "at_least", "and up": "at_least",
    "and upwards": "at_least", "and more": "at_least", "upwards": "at_least", "at least": "at_least", "minimum": "at_least",
    "at a minimum": "at_least", "as a minimum": "at_least", "plus": "at_least", "+": "at_least", "min": "at_least",
    "or less": "at_most", "or under": "at_most", "or below": "at_most", "or lower": "at_most", "or fewer": "at_most",
    "or shorter": "at_most", "at most": "at_most", "maximum": "at_most", "max": "at_most", "tops": "at_most", "and under": "at_most",
    "and below": "at_most", "at the most": "at_most", "or so": "about", "ish": "about", "- ish": "about", "or thereabouts": "about",
    "give or take": "give_or_take", "+ / -": "give_or_take", "plus or minus": "give_or_take", "±": "give_or_take",
    "approx": "about", "approximately": "about",
    "roughly": "about", "at the low end": "at_least", "at the lower end": "at_least", "at the bottom end": "at_least", "at the bottom": "at_least",
    "at the high end": "at_most", "at the higher end": "at_most", "at the upper end": "at_most", "at the top end": "at_most",
    "at the top": "at_most", "at the very most": "at_most", "at the very least": "at_least", "at the least": "at_least",
    "< value": "over", "< contract": "over", "> value": "under",
}  # fmt: skip
_EITHER_WAY = {"give or take", "plus or minus", "+ / -", "±"}
"""Before a figure of its own these tell how far the one before may be off: "£90k, give or take £10k"."""
_NEGATED: dict[Bound, Bound] = {"over": "at_most", "at_least": "under", "under": "at_least", "at_most": "over"}
_NOT = {
    "not", "never", "cannot", "nor", "isnt", "doesnt", "wont", "dont", "cant", "shouldnt", "mustnt", "wouldnt", "wasnt", "couldnt", "arent",
}  # fmt: skip
_NO_SUCH = {
    "no": {"way", "chance", "circumstances", "circumstance", "account", "means", "time", "point", "event", "prospect", "question", "stage", "longer"},
    "not": {"penny", "pound", "quid"},
}  # fmt: skip
"""Words of a denial in two: "no way", "under no circumstances", "not a penny"."""
_DENIES_ALONE = {"refuse", "refuses", "refusing", "unlikely"}
_WHO_DOUBTS = {"i", "we", "they", "he", "she", "really", "highly", "seriously", "rather"}
_PASSED_TO_NOT = {
    "normally", "expected", "anticipated", "see", "likely", "anything", "usually", "ordinarily", "projected", "forecast", "budgeted", "planned",
    "reckon",
    "to", "be", "go", "goes", "going", "it", "a", "ever", "we", "we'd", "we'll", "we're", "i", "i'd", "they", "they'd", "it'll", "it'd", "it's",
    "is", "are", "would", "will", "shall", "may", "might", "could", "can", "should", "must", "possibly", "actually", "really", "pay", "paying",
    "pays", "spend", "spending", "spends", "cost", "costs", "costing", "come", "comes", "coming", "out", "at", "allowed", "permitted", "able",
    "meant", "supposed", "let", "us", "think", "expect", "intend", "plan", "want", "mean", "run", "runs", "running", "rise", "rises", "of",
    "that", "this", "there's", "there", "for", "get", "gets", "fall", "falls", "drop", "drops", "sink", "done", "bought", "worth", "total",
    "amount", "add", "up", "price", "value", "contract", "the", "our", "more", "have", "climb", "climbs", "end", "dream", "having", "being",
    "sign", "stretch", "afford", "contemplate", "consider", "commit", "here",
}  # fmt: skip
"""What may stand between a denial and the bound that it turns round: "can never pay more than", "no way that it goes above"."""
_TURNED: dict[str, Bound] = {
    "top": "at_most", "past": "at_most", "breach": "at_most", "break": "at_most", "cross": "at_most", "beat": "at_most",
    "reach": "under", "hit": "under", "touch": "under", "go through": "at_most", "break through": "at_most",
}  # fmt: skip
"""Words that bound a figure only where they are denied: "is not allowed to top £170,000"."""
_NOT_REACH = 9
_BETWEEN = {
    "a",
    "an",
    "the",
    "of",
    "value",
    "values",
    "sum",
    "figure",
    "amount",
    "price",
    "cost",
    "total",
    "at",
    "to",
    "go",
    "going",
    "be",
}
_SPOKEN_OF_ABOUT = {
    "what", "how", "question", "questions", "query", "queries", "enquiry", "enquiries", "inquiry", "ask", "asks", "asked", "asking", "enquire",
    "enquiring", "tell", "telling", "told", "know", "talk", "talking", "talked", "speak", "speaking", "write",
    "writing", "email", "emailed", "emailing", "advice", "advise", "guidance", "info", "information", "details", "rule",
    "rules", "worried", "worry", "sure", "unsure", "concerned", "curious", "wondering", "wonder", "hear", "help", "mail",
}  # fmt: skip
_RISEN = {
    "gone", "went", "goes", "going", "crept", "creeps", "creeping", "jumped", "jumps", "shot", "moved", "moves", "pushed", "come", "came", "put",
    "risen", "rises", "rose", "rising", "climbs", "climbed", "climbing", "grows", "grew", "grown", "inches", "bumped", "drifts", "drifted", "rounded",
}  # fmt: skip
_RAISED = _RISEN | {
    "putting", "puts", "push", "pushes", "pushing", "bring", "brings", "brought", "bringing", "take", "takes", "took", "taking", "taken", "raise",
    "raised", "raises", "bump", "bumps", "bumping", "shoved", "cranked", "marked", "hiked", "increased",
}  # fmt: skip
_OBJECTS = {"it", "that", "this", "them", "the", "our", "my", "their", "his", "her", "its", "everything", "things"}
_MAY = {"may", "might", "could", "can", "would", "if", "or"}
_OBJECT_REACH = 4
_DETERMINERS = {"a", "an", "the", "this", "that", "our", "my", "your", "their", "any", "every"}
_MARKS = {"mark", "level", "figure", "point", "range", "region"}
_ASKS_SAID = {"what", "does", "do", "did", "anything", "something", "nothing", "which"}
_LONGEST = 5


def bound_before(question: Question, at: int) -> tuple[Bound, int]:
    """The bound that the words before token `at` put on the figure there, and the token where they start.

    Small words may stand between ("above a total value of £100k"); "not over" is "at most".
    """
    for skipped in range(5):
        end = at - skipped
        for length in range(_LONGEST, 0, -1):
            phrase = " ".join(question.words(end - length, end))
            if phrase in _TURNED and (denied := _denied_from(question, end - length)) is not None:
                return _TURNED[phrase], denied
            if end < length or not (bound := _BEFORE.get(phrase)) or _closes_markup(question, end - length):
                continue
            if _rises_to(question, end - length):
                return "exact", end - length
            if not (phrase in ("about", "around") and _names_subject(question, end - length, at)):
                return _unless_negated(question, bound, end - length)
        if question.word(end - 1) not in _BETWEEN:
            break
    return "exact", at


def sharp_before(question: Question, at: int) -> int:
    """Where words start that stand before the figure at token `at` and bound it on no side: "exactly", "bang on", "now".

    >>> from assistant.facts.words.text import read_text
    >>> sharp_before(read_text("value now exactly 100,000"), 3), sharp_before(read_text("value of 100,000"), 2)
    (1, 2)
    """
    for _ in range(2):
        if question.word(at - 1) not in _SHARP_ENDS:
            break
        length = next((n for n in (3, 2, 1) if at >= n and " ".join(question.words(at - n, at)) in _SHARP), 0)
        at -= length
    return at


def _rises_to(question: Question, at: int) -> bool:
    """Whether "up to" at `at` says how far a value went and bounds nothing: "the price has gone up to £115k", "he put it up to £3,000"."""
    if question.word(at) != "up" or question.word(at - 1) in _RISEN:
        return question.word(at) == "up"
    verb = next((i for i in range(at - 2, at - 2 - _OBJECT_REACH, -1) if question.word(i) in _RAISED), None)
    return verb is not None and question.word(verb + 1) in _OBJECTS and _MAY.isdisjoint(question.words(verb - 3, verb))


def _names_subject(question: Question, at: int, figure_at: int) -> bool:
    """Whether "about" at `at` says what is asked about: "what about £100k?", "a question about a £60k contract"."""
    determined = question.word(at + 1) in _DETERMINERS and figure_at == at + 2
    if determined and not any(word in _MARKS for word in question.words(figure_at, figure_at + 5)):
        return True
    start = at - (question.word(at - 1) in ("me", "us", "you", "him", "her", "them"))
    if question.word(start - 1) in ("say", "says", "said"):
        return any(word in _ASKS_SAID for word in question.words(start - 8, start - 1))
    return question.word(start - 1) in _SPOKEN_OF_ABOUT


def _closes_markup(question: Question, at: int) -> bool:
    """Whether ">" ends a tag that "<" opened, or parts a note ("works > £2m > 20 months"), and compares nothing."""
    if question.word(at) != ">":
        return False
    return "<" in question.words(at - 6, at) or sum(_parts_note(question, i) for i in range(at - 12, at + 13)) > 1


def _parts_note(question: Question, at: int) -> bool:
    return question.word(at) == ">" and question.at(at).gap and question.at(at + 1).gap


def _unless_negated(question: Question, bound: Bound, start: int) -> tuple[Bound, int]:
    denied = _denied_from(question, start)
    if denied is not None and bound in _NEGATED:
        return _NEGATED[bound], denied
    return bound, start


def _denied_from(question: Question, start: int) -> int | None:
    """Where a denial starts that what begins at token `start` is said under: "never", "can't ever", "no way we'd spend"; None where there is none.

    >>> from assistant.facts.words.text import read_text
    >>> asks = (("we can never pay more than £9", 4), ("there is no way it is over £9", 6), ("never mind, over £9", 3))
    >>> [_denied_from(read_text(q), n) for q, n in asks]
    [2, 2, None]
    """
    if question.word(start - 1) == "nothing":
        return start - 1
    for before in range(start - 1, max(start - 1 - _NOT_REACH, -1), -1):
        word = question.word(before)
        doubted = word in ("doubt", "doubts") and question.word(before - 1) in _WHO_DOUBTS
        if word in _NOT or word.endswith("n't") or word in _DENIES_ALONE or doubted:
            return before
        for denies, things in _NO_SUCH.items():
            if word in things and denies in question.words(before - 2, before):
                return before - (1 if question.word(before - 1) == denies else 2)
        if word not in _PASSED_TO_NOT:
            return None
    return None


def bound_after(question: Question, at: int) -> tuple[Bound, int]:
    """The bound that the words from token `at` on put on the figure before them, and the token after them.

    "plus" and "+" bound a figure only where nothing is added: "£100k+", but not "£100k plus VAT" or "3 + 1".
    """
    for length in (4, 3, 2, 1):
        phrase = " ".join(question.words(at, at + length))
        bound = _AFTER.get(phrase)
        fits = at + length <= len(question.tokens)
        if phrase == "and up" and question.word(at + 2) == "to":
            continue
        if phrase in _EITHER_WAY and _says_how_far(question, at + length):
            break
        if bound and fits and not (phrase in ("plus", "+") and _adds(question, at + 1)):
            return bound, at + length
    return "exact", at


def _says_how_far(question: Question, at: int) -> bool:
    """Whether a sum follows at `at`, and not a share or a few words: "give or take £10k"."""
    return question.word(at) == "£" or (question.at(at).kind == "number" and "%" not in question.words(at + 1, at + 3))


def _adds(question: Question, at: int) -> bool:
    token = question.at(at)
    if token.kind == "number" or token.text in (
        "£",
        "vat",
        "the",
        "a",
        "an",
        "any",
        "two",
        "one",
        "three",
        "optional",
        "option",
        "options",
    ):
        return True
    return token.kind == "word" and not question.at(at - 1).gap and not token.gap


def ends(low: int, high: int, bound: Bound) -> tuple[int, int | None]:
    """Both ends, included, of a figure (or of two) under a bound, in its smallest unit (pence, months).

    A figure bounded only from above starts at 0, which says that no lower end is known.

    >>> ends(10_000_000, 10_000_000, "over"), ends(10_000_000, 10_000_000, "about"), ends(24, 24, "under")
    ((10000001, None), (9000000, 11000000), (0, 23))
    """
    if bound == "exact":
        return low, high
    less, more = low * (100 - LOOSE_PERCENT) // 100, -(-high * (100 + LOOSE_PERCENT) // 100)
    table: dict[Bound, tuple[int, int | None]] = {
        "over": (low + 1, None),
        "at_least": (low, None),
        "under": (0, max(high - 1, 0)),
        "at_most": (0, high),
        "about": (less, more),
        "give_or_take": (less, more),
        "just_over": (low + 1, max(more, low + 1)),
        "just_under": (min(less, max(high - 1, 0)), max(high - 1, 0)),
    }
    return table[bound]


def sum_ends(low: int, high: int, bound: Bound) -> tuple[int, int | None]:
    """Both ends of a sum of money in pence: as `ends`, but that a sum told with "about" stands as told, for a contract's value is an estimate.

    >>> sum_ends(10_000_000, 10_000_000, "about"), sum_ends(10_000_000, 10_000_000, "under")
    ((10000000, 10000000), (0, 9999999))
    """
    return (low, high) if bound == "about" else ends(low, high, bound)
