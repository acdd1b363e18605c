"""From the words of a link to the file it leads to, in Obsidian's order."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_NOTE_ENDINGS = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a link leads. `path` is None when no file answers.

    `rivals` are other files that it could as well mean, `twins` those that only the case of letters kept from it;
    `cased` is false when the words differ in case from the file. `alias` tells that it is one of the note's.
    """

    path: str | None
    rivals: tuple[str, ...] = ()
    cased: bool = True
    twins: tuple[str, ...] = ()
    alias: bool = False


_NOWHERE = Resolution(None)


def is_note(path: str) -> bool:
    """Whether a path is that of a note."""
    return path.lower().endswith(_NOTE_ENDINGS)


class Names:
    """The files of a vault by what links may call them. Aliases are not names: Obsidian does not follow them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_path: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_folder: dict[str, dict[str, list[str]]] = {}
        self._shortest: dict[str, Resolution] = {}
        self._resolved: dict[tuple[str, str], Resolution] = {}
        self._from_anywhere: dict[str, Resolution] = {}
        self.paths = tuple(sorted(paths))
        for path in self.paths:
            for written in _written(path):
                key = fold(written)
                self._by_path.setdefault(key, []).append(path)
                self._by_name.setdefault(key.rpartition("/")[2], []).append(path)

    def resolve(self, target: str, origin: str) -> Resolution:
        """The file that `target`, written in the note `origin`, leads to; an empty target is the note itself."""
        known = self._from_anywhere.get(target)
        return known if known is not None else self._find(target, origin)

    def _find(self, written: str, origin: str) -> Resolution:
        target, folder = _normal(written.strip()), origin.rpartition("/")[0]
        if not target:
            return Resolution(origin)
        found = self._resolved.get((target, folder))
        if found is None:
            found = self._resolved[target, folder] = self._resolve(target, folder)
        if not target.startswith(".") and self._is_only(target.lstrip("/")):
            self._from_anywhere[written] = found
        return found

    def _is_only(self, target: str) -> bool:
        """Whether there is nothing to choose from, wherever a link stands."""
        key = fold(target)
        return key in self._by_path or sum(map(len, self._folders(key).values())) <= 1

    def _resolve(self, target: str, folder: str) -> Resolution:
        if target.startswith(("./", "../")):
            target = posixpath.normpath(posixpath.join(folder, target))
        target = target.lstrip("/")
        key = fold(target)
        paths = self._by_path.get(key)
        return _choose(paths, target) if paths else self._by_ending(target, key, folder) or _NOWHERE

    def _by_ending(self, target: str, key: str, folder: str) -> Resolution | None:
        """Among the files whose path ends in the words: one in the folder of the origin, else the shortest path."""
        by_folder = self._folders(key)
        if beside := by_folder.get(folder):
            return _choose(beside, target)
        if by_folder and target not in self._shortest:
            paths = sorted(path for found in by_folder.values() for path in found)
            shortest = min(map(len, paths))
            self._shortest[target] = _choose([path for path in paths if len(path) == shortest], target)
        return self._shortest.get(target)

    def _folders(self, key: str) -> dict[str, list[str]]:
        """The files whose path ends in some words, by folder. A thousand notes may have one name and link to it."""
        if key not in self._by_folder:
            found = self._by_folder[key] = {}
            name = key.rpartition("/")[2]
            for path in self._by_name.get(name, ()):
                if name == key or _ends_with(path, key):
                    found.setdefault(path.rpartition("/")[0], []).append(path)
        return self._by_folder[key]


def by_alias(paths: Iterable[str]) -> Resolution:
    """Of the notes with an alias the one with the shortest path, then the first in the order of code points."""
    first, *others = sorted(paths, key=lambda path: (len(path), path))
    return Resolution(first, tuple(path for path in others if len(path) == len(first)), alias=True)


def _choose(paths: list[str], target: str) -> Resolution:
    """Of equal candidates, one in the very case of the words, else the first in the order of code points."""
    if len(paths) == 1:
        return Resolution(paths[0], cased=_is_cased(paths[0], target))
    whole = [path for path in paths if fold(path).endswith(fold(target))]
    if whole and len(whole) < len(paths):
        paths = whole  # `photo.jpg` is the picture, though there is a note `photo.jpg.md`
    same_case = [path for path in paths if _is_cased(path, target)]
    candidates = same_case or paths
    best = min(candidates)
    twins = tuple(path for path in paths if path not in candidates)
    return Resolution(best, tuple(path for path in candidates if path != best), bool(same_case), twins)


def _is_cased(path: str, target: str) -> bool:
    return any(_normal(written).endswith(target) for written in _written(path))


def _written(path: str) -> list[str]:
    """How a link may write a file's path: in full, and for a note without the extension."""
    return [path, posixpath.splitext(path)[0]] if is_note(path) else [path]


def _normal(words: str) -> str:
    # macOS writes `é` as two code points, where a link has one.
    return unicodedata.normalize("NFC", words)


def fold(words: str) -> str:
    """Words in the form in which names are compared: without case, with composed accents."""
    return _normal(words).lower()


def _ends_with(path: str, key: str) -> bool:
    return any(("/" + fold(written)).endswith("/" + key) for written in _written(path))
