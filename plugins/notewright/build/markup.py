"""Tags of HTML and their attributes, where they are to be changed and all else is to stay as it is."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

_TAG = re.compile(r"""<(?P<name>[A-Za-z][\w-]*+)(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
# Each attribute is taken with its value, so that nothing in a value is taken for another.
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]++)(?:(?P<equals>\s*+=\s*+)(?P<value>"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
)

Change = Callable[[str, str, str], str]
"""From the name of a tag, that of an attribute (both in lower case) and its value to its new value."""


def changed(text: str, change: Change) -> str:
    """HTML in which the values of attributes are others."""

    def tag(found: re.Match[str]) -> str:
        if "=" not in found["attributes"]:
            return found[0]
        name = found["name"].lower()
        attributes = _ATTRIBUTE.sub(lambda attribute: _changed(attribute, name, change), found["attributes"])
        return f"<{found['name']}{attributes}>"

    return _TAG.sub(tag, text)


def _changed(attribute: re.Match[str], tag: str, change: Change) -> str:
    if attribute["value"] is None:
        return attribute[0]
    value = _value(attribute["value"])
    new = change(tag, attribute["name"].lower(), value)
    return attribute[0] if new == value else f'{attribute["name"]}{attribute["equals"]}"{html.escape(new)}"'


def attributes(text: str) -> Iterator[tuple[str, str]]:
    """The attributes of all tags: their names in lower case, and their values."""
    for tag in _TAG.finditer(text):
        for found in _ATTRIBUTE.finditer(tag["attributes"]) if "=" in tag["attributes"] else ():
            if found["value"] is not None:
                yield found["name"].lower(), _value(found["value"])


def _value(written: str) -> str:
    return html.unescape(written[1:-1] if written[0] in "\"'" else written)
