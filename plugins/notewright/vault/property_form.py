"""Properties with a meaning of their own, in the forms that Obsidian has dropped and old notes still have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault.frontmatter import FrontMatter

_SINGULAR = {"tag": "tags", "alias": "aliases", "cssclass": "cssclasses"}
_SEPARATORS = {"aliases": re.compile(r"\s*,\s*"), "cssclasses": re.compile(r"[\s,]+")}


def property_values(front_matter: FrontMatter, name: str) -> Iterator[tuple[str, object]]:
    """The keys and values of a property: its name has no case, and once could be in the singular."""
    for key, value in front_matter.data.items():
        folded = key.lower()
        if name == _SINGULAR.get(folded, folded):
            yield key, value


def words_of(front_matter: FrontMatter, name: str) -> tuple[str, ...]:
    """The texts of a property that holds a list, each once; a text alone is split as Obsidian once did."""
    found: list[str] = []
    for _, value in property_values(front_matter, name):
        members = _SEPARATORS[name].split(value) if isinstance(value, str) else value
        found += [str(member).strip() for member in members if member is not None] if isinstance(members, list) else []
    return tuple(dict.fromkeys(word for word in found if word))


def form_problems(source: Source, front_matter: FrontMatter) -> Iterator[Diagnostic]:
    """Properties that Obsidian no longer reads as they stand."""
    for name in ("tags", *_SEPARATORS):
        for key, value in property_values(front_matter, name):
            place = front_matter.places.get(key, Span(0, 1))
            if key.lower() != name and value not in (None, ""):
                message = f"Obsidian no longer reads `{key}`; call this property `{name}`, with a list"
                yield Diagnostic.at(source, place, "NOTE015", Severity.WARNING, message)
            elif name in _SEPARATORS and isinstance(value, str) and value.strip():
                as_list = f"[{', '.join(_SEPARATORS[name].split(value.strip()))}]"
                message = f"`{key}` is a text, which Obsidian no longer reads; write a list: {key}: {as_list}"
                yield Diagnostic.at(source, place, "NOTE016", Severity.WARNING, message)
