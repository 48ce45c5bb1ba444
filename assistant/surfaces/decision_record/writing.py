"""The three formats by the end of a file's name. Word's and PDF's libraries are read when they are first needed."""

from __future__ import annotations

from collections.abc import Callable

from assistant.surfaces.decision_record.record import Record, as_json


def as_docx(record: Record) -> bytes:
    """The record as a Word file, which carries the JSON within it."""
    from assistant.surfaces.decision_record import word

    return word.as_docx(record)


def as_pdf(record: Record) -> bytes:
    """The record as a PDF, to which the JSON is attached."""
    from assistant.surfaces.decision_record import pdf

    return pdf.as_pdf(record)


FORMATS: dict[str, tuple[Callable[[Record], bytes], str]] = {
    "json": (as_json, "application/json"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (as_pdf, "application/pdf"),
}
"""For each suffix what writes it, and its media type."""


def written(record: Record, suffix: str) -> bytes:
    """The record in the format of a suffix: json, docx or pdf; KeyError for another."""
    return FORMATS[suffix][0](record)
