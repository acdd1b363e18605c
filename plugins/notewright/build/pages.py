"""The vault as queries see it: the fields of each note, and which notes a source names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from notewright.build.csv_files import CsvFiles
from notewright.build.times import NO_FACTS, Facts
from notewright.dataview import data
from notewright.values import Value
from notewright.vault import Note, Vault
from notewright.vault.outlink import Outlink
from notewright.vault.tags import ancestors


@dataclass(frozen=True)
class VaultPages:
    """Answers what a query asks of a vault; a note's fields are worked out when they are first asked for."""

    vault: Vault
    facts: Mapping[str, Facts] = field(default_factory=dict)
    starred: Collection[str] = frozenset()
    """The files that the author has bookmarked in Obsidian."""
    tables: CsvFiles = field(default_factory=CsvFiles)
    _pages: dict[str, Mapping[str, Value]] = field(default_factory=dict, repr=False, compare=False)

    def paths(self) -> Sequence[str]:
        """All notes, in the order of paths."""
        return list(self.vault.notes)

    def page(self, path: str) -> Mapping[str, Value]:
        """The fields of a note."""
        if path not in self._pages:
            note, facts = self.vault.notes[path], self.facts.get(path, NO_FACTS)
            self._pages[path] = data.page(note, facts, path in self.starred, self)
        return self._pages[path]

    def rows(self, path: str) -> Sequence[Mapping[str, Value]] | None:
        """The rows of a file of comma-separated values; None where none can be read."""
        return self.tables.rows(path)

    def tagged(self, tag: str) -> Sequence[str]:
        """The notes that bear a tag or one below it."""
        return self._tagged.get(tag.lower(), ())

    def in_folder(self, folder: str) -> Sequence[str] | None:
        """The notes in a folder and below; None when there is no such folder."""
        return self.vault.in_folder(folder)

    def resolve(self, link_path: str, origin: str) -> str | None:
        """The file that a link's words lead to."""
        return self.vault.resolve(link_path, origin).path

    def linking_to(self, path: str) -> Sequence[str]:
        """The notes that link to a file, themselves included."""
        return self._inlinks.get(path, ())

    def linked_from(self, path: str) -> Sequence[str]:
        """The files that a note links to, each once."""
        note = self.vault.notes.get(path)
        targets = (self.resolve(link.target, path) for link in note.outlinks) if note else ()
        return list(dict.fromkeys(target for target in targets if target is not None))

    def linking_to_unresolved(self, text: str) -> Sequence[str]:
        """The notes with a link of exactly this text that leads nowhere."""
        return self._unresolved.get(text, ())

    @cached_property
    def field_names(self) -> frozenset[str]:
        """The fields that any note has, as it writes them and as queries can, and those that list items have."""
        pages = [self.page(path) for path in self.vault.notes]
        of_items = {key for page in pages for key in data.item_field_names(page["file"])}
        return frozenset({*data.ITEM_NAMES, *of_items, *(key for page in pages for key in page)})

    @cached_property
    def tag_names(self) -> frozenset[str]:
        """The tags of all notes, and those above them."""
        return frozenset(part for note in self.vault.notes.values() for tag in _tags(note) for part in ancestors(tag))

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The notes, without `.md`, and the folders that hold them."""
        notes = {path.removesuffix(".md") for path in self.vault.notes}
        folders = {str(folder) for path in self.vault.notes for folder in PurePosixPath(path).parents}
        return frozenset(notes | folders - {"."})

    @cached_property
    def _tagged(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, dict[str, None]] = {}
        for note in self.vault.notes.values():
            for tag in _tags(note):
                for part in ancestors(tag.lower()):
                    found.setdefault(part, {})[note.path] = None
        return {tag: list(paths) for tag, paths in found.items()}

    @cached_property
    def _inlinks(self) -> Mapping[str, Sequence[str]]:
        return self._index(lambda link, path: self.resolve(link.target, path))

    @cached_property
    def _unresolved(self) -> Mapping[str, Sequence[str]]:
        return self._index(lambda link, path: None if self.resolve(link.target, path) else link.target)

    def _index(self, key_of: Callable[[Outlink, str], str | None]) -> Mapping[str, Sequence[str]]:
        found: dict[str, dict[str, None]] = {}
        for note in self.vault.notes.values():
            for link in note.outlinks:
                if (key := key_of(link, note.path)) is not None:
                    found.setdefault(key, {})[note.path] = None
        return {key: list(paths) for key, paths in found.items()}


def _tags(note: Note) -> Iterator[str]:
    """The tags as queries see them, without their signs: a number in the properties is one too."""
    return (tag[1:] for tag in data.tags(note))
