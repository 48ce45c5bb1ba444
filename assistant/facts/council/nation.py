"""The nation other than England that a question speaks of, by name or by a council there, so that other law can be warned of."""

from __future__ import annotations

from assistant.facts.council.gazetteer import Nation, nation_of
from assistant.facts.council.named import read_councils
from assistant.facts.words.text import Question, read_text

_NAMES: dict[tuple[str, ...], Nation] = {
    ("scotland",): "scotland",
    ("wales",): "wales",
    ("cymru",): "wales",
    ("northern", "ireland"): "northern_ireland",
}
_ADJECTIVES: dict[tuple[str, ...], Nation] = {
    ("scottish",): "scotland",
    ("welsh",): "wales",
    ("northern", "irish"): "northern_ireland",
}
_BODIES = {
    "council", "councils", "authority", "authorities", "body", "bodies", "government", "parliament", "assembly", "executive", "procurement", "law",
    "laws", "rules", "rule", "regulations", "regs", "act", "legislation", "guidance", "policy", "borough", "county", "burgh", "city", "town",
    "unitary", "board", "boards", "buyer", "buyers", "officer", "statute", "ministers", "duty", "thresholds", "threshold", "devolved", "sector",
}  # fmt: skip
_FIRMS = {
    "firm", "firms", "supplier", "suppliers", "company", "companies", "business", "businesses", "based", "contractor", "contractors", "provider",
    "providers", "located", "sme", "smes", "charity", "charities", "made", "registered", "manufactured", "bidder", "bidders", "staff", "depot",
    "grown", "shipped", "imported", "quarried", "built", "factory", "office", "offices", "headquartered", "vcse", "vcses", "lives", "live",
}  # fmt: skip
_WHERE = {"in", "from", "at", "near", "around", "across"}
_APART = {"not", "outside", "except", "excluding", "unlike", "than", "without", "bar"}
_NO_PLACE_BEFORE = {
    ("prince", "of"),
    ("princess", "of"),
    ("new", "south"),
    ("bank", "of"),
    ("university", "of"),
    ("church", "of"),
}
_NO_PLACE_AFTER = {"yard", "road", "street", "avenue", "lane", "rd", "close", "way"}
_REACH = 4


def nation_asked(question: str) -> Nation | None:
    """The first nation other than England that the question speaks of as where the contract or the council is; else None.

    >>> nation_asked("For a Welsh council, is it needed?"), nation_asked("£90k of works in Fife"), nation_asked("Welsh slate roofing")
    ('wales', 'scotland', None)
    """
    text = read_text(question)
    for at in range(len(text.tokens)):
        if (named := _named(text, at)) is not None:
            return named
    abroad = (nation_of(name) for name in read_councils(text, ()).others)
    return next((nation for nation in abroad if nation not in ("england", None)), None)


def _named(question: Question, at: int) -> Nation | None:
    for words, nation in _NAMES.items():
        end = at + len(words)
        if _stands(question, at, words) and not _is_aside(question, at, end):
            return nation
    for words, nation in _ADJECTIVES.items():
        end = at + len(words)
        if _stands(question, at, words) and _describes_body(question, end):
            return nation
    return None


def _stands(question: Question, at: int, words: tuple[str, ...]) -> bool:
    last = question.word(at + len(words) - 1).removesuffix("'s")
    return (*question.words(at, at + len(words) - 1), last) == words


def _describes_body(question: Question, at: int) -> bool:
    """Whether a council, an authority or a law follows: "Welsh local authority", but not "Welsh slate"."""
    for word in question.words(at, at + _REACH):
        if word.removesuffix("'s") in _BODIES:
            return True
        if not (word.isalpha() or word == "-") or word in _FIRMS or word in ("and", "for", "in", "is", "to", "with"):
            return False
    return False


def _is_aside(question: Question, at: int, end: int) -> bool:
    """Whether the name is set apart, says where a firm is, belongs to another name, or to the law of England and Wales."""
    before = question.words(at - 2, at)
    if question.word(end) in _NO_PLACE_AFTER or before in _NO_PLACE_BEFORE:
        return True
    if question.word(at) == "wales" and before in (("england", "and"), ("england", "&")):
        return True
    near = question.words(at - _REACH, at)
    if any(word in _APART for word in near[-2:]):
        return True
    return question.word(at - 1) in _WHERE and any(word in _FIRMS for word in near)
