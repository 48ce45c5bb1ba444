"""`clausewise feedback`: what people said of answers, as entries for the question bank."""

from __future__ import annotations

import argparse
import json

from assistant import config
from assistant.surfaces.opening import add_index, complain


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print each judgement whole, a line of JSON each")
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    from assistant.surfaces.web import feedback

    kept = feedback.entries(config.index_folder(arguments.index))
    if not kept:
        complain("no answer has been judged in this library")
    elif arguments.json:
        print("\n".join(json.dumps(entry, ensure_ascii=False) for entry in kept))
    else:
        print(feedback.as_bank(kept), end="")
    return 0
