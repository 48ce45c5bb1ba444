"""A record's content as blocks, in the order an officer reads it: question, answer, facts, what was tried, clauses, sources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from assistant.compose.verdict import OUTCOME_WORDS
from assistant.surfaces.decision_record.blocks import Block, Heading, Item, Quoted, Run, Table, from_markdown, labelled, plain
from assistant.surfaces.decision_record.record import NAME, Record, short_id

TITLE = "Decision record: guidance on social value"
STATUS_WORDS = {
    "answered": "answered",
    "needs_facts": "more has to be known before it can be answered",
    "abstained": "not answered: nothing that is loaded settles it",
    "refused": "refused: not a question to be answered here",
    "error": "not answered: the question could not be read",
}
STRENGTHS = {
    "must_include": "social value must be included",
    "must_consider": "social value must be considered",
    "should_seek": "social value should be sought",
}
ORIGINS = {"question": "this question", "setting": "a setting", "history": "an earlier question", "default": "an assumption"}
TRUTHS = {True: "yes", False: "no", None: "not known"}
LAYERS = {"council": "The council's rules", "national": "National law"}
STATUSES = {"in_force": "in force", "unknown": "status not known"}
NOT_KNOWN = "not known"
VAT_WORDS = {"ex": "the value is without VAT", "inc": "the value includes VAT", "none": "there is no VAT on it"}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def pages(record: Record) -> tuple[Block, ...]:
    """The record as blocks."""
    content = record.content
    return (
        Heading(1, TITLE),
        plain(content["guidance"], bold=True),
        *_question(content),
        *_answer(content),
        *_facts(content["answer"]["facts"]),
        *_warnings(content["answer"]),
        *_tried(content),
        *_clauses(content),
        *_documents(content),
        *_checking(content, record.sha256),
    )


def day(iso: str) -> str:
    """A day as it is written in a letter.

    >>> day("2026-11-01")
    '1 November 2026'
    """
    date_ = date.fromisoformat(iso)
    return f"{date_.day} {MONTHS[date_.month - 1]} {date_.year}"


def _question(content: dict[str, Any]) -> Iterator[Block]:
    asked = content["asked"]
    yield Heading(2, "The question")
    yield plain("As it was asked, word for word:")
    yield Quoted(asked["question"])
    for number, earlier in enumerate(asked["history"], 1):
        yield plain(f"Asked before it in the same conversation ({number} of {len(asked['history'])}):")
        yield Quoted(earlier)
    yield labelled("Asked on", day(asked["on"]))
    yield labelled("Council set beforehand", asked["council"] or "none")
    yield labelled("Procurement starts", f"{day(content['answer']['as_of'])} ({_start_origin(content)})")


def _start_origin(content: dict[str, Any]) -> str:
    if content["asked"]["as_of"]:
        return "given as a setting"
    return "read from the question" if content["answer"]["facts"].get("start") else "the day of asking, as no other was given"


def _answer(content: dict[str, Any]) -> Iterator[Block]:
    answer = content["answer"]
    yield Heading(2, "The answer")
    if answer["outcome"]:
        yield labelled("Outcome", OUTCOME_WORDS.get(answer["outcome"], answer["outcome"]))
    yield labelled("Status", STATUS_WORDS.get(answer["status"], answer["status"]))
    yield labelled("Council", answer["council"] or "none, or more than one")
    yield labelled("Worded by", content["program"]["worded_by"])
    yield from from_markdown(answer["text"])


def _facts(facts: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, "What was understood of the contract")
    rows = tuple(_fact(name, value) for name, value in facts.items() if name not in ("doubts", "unknown", "vat"))
    if not rows:
        yield plain("No facts were read.")
        return
    yield Table("Facts", ("Fact", "Understood as", "From the words", "Said in"), rows, (18, 34, 30, 18))
    yield labelled("VAT", VAT_WORDS.get(facts.get("vat") or "", NOT_KNOWN))
    for doubt in facts.get("doubts") or ():
        yield Item((Run(f"In doubt: {doubt['asks']}, in the words: {doubt['words']}"),))
    for one in facts.get("unknown") or ():
        yield Item((Run(f"Said not to be known: {one['fact'].replace('_', ' ')}, in the words: {one['words']}"),))


def _fact(name: str, value: Any) -> tuple[str, str, str, str]:
    label = name.replace("_", " ").capitalize()
    if not isinstance(value, dict):
        return label, NOT_KNOWN if value is None else str(value), "", ""
    return label, _understood(value), str(value.get("words", "")), ORIGINS.get(str(value.get("origin")), "")


def _understood(value: dict[str, Any]) -> str:
    """A fact in words: its own text where it has one, else what it holds."""
    if "text" in value:
        return str(value["text"])
    for name in ("slugs", "options"):
        if name in value:
            return " or ".join(str(one).replace("_", " ") for one in value[name])
    if "earliest" in value:
        return " to ".join(dict.fromkeys(day(value[end]) for end in ("earliest", "latest")))
    if isinstance(value.get("value"), bool):
        return TRUTHS[value["value"]]
    return json.dumps({k: v for k, v in value.items() if k not in ("words", "origin")}, ensure_ascii=False)


def _warnings(answer: dict[str, Any]) -> Iterator[Block]:
    """The warnings that the answer's text does not give itself."""
    others = [warned for warned in answer["warnings"] if warned["text"] not in answer["text"]]
    if others or not answer["warnings"]:
        yield Heading(2, "Warnings")
    for warned in others:
        yield Item((Run(warned["text"]),))
    if not answer["warnings"]:
        yield plain("None.")


