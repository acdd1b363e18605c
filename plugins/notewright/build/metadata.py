"""A note's properties in the forms in which themes and generators take them."""

from __future__ import annotations

from typing import Any

from notewright.vault import Note

# Themes take these for granted in a certain form, and end the build when they have another.
_TEXTS = ("description", "subtitle", "status", "canonical")
_LISTS = ("hide", "tags", "aliases", "authors", "categories")


def metadata(note: Note) -> dict[str, Any]:
    """The properties that say something, the tags of the text among them, and the title."""
    meta: dict[str, Any] = dict(note.properties)
    for key in _TEXTS:
        if key in meta:
            meta[key] = " ".join(str(meta[key]).split()) if meta[key] not in (None, "") else ""
    for key in _LISTS:
        if key in meta:
            meta[key] = [str(member) for member in meta[key]] if isinstance(meta[key], list) else []
    meta["tags"] = list(note.tags)
    if not isinstance(meta.get("search", {}), dict):
        del meta["search"]
    meta["title"] = note.title
    return {key: value for key, value in meta.items() if value != ""}
