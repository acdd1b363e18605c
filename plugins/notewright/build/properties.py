"""A note's properties, below its title."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from notewright.build.draft import Draft
from notewright.build.elements import keep
from notewright.build.tags import tag_link
from notewright.text.element import Element, Html, LinkTo, Markdown, Node, Text
from notewright.vault.outlink import whole_link

# Shown elsewhere on the page, or meant for the tools that read the note.
_UNSEEN = frozenset(
    [
        "title",
        "description",
        "tags",
        "tag",
        "aliases",
        "alias",
        "permalink",
        "cssclass",
        "cssclasses",
        "publish",
        "draft",
        "layout",
        "template",
        "hide",
        "search",
        "icon",
        "status",
        "image",
        "cover",
        "lossref",
    ]
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_DAY = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+)?")
# These come first, in this order; the others follow as they are written.
_FIRST = ("author", "authors", "date", "category", "categories")


def properties(draft: Draft) -> str:
    """The description, the properties that say something to a reader, and the tags; empty when there are none."""
    if not draft.project.settings.links.properties:
        return ""
    children = [*_description(draft), *_table(draft), *_tags(draft)]
    return keep(Element("div", {"class": "notewright-properties"}, tuple(children)), draft) if children else ""


def _description(draft: Draft) -> Iterator[Element]:
    given = draft.note.properties.get("description")
    if isinstance(given, str) and given.strip():
        yield Element("p", {"class": "notewright-description"}, (Text(" ".join(given.split())),))


def _table(draft: Draft) -> Iterator[Element]:
    rows: list[Node] = []
    given = draft.note.properties
    order = [key for key in _FIRST if key in given] + [key for key in given if key not in _FIRST]
    for key in order:
        shown = list(_values(given[key], draft))
        if key.lower() not in _UNSEEN and shown:
            rows.append(Element("dt", {}, (Text(_label(key)),)))
            rows.append(Element("dd", {}, tuple(shown)))
    if rows:
        yield Element("dl", {}, tuple(rows))


def _label(key: str) -> str:
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]


def _values(value: object, draft: Draft) -> Iterator[Node]:
    """A value, the members of a list separated by commas."""
    members = value if isinstance(value, list) else [value]
    shown = [_text(member) for member in members if member not in (None, "")]
    for index, text in enumerate(shown):
        if index:
            yield Html(", ")
        yield _shown(text, draft)


def _shown(text: str, draft: Draft) -> Node:
    """A text that is a link as that link, the date of a daily note as one to that note; all else as it is written."""
    if whole_link(text) is not None:
        return Markdown(text.removeprefix("!"))
    if _ADDRESS.fullmatch(text):
        return Html(f'<a href="{html.escape(text)}">{html.escape(text)}</a>')
    if (day := _DAY.fullmatch(text)) and (path := draft.project.vault.resolve(day["day"], draft.note.path).path):
        return LinkTo(path, text)
    return Text(text)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(member)}" for key, member in value.items())
    if isinstance(value, list):
        return ", ".join(_text(member) for member in value)
    return " ".join(str(value).split())


def _tags(draft: Draft) -> Iterator[Element]:
    """The tags of the properties: those of the text stand where the author put them."""
    end = draft.note.front_matter.end
    names: dict[str, str] = {}
    for use in draft.note.tag_uses:
        if use.span.start < end:
            names.setdefault(use.name.lower(), use.name)
    if names:
        links = tuple(Html(tag_link(name, draft, hash_sign=False)) for name in names.values())
        yield Element("p", {"class": "notewright-tags"}, links)
