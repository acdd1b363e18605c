"""What themes and other plugins may read of a note: its properties, and its name wherever that comes from.

Themes write all of it into their pages as it is, so what would be HTML there is escaped here.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from jinja2 import Environment, TemplateNotFound
from markupsafe import escape
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from notewright.build.metadata import metadata
from notewright.vault import Note


def page_meta(note: Note, env: Environment) -> dict[str, Any]:
    """The properties of a note, but for those that would break the theme: an icon or template that it does not have."""
    meta = metadata(note)
    for key, form in (("template", "{}"), ("icon", ".icons/{}.svg")):
        if key in meta and not _exists(form.format(meta[key]), env):
            del meta[key]
    return {key: _text(value) for key, value in meta.items()}


def generated_meta(title: str, page: Page) -> dict[str, Any]:
    """The properties of a page that no author wrote. The search is for notes, and a home page has the site's name."""
    hidden = {"search": {"exclude": True}}
    return hidden if page.is_homepage else {**hidden, "title": _text(title)}


def name_sections(items: list[StructureItem]) -> None:
    """Escape the titles that sections have from the names of folders."""
    for item in items:
        if isinstance(item, Section):
            item.title = _text(item.title)
            name_sections(item.children)


def address(url: str) -> str:
    """An address that can stand in an attribute; MkDocs makes some of the names of files."""
    return quote(url, safe="/:?#[]@!$&'()*+,;=%~")


def _text(value: Any) -> Any:
    """A value whose texts are no HTML, whoever writes them into a page."""
    if isinstance(value, str):
        escaped = escape(value)
        return escaped if escaped != value else value
    if isinstance(value, list):
        return [_text(member) for member in value]
    if isinstance(value, dict):
        return {_text(key): _text(member) for key, member in value.items()}
    return value


def _exists(template: str, env: Environment) -> bool:
    try:
        env.get_template(template)
    except (TemplateNotFound, OSError, ValueError):
        return False
    except Exception:  # a template that cannot be read as one cannot be used either
        return False
    return True
