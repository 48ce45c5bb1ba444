"""Offices and bodies as a policy names them: "Head of Procurement", "Section 151 Officer", "Cabinet Member for Resources"."""

from __future__ import annotations

import re

_NAME = r"[A-Z][A-Za-z'’&-]*|151|s151"
_LINK = r"(?:of|for|and|the|&)"
_HEAD = (
    r"Officers?|Managers?|Directors?|Heads?|Boards?|Committee|Cabinet|Panel|Teams?|Leader|Members?|Holders?|Executive|Council|Groups?|Partners?|"
    r"Leads?|Treasurer|Mayor|Commissioners?|Chair|Directorate|Solicitor|Champion|Board"
)
ROLE = re.compile(
    rf"\b(?:(?:{_NAME})\s+){{0,4}}(?:{_HEAD})\b(?:\s+(?:of|for)\s+(?:the\s+)?(?:{_NAME})(?:(?:,?\s+(?:and|&)\s+|\s+)(?:{_NAME})){{0,4}})?"
)
_LEADING = re.compile(r"^(?:The|A|An|Any|Each|Every|All|Our|Where|When|If|By)\s+")


def roles(text: str) -> list[str]:
    """The offices and bodies that a text names, in order; the council as such is not one where another is named.

    >>> roles("The Head of Procurement may waive this, with the Section 151 Officer and the Cabinet Member for Finance and Assets.")
    ['Head of Procurement', 'Section 151 Officer', 'Cabinet Member for Finance and Assets']
    """
    found = [_LEADING.sub("", match.group()).strip() for match in ROLE.finditer(text)]
    named = [role for role in found if role and role[0].isupper()]
    return [role for role in named if role != "Council" and not role.endswith(" Council")] or named


def role_of_cell(cell: str) -> str | None:
    """Who a table's cell names: the whole of a short cell that begins with a capital and holds no figure."""
    short = cell.strip(" .;")
    return short if short[:1].isupper() and len(short.split()) <= 10 and not re.search(r"[£%\d]", short) else None
