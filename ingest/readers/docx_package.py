"""The parts of a Word file: a zip archive of XML, opened with bounds on what it may grow to and nothing of it expanded."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.errors import DamagedFile, EncryptedFile, TooLarge, WrongKind
from ingest.readers.files import content_kind

LARGEST_PART_BYTES = 100_000_000
"""What one part of a Word file may expand to; a long policy's text expands to some hundred thousand bytes."""

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OTHER_OFFICE = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
}


@dataclass
class Package:
    """A Word file's parts, each read when asked for."""

    name: str
    archive: zipfile.ZipFile
    _parsed: dict[str, etree._Element] = field(default_factory=dict)

    def main_part(self) -> str:
        """The path of the part that holds the document's text."""
        for kind, target in self._relations("_rels/.rels", "").values():
            if kind == "officeDocument" and target in self.archive.namelist():
                return target
        return "word/document.xml"

    def related(self, part: str, kind: str) -> str | None:
        """The path of the part that `part` names as its `kind` ("styles", "numbering", "footnotes"), if it is there."""
        folder, file = posixpath.split(part)
        relations = self._relations(f"{folder}/_rels/{file}.rels", folder)
        found = [target for name, target in relations.values() if name == kind]
        return next((target for target in found if target in self.archive.namelist()), None)

    def _relations(self, path: str, folder: str) -> Mapping[str, tuple[str, str]]:
        if path not in self.archive.namelist():
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self.xml(path):
            kind, target = str(relation.get("Type", "")).rsplit("/", 1)[-1], str(relation.get("Target", ""))
            resolved = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[str(relation.get("Id", len(found)))] = (kind, resolved)
        return found

    def xml(self, path: str) -> etree._Element:
        """A part's XML. Raises TooLarge where it grows past all measure, DamagedFile where it is no XML or declares entities."""
        if path not in self._parsed:
            self._parsed[path] = self._parse(path, self._bytes(path))
        return self._parsed[path]

    def _bytes(self, path: str) -> bytes:
        try:
            info = self.archive.getinfo(path)
            if info.flag_bits & 1:
                raise EncryptedFile(f"{self.name}: asks for a password; save a copy without one")
            with self.archive.open(info) as part:
                data = part.read(LARGEST_PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError, OSError) as error:
            raise DamagedFile(
                f"{self.name}: is damaged ({path} cannot be unpacked); save the document again in Word"
            ) from error
        if len(data) > LARGEST_PART_BYTES:
            limit = f"{LARGEST_PART_BYTES // 1_000_000} MB"
            raise TooLarge(
                f"{self.name}: expands to more than {limit} when it is opened, so it is refused; save the document again in Word"
            )
        return data

    def _parse(self, path: str, data: bytes) -> etree._Element:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedFile(
                f"{self.name}: is damaged ({path} is not well-formed XML); save the document again in Word"
            ) from error
        if root.getroottree().docinfo.doctype:
            raise DamagedFile(
                f"{self.name}: declares a document type, which Word never writes, so it is refused; save it again in Word"
            )
        return root


def open_package(name: str, data: bytes) -> Package:
    """The Word file in `data`. Raises WrongKind, EncryptedFile or DamagedFile where it is none that can be read."""
    kind = content_kind(data)
    if kind == "an old Office file":
        if _ENCRYPTED_STREAM in data:
            raise EncryptedFile(f"{name}: asks for a password; save a copy without one")
        raise WrongKind(f"{name}: is an old Office file (.doc), not a Word document (.docx); save it as .docx")
    if kind not in ("a zip archive", "an empty zip archive"):
        found = kind or "no Word document inside"
        raise WrongKind(
            f"{name}: is {found}, not a Word document (.docx); give it the suffix of what it is, or save it as .docx"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedFile(f"{name}: is cut short or damaged; copy or save the document again") from error
    package = Package(name, archive)
    if package.main_part() not in names:
        other = next((label for path, label in _OTHER_OFFICE.items() if path in names), "a zip archive without a Word document")
        raise WrongKind(f"{name}: is {other}, not a Word document (.docx); save it as .docx or PDF")
    return package
