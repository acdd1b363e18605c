"""The tags and the aliases of a note, as the app's queries see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

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
            yield from _split(value, _tags_in)


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
            yield from _split(value, _names_in)


def _split(value: object, parts_of: Callable[[str], Sequence[str]]) -> Sequence[str]:
    """The parts of a text, or of the members of a list; whatever else YAML gives is read as a text."""
    if isinstance(value, list):
        return [part for member in value if member for part in _split(member, parts_of)]
    return () if value is None else parts_of(value if isinstance(value, str) else script_text(value))


@lru_cache(maxsize=1 << 12)
def _tags_in(text: str) -> Sequence[str]:
    return [part if part.startswith("#") else f"#{part}" for part in _parts(text, _BETWEEN_TAGS)]


def _names_in(text: str) -> Sequence[str]:
    return list(_parts(text, _BETWEEN_ALIASES))


def _parts(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    return filter(None, (part.strip(SPACES) for part in separator.split(text)))
