"""Which files of a vault are published, besides its notes: those that pages refer to, and those of a web site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from notewright.build.html_address import absolute, addresses_in
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note, Vault
from notewright.vault.block import Kind
from notewright.vault.outlink import Outlink, is_external, links_of
from notewright.vault.scan import scan_inline

if TYPE_CHECKING:
    from notewright.build.project import Project

# Browsers, servers and search engines ask for these on their own account, or scripts do.
_OF_THE_WEB = frozenset(
    {".cjs", ".css", ".eot", ".htm", ".html", ".ico", ".js", ".map", ".mjs", ".otf", ".ttf", ".wasm"}
    | {".webmanifest", ".woff", ".woff2", ".xml", ".xsl"}
)
_NAMES_OF_THE_WEB = frozenset({"ads.txt", "cname", "humans.txt", "manifest.json", "robots.txt", "security.txt"})
_PICTURES = ("image", "cover", "banner", "thumbnail")
"""Properties by which themes and other tools find a note's picture."""


def published(project: Project) -> frozenset[str]:
    """The files that are no notes and that the site has to hold."""
    found = set(project.kept)
    for path, note in project.vault.notes.items():
        project.page(path)  # its links note in `project.used` what they lead to
        found.update(_named(note, project.vault))
    found |= project.used
    ours = {path for path in project.vault.files if is_of_the_web(path)}
    for path in sorted(ours):
        found.update(_in_file(path, project))
    return project.vault.files & (found | ours)


def unused(project: Project) -> Iterator[Diagnostic]:
    """A remark for each file that is not published."""
    for path in sorted(project.vault.files - published(project)):
        message = "no page refers to this file, so it is not published; link to it or embed it where it belongs"
        yield Diagnostic(path, 1, 1, "LINK014", Severity.INFO, message)


def is_of_the_web(path: str) -> bool:
    """Whether a site needs a file though no page of it may say so. A hidden file is here since it was asked for."""
    name = posixpath.basename(path).lower()
    hidden = any(part.startswith(".") for part in path.split("/"))
    return hidden or name in _NAMES_OF_THE_WEB or posixpath.splitext(name)[1] in _OF_THE_WEB


def _named(note: Note, vault: Vault) -> Iterator[str]:
    """The files that a note names where our pages have no link: in properties, and in Markdown within HTML."""
    for link in note.outlinks:
        if found := vault.destination(link, note.path).path:
            yield found
    for key in _PICTURES:
        value = note.properties.get(key)
        if isinstance(value, str) and value and not is_external(value):
            yield from _destination(value, note, vault)
    for passage in note.passages:
        if passage.block.kind is Kind.HTML:  # a theme's grids hold Markdown, which only Python-Markdown reads
            start, end = passage.block.span
            for link in links_of(scan_inline(note.source.text, start, end)):
                yield from _destination(link.target, note, vault)


def _destination(target: str, note: Note, vault: Vault) -> Iterator[str]:
    path = vault.destination(Outlink(target, "", None, True, Span(0, 0)), note.path).path
    if path is not None:
        yield path


def _in_file(path: str, project: Project) -> Iterator[str]:
    """The files that a style sheet or page of the author's own names."""
    file = project.contents.places.get(path)
    if file is None or posixpath.splitext(path)[1].lower() not in {".css", ".htm", ".html"}:
        return
    text = file.read_text(encoding="utf-8", errors="replace")
    yield from (absolute(address, quote(path)) for address in addresses_in(text))
