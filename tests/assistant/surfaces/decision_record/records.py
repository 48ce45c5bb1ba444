"""Records of answers about the invented council."""

from __future__ import annotations

from datetime import date

from assistant.service import Assistant
from assistant.surfaces.decision_record import Record, Request, make, put

ASKED_ON = date(2026, 11, 21)
QUESTION = "Is social value required for a £400k works contract?"


def request(question: str = QUESTION, history: tuple[str, ...] = ()) -> Request:
    return Request(question, ASKED_ON, "wexcombe", None, history)


def record(assistant: Assistant, asked: Request | None = None) -> Record:
    """The record of the answer to a request."""
    asked = asked or request()
    return make(assistant.holdings, asked, put(assistant, asked))


def main() -> None:
    """Prints the sha256 of each format of one record of the corpus in the folder named: run as a process of its own."""
    import sys
    from hashlib import sha256
    from pathlib import Path

    from assistant.surfaces.decision_record import FORMATS, written
    from tests.assistant.surfaces import invented_council

    one = record(invented_council.assistant(Path(sys.argv[1])))
    for suffix in FORMATS:
        print(suffix, sha256(written(one, suffix)).hexdigest())


if __name__ == "__main__":
    main()
