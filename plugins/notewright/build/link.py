"""Links, images and other files, as the page shows them."""

from __future__ import annotations

import html
import posixpath
import re

from notewright.build.draft import Draft
from notewright.build.placeholder import unspoken
from notewright.vault.outlink import Outlink

_IMAGES = {".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_AUDIO = {".flac", ".m4a", ".mp3", ".ogg", ".wav", ".3gp"}
_VIDEO = {".mkv", ".mov", ".mp4", ".ogv", ".webm"}
_SIZE = re.compile(r"(?:(?P<text>.*)\|)?\s*(?P<width>\d+)(?:x(?P<height>\d+))?\s*")


def write_link(link: Outlink, label: str, draft: Draft, title: str = "") -> str:
    """Markdown for a link, or for the file that it embeds; `label` is what the draft wrote for its text.

    What is wrong with a note's links is told by `link_problems`, since those of properties are not written here.
    """
    found = draft.project.vault.destination(link, draft.note.path)
    if found.path is None:
        # The note's own links to what is private were redacted; this one comes from the answer of a query.
        private = draft.project.contents.hidden.behind(link.target, draft.note.path)
        return unspoken(link, private, label, draft) if private else _unresolved(link, label, draft)
    ending = posixpath.splitext(found.path)[1].lower()
    if link.embed and ending in _IMAGES | _AUDIO | _VIDEO:
        return draft.stash.inline(_media(found.path, ending, link.display or "", draft))
    tooltip = f' title="{html.escape(title)}"' if title else ""
    opening = f'<a class="notewright-link" href="{draft.href(found.path, found.anchor or "")}"{tooltip}>'
    return draft.stash.inline(opening) + label + draft.stash.inline("</a>")


def _unresolved(link: Outlink, label: str, draft: Draft) -> str:
    if link.embed:
        shown = html.escape(link.target or link.fragment)
        return draft.stash.inline(f'<span class="notewright-missing">{shown}<small> is missing</small></span>')
    opening = '<span class="notewright-unresolved" title="There is no note of this name yet.">'
    return draft.stash.inline(opening) + label + draft.stash.inline("</span>")


def _media(path: str, ending: str, display: str, draft: Draft) -> str:
    """An image, sound or film; a display text that ends in a number is its size in pixels."""
    size = _SIZE.fullmatch(display)
    text = (size["text"] or "") if size else display
    alt = html.escape(text or posixpath.splitext(posixpath.basename(path))[0])
    attributes = f' width="{size["width"]}"' if size else ""
    attributes += f' height="{size["height"]}"' if size and size["height"] else ""
    source = draft.href(path)
    if ending in _IMAGES:
        return f'<img src="{source}" alt="{alt}"{attributes} loading="lazy">'
    kind = "audio" if ending in _AUDIO else "video"
    return f'<{kind} controls preload="metadata" src="{source}" title="{alt}"{attributes}></{kind}>'
