"""The vault as queries see it: the fields of each note, and which notes a source names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import PurePosixPath

from notewright.build.times import NO_FACTS, FileFacts
from notewright.values import Date, Link, LinkKind, Value, canonical_key, from_datetime, from_yaml, heading_anchor
from notewright.vault import Note, Vault
from notewright.vault.outlink import Outlink
from notewright.vault.plain import shown_target
from notewright.vault.syntax.redacted import unveiled
from notewright.vault.tags import ancestors

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True)
class VaultPages:
    """Answers what a query asks of a vault; a note's fields are worked out when they are first asked for."""

    vault: Vault
    facts: Mapping[str, FileFacts] = field(default_factory=dict)
    _pages: dict[str, Mapping[str, Value]] = field(default_factory=dict, repr=False, compare=False)

    def paths(self) -> Sequence[str]:
        """All notes, in the order of paths."""
        return list(self.vault.notes)

    def page(self, path: str) -> Mapping[str, Value]:
        """The fields of a note."""
        if path not in self._pages:
            self._pages[path] = self._fields(self.vault.notes[path])
        return self._pages[path]

    def tagged(self, tag: str) -> Sequence[str]:
        """The notes that bear a tag or one below it."""
        return self.vault.tagged(tag)

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
        targets = (self.vault.destination(link, path).path for link in note.outlinks) if note else ()
        return list(dict.fromkeys(target for target in targets if target is not None))

    def linking_to_unresolved(self, text: str) -> Sequence[str]:
        """The notes with a link of exactly this text that leads nowhere."""
        return self._unresolved.get(text, ())

    @cached_property
    def field_names(self) -> frozenset[str]:
        """The fields that any note has, as it writes them and as queries can."""
        raw = {key for note in self.vault.notes.values() for key in note.properties}
        return frozenset(raw | {canonical_key(key) for key in raw})

    @cached_property
    def tag_names(self) -> frozenset[str]:
        """The tags of all notes, and those above them."""
        return frozenset(part for note in self.vault.notes.values() for tag in note.tags for part in ancestors(tag))

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The notes, without `.md`, and the folders that hold them."""
        notes = {path.removesuffix(".md") for path in self.vault.notes}
        folders = {str(folder) for path in self.vault.notes for folder in PurePosixPath(path).parents}
        return frozenset(notes | folders - {"."})

    @cached_property
    def _inlinks(self) -> Mapping[str, Sequence[str]]:
        return self._index(lambda link, path: self.vault.destination(link, path).path)

    @cached_property
    def _unresolved(self) -> Mapping[str, Sequence[str]]:
        return self._index(lambda link, path: None if self.vault.destination(link, path).path else link.target)

    def _index(self, key_of: Callable[[Outlink, str], str | None]) -> Mapping[str, Sequence[str]]:
        found: dict[str, dict[str, None]] = {}
        for note in self.vault.notes.values():
            for link in note.outlinks:
                if (key := key_of(link, note.path)) is not None:
                    found.setdefault(key, {})[note.path] = None
        return {key: list(paths) for key, paths in found.items()}

    def _fields(self, note: Note) -> Mapping[str, Value]:
        """The properties under their own keys and under the keys that queries can write, and `file`."""
        fields = {key: self._linked(from_yaml(value), note.path) for key, value in note.properties.items()}
        for key in list(fields):
            fields.setdefault(canonical_key(key), fields[key])
        fields["file"] = self._file(note, fields)
        return fields

    def _linked(self, value: Value, origin: str) -> Value:
        """A value whose links say which file they lead to."""
        if isinstance(value, Link):
            path = self.resolve(value.path, origin)
            return value if path is None else Link(path, value.display, value.subpath, value.kind, value.embed)
        if isinstance(value, list | tuple):
            return [self._linked(member, origin) for member in value]
        if isinstance(value, Mapping):
            return {key: self._linked(member, origin) for key, member in value.items()}
        return value

    def _file(self, note: Note, fields: Mapping[str, Value]) -> Mapping[str, Value]:
        facts = self.facts.get(note.path, NO_FACTS)
        return {
            "name": note.name,
            "folder": note.folder,
            "path": note.path,
            "ext": note.path.rpartition(".")[2],
            "link": Link(note.path),
            "size": facts.size,
            "ctime": from_datetime(facts.created),
            "mtime": from_datetime(facts.modified),
            "cday": from_datetime(_midnight(facts.created)),
            "mday": from_datetime(_midnight(facts.modified)),
            "tags": [f"#{part}" for part in dict.fromkeys(part for tag in note.tags for part in ancestors(tag))],
            "etags": [f"#{tag}" for tag in note.tags],
            "inlinks": [Link(path) for path in self.linking_to(note.path)],
            "outlinks": [self._outlink(link, note) for link in _ordered(note.outlinks)],
            "aliases": list(note.aliases),
            "frontmatter": dict(_raw(note.properties)),
            "day": _day(note, fields),
        }

    def _outlink(self, link: Outlink, note: Note) -> Link:
        path = self.vault.destination(link, note.path).path or link.target
        display = unveiled(link.display or "") or shown_target(link.target, link.fragment)
        kind: LinkKind = "block" if link.fragment.startswith("^") else "header" if link.fragment else "file"
        subpath = link.fragment[1:] if kind == "block" else heading_anchor(link.fragment) if kind == "header" else None
        return Link(path, display, subpath, kind, link.embed)


def _ordered(links: Sequence[Outlink]) -> list[Outlink]:
    """Links of the properties, then those of the text, then embeds."""
    return sorted(links, key=lambda link: (link.embed, link.property is None))


def _raw(properties: Mapping[str, object]) -> Mapping[str, Value]:
    """The properties as YAML gives them: their texts stay texts."""
    return {key: _plain(value) for key, value in properties.items()}


def _plain(value: object) -> Value:
    if isinstance(value, list):
        return [_plain(member) for member in value]
    if isinstance(value, dict):
        return {str(key): _plain(member) for key, member in value.items()}
    return value if isinstance(value, str) else from_yaml(value)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _day(note: Note, fields: Mapping[str, Value]) -> Value:
    """The day of a note: a field called date or day, else a date in its name."""
    for key, value in fields.items():
        if key.lower() in {"date", "day"}:
            first = value[0] if isinstance(value, list | tuple) and value else value
            if isinstance(first, Date):
                return first
    for found in _DAY.finditer(note.name):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        try:
            return from_datetime(datetime(year, month, day, tzinfo=UTC))
        except ValueError:
            return None
    return None