def _tried(content: dict[str, Any]) -> Iterator[Block]:
    trace = content["answer"]["trace"]
    yield Heading(2, "What was tried")
    says = {(rule["document"], rule["id"]): rule for rule in content["rules"]}
    rules = [item for item in trace if _is_rule(item)]
    for layer in dict.fromkeys(item.get("layer") for item in rules):
        yield Heading(3, LAYERS.get(layer, str(layer)))
        for item in rules:
            if item.get("layer") == layer:
                yield from _rule(item, says)
    yield from _others([item for item in trace if not _is_rule(item) and item.get("layer") != "citation"])
    if not trace:
        yield plain("No rule was tried.")


def _is_rule(item: dict[str, Any]) -> bool:
    return bool(item.get("rule") or item.get("provision")) and "document" in item


def _rule(item: dict[str, Any], says: dict[tuple[str, str], dict[str, Any]]) -> Iterator[Block]:
    id_ = item.get("rule") or item.get("provision") or ""
    found = says.get((item["document"], id_))
    what = STRENGTHS.get(item.get("strength", ""), str(item.get("kind", "")))
    yield Heading(4, f"{id_.replace('-', ' ').capitalize()} ({item.get('clause') or 'no clause'})")
    if found:
        yield plain(found["says"])
    if found and found["note"]:
        yield labelled("How it is read", found["note"])
    yield labelled("What it asks", f"{what}, pack {item['pack']}" if item.get("pack") else what)
    yield labelled("Holds for this contract", _holds(item, found))
    if item.get("role"):
        yield labelled("Falls to", item["role"])
    if item.get("conditions"):
        yield _conditions(item["conditions"])


def _holds(item: dict[str, Any], found: dict[str, Any] | None) -> str:
    if item.get("in_force") is False:
        dates = f" (from {found['from'] or 'the start'} to {found['to'] or 'no end'})" if found else ""
        return f"no, it is not in force on the day the procurement starts{dates}"
    return TRUTHS[item.get("holds")] + ("" if item.get("conditions") else ", without a condition" if item.get("holds") else "")


def _conditions(conditions: Sequence[dict[str, Any]]) -> Table:
    rows = tuple(
        (
            str(one["fact"]).replace("_", " "),
            one["left"] + (f" ({one['converted']})" if one["converted"] else ""),
            one["comparator"],
            one["right"],
            TRUTHS[one["holds"]],
            one["clause"],
        )
        for one in conditions
    )
    return Table(
        "Conditions", ("Fact", "This contract", "Compared", "The rule", "Holds", "Clause"), rows, (13, 24, 11, 22, 10, 20)
    )


