"""Where each note's page stands on the site, and how pages link to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

from notewright.build.claims import Claims
from notewright.build.permalink import permalink_file
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note, Vault

_CROWD = 50


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

    Of several notes that claim one address the first in the order of paths keeps it. The others stand where their paths
    say; one whose own place is taken gets a number.
    """
    own = {path: own_file(path, directories) for path in vault.notes}
    wanted = {note.path: _wanted(note, own[note.path], directories) for note in vault.notes.values()}
    # A number must not lead to a place that another note has by right.
    reserved = Claims([*own.values(), *wanted.values()])
    claims = Claims(sorted(vault.files))
    pages: dict[str, str] = {}
    losers: dict[tuple[str, str], list[str]] = {}
    for path, file in wanted.items():
        owner = claims.owner(file)
        if owner is not None:
            losers.setdefault((owner, file.lower()), []).append(path)
            file = own[path] if claims.owner(own[path]) is None else _free(own[path], claims, reserved)
        pages[path] = file
        claims.add(file, path)
    problems = (*_refusals(vault, directories), *_conflicts(vault, wanted, pages, losers))
    return Addresses(pages, directories, problems)


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


def _wanted(note: Note, own: str, directories: bool) -> str:
    return (permalink_file(note.properties["permalink"], directories) or own) if _has_permalink(note) else own


def _has_permalink(note: Note) -> bool:
    return note.properties.get("permalink") not in (None, "")


def _refusals(vault: Vault, directories: bool) -> Iterator[Diagnostic]:
    for note in vault.notes.values():
        if _has_permalink(note) and permalink_file(note.properties["permalink"], directories) is None:
            message = (
                f"`permalink: {note.properties['permalink']}` is no path on this site; write one such as /my-note/"
            )
            yield _at(note, "PAGE002", message)


def _conflicts(
    vault: Vault, wanted: Mapping[str, str], pages: Mapping[str, str], losers: Mapping[tuple[str, str], list[str]]
) -> Iterator[Diagnostic]:
    """An error on each note that did not get what it claims; it names all that claim the same."""
    for (owner, _), others in losers.items():
        claimants = _enumerated([owner, *others])
        for path in others:
            message = (
                f"{claimants} claim the same address, {wanted[path]}; the first keeps it and this note is at "
                f"{pages[path]}, so give each another name or `permalink`"
            )
            yield _at(vault.notes[path], "PAGE001", message)


def _enumerated(names: list[str]) -> str:
    """All the names; of a crowd the first and the number of the others."""
    last = names[-1] if len(names) <= _CROWD else f"{len(names) - _CROWD + 1} more"
    return f"{', '.join(names[: min(len(names), _CROWD) - 1])} and {last}"


def _free(own: str, claims: Claims, reserved: Claims) -> str:
    """The note's own place with the first number that is free; where a file stands for its folder, that has it."""
    ending = "/index.html" if own.endswith("/index.html") else ".html"
    stem = own.removesuffix(ending)
    top, slash, rest = own.partition("/")
    for number in count(2):
        for file in (f"{stem}-{number}{ending}", f"{top}-{number}{slash}{rest}" if slash else ""):
            if file and claims.owner(file) is None and reserved.owner(file) is None:
                return file
    raise AssertionError("there is always another number")


def _at(note: Note, code: str, message: str) -> Diagnostic:
    place = note.front_matter.places.get("permalink", Span(0, 0))
    return Diagnostic.at(note.source, place, code, Severity.ERROR, message)
