"""Addresses in raw HTML: Markdown does not touch them, so they must lead where they led from the note's own page."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from notewright.build.address import relative
from notewright.build.markup import attributes, changed

if TYPE_CHECKING:
    from notewright.build.draft import Draft

_ADDRESSES = frozenset({"background", "data", "href", "poster", "src", "xlink:href"})
_URL = re.compile(r"""(?P<opening>url\(\s*+["']?+)(?P<address>[^)"'\s]++)""", re.IGNORECASE)
_IMPORT = re.compile(r"""@import\s*+["'](?P<address>[^"']++)""", re.IGNORECASE)
# An address of the web, one in the page itself, or none.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\?|$")


def readdressed(text: str, draft: Draft) -> str:
    """HTML of the draft's note with addresses that hold on the draft's page."""
    return changed(text, lambda tag, name, value: _changed(name, value, draft)) if "=" in text else text


def _changed(name: str, value: str, draft: Draft) -> str:
    if name in _ADDRESSES:
        return _address(value, draft)
    if name == "srcset" and "data:" not in value:
        return ", ".join(_candidate(one, draft) for one in value.split(","))
    if name == "style":
        return _URL.sub(lambda url: url["opening"] + _address(url["address"], draft), value)
    return value


def _candidate(words: str, draft: Draft) -> str:
    address, *sizes = words.split() or [""]
    return " ".join([_address(address, draft), *sizes])


def _address(written: str, draft: Draft) -> str:
    """An address, as it has to be written on the draft's page."""
    if _ELSEWHERE.match(written):
        return written
    path, rest = _split(written)
    own = draft.project.addresses.url(draft.note.path)
    there = absolute(path, own)
    file = there if there in draft.project.vault.files else _beside(path, draft)
    if file is None:
        return written if draft.url == own or path.startswith("/") else relative(quote(there), draft.url) + rest
    address = html.unescape(draft.href(file))
    is_right = file == there and file in draft.project.vault.files and draft.url == own
    return written if is_right else address + rest


def _beside(path: str, draft: Draft) -> str | None:
    """The file or note to which the address leads from the note itself, rather than from its page."""
    there = absolute(path, quote(draft.note.path))
    vault = draft.project.vault
    return there if there in vault.files or there in vault.notes else None


def _split(address: str) -> tuple[str, str]:
    """The path, and what stands behind it."""
    end = min((at for at in (address.find("?"), address.find("#")) if at >= 0), default=len(address))
    return address[:end], address[end:]


def absolute(path: str, page: str) -> str:
    """Where a relative address on a page leads, as a path from the site's root."""
    joined = unquote(posixpath.join("/" + posixpath.dirname(page), path))
    way = posixpath.normpath(joined).lstrip("/")
    return f"{way}/" if path.endswith("/") and way else way


def addresses_in(text: str) -> Iterator[str]:
    """Every path that HTML or CSS names, as it is written, without what follows it."""
    for name, value in attributes(text):
        if name == "srcset":
            yield from (_split(words.split()[0])[0] for words in value.split(",") if words.strip())
        elif name in _ADDRESSES:
            yield _split(value)[0]
    for pattern in (_URL, _IMPORT):
        yield from (_split(found["address"])[0] for found in pattern.finditer(text))
