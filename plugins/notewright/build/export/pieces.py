"""What pages keep aside until they are rendered, as Markdown in its place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from notewright.build.export.element import write_element
from notewright.build.export.escape import escape_html, unescape_html, write_box
from notewright.build.export.guard import guard
from notewright.build.stash import PLACE, Anchor, Checkbox, Code, Embed, Inset, Piece, Raw, Stash, Stashed
from notewright.text.element import Element

NOTHING = "<!-- -->"
"""What parts two neighbours that would be read as one, and is not shown."""

INDENT = "    "
_NO_CODE = "<pre><code></code></pre>"

# A span that only style sheets of ours know says nothing without them.
_BARE_SPAN = re.compile(r'(\s*)<span class="[^"]*"(?: title="[^"]*")?>(?:([^<>]*)</span>)?|</span>')
_HOLDS_BLANK_LINES = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")
_LANGUAGE = re.compile(r"[\w#.+-]+")


@dataclass(frozen=True, slots=True)
class Written(Piece):
    """Markdown that is finished; `html` holds it. A block stands alone, between blank lines."""


def fill(text: str, stash: Stash, held: bool) -> str:
    """The text with every piece in its place, but for the anchors of headings.

    `held` tells whether a list or quote holds the text: there Python-Markdown sees no fence and no block of HTML.
    """
    text = guard(text, stash)
    parts, start = [], 0
    for found in PLACE.finditer(text):
        piece = stash.pieces[int(found[1])]
        if _is_block(piece):
            parts += [_inline(text[start : found.start()], stash).strip(), _block(piece, stash, held)]
            start = found.end()
    rest = _inline(text[start:], stash)
    return "\n\n".join(_parted([part for part in (*parts, rest.strip("\n")) if part])) if parts else rest


def _parted(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks with what keeps the code of two neighbours apart, which is only indented where it is held."""
    before = ""
    for block in blocks:
        if is_indented(before) and is_indented(block):
            yield NOTHING
        yield block
        before = block


def is_indented(text: str) -> bool:
    """Whether a text ends, and so begins, as code in a list or quote."""
    return text.rpartition("\n")[2].startswith(INDENT)


def _is_block(piece: Stashed) -> bool:
    return piece.block if isinstance(piece, Piece) else isinstance(piece, Code | Element | Embed | Inset | Raw)


def _block(piece: Stashed, stash: Stash, held: bool) -> str:
    match piece:
        case Code(fence):
            return _code(fence, held)
        case Element():
            return write_element(piece, lambda text: _inline(text, stash))
        case Embed(excerpt, _, source):
            return f"*From {source}:*\n\n{excerpt.markdown}".strip()
        case Inset(excerpt):
            return excerpt.markdown.strip()
        case Raw(text):
            return _raw(text)
        case Written(text):
            return text
        case Piece(text):
            return escape_html(" ".join(text.split("\n"))) if held and text else text or NOTHING
    return ""


def _raw(text: str) -> str:
    """A block of HTML. What a comment left behind is none, and where one was gone, no blank line ends the block."""
    lines = text.strip("\n")
    if not lines.lstrip().startswith("<"):
        return escape_html(lines.strip())
    return lines if _HOLDS_BLANK_LINES.match(lines) else _BLANK_LINES.sub("", lines)


def _code(fence: str, held: bool) -> str:
    """Code as every reader knows it: of what stands behind the fence, only the language."""
    opening, *lines, closing = fence.split("\n")
    if held:
        return "\n".join(f"{INDENT}{line}" if line else "" for line in lines).strip("\n") or _NO_CODE
    language = _LANGUAGE.match(opening.lstrip("`"))
    return "\n".join([closing + (language[0] if language else ""), *lines, closing])


def _inline(text: str, stash: Stash) -> str:
    return PLACE.sub(lambda found: _in_line(found, stash), text)


def _in_line(found: re.Match[str], stash: Stash) -> str:
    piece = stash.pieces[int(found[1])]
    if isinstance(piece, Anchor):
        return found[0]
    if isinstance(piece, Written):
        return piece.html
    if isinstance(piece, Checkbox):
        return write_box(piece.state)
    if not isinstance(piece, Piece):
        return ""
    if bare := _BARE_SPAN.fullmatch(piece.html):
        return (bare[1] or "") + unescape_html(bare[2] or "")
    return escape_html(piece.html) if "<" in piece.html else unescape_html(piece.html)


def anchor(name: str) -> str:
    """A place that links can lead to."""
    return f'<a id="{html.escape(name)}"></a>'
