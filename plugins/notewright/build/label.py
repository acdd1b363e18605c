"""The text of a link: Markdown in which nothing is a link once more."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from notewright.build.draft import Draft
from notewright.build.stash import cleaned
from notewright.vault.plain import plain_text
from notewright.vault.scan import scan_inline
from notewright.vault.syntax.html_tag import HtmlTag
from notewright.vault.syntax.markdown_link import MarkdownLink
from notewright.vault.syntax.redacted import Redacted
from notewright.vault.syntax.wikilink import WikiLink
from notewright.vault.token import Prose, Token

# An extension makes links of these wherever they stand.
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.|mailto:)[^\s<]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)


def write_label(text: str, draft: Draft) -> str:
    """Markdown for the text of a link."""
    words = cleaned(text)
    other = replace(draft.note, source=replace(draft.note.source, text=words))
    inner = replace(draft.quoting(other), in_link=True)
    return "".join(_written(token, words, inner) for token in scan_inline(words, 0, len(words)))


def _written(token: Token, text: str, draft: Draft) -> str:
    start, end = token.span
    match token:
        case WikiLink(embed=False) | MarkdownLink(image=False):
            return draft.plain(plain_text(text, [token]))
        case Redacted(display=words) if "[" in words:
            return draft.plain(plain_text(text, [token]))
        case HtmlTag() if ":" in text[start:end].split("/", 1)[0]:
            return draft.plain(plain_text(text, [token]))
        case Prose():
            return _ADDRESS.sub(lambda found: draft.stash.inline(html.escape(found[0])), draft.write([token]))
    return draft.write([token])
