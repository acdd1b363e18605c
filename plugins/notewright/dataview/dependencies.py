"""What an answer was made from: every question that a query asked of the vault.

A query knows nothing of the vault but what `Pages` tells. So an answer holds as long as each question that was asked
has the same answer: a new note with a tag that was asked for, a new link to a page that was read, or a file that
takes a link's name from another all change one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notewright.cache import digest
from notewright.dataview.pages import Pages
from notewright.values import Json, Value
from notewright.values import to_json as value_to_json


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The questions, by what they asked for."""

    pages: frozenset[str] = frozenset()
    """The paths whose fields were looked at, of notes or not."""
    links: frozenset[tuple[str, str]] = frozenset()
    """The texts of links that were followed, and the notes from which."""
    tags: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    incoming: frozenset[str] = frozenset()
    """The files for which it was asked who links to them."""
    outgoing: frozenset[str] = frozenset()
    """The notes for which it was asked where they link to."""
    unresolved: frozenset[str] = frozenset()
    """The texts of links that lead nowhere for which it was asked who has them."""
    files: frozenset[str] = frozenset()
    """The files of comma-separated values that were read, or looked for."""
    all_notes: bool = False
    """Whether the list of all notes was looked at."""

    def digest(self, pages: Pages) -> str:
        """What stays the same as long as all the questions have the same answers."""
        return digest(*(json.dumps(answer, sort_keys=True) for answer in self._answers(pages)))

    def _answers(self, pages: Pages) -> Iterator[Json]:
        yield list(pages.paths()) if self.all_notes else None
        yield [[tag, list(pages.tagged(tag))] for tag in sorted(self.tags)]
        yield [[folder, _list(pages.in_folder(folder))] for folder in sorted(self.folders)]
        yield [[path, list(pages.linking_to(path))] for path in sorted(self.incoming)]
        yield [[path, list(pages.linked_from(path))] for path in sorted(self.outgoing)]
        yield [[text, list(pages.linking_to_unresolved(text))] for text in sorted(self.unresolved)]
        yield [[text, origin, pages.resolve(text, origin)] for text, origin in sorted(self.links)]
        yield [[path, _rows(path, pages)] for path in sorted(self.files)]
        yield [[path, _page(path, pages)] for path in sorted(self.pages)]


def _list(paths: Sequence[str] | None) -> Json:
    return None if paths is None else list(paths)


def _rows(path: str, pages: Pages) -> Json:
    rows = pages.rows(path)
    return None if rows is None else [value_to_json(row) for row in rows]


def _page(path: str, pages: Pages) -> Json:
    try:
        return value_to_json(pages.page(path))
    except KeyError:
        return None


class AskedPages:
    """Pages that remember what they were asked, and answer the same question about a note or link from memory."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._read: dict[str, Mapping[str, Value] | None] = {}
        self._links: dict[tuple[str, str], str | None] = {}
        self._tags: set[str] = set()
        self._folders: set[str] = set()
        self._incoming: set[str] = set()
        self._outgoing: set[str] = set()
        self._unresolved: set[str] = set()
        self._files: dict[str, Sequence[Mapping[str, Value]] | None] = {}
        self._all: Sequence[str] | None = None

    @property
    def dependencies(self) -> Dependencies:
        """The questions so far."""
        return Dependencies(
            frozenset(self._read),
            frozenset(self._links),
            frozenset(self._tags),
            frozenset(self._folders),
            frozenset(self._incoming),
            frozenset(self._outgoing),
            frozenset(self._unresolved),
            frozenset(self._files),
            self._all is not None,
        )

    @property
    def read(self) -> frozenset[str]:
        """The notes and files of which something was looked at so far."""
        found = (*self._read.items(), *self._files.items())
        return frozenset(path for path, content in found if content is not None)

    def paths(self) -> Sequence[str]:
        """All notes."""
        if self._all is None:
            self._all = self._pages.paths()
        return self._all

    def page(self, path: str) -> Mapping[str, Value]:
        """A note's fields."""
        fields = self.known_page(path)
        if fields is None:
            raise KeyError(path)
        return fields

    def known_page(self, path: str) -> Mapping[str, Value] | None:
        """A note's fields; None for what is none, such as an image."""
        if path not in self._read:
            try:
                self._read[path] = self._pages.page(path)
            except KeyError:
                self._read[path] = None
        return self._read[path]

    def rows(self, path: str) -> Sequence[Mapping[str, Value]] | None:
        """The rows of a file of comma-separated values; None where none can be read."""
        if path not in self._files:
            self._files[path] = self._pages.rows(path)
        return self._files[path]

    def resolve(self, link_path: str, origin: str) -> str | None:
        """The path of the file that a link's text leads to."""
        key = (link_path, origin)
        if key not in self._links:
            self._links[key] = self._pages.resolve(link_path, origin)
        return self._links[key]

    def tagged(self, tag: str) -> Sequence[str]:
        """The notes with a tag or a subtag of it."""
        self._tags.add(tag)
        return self._pages.tagged(tag)

    def in_folder(self, folder: str) -> Sequence[str] | None:
        """The notes below a folder; None when there is no such folder."""
        self._folders.add(folder)
        return self._pages.in_folder(folder)

    def linking_to(self, path: str) -> Sequence[str]:
        """The notes with a link that leads to a file."""
        self._incoming.add(path)
        return self._pages.linking_to(path)

    def linked_from(self, path: str) -> Sequence[str]:
        """The files that a note's links lead to."""
        self._outgoing.add(path)
        return self._pages.linked_from(path)

    def linking_to_unresolved(self, text: str) -> Sequence[str]:
        """The notes with a link of exactly this text that leads nowhere."""
        self._unresolved.add(text)
        return self._pages.linking_to_unresolved(text)
