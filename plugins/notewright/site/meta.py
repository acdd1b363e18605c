"""A note's properties as themes and other plugins may read them."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, TemplateNotFound

from notewright.build.metadata import metadata
from notewright.vault import Note


def page_meta(note: Note, env: Environment) -> dict[str, Any]:
    """The properties of a note, but for those that would break the theme: an icon or template that it does not have."""
    meta = metadata(note)
    for key, form in (("template", "{}"), ("icon", ".icons/{}.svg")):
        if key in meta and not _exists(form.format(meta[key]), env):
            del meta[key]
    return meta


def _exists(template: str, env: Environment) -> bool:
    try:
        env.get_template(template)
    except (TemplateNotFound, OSError, ValueError):
        return False
    except Exception:  # a template that cannot be read as one cannot be used either
        return False
    return True
