"""Documents added through the pages: taken into the library, the file of a PDF kept so that its pages can be shown."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from assistant import library
from assistant.library import FileReport, Progress

FOLDER = "originals"


def take_in(index: Path, files: Sequence[str | Path], council: str | None, progress: Progress) -> list[tuple[str, bool]]:
    """Takes files in and says what became of each, in a line and whether it was refused.

    :raises ClausewiseError, IngestError: nothing could be taken in.
    """
    paths = [Path(file) for file in files]
    reports = library.ingest(index, paths, council=council, progress=progress)
    for path in paths:
        if path.suffix.lower() == ".pdf" and any(r.file == path.name and r.status != "rejected" for r in reports):
            keep(index, path)
    return [said for report in reports for said in _said(report)]


def _said(report: FileReport) -> list[tuple[str, bool]]:
    if report.status == "rejected":
        return [(report.error, True)]
    done = (
        f"{report.file}: taken in as {report.document}, {report.passages} passages"
        if report.status == "accepted"
        else f"{report.file}: nothing new"
    )
    return [(done, False), *((f"{report.file}: {warning}", False) for warning in report.warnings)]


def keep(index: Path, path: Path) -> None:
    """Keeps a copy of a file under its sha256 beside the record."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    kept = index / FOLDER / f"{sha256}{path.suffix.lower()}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        shutil.copyfile(path, part)
        part.replace(kept)


def original(index: Path, sha256: str) -> Path | None:
    """The kept PDF of that sha256, None where it is not kept."""
    kept = index / FOLDER / f"{sha256}.pdf"
    return kept if kept.is_file() else None
