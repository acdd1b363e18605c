"""All notes together: who links to whom, and which note bears which tag."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from notewright.text import Source
from notewright.vault.heading import Heading
from notewright.vault.note import Note, read_note
from notewright.vault.outlink import Outlink
from notewright.vault.resolve import Names, Resolution, by_alias, fold
from notewright.vault.tags import ancestors


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an outlink leads: a file (None: nowhere), and the id inside it (None: the fragment is not there)."""

    resolution: Resolution
    anchor: str | None

    @property
    def path(self) -> str | None:
        """The vault path of the file."""
        return self.resolution.path


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link that another note makes to this one."""

    origin: str
    link: Outlink


@dataclass(frozen=True)
class Vault:
    """The notes by path, in the order of paths, and the paths of all other files."""

    notes: Mapping[str, Note]
    files: frozenset[str] = frozenset()
    follows_aliases: bool = False
    """Whether a link may call a note by an alias, as in Obsidian it may not."""
    _destinations: dict[tuple[str, str, str], Destination] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, texts: Mapping[str, str], files: Iterable[str] = ()) -> Vault:
        """A vault of texts by path: for tests, and for whoever has no folder."""
        return cls.from_notes([read_note(Source(path, text)) for path, text in texts.items()], files)

    @classmethod
    def from_notes(cls, notes: Iterable[Note], files: Iterable[str] = ()) -> Vault:
        """A vault of notes that were read already."""
        return cls({note.path: note for note in sorted(notes, key=lambda note: note.path)}, frozenset(files))

    @cached_property
    def names(self) -> Names:
        """What links may call the files."""
        return Names([*self.notes, *self.files])

    def destination(self, link: Outlink, origin: str) -> Destination:
        """Where a link that stands in the note `origin` leads."""
        key = (origin, link.target, link.fragment)
        if key not in self._destinations:
            resolution = self.resolve(link.target, origin)
            self._destinations[key] = Destination(resolution, self._anchor(resolution.path, link.fragment))
        return self._destinations[key]

    def resolve(self, target: str, origin: str) -> Resolution:
        """The file that the words of a link in the note `origin` lead to."""
        found = self.names.resolve(target, origin)
        named = self.aliases.get(fold(target.strip()), ()) if found.path is None and self.follows_aliases else ()
        return by_alias(named) if named else found

    @cached_property
    def aliases(self) -> Mapping[str, Sequence[str]]:
        """The notes with each alias, by its folded text."""
        found: dict[str, list[str]] = {}
        for note in self.notes.values():
            for alias in dict.fromkeys(map(fold, note.aliases)):
                found.setdefault(alias, []).append(note.path)
        return found

    def _anchor(self, path: str | None, fragment: str) -> str | None:
        note = self.notes.get(path) if path else None
        if note is None or not fragment:
            return ""
        last = fragment.rpartition("#")[2].strip()
        if last.startswith("^"):
            return block_anchor(last[1:]) if last[1:].lower() in note.named_blocks else None
        heading = note.outline.find(fragment)
        return heading.id if heading else None

    @cached_property
    def backlinks(self) -> Mapping[str, Sequence[Backlink]]:
        """The links to each file, by other notes, in the order of paths."""
        found: dict[str, list[Backlink]] = {}
        for note in self.notes.values():
            for link in note.outlinks:
                path = self.destination(link, note.path).path
                if path is not None and path != note.path:
                    found.setdefault(path, []).append(Backlink(note.path, link))
        return found

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """Each tag and each ancestor of one, by its folded name, in the casing met first."""
        shown: dict[str, str] = {}
        for note in self.notes.values():
            for tag in note.tags:
                for part in ancestors(tag):
                    shown.setdefault(part.lower(), part)
        return dict(sorted(shown.items()))

    @cached_property
    def _tagged(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for note in self.notes.values():
            for part in dict.fromkeys(part.lower() for tag in note.tags for part in ancestors(tag)):
                found.setdefault(part, []).append(note.path)
        return found

    @cached_property
    def _tags_below(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for tag in self.tags:
            found.setdefault(tag.rpartition("/")[0], []).append(tag)
        return found

    def tags_below(self, tag: str) -> Sequence[str]:
        """The tags one level below a tag, folded, in order."""
        return self._tags_below.get(tag.lower(), ())

    def tagged(self, tag: str) -> Sequence[str]:
        """The notes that bear a tag (in any case, without `#`) or one below it."""
        return self._tagged.get(tag.lower(), ())

    @cached_property
    def _in_folders(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {"": list(self.notes)}
        for path in self.notes:
            folder = posixpath.dirname(path)
            while folder:
                found.setdefault(folder, []).append(path)
                folder = posixpath.dirname(folder)
        return found

    def in_folder(self, folder: str) -> Sequence[str] | None:
        """The notes in a folder and below; None when there is no such folder."""
        return self._in_folders.get(folder.strip("/"))


def block_anchor(name: str) -> str:
    """The id of a named block; `^` keeps it apart from the ids of headings."""
    return f"^{name.lower()}"


def section(note: Note, anchor: str) -> Heading | None:
    """The heading that has an id."""
    return next((heading for heading in note.headings if heading.id == anchor), None)
