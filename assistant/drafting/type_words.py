"""Words for types of contract in a policy, told from the same words in other uses ("works with", "Head of Legal Services")."""

from __future__ import annotations

import re

_TYPES = (
    ("light_touch", r"light[- ]touch(?: regime)?(?: for)?(?: services?| contracts?)?"),
    ("works", r"(?:building |construction |civil engineering |public )?works(?!\s+(?:to|on|by|as|well|towards?|alongside|closely|together|across|"
        r"in(?! excess)|at(?! or)|with(?! (?:an?|the|total|estimated|values?)\b)))"),
    ("works", r"construction"),
    ("supplies", r"goods|supplies"),
    ("services", r"services?"),
    ("concession", r"concessions?"),
)  # fmt: skip
_ONE = "|".join(f"(?P<t{number}>\\b(?:{words})\\b)" for number, (_, words) in enumerate(_TYPES))
_ONE_PLAIN = "|".join(f"\\b(?:{words})\\b" for _, words in _TYPES)
_TYPE_LIST = re.compile(
    rf"(?:{_ONE_PLAIN})(?:(?:(?:\s+contracts?)?\s*(?:,|/|&|\band/or\b|\band\b|\bor\b))+\s*(?:(?:every|each|any|all)\s+)?(?:{_ONE_PLAIN}))*",
    re.IGNORECASE,
)
_EACH = re.compile(_ONE, re.IGNORECASE)
_CONTRACT_NEXT = re.compile(r"^\s+(?:contracts?|procurements?|tenders?|agreements?|projects?)\b", re.IGNORECASE)
_CONTRACT_NEARBY = re.compile(
    r"^\W*(?:contracts?|procurements?|tenders?|agreements?|projects?|purchas\w+|values?"
    r"|over|above|below|under|up to|between|from|of|with|worth|at|valued|where|in|that|"
    r"exceed\w*|£|$|[|:;,.(])",
    re.IGNORECASE,
)
_BEFORE_TYPE = re.compile(
    r"(?:\b(?:contracts?|procurements?|tenders?|projects?|agreements?|purchas\w+|spend\w*|value|buying) (?:for|of|in|on) (?:the )?|\bfor |\ball |"
    r"\bany |\bbuy(?:s|ing)? |\bpurchas(?:e|es|ing) |\bevery |\beach |^|[|(:;,] ?|\bbelow-threshold |\bto )$",
    re.IGNORECASE,
)
TYPE_NAMES = {
    "works": "works", "services": "services", "supplies": "supplies", "light_touch": "light touch", "concession": "concession",
}  # fmt: skip


def type_phrases(words: str) -> list[re.Match[str]]:
    """Every phrase that may name types of contract."""
    return list(_TYPE_LIST.finditer(words))


def types_in(words: str) -> list[re.Match[str]]:
    """The phrases that name types of contract, roles and other uses of the same words left out."""
    return [found for found in _TYPE_LIST.finditer(words) if _names_contracts(words, found)]


def _names_contracts(words: str, found: re.Match[str]) -> bool:
    before, after = words[: found.start()], words[found.end() :]
    if re.search(r"\b(?:Head|Director|Manager|Officer|Team) (?:of|for) (?:[A-Z]\w+ (?:and )?)*$", before):
        return False
    several = len(_EACH.findall(found.group())) > 1 or found.group().lower().startswith("light")
    beside = _CONTRACT_NEARBY.match(after) is not None and _BEFORE_TYPE.search(before) is not None
    return several or beside or _CONTRACT_NEXT.match(after) is not None


def named(found: re.Match[str]) -> tuple[str, ...]:
    """The types that a phrase names."""
    names = [_TYPES[int((match.lastgroup or "t0")[1:])][0] for match in _EACH.finditer(found.group())]
    return tuple(dict.fromkeys(names))


def unread_types(words: str) -> list[str]:
    """Words for types of contract that were not taken as whom a duty is for."""
    taken = {found.span() for found in types_in(words)}
    return [found.group().strip() for found in type_phrases(words) if found.span() not in taken]
