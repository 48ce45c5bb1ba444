"""A proposal as YAML that a person reads, mends and confirms: each entry under the words that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.corpus import DocumentCard
from assistant.drafting.proposal import Item, Left, Proposal
from assistant.drafting.statements import Statement

WIDTH = 140
QUOTED_CHARACTERS = 400
WORDS_OF_YAML = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
HEAD = """\
# A draft of rules, proposed by a program from the words of {title}.
# Nothing here decides anything until a person confirms it. Read each entry beside the clause it cites, above all for what is missing;
# mend, add and take out; try it with `clausewise pack check FILE`, then `clausewise pack confirm FILE --by NAME`.
"""
NOTHING = "# Nothing was found that a pack could say: write the rules by hand (docs/packs.md).\n"
LEFT = "# Not in the draft. Each of these may lay something down: express it above, or leave it out on purpose.\n"


def pack_text(name: str, document: str, title: str, proposal: Proposal, start: date | None) -> str:
    """The pack file of a proposal. `start` is the day from which the policy says that it applies."""
    lines = [HEAD.format(title=comment(title)) + f"pack: {name}", f"document: {document}"]
    lines += [f"from: {start.isoformat()} # as the document says; check it"] if start else []
    for part, items in (("rules", proposal.rules), ("provisions", proposal.provisions)):
        if items:
            lines += [f"{part}:", *(line for item in items for line in _item(item))]
    text = "\n".join(lines) + "\n"
    text += "" if proposal.rules or proposal.provisions else NOTHING
    return text + _left(proposal.left)


def card_text(card: DocumentCard, notes: Iterable[str] = ()) -> str:
    """A card as `document.yaml`; `notes` say where its fields were read."""
    fields = card.model_dump(mode="json", exclude_none=True, exclude_defaults=False)
    head = [
        "# A draft: check every line, above all the title, the status and the dates.",
        *(f"# {comment(note)}" for note in notes),
    ]
    return "\n".join([*head, *_block(fields, 0)]) + "\n"


def _item(item: Item) -> Iterator[str]:
    yield f"  # {item.statement.label}: “{_quoted(item.statement)}”"
    for doubt in item.doubts:
        yield f"  # Check: {comment(doubt)}"
    entry = dict(item.entry)
    yield f"  - id: {entry.pop('id')}"
    yield from _block(entry, 4)


def _left(left: Sequence[Left]) -> str:
    if not left:
        return ""
    rows = [f"#\n# {comment(one.statement.label)}: “{_quoted(one.statement)}”\n#   {comment(one.reason)}.\n" for one in left]
    return LEFT + "".join(rows)


def _quoted(statement: Statement) -> str:
    words = comment(statement.text)
    return words if len(words) <= QUOTED_CHARACTERS else f"{words[:QUOTED_CHARACTERS].rstrip()} …"


def comment(words: str) -> str:
    """Words that are safe behind a comment sign: one line, and nothing in it that a terminal or another reader obeys.

    >>> comment("a\\nb\\u2028pack: x")
    'a b pack: x'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())


def _block(fields: Mapping[str, Any], indent: int) -> Iterator[str]:
    """Fields in block style, short lists and single tests on one line."""
    pad = " " * indent
    for key, value in fields.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{pad}{key}:"
            yield from (line for entry in value for line in _entry(entry, indent + 2))
        elif isinstance(value, dict) and not _is_flow(key, value):
            yield f"{pad}{key}:"
            yield from _block(value, indent + 2)
        else:
            yield f"{pad}{key}: {flow(value)}"


def _entry(entry: Mapping[str, Any], indent: int) -> Iterator[str]:
    one_line = f"{' ' * indent}- {flow(entry)}"
    if len(one_line) <= WIDTH:
        yield one_line
        return
    for at, line in enumerate(_block(entry, indent + 2)):
        yield f"{' ' * indent}- {line.lstrip()}" if at == 0 else line


def _is_flow(key: str, value: Mapping[str, Any]) -> bool:
    return key != "council" and len(flow(value)) <= WIDTH - 20 and ("all" not in value and "any" not in value)


def flow(value: Any) -> str:
    """A value on one line.

    >>> flow({"clause": "3.1", "pounds": 100000, "words": "or more"}), flow([True, None])
    ('{clause: "3.1", pounds: 100000, words: "or more"}', '[true, null]')
    """
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return _text(value) if isinstance(value, str) else f"{value}"


def _key(key: str) -> str:
    return key if key.replace("_", "").isascii() and key.replace("_", "").isalpha() else _text(key)


def _text(words: str) -> str:
    """A text as YAML has it in double quotes; a plain word of small letters and underscores without them."""
    if words.replace("_", "").isascii() and words.replace("_", "").isalpha() and words.islower() and words not in WORDS_OF_YAML:
        return words
    return '"' + "".join(_letter(letter) for letter in words) + '"'


def _letter(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    return f"\\U{ord(letter):08X}"
