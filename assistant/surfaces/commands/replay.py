"""`clausewise replay RECORD`: asks a record's question again and says whether the record comes out byte for byte the same."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.errors import ClausewiseError
from assistant.surfaces.commands.record import record_file, save
from assistant.surfaces.opening import add_index, open_assistant


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "record", type=Path, metavar="RECORD", help="a decision record: JSON, or the Word or PDF file that carries it"
    )
    parser.add_argument(
        "--out",
        type=record_file,
        metavar="FILE.{json,docx,pdf}",
        help="write the record that comes out now; a file that is there is kept",
    )
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    from assistant.surfaces.decision_record import read, replay

    data = _data(arguments.record)
    read(data)  # what is no record is refused before the library is opened
    with open_assistant(arguments.index) as assistant:
        replayed = replay(data, assistant)
    if arguments.out:
        save(replayed.record, arguments.out)
    print(replayed.line)
    return 0 if replayed.same else 1


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ClausewiseError(f"cannot read the record {path}: {error.strerror}") from None
