"""Messages through a pipe: each is its length, then its bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import BinaryIO

_HEAD = struct.Struct(">I")


def pack(body: bytes) -> bytes:
    """A message as it goes through the pipe."""
    return _HEAD.pack(len(body)) + body


def read(pipe: BinaryIO) -> bytes | None:
    """The next message; None when the pipe ends first."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    size = _HEAD.unpack(head)[0]
    body = pipe.read(size)
    return body if len(body) == size else None


@dataclass(slots=True)
class Inbox:
    """Puts together messages that arrive in pieces."""

    _pending: bytearray = field(default_factory=bytearray)

    def feed(self, piece: bytes) -> None:
        """Add what arrived."""
        self._pending += piece

    def next(self) -> bytes | None:
        """The first message that is whole, once."""
        if len(self._pending) < _HEAD.size:
            return None
        end = _HEAD.size + _HEAD.unpack_from(self._pending)[0]
        if len(self._pending) < end:
            return None
        body = bytes(self._pending[_HEAD.size : end])
        del self._pending[:end]
        return body
