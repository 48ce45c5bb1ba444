"""The decision record: one answer with all it rests on, as JSON (the form that counts), Word and PDF, and the check that it comes out again.

`make` needs what is loaded, the question as it was put, and the answer. The same three give the same bytes in every format.
"""

from assistant.surfaces.decision_record.making import library_sha256, make
from assistant.surfaces.decision_record.reading import RecordRefused, read
from assistant.surfaces.decision_record.record import GUIDANCE, Record, Request, as_json, request_of
from assistant.surfaces.decision_record.replaying import Replayed, put, replay
from assistant.surfaces.decision_record.writing import FORMATS, as_docx, as_pdf, written

__all__ = [
    "FORMATS",
    "GUIDANCE",
    "Record",
    "RecordRefused",
    "Replayed",
    "Request",
    "as_docx",
    "as_json",
    "as_pdf",
    "library_sha256",
    "make",
    "put",
    "read",
    "replay",
    "request_of",
    "written",
]
