"""`file`: what queries know of a note besides its fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Protocol

from notewright.dataview.data.fields import NoteFields
from notewright.dataview.data.item import Entry, entries
from notewright.dataview.data.lazy import Lazy
from notewright.dataview.data.link import link_value
from notewright.dataview.data.tags import aliases, tags
from notewright.dataview.pages import Pages
from notewright.values import Link, Value, from_datetime, from_yaml
from notewright.vault import Note
from notewright.vault.outlink import Outlink
from notewright.vault.tags import ancestors


class Facts(Protocol):
    """What is known of the file of a note: its size in bytes, and its times."""

    @property
    def size(self) -> int:
        """In bytes."""

    @property
    def created(self) -> datetime:
        """When it was made."""

    @property
    def modified(self) -> datetime:
        """When it was changed last."""


class _File:
    """What the members are made of. There is one for each note, so it is made in little time."""

    def __init__(self, note: Note, fields: NoteFields, facts: Facts, starred: bool, pages: Pages) -> None:
        self.note = note
        self.fields = fields
        self.facts = facts
        self.starred = starred
        self.pages = pages

    @cached_property
    def entries(self) -> list[Entry]:
        return entries(self.note, self.fields.items)


def file_fields(note: Note, fields: NoteFields, facts: Facts, starred: bool, pages: Pages) -> Mapping[str, Value]:
    """The members of `file`; one that costs something is made when it is asked for."""
    return Lazy(_MEMBERS if fields.day is None else _WITH_DAY, _File(note, fields, facts, starred, pages))


def item_field_names(file: Value) -> Collection[str]:
    """The fields that list items of a note have, as they write them; `file` is the note's."""
    if not (isinstance(file, Lazy) and isinstance(file.subject, _File)):
        return ()
    return {key for found in file.subject.fields.items.values() for key in found}


def _outlinks(file: _File) -> Value:
    """The links of the properties, those of the text, then the embeds, as often as they stand there."""
    ordered = sorted(file.note.outlinks, key=lambda link: (link.property is None) + (_is_embed(link)))
    return [_outlink(link, file) for link in ordered]


def _is_embed(link: Outlink) -> bool:
    """Whether it shows what it leads to, which a property does not."""
    return link.embed and link.property is None


def _outlink(link: Outlink, file: _File) -> Link:
    value = link_value(link if link.property is None else replace(link, embed=False))
    path = file.pages.resolve(value.path, file.note.path)
    return value if path is None else value.leading_to(path)


def _tags(file: _File) -> Value:
    """Each tag before those above it."""
    return list(dict.fromkeys(part for tag in tags(file.note) for part in ancestors(tag)))


def _raw(value: object) -> Value:
    """A property as YAML gives it: its texts stay texts."""
    if isinstance(value, list):
        return [_raw(member) for member in value]
    if isinstance(value, Mapping):
        return {str(key): _raw(member) for key, member in value.items()}
    return value if isinstance(value, str) else from_yaml(value)


def _midnight(moment: datetime) -> Value:
    return from_datetime(moment.replace(hour=0, minute=0, second=0, microsecond=0))


_MEMBERS: Mapping[str, Callable[[_File], Value]] = {
    "path": lambda file: file.note.path,
    "folder": lambda file: file.note.folder,
    "name": lambda file: file.note.path.rpartition("/")[2].removesuffix(".md"),
    "link": lambda file: Link(file.note.path),
    "outlinks": _outlinks,
    "inlinks": lambda file: [Link(path) for path in file.pages.linking_to(file.note.path)],
    "etags": lambda file: list(tags(file.note)),
    "tags": _tags,
    "aliases": lambda file: list(aliases(file.note)),
    "lists": lambda file: list(file.entries),
    "tasks": lambda file: [entry for entry in file.entries if entry["task"]],
    "ctime": lambda file: from_datetime(file.facts.created),
    "cday": lambda file: _midnight(file.facts.created),
    "mtime": lambda file: from_datetime(file.facts.modified),
    "mday": lambda file: _midnight(file.facts.modified),
    "size": lambda file: file.facts.size,
    "starred": lambda file: file.starred,
    "frontmatter": lambda file: _raw({key: value for key, value in file.note.properties.items() if key != "position"}),
    "ext": lambda file: file.note.path.rpartition(".")[2],
}
_WITH_DAY: Mapping[str, Callable[[_File], Value]] = {**_MEMBERS, "day": lambda file: file.fields.day}
