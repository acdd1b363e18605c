"""Notes that are easily taken for one another: of one name, or with addresses that differ in signs only."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator

from notewright.build.address import Addresses
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note, Vault
from notewright.vault.heading import slug

# Every folder may have one of these.
_EVERYWHERE = frozenset({"index", "readme"})
_SHOWN = 5


def doubles(vault: Vault, addresses: Addresses) -> Iterator[Diagnostic]:
    """One remark on the first note of each group."""
    notes = [note for note in vault.notes.values() if note.name.lower() not in _EVERYWHERE]
    for group in _groups(notes, lambda note: note.name.lower()):
        message = (
            f"this note shares its name with {_others(group)}; write links with as much of the path as tells them apart"
        )
        yield Diagnostic.at(group[0].source, Span(0, 0), "PAGE003", Severity.INFO, message)
    for group in _groups(vault.notes.values(), lambda note: _slugged(addresses.pages[note.path])):
        message = f"the address of this note differs in signs or spaces only from {_others(group)}; rename one of them"
        yield Diagnostic.at(group[0].source, Span(0, 0), "PAGE004", Severity.INFO, message)


def _groups(notes: Iterable[Note], key: Callable[[Note], str]) -> Iterator[list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in notes:
        found.setdefault(key(note), []).append(note)
    return (group for group in found.values() if len(group) > 1)


def _others(group: list[Note]) -> str:
    paths = [note.path for note in group[1:]]
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def _slugged(file: str) -> str:
    """An address as generators write it that make one of letters, digits and hyphens."""
    stem = file.removesuffix("/index.html") if file.endswith("/index.html") else posixpath.splitext(file)[0]
    return "/".join(slug(part.replace("_", " ")) or part for part in stem.split("/"))
