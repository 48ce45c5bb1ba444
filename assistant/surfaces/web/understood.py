"""What was understood, in the fewest words, and the words that each fact was read from. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.compose.sentences import capital
from assistant.rules import wording
from assistant.surfaces.web.restating import FACT_FIELDS, TYPE_NAMES

SAID = ("question", "history")


def in_short(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The facts as a line holds them, what is not known included; the council stands elsewhere.

    >>> in_short({"amount": "£400,000", "vat": "", "contract_type": "works", "duration": "", "call_off": ""})
    ('works', '£400,000', 'VAT not known', 'length not known')
    """
    return tuple(_words(fields))


def _words(fields: Mapping[str, str]) -> Iterator[str]:
    yield TYPE_NAMES[fields["contract_type"]] if fields["contract_type"] else "kind not known"
    if fields["amount"]:
        yield fields["amount"]
        yield wording.VAT_WORDS[fields["vat"]] if fields["vat"] else "VAT not known"
    else:
        yield "value not known"
    yield fields["duration"] or "length not known"
    if fields["call_off"]:
        yield "a call-off" if fields["call_off"] == "yes" else "not a call-off"


def read_from(facts: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, str]:
    """The words that each fact was read from; empty where nobody said it, or where its field holds the same words."""
    read = {name: facts.get(name) or {} for name in FACT_FIELDS if name != "vat"}
    read["amount"] = read["amount"] or facts.get("rate") or {}
    found = {name: one["words"] for name, one in read.items() if one.get("origin") in SAID}
    shown = {name: "" if capital(words) == capital(fields[name]) else words for name, words in found.items()}
    return {**dict.fromkeys(FACT_FIELDS, ""), **shown}
