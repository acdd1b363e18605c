"""What readers may not know of: private notes and files, by every name that a link or a query could call them."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Self
from urllib.parse import parse_qs, unquote

from notewright.values import canonical_key
from notewright.vault import Note
from notewright.vault.resolve import Names
from notewright.vault.syntax.markdown_link import is_external
from notewright.vault.tags import ancestors

_UP = re.compile(r"(?:\.{0,2}/)+")
_PAGE = re.compile(r"(?:/?index)?\.html?$|/index$", re.IGNORECASE)
MASK = "█"
"""What the name of a private note in a query is overwritten with."""


@dataclass(frozen=True)
class Hidden:
    """The private part of a vault. `names` are those of all files; the other members hold what only it has, folded."""

    names: Names = field(default_factory=lambda: Names(()))
    paths: frozenset[str] = frozenset()
    calls: Mapping[str, str] = field(default_factory=dict)
    """The notes by alias and title."""
    addresses: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def also(self, tags: Iterable[str]) -> Self:
        """The same with tags of private sections."""
        return replace(self, tags=self.tags.union(map(_folded, tags)))

    def explains(self, name: str) -> bool:
        """Whether a name in a query is one of something private."""
        words = _folded(name.strip("/"))
        return words.removeprefix("#") in self.tags or words in self.fields or words in self.places

    @classmethod
    def of(cls, private: Collection[Note], public: Iterable[Note], excluded: Collection[str], names: Names) -> Self:
        """What is private when these notes and files are."""
        if not private and not excluded:
            return cls(names)
        known = {_folded(call) for note in public for call in (*note.aliases, note.title, note.name)}
        calls = [(_folded(call), note.path) for note in private for call in (*note.aliases, note.title)]
        paths = frozenset([*(note.path for note in private), *excluded])
        return cls(
            names,
            paths,
            {call: path for call, path in calls if call not in known},
            frozenset(address for note in private if (address := _address(note))),
            frozenset(_folded(part) for note in private for tag in note.tags for part in ancestors(tag)),
            frozenset(
                _folded(name) for note in private for key in note.properties for name in (key, canonical_key(key))
            ),
            frozenset(_folded(place) for path in paths for place in _places(path)),
        )

    def __bool__(self) -> bool:
        return bool(self.paths)

    def behind(self, target: str, origin: str) -> str | None:
        """The private file that the target of a link leads to; a public one of that name is none."""
        if not target or not self.paths:
            return None
        if target[0] == MASK and not target.strip(MASK):
            return target
        call = self.calls.get(_folded(target))
        if call is not None and self.names.resolve(target, origin).path is None:
            return call
        return self.behind_path(target, origin)

    def behind_path(self, target: str, origin: str) -> str | None:
        """The private file that a path leads to; unlike a link, a path is none by an alias or a title."""
        # Most links lead to nothing whose name is even like that of something private.
        if _folded(posixpath.basename(target)) not in self._ends:
            return None
        path = self.names.resolve(target, origin).path
        return path if path in self.paths else None

    @cached_property
    def _ends(self) -> frozenset[str]:
        """The last parts of the private paths, with and without their endings."""
        ends = (posixpath.basename(path) for path in self.paths)
        return frozenset(_folded(name) for end in ends for name in (end, posixpath.splitext(end)[0]))

    def behind_address(self, address: str, origin: str) -> str | None:
        """The private file that an address in HTML leads to, counted from the note or from its page."""
        address = html.unescape(address).strip()
        if not address or not self.paths or is_external(address):
            return self.behind(named_by_app(address), origin)
        target = unquote(re.split("[?#]", address, maxsplit=1)[0])
        if self.names.resolve(target, origin).path not in {None, *self.paths}:
            return None
        below = _UP.sub("", target, count=1) if target.startswith((".", "/")) else target
        page = _PAGE.sub("", below.rstrip("/")) or below
        found = (self.behind(words, origin) for words in (target, below, page))
        return next((path for path in found if path), page if _folded(page.strip("/")) in self.addresses else None)


def named_by_app(address: str) -> str:
    """The note that an address of the app names, as in `obsidian://open?vault=Mine&file=Folder%2FNote`."""
    if not address.lower().startswith("obsidian:"):
        return ""
    given = parse_qs(address.partition("?")[2])
    return next((given[key][0] for key in ("file", "path", "filepath") if key in given), "")


@lru_cache(maxsize=1 << 16)
def _folded(words: str) -> str:
    return unicodedata.normalize("NFC", words).strip().casefold()


def _address(note: Note) -> str:
    return _folded(_PAGE.sub("", str(note.properties.get("permalink") or "").strip().strip("/")))


def _places(path: str) -> Iterator[str]:
    """A file with and without its ending, and the folders that hold it."""
    yield path
    yield posixpath.splitext(path)[0]
    while path := posixpath.dirname(path):
        yield path


def _keys(key: str) -> tuple[str, str]:
    """A property as it is written and as queries can write it."""
    return key, canonical_key(key)
