"""Callouts: the kinds of Obsidian in the styles that themes have for admonitions."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from notewright.build.draft import Draft
from notewright.build.stash import PLACE, CalloutHead, Stashed
from notewright.vault.callout import Callout
from notewright.vault.scan import Passage

_ALIASES = {
    "note": (),
    "abstract": ("summary", "tldr"),
    "info": (),
    "todo": (),
    "tip": ("hint", "important"),
    "success": ("check", "done"),
    "question": ("help", "faq"),
    "warning": ("caution", "attention"),
    "failure": ("fail", "missing"),
    "danger": ("error",),
    "bug": (),
    "example": (),
    "quote": ("cite",),
}
_STYLES = {name: style for style, aliases in _ALIASES.items() for name in (style, *aliases)}


def head_of(token: Callout) -> CalloutHead:
    """The piece that makes a callout of a quote; a kind that nobody knows looks like a note."""
    return CalloutHead(token.kind, _STYLES.get(token.kind, "note"), token.metadata, token.fold)


def write_title(passage: Passage, draft: Draft) -> str:
    """The first line of a callout. Without a title of its own it says the kind."""
    head, *words = passage.tokens
    assert isinstance(head, Callout)
    title = draft.write(words).strip() or draft.plain(head.kind.replace("-", " ").title())
    if head.level:
        opening = f'<span class="notewright-callout-heading notewright-level-{head.level}">'
        title = draft.stash.inline(opening) + title + draft.stash.inline("</span>")
    return draft.write([head]) + title


def open_callout(quote: ElementTree.Element, pieces: Sequence[Stashed]) -> None:
    """Make an admonition or a fold of a quote whose first paragraph opens with a callout's head."""
    title = quote[0] if len(quote) else None
    found = PLACE.match((title.text or "").lstrip()) if title is not None and title.tag == "p" else None
    head = pieces[int(found[1])] if found else None
    if title is None or found is None or not isinstance(head, CalloutHead):
        return
    title.text = (title.text or "").lstrip()[found.end() :]
    quote.set("class", f"{'' if head.fold else 'admonition '}{head.style} notewright-callout")
    quote.set("data-callout", head.kind)
    if head.metadata:
        quote.set("data-callout-metadata", head.metadata)
    if head.fold:
        quote.tag, title.tag = "details", "summary"
        if head.fold == "+":
            quote.set("open", "open")
    else:
        quote.tag = "div"
        title.set("class", "admonition-title")
