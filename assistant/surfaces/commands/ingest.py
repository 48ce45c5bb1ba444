"""`clausewise ingest PATH…`: takes documents into the library."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from assistant import config, library
from assistant.surfaces.opening import add_index, bar, complain, printable


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of files: PDF, DOCX, HTML, Markdown, text"
    )
    parser.add_argument("--council", metavar="SLUG", help="whose documents these are, where it cannot be told from the text")
    parser.add_argument("--json", action="store_true", help="print one line of JSON a file")
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    index = config.index_folder(arguments.index)
    reports = library.ingest(index, arguments.paths, council=arguments.council, progress=bar())
    for report in reports:
        print(json.dumps(asdict(report), ensure_ascii=False) if arguments.json else _said(report), flush=True)
        if report.error:
            complain(report.error)
        for warning in report.warnings if not arguments.json else ():
            complain(f"{report.file}: {warning}")
    return 1 if any(report.status == "rejected" for report in reports) else 0


def _said(report: library.FileReport) -> str:
    became = f" as {report.document}, {report.passages} passages" if report.document else ""
    return printable(f"{report.status}: {report.file}{became}")
