"""Reads the files of a folder as a vault."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath

from notewright.build.bookmarks import bookmarked
from notewright.build.collector import paused
from notewright.build.gate import admit
from notewright.build.hidden import Hidden
from notewright.build.settings import Publish
from notewright.build.times import DatedFile, Facts, FolderHistory, file_facts
from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault import Vault, read_note
from notewright.vault.inline_query import PREFIXES, InlinePrefixes
from notewright.vault.resolve import is_note
from notewright.vault.syntax.redacted import RESERVED


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read: the vault, what is known of the file of each note, and what could not be read as text."""

    vault: Vault
    facts: Mapping[str, Facts]
    diagnostics: Mapping[str, Sequence[Diagnostic]]
    refused: Sequence[Diagnostic] = ()
    """Why files are no part of the vault."""
    places: Mapping[str, Path] = field(default_factory=dict)
    """Where the files that are no notes lie."""
    hidden: Hidden = field(default_factory=Hidden)
    """What was read and is no part of the vault, since readers may not see it."""
    history: FolderHistory | None = None
    """When the files of the folder were made and changed."""
    starred: frozenset[str] = frozenset()
    """The files that the author has bookmarked in Obsidian."""

    @property
    def of_history(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the history of the folder, if a query has asked for a time."""
        return self.history.diagnostics if self.history else ()


def read_vault(
    files: Mapping[str, Path], folder: Path, publish: Publish | None = None, prefixes: InlinePrefixes = PREFIXES
) -> Contents:
    """The public vault of some files of a folder, by their vault paths."""
    with _uncollected():
        return _read_vault(files, folder, publish or Publish(), prefixes)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector: notes hold no cycles, and it would look at all their tokens again and again.

    Afterwards it leaves alone what was read, until something is read anew, as a server does that builds again.
    """
    with paused():
        gc.unfreeze()
        try:
            yield
        finally:
            gc.freeze()


def _read_vault(files: Mapping[str, Path], folder: Path, publish: Publish, prefixes: InlinePrefixes) -> Contents:
    facts, problems, notes, refused = {}, {}, [], []
    left_out: set[str] = set()
    root, history = folder.resolve(), FolderHistory(folder)
    in_circles = cache(leads_back)
    for path, file in sorted(files.items()):
        if (link := loop(path, root, in_circles)) is not None:
            message = (
                "this folder leads back to one that holds it, so its files are read where they are; remove the link"
            )
            refused.append(Diagnostic(link, 1, 1, "NOTE010", Severity.ERROR, message))
            left_out.add(path)
        elif reason := refusal(path, file, root):
            refused.append(Diagnostic(printable(path), 1, 1, "NOTE010", Severity.ERROR, reason))
            left_out.add(path)
        elif is_note(path):
            source, found = read_source(path, file)
            notes.append(read_note(source))
            facts[path] = DatedFile(path, file_facts(file), history)
            problems[path] = found
    others = {path: file for path, file in files.items() if not is_note(path) and path not in left_out}
    admitted = admit(notes, others, publish, prefixes)
    told = {path: [*problems[path], *admitted.of_notes.get(path, ())] for path in admitted.vault.notes}
    refused += admitted.of_private
    for path, size in admitted.sizes.items():
        facts[path] = replace(facts[path], on_disk=replace(facts[path].on_disk, size=size))
    places = {path: file for path, file in others.items() if path in admitted.vault.files}
    return Contents(
        admitted.vault,
        facts,
        told,
        tuple(dict.fromkeys(refused)),
        places,
        admitted.hidden,
        history,
        bookmarked(folder),
    )


def loop(path: str, root: Path, in_circles: Callable[[Path], bool]) -> str | None:
    """The vault path of a link on the way to a file, or of the file, that leads back to a folder which holds it."""
    way = [*reversed(PurePosixPath(path).parents[:-1]), PurePosixPath(path)]
    return next((printable(place.as_posix()) for place in way if in_circles(root / place)), None)


def leads_back(folder: Path) -> bool:
    """Whether a folder is a link to one that holds it."""
    return folder.is_symlink() and folder.parent.resolve().is_relative_to(folder.resolve())


def refusal(path: str, file: Path, root: Path) -> str:
    """Why a file cannot be a part of the vault; empty when it can."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "the name of this file is not UTF-8, so no address can hold it; rename the file"
    if RESERVED.search(path):
        return "the name of this file has a sign that no text may hold (U+FDD0 to U+FDDF); rename the file"
    try:
        if not file.resolve(strict=True).is_relative_to(root):
            return "this leads to a file outside the folder of notes, which is not published; copy the file into it"
    except (OSError, RuntimeError) as error:
        return f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
    return "" if file.is_file() else "this is no ordinary file, so it cannot be read"


def printable(path: str) -> str:
    """A path in which what is not UTF-8 is escaped."""
    return path.encode("utf-8", "backslashreplace").decode()


def read_source(path: str, file: Path) -> tuple[Source, list[Diagnostic]]:
    """The text of a file. Bytes that are not UTF-8 become `\ufffd`, and a diagnostic names the first."""
    try:
        data = file.read_bytes()
    except OSError as error:
        source = Source(path, "")
        message = f"the file cannot be read: {error.strerror or error}"
        return source, [Diagnostic.at(source, Span(0, 0), "NOTE010", Severity.ERROR, message)]
    try:
        return Source(path, _normal(data.decode("utf-8-sig"))), []
    except UnicodeDecodeError as error:
        source = Source(path, _normal(data.decode("utf-8-sig", errors="replace")))
        at = len(_normal(data[: error.start].decode("utf-8-sig", errors="replace")))
        message = (
            f"the file is not UTF-8: the byte {data[error.start]:#04x} stands here; save it as UTF-8 "
            f"(its page shows \ufffd for what could not be read)"
        )
        return source, [Diagnostic.at(source, Span(at, at + 1), "NOTE002", Severity.ERROR, message)]


def _normal(text: str) -> str:
    """One kind of line end; what no page may hold, such as a NUL, becomes the sign for what cannot be shown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text if text.isascii() else RESERVED.sub("\ufffd", text)


def walk(folder: Path) -> Mapping[str, Path]:
    """The files of a folder by their vault paths, but for what is hidden and what MkDocs leaves out by default."""
    found = {}
    for file in _files(folder):
        path = file.relative_to(folder).as_posix()
        if not path.startswith("templates/"):
            found[path] = file
    return found


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(_seen(folders))
        for name in sorted(_seen(names)):
            yield Path(place) / name


def _seen(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not name.startswith("."))