def _others(items: Sequence[dict[str, Any]]) -> Iterator[Block]:
    """Passages that were found, changes that were tried, and whatever else the answer notes of itself."""
    found = [item for item in items if item.get("layer") == "retrieval"]
    if found:
        yield Heading(3, "Passages that were found")
        rows = tuple(
            tuple(_cell(item.get(name)) for name in ("document", "clause", "score", "dense", "lexical", "aligned"))
            for item in found
        )
        heads = ("Document", "Clause", "Score", "By meaning", "By words", "Word by word")
        yield Table("Passages", heads, rows, (32, 24, 11, 11, 11, 11))
    changes = [item for item in items if item.get("layer") == "change"]
    if changes:
        yield Heading(3, "Changes that were tried")
    for item in changes:
        yield Item((Run(f"If {item.get('if')}: {OUTCOME_WORDS.get(item.get('outcome', ''), str(item.get('outcome')))}."),))
    noted = [item for item in items if item not in found and item not in changes]
    if noted:
        yield Heading(3, "Also noted")
    for item in noted:
        yield Item((Run("; ".join(f"{name.replace('_', ' ')}: {_cell(value)}" for name, value in item.items())),))


def _cell(value: Any) -> str:
    """A value in words; one that is made of others as JSON."""
    if isinstance(value, float):
        return f"{value:.6f}"
    if value is None or isinstance(value, bool):
        return TRUTHS[value]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _clauses(content: dict[str, Any]) -> Iterator[Block]:
    titles = {one["id"]: f"{one['publisher']}, {one['title']}" for one in content["documents"]}
    yield Heading(2, "The clauses that are cited, in full")
    for one in content["clauses"]:
        marks = "".join(f"[{n}]" for n in one["cited_as"])
        yield Heading(3, f"{marks} {one['clause']}")
        page = f", page {one['page']}" if one["page"] else ""
        yield plain(f"{titles[one['document']]}{page}. Under: {' > '.join(one['path'])}.")
        yield plain(_whose_words(one))
        yield Quoted(one["text"])
    if not content["clauses"]:
        yield plain("None.")


def _whose_words(clause: dict[str, Any]) -> str:
    whose = "The document's own words" if clause["kind"] == "original" else "Our restatement, not the document's own words"
    return f"{whose}:" if clause["complete"] else f"{whose}; the clause is long, and the passages that are cited stand here:"


def _documents(content: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, "The documents and rule packs it rests on")
    for one in content["documents"]:
        yield Heading(3, f"{one['publisher']}, {one['title']}")
        yield labelled("Status", f"{STATUSES.get(one['status'], one['status'])}. {one['status_note']}".strip())
        for label, name in (("Version", "version"), ("Dated", "dated"), ("Published", "published"), ("Review due", "review_due"),
                            ("Checked up to", "verified_to")):  # fmt: skip
            if one[name]:
                yield labelled(label, one[name])
        rows = [(one["id"], "original" if one["kind"] == "original" else "restatement", one["sha256"])]
        rows += [(pack["name"], "rule pack", pack["sha256"]) for pack in one["packs"]]
        yield Table("Files", ("Name", "What it is", "sha256"), tuple(rows), (25, 14, 61))
    if not content["documents"]:
        yield plain("None.")


def _checking(content: dict[str, Any], sha256: str) -> Iterator[Block]:
    program, library = content["program"], content["library"]
    name = f"{NAME}-{short_id(content['asked'], content['answer'])}"
    yield Heading(2, "How to check this record")
    yield plain(
        "This file carries the record itself, as JSON. The command below asks the same question again, of the same day, and says "
        "whether the record comes out byte for byte the same; with --out FILE it writes the record anew."
    )
    yield Quoted(content["replay"])
    yield plain(f"In place of {name}.json, name this file: the Word and PDF files carry the record within them.")
    rows = (
        ("This record", "", sha256),
        ("Program", f"{program['name']} {program['version']}", program["sha256"]),
        ("Library", f"{library['documents']} documents", library["sha256"]),
    )
    yield Table("Fingerprints", ("What", "Version", "sha256"), rows, (16, 23, 61))
    yield plain(content["guidance"], bold=True)
