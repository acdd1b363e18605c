"""Files by key in a folder: what was derived once need not be derived again."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of derived bytes. `folder=None` keeps nothing: every look-up is a miss.

    An entry begins with a checksum: one that was cut short or changed on disk is a miss, not an answer.
    Two builds may use one folder at once, since an entry appears under its name only when it is whole.
    """

    folder: Path | None

    def read(self, kind: str, key: str) -> bytes | None:
        """The entry, or None when there is none that is whole."""
        if self.folder is None:
            return None
        try:
            data = self._path(kind, key).read_bytes()
        except OSError:
            return None
        checksum, body = data[:32], data[32:]
        return body if sha256(body).digest() == checksum else None

    def write(self, kind: str, key: str, body: bytes) -> None:
        """Keep an entry; a folder that cannot be written to is no reason to fail."""
        if self.folder is None:
            return
        path = self._path(kind, key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(body).digest() + body)
            Path(temporary).replace(path)

    def _path(self, kind: str, key: str) -> Path:
        assert self.folder is not None
        return self.folder / kind / key[:2] / key[2:]
