"""`clausewise selfcheck`: whether this installation is whole, a line a part."""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from assistant import config, corpus, library
from assistant.errors import ClausewiseError
from assistant.facts import SumAt
from assistant.phrase.model import lacking
from assistant.proving import assemble
from assistant.retrieve.question_vector import placing_vector
from assistant.retrieve.reader import Reader
from assistant.sum_reader import SumReader
from assistant.surfaces.opening import add_index, complain
from ingest import embed
from ingest.errors import IngestError
from ingest.record import Record
from ingest.store import Store

LEAST_PYTHON = (3, 11)
NOT_YET = "not built yet: the first question builds it"
BEHIND = "behind the corpus: the next question brings it up to date"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^;\s]+)$")


class _Wrong(ClausewiseError):
    """A part of the installation that is not as it has to be."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    checks = list(_checked(config.index_folder(arguments.index)))
    whole = all(check["ok"] for check in checks)
    if arguments.json:
        print(json.dumps({"ok": whole, "checks": checks}, ensure_ascii=False))
    for check in checks:
        if not check["ok"]:
            complain(f"{check['check']}: {check['detail']}")
        elif not arguments.json:
            print(f"{check['check']:<10} ok  {check['detail']}")
    return 0 if whole else 1


def _checked(index: Path) -> Iterator[dict[str, object]]:
    """Each part with whether it is right, and one line about it. One that fails does not keep the others from being checked."""
    parts: dict[str, Callable[[], str]] = {
        "python": _python,
        "packages": _packages,
        "sqlite": _sqlite,
        "settings": _settings,
        "model": _model,
        "weights": _weights,
        "corpus": _corpus,
        "record": lambda: _record(index),
        "copy": lambda: _copy(index),
    }
    for name, part in parts.items():
        try:
            yield {"check": name, "ok": True, "detail": part()}
        except (ClausewiseError, IngestError, OSError, sqlite3.Error) as error:
            yield {"check": name, "ok": False, "detail": " ".join(str(error).split())}


def _python() -> str:
    if sys.version_info < LEAST_PYTHON:
        raise _Wrong(f"{sys.version.split()[0]} is too old; Python 3.11 or later is needed")
    return sys.version.split()[0]


def _packages() -> str:
    """Every package that the program names is installed in the version that it names."""
    pins = [match for named in metadata.requires("clausewise") or () if (match := PIN.match(named))]
    found = [(match[1], match[2], _installed(match[1])) for match in pins]
    wrong = [f"{name} {have or 'is not installed'} (wanted {want})" for name, want, have in found if have.split("+")[0] != want]
    if wrong:
        raise _Wrong(f"{', '.join(wrong)}; run: make setup")
    return f"{len(pins)} in the versions wanted"


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _sqlite() -> str:
    with sqlite3.connect(":memory:") as memory:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'porter unicode61')")
    return f"{sqlite3.sqlite_version} with full-text search"


def _settings() -> str:
    return f"corpus {corpus.folder()}, files up to {config.size_limit_bytes() // 1_000_000} MB, {_wording()}"


def _wording() -> str:
    """Which language model words a guide to reading; its package has to be here, whether it answers is not asked."""
    model = config.wording_model()
    if model is None:
        return "no language model"
    if lacks := lacking(model):
        raise _Wrong(lacks)
    return f"a guide to reading by {model} within {model.limit_s:g} s"


def _model() -> str:
    return embed.load(config.embedding_model()).fingerprint


def _weights() -> str:
    """What was fitted on the model's own weights is here and can be used."""
    Reader().read("?", ".")
    SumReader().read("£1", (SumAt(0, 2, ()),))
    placing_vector("?")
    return "those for reading, for sums and for placing a question"


def _corpus() -> str:
    holdings = assemble(library.digest_documents(corpus.entries(corpus.folder())))
    rules = sum(len(pack.rules) for held in holdings.documents for pack in held.packs)
    return f"{len(holdings.documents)} documents, {rules} rules proved"


def _record(index: Path) -> str:
    if not Record.exists(index):
        return NOT_YET
    with Record.open(index) as record:
        if not library.is_current(record, corpus.entries(corpus.folder())):
            return BEHIND
        holdings = library.holdings_of(record)
        audit = record.audit_verify()
        if not audit.whole:
            raise _Wrong(f"{index}: the audit trail is broken at entry {audit.broken_at}")
        passages = sum(len(held.document.passages) for held in holdings.documents)
    return f"{len(holdings.documents)} documents, {passages} passages, audit trail of {audit.entries} entries whole"


def _copy(index: Path) -> str:
    if not Record.exists(index):
        return NOT_YET
    with Record.open(index) as record, Store(index, record) as store:
        state = store.state()
    if state != "ready":
        raise _Wrong(f"{state}; searches read the record and find the same, and the next `clausewise ingest` makes it anew")
    return state
