"""Which file of the export each note becomes: the one that other generators put at the note's address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from notewright.build.address import Addresses, own_file


def note_files(addresses: Addresses, taken: Iterable[str]) -> Mapping[str, str]:
    """The file of each note: its own path wherever that gives its address, and none of those that are `taken`."""
    files: dict[str, str] = {}
    used = {name.lower() for name in taken}
    for path, page in addresses.pages.items():
        stays = path.endswith(".md") and own_file(path, addresses.directories) == page
        files[path] = _free(path if stays else source_of(page), used)
        used.add(files[path].lower())
    return files


def source_of(page: str) -> str:
    """The Markdown file of which generators make a page at this address."""
    stem = page.removesuffix("/index.html").removesuffix(".html").removesuffix(".htm")
    return f"{stem}.md"


def _free(file: str, used: set[str]) -> str:
    """The file, or with the first number that is free: two addresses can ask for one file (`a.html` and `a/`)."""
    stem = file.removesuffix(".md")
    return next(name for number in count(1) if (name := _numbered(stem, number)).lower() not in used)


def _numbered(stem: str, number: int) -> str:
    return f"{stem}.md" if number == 1 else f"{stem}-{number}.md"
