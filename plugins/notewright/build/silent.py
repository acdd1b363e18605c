"""Properties without comments and private sections, which are no more for readers there than in the text."""

from __future__ import annotations

import re
from dataclasses import replace

from notewright.vault import Note

_SECTION = re.compile(r"%%\s*private\s*%%.*?(?:%%\s*/private\s*%%|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)


def silent(note: Note) -> Note:
    """The note with such properties; itself, when they are none."""
    front_matter = note.front_matter
    if "%%" not in note.source.text[: front_matter.end]:
        return note
    data = {without_comments(key): _value(value) for key, value in front_matter.data.items()}
    return replace(note, front_matter=replace(front_matter, data=data))


def without_comments(text: str) -> str:
    """A text of the properties, without what it says to nobody."""
    return _COMMENT.sub("", _SECTION.sub("", text)) if "%%" in text else text


def _value(value: object) -> object:
    if isinstance(value, str):
        return without_comments(value)
    if isinstance(value, list):
        return [_value(member) for member in value]
    if isinstance(value, dict):
        return {without_comments(str(key)): _value(member) for key, member in value.items()}
    return value
