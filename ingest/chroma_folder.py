"""The folders that hold copies for Chroma, and the pointer that says which one counts.

A copy is made in a new folder, `chroma-<generation>-<random>`, and nothing in it is written again but Chroma's own
bookkeeping. `chroma.current` names it, and is replaced in one step once all of it is on the disk.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

POINTER = "chroma.current"
MANIFEST = "manifest.json"
_NAME = re.compile(r"chroma-(\d+)-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy holds: the state of the record it was made from, its vectors' count and sha256, the collection of each
    council, and the sha256 of the files that Chroma does not write to again.
    """

    vector_state: str
    count: int
    sha256: str
    collections: dict[str, str]
    files: dict[str, str]


def pointed(index: Path) -> str:
    """The name of the folder that counts; empty where there is none, or the pointer does not name one of ours."""
    try:
        name = (index / POINTER).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _NAME.fullmatch(name) and (index / name).is_dir() else ""


def new(index: Path, generation: int) -> Path:
    """A new, empty folder for a copy of this generation."""
    folder = index / f"chroma-{generation}-{secrets.token_hex(4)}"
    folder.mkdir()
    return folder


def hashes(folder: Path) -> dict[str, str]:
    """The sha256 of each file that Chroma leaves alone once it is written: the search graphs that it has saved.

    It keeps writing to its SQLite file, and to the graph of a collection so small that it is kept in that file.
    """
    saved = sorted(path.parent for path in folder.glob("*/index_metadata.pickle"))
    found = {}
    for path in (path for graph in saved for path in sorted(graph.iterdir()) if path.is_file()):
        with path.open("rb") as file:
            found[path.relative_to(folder).as_posix()] = file_digest(file, "sha256").hexdigest()
    return found


def manifest(folder: Path) -> Manifest | None:
    """What the folder says it holds; None where it says nothing that can be read."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def seal(folder: Path, what: Manifest) -> None:
    """Write the manifest, and see all of the folder onto the disk."""
    (folder / MANIFEST).write_text(json.dumps(asdict(what), indent=1), encoding="utf-8")
    for path in [*folder.rglob("*"), folder]:
        _to_disk(path)


def swap(index: Path, folder: Path) -> None:
    """Make this the folder that counts."""
    written = index / f"{POINTER}.new"
    written.write_text(folder.name, encoding="ascii")
    _to_disk(written)
    os.replace(written, index / POINTER)
    _to_disk(index)


def tidy(index: Path) -> None:
    """Remove copies that no reader can need: all but the one that counts and the last one before it, which a reader may
    still have open. Folders without a manifest were never finished.
    """
    current = pointed(index)
    folders = [path for path in index.glob("chroma-*") if _NAME.fullmatch(path.name) and path.name != current]
    finished = [path for path in folders if (path / MANIFEST).is_file()]
    last = max(finished, key=lambda path: (path / MANIFEST).stat().st_mtime_ns, default=None)
    for path in folders:
        if path != last:
            shutil.rmtree(path, ignore_errors=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
