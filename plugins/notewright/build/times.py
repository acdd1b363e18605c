"""How large the files of notes are, and when they were made and changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


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
