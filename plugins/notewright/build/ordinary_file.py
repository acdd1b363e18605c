"""The text of a file that a folder may hold under a known name, which need not be a file at all."""

from __future__ import annotations

import errno
from pathlib import Path


def ordinary_text(file: Path) -> str:
    """The text of a UTF-8 file. A pipe or device is refused, since reading it may never end.

    Raises:
        OSError, ValueError: when there is none.
    """
    if file.exists() and not file.is_file():
        raise OSError(errno.EINVAL, "this is no ordinary file")
    return file.read_text(encoding="utf-8-sig")
