"""What readers may not know of: private notes and files, by every name that a link or a query could call them."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Self

from notewright.build.meant_paths import PAGE, is_of_app, meant_paths, named_by_app, plain_address
from notewright.values import canonical_key
from notewright.vault import Note
from notewright.vault.resolve import Names, is_note
from notewright.vault.syntax.markdown_link import is_external
from notewright.vault.syntax.redacted import BAR, FILLER, MASK, TARGET, filled, redaction, unveiled
from notewright.vault.tags import ancestors

# Every folder may have one of these, so that they name no note where the folder is another.
_EVERYWHERE = frozenset({"index", "readme"})
_SHORTEST = 5


@dataclass(frozen=True)
class Hidden:
    """The private part of a vault. `names` are those of all files; the other members hold what only it has, folded."""

    names: Names = field(default_factory=lambda: Names(()))
    paths: frozenset[str] = frozenset()
    calls: Mapping[str, str] = field(default_factory=dict)
    """The notes by alias and title."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The notes by the `permalink` they ask for."""
    tags: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    """Those that hold nothing public."""

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
            {address: note.path for note in private if (address := _address(note))},
            frozenset(_folded(part) for note in private for tag in note.tags for part in ancestors(tag)),
            frozenset(
                _folded(name) for note in private for key in note.properties for name in (key, canonical_key(key))
            ),
            frozenset(_folded(place) for path in paths for place in _places(path)),
            frozenset(map(_folded, _folders(paths) - _folders({*names.paths} - paths))),
        )

    def __bool__(self) -> bool:
        return bool(self.paths)

    def behind(self, target: str, origin: str) -> str | None:
        """The private file that the target of a link leads to; a public one of that name is none.

        A link that leads to no file at all is read as generously as any reader of its address could.
        """
        target = unveiled(target)  # a private section may stand in it
        if not target or not self.paths:
            return None
        if target[0] == MASK and not target.strip(MASK):
            return target
        # Most links lead to nothing of which any part is called like something private.
        if not self._may_name(target):
            return None
        path = self.names.resolve(target, origin).path
        if path is not None:
            return path if path in self.paths else None
        return self.calls.get(_folded(target)) or self._meant(target, origin, self.calls)

    def behind_path(self, target: str, origin: str) -> str | None:
        """The private file that a path leads to; unlike a link, a path is none by an alias or a title."""
        target = unveiled(target)
        if not self.paths or not self._may_name(target):
            return None
        path = self.names.resolve(target, origin).path
        if path is not None:
            return path if path in self.paths else None
        return self._meant(target, origin, {})

    def behind_address(self, address: str, origin: str) -> str | None:
        """The private file that an address leads to, counted from the note or from its page."""
        address = address.strip()
        if not address or not self.paths:
            return None
        if is_of_app(address):
            return self.behind(named_by_app(address), origin)
        plain = plain_address(address)
        return None if is_external(plain) else self.behind(plain, origin)

    def _meant(self, target: str, origin: str, calls: Mapping[str, str]) -> str | None:
        """The private file that an address means which is no path of the vault; the first path that exists decides."""
        paths = list(meant_paths(target, origin))
        for words in (*paths, *(end for path in paths for end in self._endings(path))):
            path = self.names.resolve(f"/{words}", origin).path
            if path is not None:
                return path if path in self.paths else None
        folded = [_folded(path) for path in paths]
        known = (calls.get(path) or self.addresses.get(path) for path in folded)
        return next((path for path in known if path), None) or self._folder(folded)

    def _endings(self, path: str) -> Iterator[str]:
        """What a path ends in, if that could be a private file: its folders may have moved, or lie beyond the vault."""
        parts = path.rsplit("/", self._depth)
        name = _folded(parts[-1])
        if name in self._ends and PAGE.sub("", name) not in _EVERYWHERE:
            yield from ("/".join(parts[start:]) for start in range(1, len(parts)))

    def _folder(self, paths: Iterable[str]) -> str | None:
        """The folder of nothing public in which a path leads."""
        for path in paths:
            parts = path.split("/", self._depth)[: self._depth]
            for end in range(len(parts), 0, -1):
                if (folder := "/".join(parts[:end])) in self.folders:
                    return f"{folder}/"
        return None

    def _may_name(self, target: str) -> bool:
        if _folded(posixpath.basename(target)) in self._parts or _folded(target) in self.calls:
            return True
        return any(
            _folded(part) in self._parts or _folded(PAGE.sub("", part)) in self._parts
            for part in plain_address(target).partition("#")[0].partition("?")[0].split("/")
            if part
        )

    @cached_property
    def _parts(self) -> frozenset[str]:
        """What any name of something private consists of."""
        names = (*self.calls, *self.addresses, *self.folders)
        return self._ends.union(part for name in names for part in name.split("/"))

    @cached_property
    def _depth(self) -> int:
        return max((path.count("/") for path in (*self.paths, *self.addresses)), default=0) + 1

    @cached_property
    def _ends(self) -> frozenset[str]:
        """The last parts of the private paths, with and without their endings."""
        ends = (posixpath.basename(path) for path in self.paths)
        return frozenset(_folded(name) for end in ends for name in (end, posixpath.splitext(end)[0]))


def masked(name: str) -> str:
    """What a name in code is overwritten with: as long as it, but readers see a bar of three letters."""
    if len(name) < _SHORTEST or "\n" in name:
        return filled(name).replace(FILLER, MASK)
    return redaction(f"[{BAR}{name[4:]}", TARGET, 1, 4)


def is_file(path: str) -> bool:
    """Whether something private is a file, and neither a note nor a folder nor a name that was overwritten."""
    return not (is_note(path) or path.endswith("/") or MASK in path)


@lru_cache(maxsize=1 << 16)
def _folded(words: str) -> str:
    return unicodedata.normalize("NFC", words).strip().casefold()


def _address(note: Note) -> str:
    return _folded(PAGE.sub("", str(note.properties.get("permalink") or "").strip().strip("/")))


def _places(path: str) -> Iterator[str]:
    """A file with and without its ending, and the folders that hold it."""
    yield path
    yield posixpath.splitext(path)[0]
    while path := posixpath.dirname(path):
        yield path


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders that hold files, and those that hold them."""
    found: set[str] = set()
    for path in paths:
        while (path := posixpath.dirname(path)) and path not in found:
            found.add(path)
    return found
