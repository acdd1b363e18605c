"""The ids of an embedded text, kept apart from those of the page and of other embeds."""

from __future__ import annotations

import re
from collections.abc import Set
from urllib.parse import unquote

_TAG = re.compile(r"""<([A-Za-z][\w-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'])(id|name|href|xlink:href|usemap|for|form|list|headers|itemref|aria-[a-z]+)(\s*+=\s*+)"""
    r"""("[^"]*+"|'[^']*+'|[^\s"'=<>`]++)""",
    re.IGNORECASE,
)
_ID = re.compile(r"""(?<=[\s"'])id\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++)""", re.IGNORECASE)
_URL = re.compile(r"url\((['\"]?)#([^)'\"]++)")
# In these elements a `name` names the element itself, or the group to which it belongs.
_NAMED = frozenset({"a", "details", "input", "map"})
_ADDRESSES = frozenset({"href", "xlink:href", "usemap"})


def scoped(html: str, prefix: str) -> str:
    """The HTML with `prefix` before every id in it, and wherever it refers to one of them."""
    ids = {_value(found[1]) for tag in _TAG.finditer(html) for found in _ID.finditer(tag[2])}

    def rewritten(tag: re.Match[str]) -> str:
        if "=" not in tag[2]:
            return tag[0]
        attributes = _ATTRIBUTE.sub(lambda found: _attribute(found, tag[1].lower(), ids, prefix), tag[2])
        attributes = _URL.sub(lambda found: _url(found, ids, prefix), attributes)
        return f"<{tag[1]}{attributes}>"

    return _TAG.sub(rewritten, html)


def _attribute(found: re.Match[str], tag: str, ids: Set[str], prefix: str) -> str:
    name, value = found[1].lower(), _value(found[3])
    if name in _ADDRESSES:
        new = f"#{prefix}{value[1:]}" if value[:1] == "#" and {value[1:], unquote(value[1:])} & ids else value
    elif name == "id" or (name == "name" and tag in _NAMED):
        new = prefix + value if value else value
    elif name == "name":
        new = value
    else:
        new = " ".join(prefix + word if word in ids else word for word in value.split(" "))
    return found[0] if new == value else f'{found[1]}="{new}"'


def _url(found: re.Match[str], ids: Set[str], prefix: str) -> str:
    return f"url({found[1]}#{prefix}{found[2]}" if found[2] in ids else found[0]


def _value(written: str) -> str:
    """An attribute's value without its quotes; a double quote between single ones would end it."""
    return written[1:-1].replace('"', "&quot;") if written[0] in "\"'" else written
