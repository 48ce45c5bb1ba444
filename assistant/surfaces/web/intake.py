"""Documents added through the pages: taken into the library, and what became of each file said in a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant import library
from assistant.library import FileReport, Progress


def take_in(index: Path, files: Sequence[str | Path], council: str | None, progress: Progress) -> list[tuple[str, bool]]:
    """Takes files in and says what became of each, in a line and whether it was refused.

    :raises ClausewiseError, IngestError: nothing could be taken in.
    """
    reports = library.ingest(index, [Path(file) for file in files], council=council, progress=progress)
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
