"""The files of PDFs that were taken in, kept beside the record under their sha256 so that their pages can be shown as they are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from ingest.build import FileReport

FOLDER, SUFFIX = "originals", ".pdf"


def keep(index: Path, paths: Sequence[Path], reports: Sequence[FileReport]) -> None:
    """Keeps a copy of every PDF among files and folders that a report says the library holds.

    :raises OSError: the library's folder cannot be written to.
    """
    held = {report.sha256 for report in reports if report.status != "rejected"}
    for file in _pdfs(paths):
        name = sha256(file.read_bytes()).hexdigest()
        kept = index / FOLDER / f"{name}{SUFFIX}"
        if name in held and not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(".part")
            try:
                shutil.copyfile(file, part)
                part.replace(kept)
            except OSError:
                part.unlink(missing_ok=True)
                raise


def _pdfs(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in files if file.suffix.lower() == SUFFIX and file.is_file())


def kept(index: Path, sha256_of_file: str) -> Path | None:
    """The kept PDF of that sha256, None where none is kept."""
    file = index / FOLDER / f"{sha256_of_file}{SUFFIX}"
    return file if file.is_file() else None
