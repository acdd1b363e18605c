"""How large the files of notes are, and when they were made and changed: as git history says, else the file system."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

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
class FileTimes:
    """When the files of a folder were made and changed. Git is asked once, when the first time is looked at."""

    folder: Path | None = None
    facts: Mapping[str, FileFacts] = field(default_factory=dict)

    @cached_property
    def history(self) -> History:
        """What git knows; nothing of a vault that is in no folder."""
        return History() if self.folder is None else read_history(self.folder)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the history, if anybody has looked at it."""
        return self.history.diagnostics if "history" in vars(self) else ()

    def of(self, path: str) -> FileFacts:
        """The facts of a file; where it is not as it was committed, the file system knows when it was changed."""
        facts, told = self.facts.get(path, NO_FACTS), self.history.times.get(path)
        if told is None:
            return facts
        modified = told.modified if self._is_committed(path) else facts.modified
        return replace(facts, created=told.created, modified=modified)

    def _is_committed(self, path: str) -> bool:
        """Whether the file is that of the last commit. Git itself might run programs to say so."""
        assert self.folder is not None
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            return False
        digest = self.history.contents.get(path, "")
        # On Windows git writes files with other line ends than it keeps.
        return any(digest == _digest(form, len(digest)) for form in (data, data.replace(b"\r\n", b"\n")))


def _digest(data: bytes, length: int) -> str:
    """The digest that git gives a content, in the form whose digests are so long."""
    algorithm = "sha256" if length == 64 else "sha1"
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
