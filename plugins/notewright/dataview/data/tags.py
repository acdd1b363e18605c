"""The tags and the aliases of a note, as the app's queries see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from notewright.dataview.data.script_text import script_text
from notewright.values.name import SPACES
from notewright.vault import Note
from notewright.vault.tags import text_tag_uses

_TAG_KEYS = frozenset({"tag", "tags"})
_ALIAS_KEYS = frozenset({"alias", "aliases"})
_BETWEEN_TAGS = re.compile(r"[,\s\ufeff]+")
_BETWEEN_ALIASES = re.compile(",")


def tags(note: Note) -> Sequence[str]:
    """The tags with their signs, each once: those of the text, then those of the properties, numbers among them."""
    may_have = note.source.text.find("#", note.front_matter.end) >= 0
    in_text = [f"#{use.name}" for use in text_tag_uses(note.passages)] if may_have else ()
    return list(dict.fromkeys((*in_text, *_property_tags(note.properties))))


def _property_tags(properties: Mapping[str, object]) -> Iterator[str]:
    for key, value in properties.items():
        if key.lower() in _TAG_KEYS:
            yield from (tag if tag.startswith("#") else f"#{tag}" for tag in _split(value, _BETWEEN_TAGS))


def aliases(note: Note) -> Sequence[str]:
    """The other names, each once; a text is split at commas, a member of a list is not."""
    return list(dict.fromkeys(_aliases(note.properties)))


def _aliases(properties: Mapping[str, object]) -> Iterator[str]:
    for key, value in properties.items():
        if key.lower() not in _ALIAS_KEYS or not value:
            continue
        if isinstance(value, list):
            yield from (script_text(member).strip(SPACES) for member in value)
        else:
            yield from _split(value, _BETWEEN_ALIASES)


def _split(value: object, separator: re.Pattern[str]) -> Iterator[str]:
    if isinstance(value, list):
        for member in value:
            yield from _split(member, separator) if member else ()
    elif value is not None:
        yield from filter(None, (part.strip(SPACES) for part in separator.split(script_text(value))))
