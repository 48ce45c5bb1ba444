"""`clausewise record QUESTION --out FILE`: answers a question and writes the decision record of the answer."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from assistant.errors import ClausewiseError
from assistant.surfaces import batch
from assistant.surfaces.opening import add_index, open_assistant

SUFFIXES = ("json", "docx", "pdf")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", help="the question, in your own words")
    parser.add_argument("--council", metavar="SLUG", help="the council that is asked about, unless the question names one")
    parser.add_argument("--as-of", metavar="DATE", help="the day the procurement starts, YYYY-MM-DD; today unless given")
    parser.add_argument(
        "--earlier",
        metavar="QUESTION",
        action="append",
        default=[],
        help="a question asked before it; repeat in the order asked",
    )
    parser.add_argument(
        "--out",
        required=True,
        type=record_file,
        metavar="FILE.{json,docx,pdf}",
        help="where the record goes; a file that is there is kept",
    )
    add_index(parser)


def record_file(text: str) -> Path:
    """A path whose end names one of the three formats."""
    path = Path(text)
    if path.suffix[1:].lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"the name ends in {', '.join('.' + s for s in SUFFIXES)}")
    return path


def run(arguments: argparse.Namespace) -> int:
    from assistant.surfaces.decision_record import Request, make, put

    given = {
        "question": arguments.question,
        "council": arguments.council,
        "date": arguments.as_of,
        "history": arguments.earlier,
    }
    checked = batch.checked({name: value for name, value in given.items() if value is not None})
    request = Request(asked_on=date.today(), **checked)
    with open_assistant(arguments.index) as assistant:
        record = make(assistant.holdings, request, put(assistant, request))
    save(record, arguments.out)
    print(f"{arguments.out}: {record.content['answer']['headline']}")
    return 0


def save(record: object, path: Path) -> None:
    """Writes a record in the format of the file's name; raises ClausewiseError where the file is there or cannot be written."""
    from assistant.surfaces.decision_record import Record, written

    assert isinstance(record, Record)
    data = written(record, path.suffix[1:].lower())
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise ClausewiseError(f"{path} is there already, and a record is not written over; give another name") from None
    except OSError as error:
        raise ClausewiseError(f"cannot write {path}: {error.strerror}") from None
