"""Whether the value of an attribute is harmless: addresses, styles and ids, as a browser reads them."""

from __future__ import annotations

import html
import re

# Browsers pass over white space and control characters in an address.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*+):")
_RASTER = re.compile(r"data:image/(?:avif|bmp|gif|jpe?g|png|webp|x-icon)[;,]")
_NOT_FOR_LINKS = re.compile(
    r"about|blob|chrome|data|feed|file|filesystem|jar|javascript|livescript|mhtml|mk|mocha|ms-its|res|resource|vbscript"
    r"|view-source|wyciwyg"
)
_FOR_SOURCES = frozenset({"http", "https"})

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\f\r]?|(.))", re.DOTALL)
_PICTURE = re.compile(r"data:image/(?:avif|gif|jpe?g|png|webp);base64,[a-z0-9+/=]*+")
_HARMFUL = re.compile(
    r"@import|@charset|@namespace|expression\(|behavior:|-moz-binding|javascript:|vbscript:|livescript:|mocha:"
    r"|(?:https?|ftp|file|wss?|blob|filesystem):|[/\\]{2}|data:(?!image/(?:avif|gif|jpe?g|png|webp)[;,])"
)

# Material finds its own settings and switches by these ids, the first on the page. Those of extensions, and of headings
# such as `__init__` and `__main`, are none of its own.
_OF_THE_THEME = re.compile(
    r"__(?:analytics|announce|comments|config|consent|drawer|feedback|nav|outdated|palette|search|settings|source|tabs|toc"
    r"|version)s?(?:_(?:\d+|label))*\Z"
)


def scheme_of(value: str) -> str:
    """The scheme of an address as a browser sees it, in small letters; empty for a relative one."""
    found = _SCHEME.match(_bare(value))
    return found[1] if found else ""


def is_safe_link(value: str) -> bool:
    """Whether an address may be followed: it runs no program and opens no file of the reader."""
    return not _NOT_FOR_LINKS.fullmatch(scheme_of(value))


def is_safe_source(value: str, *, image: bool = False) -> bool:
    """Whether a page may load an address by itself: from the web or the site, and pictures also from the page."""
    scheme = scheme_of(value)
    return not scheme or scheme in _FOR_SOURCES or (image and bool(_RASTER.match(_bare(value))))


def are_safe_sources(value: str) -> bool:
    """Whether all addresses of a `srcset` may be loaded."""
    return all(is_safe_source(word) for word in re.split(r"[\s,]+", html.unescape(value)))


def is_safe_style(value: str) -> bool:
    """Whether a style neither runs a program nor asks another site for anything."""
    return "<" not in value and not _HARMFUL.search(_PICTURE.sub("", _plain_css(value)))


def is_safe_id(value: str) -> bool:
    """Whether an id is none of those by which the theme finds its own parts."""
    return not _OF_THE_THEME.match(html.unescape(value).strip())


def _bare(value: str) -> str:
    return _UNSEEN.sub("", html.unescape(value)).lower()


def _plain_css(value: str) -> str:
    """A style without its comments, its escapes and all that a browser passes over."""
    return _UNSEEN.sub("", _ESCAPE.sub(_unescaped, _COMMENT.sub("", html.unescape(value)))).lower()


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return str(found[2])
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 else "\ufffd"
