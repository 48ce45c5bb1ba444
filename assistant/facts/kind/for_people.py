"""Help that is given to people in need of it: "support for care leavers", "a mentoring scheme for young offenders" is light touch.

It is what is bought only where the question speaks of buying it: policies ask suppliers for such help as well. Help for things, and for
an authority's own staff, is none ("support for the council's software", "mentoring for our managers").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Word
from assistant.facts.words.vocabulary import Kind

_HELP = {
    "support",
    "help",
    "mentoring",
    "befriending",
    "advocacy",
    "outreach",
    "counselling",
    "adviser",
    "advisor",
    "mediation",
    "respite",
    "minder",
    "minders",
    "sitter",
    "sitters",
    "companion",
    "companions",
    "companionship",
    "childcare",
}
_LETS_HELP = {"service", "services", "scheme", "programme", "project", "provision", "work"}
_FOR = {"for", "to"}
_IN_NEED = {
    "young", "younger", "older", "elderly", "old", "vulnerable", "disabled", "lonely", "isolated", "homeless", "looked", "after", "bereaved",
    "autistic", "unpaid", "single", "lone", "teenage", "expectant", "deaf", "blind", "frail", "unaccompanied", "former", "ex", "care",
    "experienced", "rough", "asylum", "foster", "new", "struggling", "the", "our", "local", "some", "armed", "forces", "school", "age", "adult",
}  # fmt: skip
_PEOPLE = {
    "people", "person", "child", "children", "adult", "carer", "family", "parent", "teenager", "refugee", "offender", "survivor", "victim", "migrant",
    "veteran", "widow", "widower", "elder", "toddler", "infant", "grandparent", "invalid", "pensioner", "mother", "mum", "father", "dad",
    "youngster", "youth", "kid", "girl", "boy", "folk", "addict", "orphan",
}  # fmt: skip
_LAST_OF_TWO = {("care", "leaver"), ("rough", "sleeper"), ("asylum", "seeker"), ("foster", "carer")}
_GOES_ON = {
    "in", "with", "who", "leaving", "living", "at", "on", "from", "of", "aged", "and", "or", "across", "worth", "costing", "over", "for", "is",
    "that", "to", "as", "by", "under", "after", "during", "through", "moving", "coming", "needing", "facing", "without", "when", "near",
    "locally", "contract", "service", "be", "does", "would", "must", "if", "about", "around", "between", "getting", "being",
}  # fmt: skip
_OFFERED = {
    "offer", "offers", "offered", "offering", "commit", "commits", "committing", "pledge", "pledges", "promise", "promises", "donate",
    "donates", "volunteer", "volunteers", "volunteering", "include", "includes", "including", "score", "scores", "toward", "towards", "bidder",
    "bidders", "give", "gives", "giving", "outcome", "measure", "measures", "like",
}  # fmt: skip
"""What a supplier gives beside the contract is led by these: "bidders offer support for care leavers worth £5k"."""
_ANYONE = {
    "resident", "patient", "man", "woman", "men", "women", "lady", "gentleman", "baby", "tenant", "relative", "neighbour", "villager", "local",
    "newborn",
    "gran", "granny", "grandad", "nan", "auntie", "twin", "guest", "spouse", "user", "mum", "dad", "lad", "student", "pupil", "citizen",
}  # fmt: skip
"""Whom the body is cared for of, whoever they are."""
_SAID_OF = {"with", "who", "like", "in", "at", "whose", "living", "after", "that", "leaving", "on"}
"""What tells behind "people" that they are in need of it: "people with dementia"."""
_OF_ANY_KIND = {
    "people",
    "person",
    "adult",
    "folk",
    "family",
    "parent",
    "mother",
    "father",
    "girl",
    "boy",
    "carer",
    "dad",
    "mum",
}
_LEADS = {
    "a", "an", "all", "any", "each", "every", "her", "his", "its", "my", "their", "these", "those", "two", "three", "four", "five", "six", "ten",
    "twenty",
    "very", "and", "or", "sick", "ill", "dying", "poorly", "housebound", "bedridden", "confused", "aged", "little", "small", "learning", "mentally",
    "physically", "severely", "terminally", "retired", "widowed", "pregnant", "injured", "wounded", "hungry", "premature", "newborn", "brain",
    "blinded", "mute", "infirm", "forgetful", "poor", "destitute", "abandoned", "neglected", "abused", "orphaned", "anxious", "depressed",
    "suicidal", "recovering", "other", "people's", "hundred", "dozen", "many", "most", "few", "several", "as", "less", "able",
}  # fmt: skip
_MOST_LED, _REACH = 4, 5


def phrases_for_people(words: Sequence[Word], at: int) -> Iterator[tuple[Kind, int]]:
    """The help for people in need that starts at word `at`, and where it ends."""
    if words[at].meant not in _HELP or any(word.meant in _OFFERED for word in words[max(0, at - _REACH) : at]):
        return
    i = at + 1
    while i < len(words) and words[i].meant in _LETS_HELP:
        i += 1
    if i >= len(words) or words[i].meant not in _FOR:
        return
    end = _end_of_people(words, i + 1)
    if end:
        yield Kind(tuple(word.form or word.meant for word in words[at:end]), ("light_touch",), in_contract=True), end


def end_of_group(words: Sequence[Word], start: int, *, anyone: bool) -> int:
    """Where a group of people ends that is named from word `start`; 0 where none is, or where the word leads on to a thing.

    Without `anyone` they are told to be in need, by the word for them, by one before it or by what is said of them: "pensioners", "lonely
    people", "people with dementia".
    """
    i, needy = start, False
    while i < len(words) and i - start <= _MOST_LED and words[i].meant in _IN_NEED | _LEADS and not _is_last(words, i, start):
        needy |= words[i].meant in _IN_NEED and words[i].meant not in ("the", "our", "local", "some", "new", "after", "school")
        i += 1
    if i >= len(words) or not words[i].form:
        return 0
    said = {words[i].meant, words[i].form}
    after = words[i + 1].meant if i + 1 < len(words) else ""
    told = needy or after in _SAID_OF or (_is_last(words, i, start) and said.isdisjoint(_OF_ANY_KIND))
    people = _is_last(words, i, start) or (anyone and not said.isdisjoint(_ANYONE))
    many = words[i].meant != words[i].form or not said.isdisjoint(_OF_ANY_KIND | {"men", "women", "children"})
    if not people or not (anyone or told) or words[i].meant.endswith(("'s", "s'")) or after == "'":
        return 0
    return i + 1 if many or not after.isalpha() or after in _GOES_ON else 0


def _end_of_people(words: Sequence[Word], start: int) -> int:
    """Where a group of people in need ends that is named from word `start`; 0 where none is, or where the name goes on to a thing."""
    i = start
    while i < len(words) and i - start < _MOST_LED and words[i].meant in _IN_NEED and not _is_last(words, i, start):
        i += 1
    if i >= len(words) or not _is_last(words, i, start) or words[i].meant.endswith(("'s", "s'")):
        return 0
    after = words[i + 1].meant if i + 1 < len(words) else ""
    return 0 if after == "'" or (after.isalpha() and after not in _GOES_ON and words[i + 1].form) else i + 1


def _is_last(words: Sequence[Word], at: int, start: int) -> bool:
    pair = (words[at - 1].form, words[at].form) if at > start else ("", "")
    return words[at].form in _PEOPLE or words[at].meant in _PEOPLE or pair in _LAST_OF_TWO
