"""`clausewise digest`: hashes and counts of what is loaded, from the record and from the vector copy."""

from __future__ import annotations

import argparse
import json

from assistant import config, library
from assistant.surfaces.opening import add_index, bar
from ingest import build
from ingest.record import Record


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    index = config.index_folder(arguments.index)
    if not Record.exists(index):
        library.brought_up_to_date(index, progress=bar())
    found = build.digest(index)
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for part, value in found["record"].items():
        print(f"{part:<10} {value['count']:>7}  {value['sha256']}")
    copy = found["copy"]
    print(f"copy       {copy['count'] if copy['count'] is not None else '-':>7}  {copy['sha256'] or '-'}  ({copy['state']})")
    print(
        "the copy agrees with the record"
        if found["agree"]
        else "the copy does not agree with the record: searches use the record"
    )
    return 0
