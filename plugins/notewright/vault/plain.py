"""What a reader sees of a stretch of tokens, as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from notewright.vault.scan import scan_inline
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.syntax.escape import Escape
from notewright.vault.syntax.html_tag import HtmlTag
from notewright.vault.syntax.markdown_link import MarkdownLink
from notewright.vault.syntax.math import Math
from notewright.vault.syntax.redacted import Redacted
from notewright.vault.syntax.tag import Tag
from notewright.vault.syntax.wikilink import WikiLink
from notewright.vault.token import Border, Prose, Token

# Signs of emphasis touch a word; those between spaces, as in `a * b`, are signs.
_EMPHASIS = re.compile(r"(?:\*+|~~|==(?!=*+>))(?=\S)|(?<=\S)(?:\*+|~~|==)|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*)>")


def plain_text(text: str, tokens: Iterable[Token]) -> str:
    """The text of inline tokens without their markup, on one line."""
    return " ".join("".join(_shown(text, token) for token in tokens).split())


def _shown(text: str, token: Token) -> str:
    match token:
        case Prose(span):
            return _ENTITY.sub(lambda found: html.unescape(found[0]), _EMPHASIS.sub("", text[span.start : span.end]))
        case Escape(span):
            return text[span.start + 1 : span.end]
        case CodeSpan(code=code):
            return code
        case Math(latex=latex):
            return latex
        case WikiLink(embed=False):
            return token.display or shown_target(token.target, token.fragment)
        case MarkdownLink(image=False):
            return plain_text(token.text, scan_inline(token.text, 0, len(token.text)))
        case Tag(name=name):
            return f"#{name}"
        case Redacted(display=display):
            return plain_text(display, scan_inline(display, 0, len(display))) or stand_in(token)
        case HtmlTag(span) if address := _ADDRESS.fullmatch(text, span.start, span.end):
            return address[1]
        case Border():
            return " "
        case _:
            return " " if text[token.span.start : token.span.end].isspace() else ""


def shown_target(target: str, fragment: str) -> str:
    """What Obsidian shows of a link without a text of its own: `Note > Heading`."""
    parts = [target.removesuffix(".md"), *(part.strip() for part in fragment.split("#"))]
    return " > ".join(part for part in parts if part)


def stand_in(token: Redacted) -> str:
    """The plain words that stand for a link without a text of its own; empty where nothing is shown."""
    target, _, fragment = token.named.partition("#")
    return token.placeholder or shown_target(target.strip(), fragment)
