"""`clausewise audit verify`: checks that the library's audit trail is unbroken."""

from __future__ import annotations

import argparse

from assistant import config
from assistant.surfaces.opening import add_index, complain
from ingest.record import Record


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_index(actions.add_parser("verify", help="check every entry against the one before it"))


def run(arguments: argparse.Namespace) -> int:
    with Record.open(config.index_folder(arguments.index)) as record:
        check = record.audit_verify()
    if check.whole:
        print(f"audit trail whole: {check.entries} entries, the last {check.head}")
        return 0
    complain(f"the audit trail is broken at entry {check.broken_at}")
    return 1
