"""A record back from its file: JSON as it is, or the JSON that a Word file or a PDF carries. What was tampered with is refused."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.errors import ClausewiseError
from assistant.surfaces.decision_record.record import FORMAT, NAME, Record

SIZE_LIMIT_BYTES = 20_000_000
KEYS = frozenset(("format", "guidance", "asked", "answer", "rules", "clauses", "documents", "library", "program", "replay"))


class RecordRefused(ClausewiseError):
    """A file is no decision record, cannot be read, or was tampered with."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record with the format of the file it was found in."""

    record: Record
    suffix: str


def read(data: bytes) -> Found:
    """The record that a file holds.

    :raises RecordRefused: too large, not a record, of another form than this program's, or not what its sha256 says.
    """
    if len(data) > SIZE_LIMIT_BYTES:
        raise RecordRefused(f"the file has {len(data):,} bytes, more than a record has; the most is {SIZE_LIMIT_BYTES:,}")
    suffix = "docx" if data.startswith(b"PK") else "pdf" if data.startswith(b"%PDF") else "json"
    carried = {"docx": _in_docx, "pdf": _in_pdf}.get(suffix)
    return Found(_checked(_parsed(carried(data) if carried else data)), suffix)


def _in_docx(data: bytes) -> bytes:
    from lxml import etree

    from assistant.surfaces.decision_record.word import NAMESPACE

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in [entry for entry in package.infolist() if entry.filename.startswith("customXml/item")]:
                if part.file_size > SIZE_LIMIT_BYTES:
                    raise RecordRefused("the Word file holds a part that is larger than a record can be")
                parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
                root = etree.fromstring(package.read(part), parser)
                if root.tag == f"{{{NAMESPACE}}}record":
                    return (root.text or "").encode()
    except RecordRefused:
        raise
    except Exception:  # a broken package breaks zipfile and lxml in more ways than they name
        raise RecordRefused("the Word file cannot be read") from None
    raise RecordRefused("the Word file carries no decision record")


def _in_pdf(data: bytes) -> bytes:
    import pypdf

    try:
        attached = pypdf.PdfReader(io.BytesIO(data)).attachments.get(f"{NAME}.json") or []
    except Exception:  # a broken file breaks pypdf in more ways than it names
        raise RecordRefused("the PDF cannot be read") from None
    if not attached:
        raise RecordRefused("the PDF carries no decision record")
    return attached[0] if isinstance(attached, list) else attached


def _parsed(json_bytes: bytes) -> dict[str, Any]:
    try:
        data = json.loads(json_bytes.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RecordRefused("the file is not a decision record: it is not JSON that this program writes") from None
    if not isinstance(data, dict) or not str(data.get("format", "")).startswith(f"{NAME}/"):
        raise RecordRefused(f"the file is not a decision record: its format is not {FORMAT}")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name given twice")
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _checked(data: dict[str, Any]) -> Record:
    if data["format"] != FORMAT:
        raise RecordRefused(f"the record is of the form {str(data['format'])[:40]!r}, and this program reads {FORMAT}")
    stated = data.pop("sha256", None)
    record = Record(data)
    try:
        sha256 = record.sha256
    except (ValueError, RecursionError):
        raise RecordRefused("the file is not a decision record: it holds what JSON cannot") from None
    if stated != sha256:
        raise RecordRefused(f"tampered: the record's content has the sha256 {sha256}, and it says {str(stated)[:64]}")
    if set(data) != KEYS or not _askable(data["asked"]) or not isinstance(data["answer"], dict):
        raise RecordRefused("tampered: the record's sha256 is right, but it lacks what every record has")
    return record


def _askable(asked: Any) -> bool:
    """Whether a question can be put again from this."""
    if not isinstance(asked, dict) or set(asked) != {"question", "on", "council", "as_of", "history", "id"}:
        return False
    texts = [asked["question"], asked["id"], *(asked["history"] if isinstance(asked["history"], list) else [None])]
    optional = [asked["council"], asked["as_of"]]
    given = all(isinstance(text, str) for text in texts) and all(one is None or isinstance(one, str) for one in optional)
    return given and all(_is_day(day) for day in (asked["on"], asked["as_of"] or asked["on"]))


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
