"""Which nation other than England a question speaks of, so that an answer can say that other law holds there."""

from __future__ import annotations

import pytest

from assistant.facts import nation_asked

ASKED = {
    "wales": [
        "For a Welsh council, is social value required?", "in Wales", "Wales?", "what are the WELSH RULES", "a contract for Wales's councils",
        "does the act reach north wales", "a Welsh local authority", "Cymru", "£400k of works in Powys", "cardiff council", "Newport City Council",
        "is the welsh public sector bound", "south Wales",
    ],
    "scotland": [
        "a Scottish authority", "in Scotland", "does this apply in scotland?", "we are in Glasgow", "Scottish procurement law", "Fife",
        "what about Scotland's thresholds", "England or Scotland?", "for a scottish city council", "the Highland Council",
    ],
    "northern_ireland": [
        "in Northern Ireland", "a Northern Irish council", "northern ireland executive rules", "Belfast City Council", "works in Mid Ulster",
    ],
}  # fmt: skip
NOT_ASKED = [
    "", "is it required in Norwich?", "a supplier based in Scotland", "firms from Wales", "Welsh slate for a roof", "Scottish firms", "made in Wales",
    "the law of England and Wales", "12 Wales Road", "Prince of Wales pub refurbishment", "Royal Bank of Scotland", "New South Wales",
    "we are not in Scotland", "anywhere except Northern Ireland", "outside Wales", "Ireland", "northern councils", "Essex", "prince of wales road",
    "companies in Glasgow", "a Scottish contractor", "whales", "Scotland Yard",
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "nation"), [(asked, nation) for nation, questions in ASKED.items() for asked in questions]
)
def test_a_nation_is_asked_about_by_its_name_or_by_a_council_there(question: str, nation: str) -> None:
    assert nation_asked(question) == nation


@pytest.mark.parametrize("question", NOT_ASKED)
def test_a_nation_is_not_asked_about_where_it_only_says_whence_something_comes(question: str) -> None:
    assert nation_asked(question) is None
