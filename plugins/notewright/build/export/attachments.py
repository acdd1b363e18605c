"""The files that notes refer to: only these are exported."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from notewright.vault import Note, Vault
from notewright.vault.outlink import is_external
from notewright.vault.syntax.html_tag import HtmlTag
from notewright.vault.token import HtmlBlock, Prose

_ATTRIBUTE = re.compile(r"""\b(?:src|href|poster|data)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]++\]:[ \t]*+<?([^\s<>]++)", re.MULTILINE)


def attachments(vault: Vault) -> list[str]:
    """The vault paths of the files that links, embeds, HTML and reference definitions lead to, in order."""
    return sorted({path for note in vault.notes.values() for path in _named_by(note, vault)} & vault.files)


def _named_by(note: Note, vault: Vault) -> Iterator[str]:
    for link in note.outlinks:
        if (path := vault.destination(link, note.path).path) is not None:
            yield path
    text = note.source.text
    for token in note.tokens:
        if isinstance(token, HtmlTag | HtmlBlock):
            for found in _ATTRIBUTE.finditer(text, *token.span):
                yield from _beside(found[1] or found[2] or found[3] or "", note)
        elif isinstance(token, Prose):
            for found in _DEFINITION.finditer(text, *token.span):
                yield from _beside(found[1], note)


def _beside(address: str, note: Note) -> Iterator[str]:
    """An address as a path from the folder of the note, which is how readers of Markdown take it."""
    if address and not is_external(address):
        way = unquote(re.split("[?#]", address, maxsplit=1)[0])
        yield posixpath.normpath(posixpath.join(note.folder, way))
