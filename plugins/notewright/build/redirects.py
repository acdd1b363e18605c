"""Pages that lead on: from where a note's path says, to its `permalink`, and from each of its aliases."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notewright.build.address import Addresses, own_file, relative
from notewright.build.claims import Claims
from notewright.build.permalink import alias_file
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note, Vault

# The page holds no script, so that a site may forbid all of them; and browsers ask for no icon where one is named.
_PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<link rel="icon" href="data:,">
<meta http-equiv="refresh" content="0; url={href}">
</head>
<body>
<p>This page is now <a href="{href}">{title}</a>.</p>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Redirects:
    """The notes by the files that lead on to them."""

    pages: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def redirects(vault: Vault, addresses: Addresses, generated: Sequence[str]) -> Redirects:
    """A redirect takes no place that a page, a file or one of the `generated` pages has, nor that of an earlier one."""
    claims = Claims(sorted(vault.files))
    for path, page in addresses.pages.items():
        claims.add(page, path)
    for page in generated:
        claims.add(page, f"the page {addresses.file_url(page) or 'at the top of the site'}")
    pages: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for note in vault.notes.values():
        for place, words, file in _wanted(note, addresses):
            owner = claims.owner(file) if file else None
            if file is None:
                problems.append(_impossible(note, place, words))
            elif owner is None:
                pages[file] = note.path
                claims.add(file, note.path)
            elif owner != note.path:
                problems.append(_taken(note, place, words, owner))
    return Redirects(pages, tuple(problems))


def redirect_page(file: str, path: str, title: str, addresses: Addresses) -> str:
    """The HTML of the redirect in a file to a note. What stands behind a `#` is lost on the way."""
    href = html.escape(relative(addresses.url(path), addresses.file_url(file)))
    return _PAGE.format(href=href, title=html.escape(title))


def _wanted(note: Note, addresses: Addresses) -> Iterator[tuple[Span, str, str | None]]:
    """The places from which a note wants to be reached: what the author wrote, and the file it means."""
    own = own_file(note.path, addresses.directories)
    if addresses.pages[note.path] != own and note.properties.get("permalink") not in (None, ""):
        yield note.front_matter.places.get("permalink", Span(0, 0)), note.path, own
    key = note.front_matter.places.get("aliases" if "aliases" in note.properties else "alias", Span(0, 0))
    at = key.end
    for alias in dict.fromkeys(note.aliases):
        found = note.source.text.find(alias, at, note.front_matter.end)
        at = max(at, found)
        place = Span(found, found + len(alias)) if found >= 0 else key
        yield place, alias, alias_file(alias, addresses.directories)


def _impossible(note: Note, place: Span, alias: str) -> Diagnostic:
    message = f"no page leads from the alias `{alias}` here, since it cannot be the name of a file on every system"
    return Diagnostic.at(note.source, place, "PAGE005", Severity.INFO, message)


def _taken(note: Note, place: Span, words: str, owner: str) -> Diagnostic:
    message = f"no page leads from `{words}` here, since {owner} has that address"
    return Diagnostic.at(note.source, place, "PAGE006", Severity.INFO, message)
