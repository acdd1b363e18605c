"""The ids of an embedded text, kept apart from those of the page and of other embeds."""

from __future__ import annotations

import re
from collections.abc import Set
from urllib.parse import unquote

from notewright.build.markup import attributes, changed

_URL = re.compile(r"url\((['\"]?)#([^)'\"]++)")
# In these elements a `name` names the element itself, or the group to which it belongs.
_NAMED = frozenset({"a", "details", "input", "map"})
_ADDRESSES = frozenset({"href", "xlink:href", "usemap"})
_LISTS = frozenset({"for", "form", "list", "headers", "itemref"})


def scoped(html: str, prefix: str) -> str:
    """The HTML with `prefix` before every id in it, and wherever it refers to one of them."""
    ids = {value for name, value in attributes(html) if name == "id"}
    return changed(html, lambda tag, name, value: _scoped(tag, name, value, ids, prefix))


def _scoped(tag: str, name: str, value: str, ids: Set[str], prefix: str) -> str:
    if name == "id" or (name == "name" and tag in _NAMED):
        return prefix + value if value else value
    if name in _ADDRESSES:
        return f"#{prefix}{value[1:]}" if value[:1] == "#" and {value[1:], unquote(value[1:])} & ids else value
    if name in _LISTS or name.startswith("aria-"):
        return " ".join(prefix + word if word in ids else word for word in value.split(" "))
    if "url(" in value:
        return _URL.sub(lambda url: f"url({url[1]}#{prefix * (url[2] in ids)}{url[2]}", value)
    return value
