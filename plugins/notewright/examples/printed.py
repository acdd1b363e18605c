"""What a cell prints: Python's own text, that of C code and that of processes, in the order it came."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path


class PrintedTooMuch(BaseException):
    """A cell printed more than the limit. Not an Exception, so that a loop which swallows those ends too."""


class Printed(io.RawIOBase):
    """A file behind descriptors 1 and 2, and behind `sys.stdout` and `sys.stderr`."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__()
        self._most = most
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        for descriptor in (1, 2):
            os.dup2(self._file, descriptor)
        # Written through: what a process of the cell prints in between stays in between.
        sys.stdout = sys.stderr = io.TextIOWrapper(
            self, encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True
        )

    def writable(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """For those who go around `sys.stdout`; it is the same file."""
        return 1

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Write, or raise PrintedTooMuch."""
        if os.fstat(self._file).st_size + len(data) > self._most:
            raise PrintedTooMuch
        return os.write(self._file, data)

    def check(self) -> None:
        """Raise PrintedTooMuch when C code or a process, which nobody stops, printed more than the limit."""
        if os.fstat(self._file).st_size > self._most:
            raise PrintedTooMuch

    def take(self) -> str:
        """All since the last time, up to the limit."""
        os.lseek(self._file, 0, os.SEEK_SET)
        data = b""
        while len(data) < self._most:
            part = os.read(self._file, self._most - len(data))
            if not part:
                break
            data += part
        os.ftruncate(self._file, 0)
        return data.decode("utf-8", "replace").replace("\r\n", "\n")
