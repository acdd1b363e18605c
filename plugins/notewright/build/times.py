"""How large the files of notes are, and when they were made and changed: as git history says, else the file system."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from notewright.build.git_times import History, read_history
from notewright.text import Diagnostic


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Size in bytes; the times are in UTC."""

    size: int
    created: datetime
    modified: datetime


NO_FACTS = FileFacts(0, datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))
"""Of a note that has no file: one in a test, or of another plugin."""


def file_facts(path: Path) -> FileFacts:
    """What the file system says of a file; of one that it does not know, nothing."""
    try:
        found = path.stat()
    except OSError:
        return NO_FACTS
    # Few systems know when a file was made; the earliest time that they do know is the nearest to it.
    made = getattr(found, "st_birthtime", min(found.st_ctime, found.st_mtime))
    return FileFacts(found.st_size, datetime.fromtimestamp(made, UTC), datetime.fromtimestamp(found.st_mtime, UTC))


@dataclass(frozen=True)
class FolderHistory:
    """The history of a folder. Git is asked once, when the first time is looked at."""

    folder: Path

    @cached_property
    def known(self) -> History:
        """What git knows."""
        return read_history(self.folder)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the history, if anybody has looked at it."""
        return self.known.diagnostics if "known" in vars(self) else ()


@dataclass(frozen=True)
class DatedFile:
    """What is known of a file of a folder: its times are those of its history before those of the file system."""

    path: str
    on_disk: FileFacts
    history: FolderHistory

    @property
    def size(self) -> int:
        """In bytes."""
        return self.on_disk.size

    @property
    def created(self) -> datetime:
        """When it was made."""
        told = self.history.known.times.get(self.path)
        return told.created if told else self.on_disk.created

    @cached_property
    def modified(self) -> datetime:
        """When it was changed; where it is not as it was committed, the file system knows."""
        told = self.history.known.times.get(self.path)
        return told.modified if told and self._is_committed() else self.on_disk.modified

    def _is_committed(self) -> bool:
        """Whether the file is that of the last commit. Git itself might run programs to say so."""
        try:
            data = (self.history.folder / self.path).read_bytes()
        except OSError:
            return False
        digest = self.history.known.contents.get(self.path, "")
        # On Windows git writes files with other line ends than it keeps.
        return any(digest == _digest(form, len(digest)) for form in (data, data.replace(b"\r\n", b"\n")))


Facts: TypeAlias = FileFacts | DatedFile
"""What is known of a note's file."""


def _digest(data: bytes, length: int) -> str:
    """The digest that git gives a content, in the form whose digests are so long."""
    algorithm = "sha256" if length == 64 else "sha1"
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
