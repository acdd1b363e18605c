"""Runs git to read a repository, and for nothing else: no hook, no pager, no prompt, no network.

What an outer git has set, such as one that runs us as a hook, does not count; nor do settings that change what git
prints. Where the author's settings are stays, since they say which folders of other users are safe.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_KEPT = frozenset(
    {
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
        "GIT_EXEC_PATH",
    }
)
_SET = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_CHOSEN = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "diff.relative": "false",
    "log.follow": "false",
    "log.showRoot": "true",
    "log.showSignature": "false",
}
_CHUNK = 1 << 16


class GitError(Exception):
    """Git is missing, or has refused; the message is git's own."""


@dataclass(frozen=True, slots=True)
class Git:
    """The program, and the folder that it is asked about."""

    program: str
    folder: Path

    @classmethod
    def find(cls, folder: Path) -> Git | None:
        """Git, if the machine has it."""
        program = shutil.which("git")
        return cls(program, folder) if program else None

    def line(self, *arguments: str) -> str:
        """What a command prints, without the end of its last line."""
        return os.fsdecode(b"\0".join(self.pieces(*arguments))).removesuffix("\n")

    def pieces(self, *arguments: str) -> Iterator[bytes]:
        """What a command prints between NULs, as it comes.

        Raises:
            GitError: when git cannot be run, or ends with an error.
        """
        chosen = [word for name, value in _CHOSEN.items() for word in ("-c", f"{name}={value}")]
        command = [self.program, "--no-pager", *chosen, *arguments]
        with TemporaryFile() as errors:
            try:
                process = subprocess.Popen(
                    command,
                    cwd=self.folder,
                    env=_environment(os.environ),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                )
            except OSError as error:
                raise GitError(error.strerror or str(error)) from None
            with process:
                assert process.stdout is not None
                yield from _pieces(iter(lambda: process.stdout.read(_CHUNK), b""))  # type: ignore[union-attr]
            if process.returncode:
                errors.seek(0)
                raise GitError(errors.read(_CHUNK).decode(errors="replace").strip())


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    begun: list[bytes] = []
    for chunk in chunks:
        first, *others = chunk.split(b"\0")
        begun.append(first)
        if others:
            yield b"".join(begun)
            yield from others[:-1]
            begun = [others[-1]]
    if rest := b"".join(begun):
        yield rest


def _environment(outer: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in outer.items() if not name.startswith("GIT_") or name in _KEPT}
    return {**kept, **_SET}
