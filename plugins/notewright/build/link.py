"""Links, images and other files, as the page shows them."""

from __future__ import annotations

import html
import posixpath
import re

from notewright.build.draft import Draft
from notewright.text import Severity
from notewright.vault.outlink import Outlink

_IMAGES = {".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_AUDIO = {".flac", ".m4a", ".mp3", ".ogg", ".wav", ".3gp"}
_VIDEO = {".mkv", ".mov", ".mp4", ".ogv", ".webm"}
_SIZE = re.compile(r"(?:(?P<text>.*)\|)?\s*(?P<width>\d+)(?:x(?P<height>\d+))?\s*")


def write_link(link: Outlink, text: str, draft: Draft, title: str = "") -> str:
    """Markdown for a link with `text` (Markdown), or for the file that it embeds."""
    found = draft.project.vault.destination(link, draft.note.path)
    if found.path is None:
        return _unresolved(link, text, draft)
    _report_doubts(link, draft)
    ending = posixpath.splitext(found.path)[1].lower()
    if link.embed and ending in _IMAGES | _AUDIO | _VIDEO:
        return draft.stash.inline(_media(found.path, ending, link.display or "", draft))
    tooltip = f' title="{html.escape(title)}"' if title else ""
    opening = f'<a class="notewright-link" href="{draft.href(found.path, found.anchor or "")}"{tooltip}>'
    return draft.stash.inline(opening) + draft.markdown(text) + draft.stash.inline("</a>")


def _report_doubts(link: Outlink, draft: Draft) -> None:
    """Say where the link leads somewhere, but perhaps not where it was meant to."""
    vault, words = draft.project.vault, _words(link)
    found = vault.destination(link, draft.note.path)
    resolution = found.resolution
    if resolution.rivals:
        others = ", ".join(resolution.rivals)
        message = f"{words} could be {resolution.path} or {others}; the first is taken; write the path you mean"
        draft.report(link.span, "LINK002", Severity.WARNING, message)
    elif not resolution.cased:
        message = f"{words} is written in another case than {resolution.path}; write it as the file is called"
        draft.report(link.span, "LINK003", Severity.WARNING, message)
    if found.anchor is None:
        code, kind = ("LINK005", "block") if link.fragment.startswith("^") else ("LINK004", "heading")
        message = f"{resolution.path} has no {kind} `{link.fragment}`; the link goes to the top of the page"
        draft.report(link.span, code, Severity.WARNING, message)


def _unresolved(link: Outlink, text: str, draft: Draft) -> str:
    words = _words(link)
    near = draft.project.near_names(link.target)
    hint = f"did you mean {near}?" if near else "make that file, or mend the name"
    if link.embed:
        message = f"{words} is not in the vault, so it cannot be shown here; {hint}"
        draft.report(link.span, "LINK006", Severity.WARNING, message)
        shown = html.escape(link.target or link.fragment)
        return draft.stash.inline(f'<span class="notewright-missing">{shown}<small> is missing</small></span>')
    draft.report(link.span, "LINK001", Severity.WARNING, f"{words} leads nowhere: no note has that name; {hint}")
    opening = '<span class="notewright-unresolved" title="There is no note of this name yet.">'
    return draft.stash.inline(opening) + draft.markdown(text) + draft.stash.inline("</span>")


def _words(link: Outlink) -> str:
    return f"`{link.target or '#' + link.fragment}`"


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
