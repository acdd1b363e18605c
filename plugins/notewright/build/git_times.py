"""When git history says that the files of a folder were made and changed.

One walk over the history, from the newest commit to the oldest, is enough for all files. A file that was renamed goes
by its older names from there on. The times are those at which the commits were written, by their authors' clocks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from notewright.build.git import Git, GitError
from notewright.text import Diagnostic, Severity

_LOG = (
    *("log", "--topo-order", "-z", "--format=@%at", "--name-status", "-M", "-l1000", "-c", "--root"),
    *("--no-show-signature", "--no-ext-diff", "--no-textconv", "--", "."),
)
_COMMIT = re.compile(rb"@(-?[0-9]+)")
_RENAME = re.compile(rb"[RC][0-9]+")
_DISTRUST = re.compile(r"git config --global --add safe\.directory .+")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Where there is no history, nobody has to be told.
_NO_HISTORY = ("not a git repository (or any", "Not a valid object name HEAD")


@dataclass(frozen=True, slots=True)
class Made:
    """The oldest and the newest time of a file."""

    created: datetime
    modified: datetime

    def also(self, moment: datetime) -> Made:
        """The same with one time more."""
        return Made(min(self.created, moment), max(self.modified, moment))


@dataclass(frozen=True, slots=True)
class History:
    """By the path in the folder: the times of the files, and the digests of their contents at the last commit."""

    times: Mapping[str, Made] = field(default_factory=dict)
    contents: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def read_history(folder: Path) -> History:
    """The history of a folder; none where it is in no repository."""
    root = folder.resolve()
    if not any(os.path.lexists(place / ".git") for place in (root, *root.parents)):
        return History()
    git = Git.find(root)
    if git is None:
        return History(diagnostics=(_told("there is no git here to read the history with; install it", Severity.INFO),))
    try:
        return _history(git)
    except GitError as error:
        if any(words in str(error) for words in _NO_HISTORY):
            return History()
        return History(diagnostics=(_refused(str(error)),))


def _history(git: Git) -> History:
    shallow, _, prefix = git.line("rev-parse", "--is-shallow-repository", "--show-prefix").partition("\n")
    contents = dict(_contents(git))
    times = _times(git.pieces(*_LOG), os.fsencode(prefix), contents) if contents else {}
    if shallow != "true" or not contents:
        return History(times, contents)
    message = (
        "the clone is shallow, so a file that did not change since bears the date of the oldest commit that it has; "
        "fetch the whole history (`git fetch --unshallow`; `fetch-depth: 0` for actions/checkout)"
    )
    return History(times, contents, (_told(message, Severity.WARNING),))


def _contents(git: Git) -> Iterator[tuple[str, str]]:
    """The files of the last commit with the digests of their contents."""
    for piece in git.pieces("ls-tree", "-r", "-z", "HEAD"):
        facts, _, path = piece.partition(b"\t")
        _, kind, digest = facts.split(b" ")
        if kind == b"blob":
            yield os.fsdecode(path), digest.decode()


def _times(pieces: Iterator[bytes], prefix: bytes, paths: Mapping[str, str]) -> dict[str, Made]:
    """The times of the files of these paths, from the pieces that `git log` prints."""
    called = {prefix + os.fsencode(path): path for path in paths}
    found: dict[str, Made] = {}
    for moment, older, newer in _changes(pieces):
        path = called.get(newer)
        if path is None:
            continue
        found[path] = found[path].also(moment) if path in found else Made(moment, moment)
        if older != newer:
            # Before this commit the newer name was another file's, if it was anyone's.
            called[older] = called.pop(newer)
    return found


def _changes(pieces: Iterator[bytes]) -> Iterator[tuple[datetime, bytes, bytes]]:
    """For each file that a commit changed: when, and what it was called before and after."""
    moment: datetime | None = None
    for piece in pieces:
        status = piece.lstrip(b"\n")
        if commit := _COMMIT.fullmatch(status):
            moment = _moment(int(commit[1]))
        elif status:
            older = next(pieces, b"")
            newer = next(pieces, b"") if _RENAME.fullmatch(status) else older
            if moment is not None:
                yield moment, (newer if status.startswith(b"C") else older), newer


def _moment(seconds: int) -> datetime | None:
    """The time; None for one that no calendar has."""
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _refused(reason: str) -> Diagnostic:
    if command := _DISTRUST.search(reason):
        return _told(f"git distrusts the folder of another user; if it is right, call `{command[0]}`", Severity.WARNING)
    first = reason.removeprefix("fatal: ").partition("\n")[0] or "it says nothing"
    return _told(f"git cannot read it: {first}", Severity.WARNING)


def _told(reason: str, severity: Severity) -> Diagnostic:
    message = f"the dates of files are not those of their history: {reason}"
    return Diagnostic(".git", 1, 1, "NOTE026", severity, message)
