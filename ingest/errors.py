"""What can go wrong while files are taken in.

IngestError                 anything below: one line that says what, where and what to do
├── FileRefused             this file cannot be taken; the others can
│   ├── EmptyFile           no bytes, or nothing but white space
│   ├── WrongKind           the content is not what the suffix says, or no reader takes it
│   ├── EncryptedFile       a password is asked for
│   ├── DamagedFile         truncated or broken
│   ├── NoText              pages without text: a scan
│   ├── TooLarge            over the size limit
│   └── BadName             a name that is not a file name
├── LibraryBusy             another process is writing
├── LibraryBroken           the record cannot be read as one of ours
│   └── NoLibrary           there is none yet, or one that nothing was written to
└── ModelMissing            the embedding model is not where the setting says
"""

from __future__ import annotations


class IngestError(Exception):
    """Base of everything that ingest raises; `str(error)` is one line for the user."""


class FileRefused(IngestError):
    """This file cannot be taken in; files beside it can."""


class EmptyFile(FileRefused):
    """The file holds no bytes, or nothing but white space."""


class WrongKind(FileRefused):
    """The content is not what the suffix promises, or no reader takes the suffix."""


class EncryptedFile(FileRefused):
    """The file asks for a password."""


class DamagedFile(FileRefused):
    """The file is truncated or broken."""


class NoText(FileRefused):
    """The pages hold no text (a scan)."""


class TooLarge(FileRefused):
    """The file is over the size limit."""


class BadName(FileRefused):
    """The name is not a file name that can be recorded."""


class LibraryBusy(IngestError):
    """Another process is writing to the library."""


class LibraryBroken(IngestError):
    """The record cannot be read, or is not one of ours."""


class NoLibrary(LibraryBroken):
    """There is no record in the folder, or nothing was ever written to it."""


class ModelMissing(IngestError):
    """The embedding model is not where the setting says it is."""
