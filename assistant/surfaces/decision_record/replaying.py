"""The check of a record: the same question again, of the same day, and whether the record comes out byte for byte the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer
from assistant.service import Assistant
from assistant.surfaces.decision_record.making import make
from assistant.surfaces.decision_record.reading import read
from assistant.surfaces.decision_record.record import Record, Request, request_of
from assistant.surfaces.decision_record.writing import written

CARD = ("title", "publisher", "status", "status_note", "version", "dated", "published", "review_due", "verified_to", "council")


@dataclass(frozen=True, slots=True)
class Replayed:
    """Whether a record comes out the same, in one line; `record` is the one that came out now."""

    same: bool
    line: str
    record: Record
    suffix: str


def put(assistant: Assistant, request: Request) -> Answer:
    """The answer to a request, of the day it was asked on.

    :raises ClausewiseError: as `Assistant.ask`.
    """
    return assistant.ask(
        request.question,
        today=request.asked_on,
        council=request.council,
        as_of=request.as_of,
        history=request.history,
        id=request.id,
    )


def replay(data: bytes, assistant: Assistant) -> Replayed:
    """Checks the record in a file against what is loaded.

    :raises RecordRefused: the file holds no record, or one that was tampered with.
    :raises ClausewiseError: the question cannot be asked any more, say because its council is not loaded.
    """
    found = read(data)
    request = request_of(found.record.content)
    now = make(assistant.holdings, request, put(assistant, request))
    told = list(differences(found.record.content, now.content))
    if told:
        return Replayed(False, f"differs: {'; '.join(told)}", now, found.suffix)
    if written(now, found.suffix) != data:
        return Replayed(False, f"differs: {_OTHER_FILE[found.suffix]}", now, found.suffix)
    return Replayed(True, f"same: the record comes out byte for byte the same (sha256 {now.sha256})", now, found.suffix)


_OTHER_FILE = {
    "json": "the record comes out the same, but the file was written anew by another program (its layout is not the record's)",
    "docx": "the record within comes out the same, but the pages are not as they were written: "
    "the Word file was changed or saved again",
    "pdf": "the record within comes out the same, but the pages are not as they were written: the PDF was changed or saved again",
}


def differences(then: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """What differs between two records of one question, causes first, the answer last; nothing where they are the same."""
    if then == now:
        return
    documents = list(_documents(_by(then["documents"], "id"), _by(now["documents"], "id")))
    yield from documents
    if then["library"] != now["library"] and not documents:
        counts = [str(one.get("documents")) if isinstance(one, dict) else "?" for one in (then["library"], now["library"])]
        yield f"the library changed where the answer does not rest on it (documents loaded: {counts[0]} then, {counts[1]} now)"
    if then["program"] != now["program"]:
        yield f"the program changed ({_version(then['program'])} then, {_version(now['program'])} now)"
    if then["answer"] == now["answer"]:
        same = all(then[part] == now[part] for part in ("rules", "clauses"))
        yield "the answer is the same" if same else "the answer is the same, the words of the rules or clauses are not"
        return
    fields = [name for name in now["answer"] if then["answer"].get(name) != now["answer"][name]]
    yield f"the answer changed ({', '.join(fields) or 'fields it no longer has'})"


def _documents(then: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]]) -> Iterator[str]:
    for id_ in {**then, **now}:
        if id_ not in now:
            yield f"document {id_} is not loaded, or the answer no longer rests on it"
        elif id_ not in then:
            yield f"the answer now rests on document {id_} as well"
        else:
            yield from _document(id_, then[id_], now[id_])


def _document(id_: str, then: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    if then.get("kind") != now["kind"]:
        yield f"document {id_} was the {then.get('kind')} and is the {now['kind']}"
    elif then.get("sha256") != now["sha256"]:
        yield f"document {id_} is another version ({_short(then.get('sha256'))} then, {_short(now['sha256'])} now)"
    elif then.get("text_sha256") != now["text_sha256"]:
        yield f"document {id_} is the same file, read into another text"
    said = [name for name in CARD if then.get(name) != now[name]]
    if said:
        yield f"what is said of document {id_} changed ({', '.join(said)})"
    packs = _by(then.get("packs"), "name")
    for pack in now["packs"]:
        if packs.get(pack["name"], {}).get("sha256") != pack["sha256"]:
            yield f"pack {pack['name']} {'changed' if pack['name'] in packs else 'was added'}"
    for name in packs.keys() - {pack["name"] for pack in now["packs"]}:
        yield f"pack {name} is gone"


def _by(parts: Any, name: str) -> dict[str, dict[str, Any]]:
    """Parts by their name; what is not as every record has it is left out."""
    found = parts if isinstance(parts, list) else []
    return {part[name]: part for part in found if isinstance(part, dict) and isinstance(part.get(name), str)}


def _short(sha256: Any) -> str:
    return str(sha256)[:12]


def _version(program: Any) -> str:
    return f"{program.get('version')} {_short(program.get('sha256'))}" if isinstance(program, dict) else "unknown"
