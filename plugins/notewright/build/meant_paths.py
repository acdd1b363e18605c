"""The paths that an author may have meant by an address that leads to no file as it is written."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote

PAGE = re.compile(r"(?:^|/)(?:index)?\.html?$|\.(?:html?|md|markdown)?$|(?:^|/)index$", re.IGNORECASE)
"""What may stand behind the name of a note in the address of its page."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Brackets that are too many, and comments.
_AROUND = re.compile(r"^\[++|\]++$|%%[^%]*+%%|<!--(?:[^-]++|-(?!->))*+-->")
_REST = re.compile("[?#]")
_APP = re.compile(r"obsidian:|file:", re.IGNORECASE)
_IN_VAULT = re.compile(r"//vault/[^/]*/?")
_NAMES = ("file", "path", "filepath", "filename", "name", "query")


def meant_paths(written: str, origin: str) -> Iterator[str]:
    """Paths from the vault's top, without the endings of pages: counted from the note, from its page, and from the top.

    Encoded signs are decoded, backslashes part folders, and `..` leads up, wherever it stands.
    """
    path = _REST.split(plain_address(written), maxsplit=1)[0].strip()
    stem = posixpath.splitext(origin)[0]
    starts = [""] if path.startswith("/") else ["", posixpath.dirname(origin), stem, posixpath.dirname(stem)]
    for start in dict.fromkeys(starts):
        way = posixpath.normpath(f"/{start}/{path}").strip("/")
        yield from dict.fromkeys(words for words in (way, PAGE.sub("", way)) if words)


def plain_address(written: str) -> str:
    """An address as it reads, with slashes between its parts."""
    address = _AROUND.sub("", written)
    address = html.unescape(address) if "&" in address else address
    address = unquote(address) if "%" in address else address
    return (address if address.isascii() else _UNSEEN.sub("", address)).replace("\\", "/")


def is_of_app(address: str) -> bool:
    """Whether an address is one of the app, or of a file of the author's machine."""
    return _APP.match(address) is not None


def named_by_app(address: str) -> str:
    """The note that an address of the app names, as in `obsidian://open?vault=Mine&file=Folder%2FNote`."""
    if not is_of_app(address):
        return ""
    place, _, query = html.unescape(address).partition(":")[2].partition("?")
    given = parse_qs(query.partition("#")[0])
    named = next((given[key][0] for key in _NAMES if key in given), "")
    # The app takes `obsidian://vault/Mine/Note` and `obsidian:///home/me/Mine/Note` too.
    way = _IN_VAULT.sub("", place, count=1) if _IN_VAULT.match(place) else place if place.startswith("///") else ""
    return (named or unquote(way)).strip("/").partition("#")[0]
