"""What a cell may not do. A guard against accidents, not a sandbox: code that means harm finds a way around it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_PROCESSES = 64

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(slots=True)
class Guard:
    """Keeps cells from the network, from writing outside the temporary folder, and from breeding processes."""

    process: int = field(default_factory=os.getpid)
    processes: int = 0
    _writable: str = field(default_factory=lambda: os.path.realpath(tempfile.gettempdir()))

    def events(self) -> dict[str, Callable[..., None]]:
        """What to do at which audit event."""
        starts = ("os.fork", "os.forkpty", "os.posix_spawn", "os.system", "subprocess.Popen")
        changes = ("os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.chmod", "os.chown", "os.utime")
        pairs = ("os.rename", "os.link", "os.symlink")
        return {
            **dict.fromkeys(starts, self._on_start),
            **dict.fromkeys(changes, self._on_change),
            **dict.fromkeys(pairs, self._on_pair),
            "open": self._on_open,
            "os.kill": self._on_kill,
            "os.killpg": self._on_kill,
            "socket.connect": self._on_address,
            "socket.bind": self._on_address,
            "socket.sendto": self._on_address,
            "socket.getaddrinfo": self._on_host,
            "socket.gethostbyname": self._on_host,
        }

    def _on_start(self, *_: object) -> None:
        self.processes += 1
        if os.getpid() != self.process:
            raise PermissionError("a process that a cell started may not start another")
        if self.processes > MOST_PROCESSES:
            raise PermissionError(f"the cells of a note may start {MOST_PROCESSES} processes, no more")

    def _on_open(self, path: object, mode: object, flags: int) -> None:
        if flags & _WRITING and path != os.devnull:
            self._on_change(path)

    def _on_change(self, path: object, *_: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return  # a file that is open already
        place = os.path.realpath(os.fsdecode(path))
        # The folder itself is opened for a file that has no name.
        if place != self._writable and not place.startswith(self._writable + os.sep):
            raise PermissionError(f"a cell may write below tempfile.gettempdir() only, not to {os.fsdecode(path)!r}")

    def _on_pair(self, source: object, target: object, *_: object) -> None:
        self._on_change(target)

    def _on_kill(self, process: int, signal: int) -> None:
        if process in (-1, 1, os.getppid()):
            raise PermissionError("a cell may not end processes that it did not start")

    def _on_address(self, socket: object, address: object) -> None:
        # A path is a socket of this machine; only addresses of the network are pairs.
        if isinstance(address, tuple):
            self._on_host(address[0])

    def _on_host(self, host: object, *_: object) -> None:
        # Windows has no socket pairs: asyncio talks to itself through the loopback device.
        if os.name == "nt" and host in _LOOPBACK:
            return
        raise PermissionError(f"a cell may not use the network; {host!r} was asked for")
