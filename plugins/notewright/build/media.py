"""Embedded files that are no notes: pictures, sounds, films, documents, and boxes for what no browser shows."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote

from notewright.build.draft import Draft
from notewright.vault.outlink import Outlink
from notewright.vault.plain import plain_text
from notewright.vault.scan import scan_inline

IMAGES = frozenset({".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_AUDIO = frozenset({".flac", ".m4a", ".mp3", ".ogg", ".wav", ".3gp"})
_VIDEO = frozenset({".mkv", ".mov", ".mp4", ".ogv", ".webm"})
MEDIA = IMAGES | _AUDIO | _VIDEO | {".pdf"}
_APPS = {".canvas": "Canvas", ".base": "Base", ".excalidraw": "Drawing", ".excalidraw.md": "Drawing"}
_SIZE = re.compile(r"\s*+(?P<width>\d{1,5})(?:x(?P<height>\d{1,5}))?+\s*+")
_HEIGHT = re.compile(r"height=(\d{1,5})")
# What a fragment may hold as it is; the rest is percent-encoded.
_SAFE = "!$&'()*+,-./:;=?@_~%"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands behind the bar of an embed, or between the brackets of an image: a text and a size in pixels."""

    text: str
    width: str = ""
    height: str = ""

    @property
    def size(self) -> str:
        """The attributes for the size."""
        given = (("width", self.width), ("height", self.height))
        return "".join(f' {name}="{value}"' for name, value in given if value)


def caption(words: str) -> Caption:
    """The caption in some words: the last part that is a number, or two with an `x`, is the size."""
    parts = words.replace("\\|", "|").split("|")
    for index in reversed(range(len(parts))):
        if size := _SIZE.fullmatch(parts[index]):
            text = "|".join(parts[:index] + parts[index + 1 :])
            return Caption(_plain(text), size["width"], size["height"] or "")
    return Caption(_plain("|".join(parts)))


def _plain(text: str) -> str:
    return plain_text(text, scan_inline(text, 0, len(text)))


def fragment(link: Outlink) -> str:
    """What follows the `#` of a link to a file that is no note: a page, a time, a hook for styles."""
    return quote(link.fragment, safe=_SAFE)


def media(path: str, link: Outlink, draft: Draft, tooltip: str = "", attributes: str = "") -> str:
    """HTML that shows a file of the vault in a line; empty for one that can only be linked.

    `attributes` is HTML: what a picture is to have besides.
    """
    ending = _ending(path)
    name = posixpath.basename(path)
    shown = caption(link.display or "")
    title = html.escape(shown.text or posixpath.splitext(name)[0])
    if ending in IMAGES:
        hook = f' data-fragment="{html.escape(link.fragment)}"' if link.fragment else ""
        return picture(draft.href(path, fragment(link)), title, tooltip, shown.size + hook + attributes)
    if ending in _APPS:
        return card(draft.href(path), html.escape(shown.text or name.removesuffix(ending)), _APPS[ending], draft)
    if draft.in_link or draft.quotes:
        return ""  # a citation or a value is a line of text, in which nothing plays
    if ending in _AUDIO:
        return f'<audio controls preload="metadata" src="{draft.href(path, fragment(link))}" title="{title}"></audio>'
    if ending in _VIDEO:
        source = draft.href(path, fragment(link))
        return f'<video controls preload="metadata" src="{source}" title="{title}"{shown.size}></video>'
    return _document(path, link, shown, draft) if ending == ".pdf" else ""


def picture(address: str, alt: str, tooltip: str, attributes: str) -> str:
    """An image; `address` and `alt` are ready for an attribute."""
    title = f' title="{html.escape(tooltip)}"' if tooltip else ""
    loading = "" if " loading=" in attributes else ' loading="lazy"'
    return f'<img src="{address}" alt="{alt}"{title}{attributes}{loading}>'


def is_drawing(path: str) -> bool:
    """Whether a note is a drawing of Excalidraw, whose text nobody wants to read."""
    return path.lower().endswith(".excalidraw.md")


def card(address: str, title: str, kind: str, draft: Draft) -> str:
    """A box that leads to what cannot be shown here, if no other link holds it."""
    tag, target = ("span", "") if draft.in_link else ("a", f' href="{address}"')
    return f'<{tag} class="notewright-card"{target}>{title} <small>{kind}</small></{tag}>'


def _document(path: str, link: Outlink, shown: Caption, draft: Draft) -> str:
    """A viewer for a PDF; where the browser has none, a link."""
    height = _HEIGHT.fullmatch
    parts = link.fragment.split("&")
    heights = [found[1] for part in parts if (found := height(part))]
    place = quote("&".join(part for part in parts if not height(part)), safe=_SAFE)
    size = Caption("", shown.width, shown.height or (heights[-1] if heights else "")).size
    address, name = draft.href(path, place), html.escape(posixpath.basename(path))
    label = html.escape(shown.text) or name
    inner = f'<a class="notewright-link" href="{address}">{label}</a>'
    return (
        f'<object class="notewright-pdf" data="{address}" type="application/pdf" aria-label="{label}"{size}>'
        f"{inner}</object>"
    )


def _ending(path: str) -> str:
    return ".excalidraw.md" if is_drawing(path) else posixpath.splitext(path)[1].lower()
