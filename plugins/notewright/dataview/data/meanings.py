"""What the texts of fields mean. The same text stands in many notes, and is read once for all of a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from notewright.dataview.data.link import resolved
from notewright.values import Link, Value, from_inline, from_yaml
from notewright.values.from_inline import STARTS as INLINE_STARTS
from notewright.values.from_yaml import STARTS as YAML_STARTS

ResolveFrom: TypeAlias = Callable[[str, str], str | None]
"""From the words of a link, and the note in which it stands, to the path of the file that it leads to."""

_LONGEST_REMEMBERED = 60
# A link without a path leads to the note in which it stands; all others lead from a folder to one place.
_TO_ITSELF = re.compile(r"\[\[\s*+(?:[#|\]]|$)")


class Meanings:
    """The values of texts in the notes of one folder."""

    def __init__(self, resolve: ResolveFrom) -> None:
        self._resolve = resolve
        self._inline: dict[str, Value] = {}
        self._of_properties: dict[str, Value] = {}

    def inline(self, text: str, origin: str) -> Value:
        """The value of an inline field of the note `origin`."""
        if text in self._inline:
            return self._inline[text]
        if text[:1] not in INLINE_STARTS:
            return from_inline(text)
        return self._remembered(text, from_inline(text), origin, self._inline)

    def of_property(self, raw: object, origin: str) -> Value:
        """The value of a property of the note `origin`, as YAML gives it."""
        if isinstance(raw, str):
            if raw[:1] not in YAML_STARTS:
                return raw
            if raw in self._of_properties:
                return self._of_properties[raw]
            return self._remembered(raw, from_yaml(raw), origin, self._of_properties)
        if isinstance(raw, list | tuple):
            return [self.of_property(member, origin) for member in raw]
        if isinstance(raw, Mapping):
            return {str(key): self.of_property(value, origin) for key, value in raw.items()}
        return from_yaml(raw)

    def leading(self, value: Value, origin: str) -> Value:
        """A value of the note `origin` whose links lead to their files."""
        return resolved(value, lambda target: self._resolve(target, origin))

    def _remembered(self, text: str, read: Value, origin: str, known: dict[str, Value]) -> Value:
        if isinstance(read, Link):
            path = self._resolve(read.path, origin)
            value: Value = read if path is None else read.leading_to(path)
        else:
            value = self.leading(read, origin)
        if len(text) <= _LONGEST_REMEMBERED and not ("[" in text and _TO_ITSELF.search(text)):
            known[text] = value
        return value
