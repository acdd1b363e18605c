"""Which files of the site are spoken for, and by whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

_THE_SITE = "the site itself"
# Files that MkDocs and its themes write, and folders that are theirs.
_OF_THE_SITE = (
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "search/search_index.json",
    "assets/index.html",
    "assets/notewright",
)


class Claims:
    """The files by those who claimed them first.

    Two names that differ in case, or in how an accent is composed, are one file on macOS and Windows, and nowhere can
    a file be a folder too.
    """

    def __init__(self, files: Iterable[str] = ()) -> None:
        """Start with what the site writes by itself, and with `files`, each claimed by itself."""
        self._owners: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for file in _OF_THE_SITE:
            self.add(file, _THE_SITE)
        for file in files:
            self.add(file, file)

    def owner(self, file: str) -> str | None:
        """Who has the file, or a file in whose place its folder would stand; None when it is free."""
        key = _folded(file)
        if key in self._folders:
            return self._folders[key]
        return next((self._owners[part] for part in (key, *_folders(key)) if part in self._owners), None)

    def add(self, file: str, owner: str) -> None:
        """Give the file to an owner; whoever had it before keeps it."""
        key = _folded(file)
        self._owners.setdefault(key, owner)
        for folder in _folders(key):
            self._folders.setdefault(folder, owner)


def _folders(path: str) -> Iterator[str]:
    """The folders above a path, from the top."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).lower()
