"""An extension that a reply names without its length: "same but with the extension year", "including both option years".

It lengthens the term by the unit it is named in. What is left out, or asked about, lengthens nothing; nor does one that the earlier term holds.
One that the earlier term holds and that is dropped ("scrap the extension", "without the plus two") leaves the first stretch alone; one that was
dropped and is put back ("actually, keep the extension in") makes the term what it was.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.money.changes import Change
from assistant.facts.term.duration import is_extension
from assistant.facts.term.further_years import place_in_term
from assistant.facts.words.dropping import dropping_phrase, is_dropped_by
from assistant.facts.words.lengths import UNIT_MONTHS, Length, read_lengths
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question, read_text
from assistant.model import Duration

_NAMES = {"extension", "option", "optional", "extra", "bonus"}
_WITH = {
    "with", "including", "include", "incl", "inc", "plus", "and", "add", "adding", "take", "taking", "use", "using", "count", "counting", "exercise",
    "exercising", "+", "up", "activate", "activating", "trigger", "want", "need", "bring", "put",
}  # fmt: skip
_BESIDE = {"with", "including", "incl", "inc", "plus", "and", "+"}
_ASKS = {
    "do", "does", "did", "is", "are", "can", "could", "should", "must", "may", "will", "would", "shall", "has", "have", "had", "was", "were",
}  # fmt: skip
_FILLS = {"the", "an", "a", "that", "our", "its", "in", "all", "on", "up"}
_HELD = {
    "extension",
    "extensions",
    "option",
    "options",
    "optional",
    "extend",
    "extendable",
    "extendible",
    "renewable",
    "extended",
    "extending",
    "+",
    "plus",
    "extra",
    "more",
    "another",
    "further",
}
_DROPS = {
    "scrap", "scrapped", "scrapping", "drop", "dropped", "dropping", "forget", "forgetting", "ditch", "ditched", "ditching", "without", "lose",
    "losing", "lost", "remove", "removed", "removing", "delete", "deleted", "bin", "binned", "excluding", "exclude", "minus", "ignore", "ignoring",
    "strike", "cancel", "cancelled", "withdrawn", "skip", "less", "no", "gone", "axe", "axed", "axing", "nixed",
}  # fmt: skip
_TAKES, _OUT = (
    {
        "take",
        "taken",
        "taking",
        "leave",
        "leaving",
        "left",
        "cut",
        "goes",
        "strip",
        "stripped",
        "knock",
        "cross",
        "crossed",
        "crossing",
        "struck",
        "pulled",
        "thrown",
        "threw",
    },
    {"out", "off", "away"},
)
_IS_OUT, _AFTER_OUT = (
    {"out", "off", "dead"},
    {"", ".", ",", "!", ";", "-", "now", "then", "again", "so", "and", "because", "sorry", "after"},
)
_KNOWS = {"if", "whether", "sure", "know", "knows", "sized", "priced", "decided", "agreed", "told"}
"""Words by which a denial is not of having the extension: "we don't know about the option"."""
_EXTENSIONS = {"extension", "extensions", "option", "options", "extention", "extentions", "optional"}
_EXTRA, _THOSE = {"plus", "extra", "further", "additional", "bonus"}, {"the", "that", "those", "both", "any", "no", "without"}
_NOT_OF_TERM = {"policy", "rule", "clause", "criterion", "criteria", "report", "weighting", "lead", "building", "a", "b", "but"}
_CHOOSES = {"other", "only", "best", "better", "safer", "cheaper", "first"}
"""Before "option" these make it a choice between ways to go."""
_YEARS, _STANDS_ALONE = {"year", "years", "yr", "yrs"}, {"", "?", ".", ",", "!", ";", ")"}
_AFTER_PLACE = _STANDS_ALONE | {
    "and", "or", "&", "now", "then", "at", "after", "as", "is", "isn't", "off", "out", "please", "either", "any", "option", "back", "in", "for",
    "this", "altogether", "instead", "from", "so", "but", "because", "-",
}  # fmt: skip
"""What may stand after a later year that is named, and no noun that it tells of: "the fifth year review"."""
_KEEPS = {"just", "only"}
_ROUND_KEPT = _KEEPS | {
    "the", "first", "and", "then", "for", "it's", "its", "ok", "okay", "so", "but", "say", "with", "no", "sorry", "actually", "please", "now",
    "instead", "we're", "going", "taking", "take", "do", "doing", "keep", "keeping", "to", "if", "what", "at", ",", ".", "?", "!", "-",
}  # fmt: skip
"""Words that may stand round the one number of a reply that keeps to the first stretch: "so just the four then"."""
_ASKS_WHAT = {"who", "what", "which", "when", "where", "why", "how"}
_PUTS_BACK = {
    "put", "putting", "keep", "keeping", "bring", "bringing", "restore", "restoring", "reinstate", "reinstating", "include", "including", "add",
    "adding", "reinstated", "restored", "kept", "added", "included", "want", "have", "with", "take", "leave",
}  # fmt: skip
_BACK = {"back", "reinstated", "restored", "in", "stays", "on"}
_AFTER_NAY = {"need", ",", ".", "!", "-", "wait", "sorry", "actually", "hang", "hold", "we", "i", "put", "keep"}
"""After "no" these tell that it answers, and drops nothing."""
_REACH, _DROP_REACH, _DENIED_REACH, _NEAR, _YEAR = 4, 8, 5, 3, 12


def named_extension(question: Question) -> tuple[Length, Change] | None:
    """The extension that the reply goes on with, as a length and the change that it makes.

    >>> [found and int(found[0].low) for q in ("same but with the extension year", "plus both option years", "no extension year")
    ...  for found in [named_extension(read_text(q))]]
    [12, 24, None]
    """
    asked = question.word(0) in _ASKS
    for at, word in enumerate(question.texts):
        unit = UNIT_MONTHS.get(question.word(at + 1)) if word in _NAMES else None
        if unit is None or unit < 1:
            continue
        first = at
        count, first = _count_before(question, at)
        while question.word(first - 1) in _FILLS and at - first < _REACH:
            first -= 1
        if question.word(first - 1) in (_WITH if not asked else _BESIDE) and not {
            "if",
            "whether",
            "not",
            "don't",
            "without",
        } & set(question.words(first - 3, first - 1)):
            months = unit * count
            return Length(months, months, unit, first, at + 2, True), Change(1, first - 1, at + 2, True)
    return None


def _count_before(question: Question, at: int) -> tuple[int, int]:
    """How many extensions are named before token `at`, and where the words start."""
    if question.word(at - 1) == "both":
        return 2, at - 1
    number = read_number(question, at - 1)
    if number and number.end == at and number.value and number.value.denominator == 1 and number.value <= _REACH:
        return int(number.value), at - 1
    return 1, at


def holds_extension(duration: Duration) -> bool:
    """Whether the earlier term was told with its extensions: "3 years plus 1"."""
    return not _HELD.isdisjoint(read_text(duration.said.words).texts)


def drops_extension(question: Question) -> tuple[int, int] | None:
    """The tokens of a reply that drop the extension told before: "scrap the extension", "without the plus two", "no option any more".

    What is asked of it ("can we drop the option?") drops nothing; what is supposed does.

    >>> [drops_extension(read_text(q)) is not None for q in ("scrap the extension", "we won't be taking the option years", "with the extension")]
    [True, True, False]
    """
    for at in range(len(question.tokens)):
        if not _is_extension_named(question, at):
            continue
        start, stop = sentence_round(question, at, at + 1)
        if question.word(stop) == "?" and question.word(start) in _ASKS:
            continue
        near = range(max(start, at - _DROP_REACH), min(stop, at + _DROP_REACH))
        drop = next((i for i in near if _drops(question, i, at, near.start, near.stop)), None)
        if drop is not None:
            end = place_in_term(question, at)[1] if _place_named(question, at) else at + 1
            return min(at, drop), max(end, drop + 1)
    return None


def is_length_of_dropped(question: Question, dropped: tuple[int, int], first: int, end: int) -> bool:
    """Whether the length at tokens `first` up to `end` is that of the extension dropped: "drop the 2 year option", "scrap the option of 2 years"."""
    start, stop = sentence_round(question, *dropped)
    near = start <= first and end <= stop and first < dropped[1] + _NEAR and "," not in question.words(dropped[1], first)
    return near and first > dropped[0]


def puts_extension_back(question: Question) -> tuple[int, int] | None:
    """The tokens of a reply that put the extension back that was dropped: "put the extension back", "the option's back in after all".

    >>> [puts_extension_back(read_text(q)) is not None for q in ("put the extension back", "the option is back in", "scrap the extension")]
    [True, True, False]
    """
    if drops_extension(question):
        return None
    for at in range(len(question.tokens)):
        if not _is_extension_named(question, at):
            continue
        start, stop = sentence_round(question, at, at + 1)
        told = question.words(start, stop)
        if question.word(stop) == "?" and question.word(start) in _ASKS | _ASKS_WHAT and told[1:2] != ("if",):
            continue
        puts = next((i for i in range(max(start, at - _DROP_REACH), at) if question.word(i) in _PUTS_BACK), None)
        if puts is not None or not _BACK.isdisjoint(question.words(at, stop)):
            return None if any(map(_denies, told)) else (min(at, at if puts is None else puts), at + 1)
    return None


def term_before_drop(duration: Duration) -> str | None:
    """The words of the term as it was before its extension was dropped, where that is how the term came about.

    >>> from assistant.model import Said
    >>> term_before_drop(Duration(24, 24, Said("scrap the extension (2 years + 1)"))), term_before_drop(Duration(24, 24, Said("2 years")))
    ('2 years + 1', None)
    """
    led, opened, told = _as_told(duration.said.words).partition(" (")
    told = _as_told(told.removesuffix(")")) + ")"
    return told.removesuffix(")") if opened and told.endswith(")") and drops_extension(read_text(led)) else None


def _as_told(words: str) -> str:
    """The words of a term without those that put its extension back: "3 years + 2" of "keep the option (3 years + 2)"."""
    led, opened, told = words.partition(" (")
    again = opened and puts_extension_back(read_text(led)) is not None
    return told.removesuffix(")") if again else words


def _is_extension_named(question: Question, at: int) -> bool:
    """Whether the word at `at` names the extension: "the extension", "the plus two", "the extra years"."""
    if question.word(at).removesuffix("'s") in _EXTENSIONS:
        choice = question.word(at - 1) in _CHOOSES or question.words(at - 2, at) in (
            ("have", "no"),
            ("had", "no"),
            ("got", "no"),
        )
        return not choice and question.word(at + 1) not in _NOT_OF_TERM
    if _place_named(question, at):
        return True
    unit_at = at + 1 + (read_number(question, at + 1) is not None)
    of_term = question.word(unit_at) in UNIT_MONTHS or (question.word(at) == "plus" and unit_at > at + 1)
    return question.word(at) in _EXTRA and question.word(at - 1) in _THOSE and of_term


def _place_named(question: Question, at: int) -> int:
    """The place of a later year that is named at token `at`: "the fifth year", "year five", "the fifth" by itself; 0 where none is."""
    place, end = place_in_term(question, at)
    if place <= 1 or question.word(end) not in _AFTER_PLACE:
        return 0
    of_years = question.word(end - 1) in _YEARS or question.word(at) in _YEARS
    alone = question.word(at - 1) == "the" and question.word(end) in _STANDS_ALONE
    joined = question.word(end) in ("and", "or", "&") and _place_named(question, end + 1 + (question.word(end + 1) == "the"))
    return place if of_years or alone or joined == place + 1 else 0


def _drops(question: Question, at: int, named: int, start: int, stop: int) -> bool:
    """Whether the word at `at` drops what is named near it, at token `named`, or denies that it is had."""
    word, told = question.word(at), question.words(start, stop)
    if _denies(word):
        undone = any(_is_drop(question, i, named, stop) for i in range(at + 1, min(stop, at + _DENIED_REACH)))
        return _KNOWS.isdisjoint(told) and not undone
    before = question.words(max(start, at - 3), at)
    return _is_drop(question, at, named, stop) and not any(_denies(one) or one in ("against", "than") for one in before)


def _is_drop(question: Question, at: int, named: int, stop: int) -> bool:
    if phrase_end := dropping_phrase(question, at):
        return not any(_is_drop(question, i, named, stop) for i in range(phrase_end, min(stop, phrase_end + _NEAR)))
    if question.word(at) in _TAKES and not _OUT.isdisjoint(question.words(at, stop)):
        return True
    if question.word(at) in _IS_OUT and _is_said_out(question, at):
        return True
    if question.word(at) == "no" and question.word(at + 1) in _AFTER_NAY:
        return False
    dropped = question.word(at) in _DROPS and not question.follows(at, "less", "than")
    return dropped or is_dropped_by(question, at, named)


def _is_said_out(question: Question, at: int) -> bool:
    """Whether the word at `at` ends what is said of the extension: "the optional year is out now", but not "the option is out to tender"."""
    verb = question.word(at - 1 - (question.word(at - 1) in ("now", "all", "completely", "definitely")))
    return (verb in ("is", "are", "was", "were", "comes", "goes") or verb.endswith("'s")) and question.word(
        at + 1
    ) in _AFTER_OUT


def _denies(word: str) -> bool:
    return word in ("not", "never", "dont", "wont", "isnt") or word.endswith("n't")


def without_extension(duration: Duration) -> Duration | None:
    """The term without the extensions that its words tell; None where they do not tell how long that is."""
    told = read_text(_as_told(duration.said.words))
    first = next((one for one in read_lengths(told, ()) if not is_extension(told, one)), None)
    number = read_number(told, first.first) if first else None
    if first is None:
        return None
    months = first.low
    if number and number.value and told.word(number.end) in ("+", "plus") and number.end < first.end:
        months = number.value * first.unit_months
    known = months.denominator == 1 and months <= duration.low_months
    return Duration(int(months), int(months), duration.said) if known else None


def term_left(question: Question, dropped: tuple[int, int], duration: Duration) -> tuple[bool, Duration | None]:
    """Whether what a reply drops is an extension of the term, and the term without it, where its words tell how long that is.

    A year that is dropped by its place ("drop the fifth year") goes with those behind it; one of the first stretch is no extension.
    """
    left = without_extension(duration)
    place = next((found for at in range(*dropped) if (found := _place_named(question, at))), 0)
    if not place:
        return True, left
    months = (place - 1) * _YEAR
    if left is None or not left.low_months <= months < duration.low_months:
        return False, None
    return True, replace(left, low_months=months, high_months=months)


def keeps_first_stretch(question: Question, duration: Duration) -> Duration | None:
    """The term without its extensions where all that a reply says is that it keeps to the first stretch: "just the four".

    >>> from assistant.model import Said
    >>> told = Duration(60, 60, Said("four years plus an option of a fifth"))
    >>> [keeps_first_stretch(read_text(q), told) is not None for q in ("just the four", "four only", "the four", "just the five", "just four bids")]
    [True, True, False, False, False]
    """
    words = set(question.texts)
    left = without_extension(duration) if words & _KEEPS and holds_extension(duration) else None
    at = next((i for i in range(len(question.tokens)) if question.word(i) not in _ROUND_KEPT), None)
    number = read_number(question, at) if left and at is not None else None
    if left is None or number is None or number.value is None or number.scale > 1:
        return None
    unit = UNIT_MONTHS.get(question.word(number.end))
    end = number.end + (unit is not None)
    told = read_text(duration.said.words)
    units = {unit} if unit else {one.unit_months for one in read_lengths(told, ())[:1]}
    fits = any(number.value * one == left.low_months for one in units if one)
    return left if fits and _ROUND_KEPT.issuperset(question.words(end, len(question.tokens))) else None
