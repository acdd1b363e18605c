"""Values of fields out of which the visibility gate took links: to queries those are links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from notewright.values import Value, from_yaml
from notewright.vault import Note
from notewright.vault.frontmatter import read_frontmatter
from notewright.vault.syntax.redacted import SIGNS, as_links, unveiled


def property_values(note: Note) -> Iterator[tuple[str, Value]]:
    """The properties as values. In the text of the note they still have the signs of the gate."""
    written: Mapping[str, object] = {}
    if SIGNS.search(note.source.text, 0, note.front_matter.end):
        written = {unveiled(key): value for key, value in read_frontmatter(note.source).data.items()}
    for key, value in note.properties.items():
        yield key, _property(value, written.get(key))


def _property(value: object, written: object) -> Value:
    if isinstance(value, list) and isinstance(written, list) and len(value) == len(written):
        return [_property(*members) for members in zip(value, written, strict=True)]
    if isinstance(value, Mapping) and isinstance(written, Mapping):
        forms = {unveiled(str(key)): member for key, member in written.items()}
        return {str(key): _property(member, forms.get(key)) for key, member in value.items()}
    if isinstance(written, str) and SIGNS.search(written):
        found = from_yaml(as_links(written))
        return from_yaml(value) if isinstance(found, str) else found
    return from_yaml(value)
