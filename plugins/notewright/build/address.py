"""Where each note's page stands on the site, and how pages link to each other."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note, Vault

_UNSAFE = re.compile(r'^[A-Za-z][A-Za-z0-9+.-]*:|//|[?#\\<>"|*\x00-\x1f]|(?:^|/)\.\.?(?:/|$)')


# Files that MkDocs and its themes write, and folders that are theirs.
_TAKEN = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "assets/index.html"})
# Most file systems take names of 255 bytes.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Addresses:
    """For each note the file its page is written to. `directories` tells whether addresses end in a slash."""

    pages: Mapping[str, str]
    directories: bool
    diagnostics: tuple[Diagnostic, ...] = ()

    def url(self, path: str) -> str:
        """The address of a note's page or of another file of the vault, from the site's root, percent-encoded."""
        return self.file_url(self.pages[path]) if path in self.pages else quote(path)

    def file_url(self, file: str) -> str:
        """The address of a page that is written to `file`."""
        if self.directories and posixpath.basename(file) == "index.html":
            folder = posixpath.dirname(file)
            return quote(f"{folder}/") if folder else ""
        return quote(file)


def addresses(vault: Vault, *, directories: bool) -> Addresses:
    """An address for each note: its `permalink`, else that of its path. No two notes share one.

    Of several notes that claim one address the first in the order of paths keeps it.
    """
    pages: dict[str, str] = {}
    owners: dict[str, str] = {}
    problems: list[Diagnostic] = []
    own = {path: own_file(path, directories) for path in vault.notes}
    for note in vault.notes.values():
        claimed, refused = _claim(note, own[note.path], directories)
        problems += refused
        # Two addresses that differ in case are one on macOS and Windows.
        if claimed.lower() in owners or _is_taken(claimed):
            owner = owners.get(claimed.lower(), "the site itself")
            problems.append(_shared(note, owner, claimed))
            claimed = _free(own[note.path], owners)
        pages[note.path] = claimed
        owners[claimed.lower()] = note.path
    return Addresses(pages, directories, tuple(problems))


def own_file(path: str, directories: bool) -> str:
    """The file that MkDocs writes for a source file: `My note.md` gives `My note/index.html`."""
    stem = posixpath.splitext(path)[0]
    folder, name = posixpath.split(stem)
    if name in {"index", "README"}:
        return posixpath.join(folder, "index.html")
    return f"{stem}/index.html" if directories else f"{stem}.html"


def relative(target: str, page: str) -> str:
    """The way from the page at the address `page` to `target`, both from the site's root."""
    folder = page if page.endswith("/") else posixpath.dirname(page)
    way = posixpath.relpath("/" + target, "/" + folder)
    return way + "/" if (target.endswith("/") or not target) and not way.endswith("/") else way


def _claim(note: Note, own: str, directories: bool) -> tuple[str, list[Diagnostic]]:
    wanted = note.properties.get("permalink")
    if wanted is None or wanted == "":
        return own, []
    words = str(wanted).strip().strip("/")
    if not words or _UNSAFE.search(words) or any(len(part.encode()) > _LONGEST for part in words.split("/")):
        message = f"`permalink: {wanted}` is no path on this site; write one such as /my-note/"
        return own, [_at(note, "permalink", "PAGE002", Severity.ERROR, message)]
    if words.lower().endswith((".html", ".htm")):
        return words, []
    return (f"{words}/index.html" if directories else f"{words}.html"), []


def _is_taken(file: str) -> bool:
    """Whether the site has a file of this name, or one in whose place a folder would stand."""
    parts = file.split("/")
    return any("/".join(parts[:length]) in _TAKEN for length in range(1, len(parts) + 1))


def _shared(note: Note, owner: str, claimed: str) -> Diagnostic:
    message = (
        f"{owner} and {note.path} claim the same address, {claimed}; the first keeps it, "
        f"so give one of them another name or `permalink`"
    )
    return _at(note, "permalink", "PAGE001", Severity.ERROR, message)


def _free(own: str, owners: Mapping[str, str]) -> str:
    stem, _, rest = own.rpartition("/index.html") if own.endswith("/index.html") else own.rpartition(".html")
    ending = "/index.html" if own.endswith("/index.html") else ".html"
    stem = stem or rest
    candidate, number = own, 1
    while candidate.lower() in owners or _is_taken(candidate):
        number += 1
        candidate = f"{stem}-{number}{ending}"
    return candidate


def _at(note: Note, key: str, code: str, severity: Severity, message: str) -> Diagnostic:
    return Diagnostic.at(note.source, note.front_matter.places.get(key, Span(0, 0)), code, severity, message)
