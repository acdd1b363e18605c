"""A note's properties as themes and other plugins may read them."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, TemplateNotFound

from notewright.vault import Note

# Themes take these for granted in a certain form, and end the build when they have another.
_TEXTS = ("description", "subtitle", "status", "canonical")
_LISTS = ("hide", "tags", "aliases", "authors", "categories")


def page_meta(note: Note, env: Environment) -> dict[str, Any]:
    """The properties of a note, but for those that would break the theme: an icon or template that it does not have."""
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
    for key, form in (("template", "{}"), ("icon", ".icons/{}.svg")):
        if key in meta and not _exists(form.format(meta[key]), env):
            del meta[key]
    meta["title"] = note.title
    return {key: value for key, value in meta.items() if value != ""}


def _exists(template: str, env: Environment) -> bool:
    try:
        env.get_template(template)
    except (TemplateNotFound, OSError, ValueError):
        return False
    except Exception:  # a template that cannot be read as one cannot be used either
        return False
    return True
