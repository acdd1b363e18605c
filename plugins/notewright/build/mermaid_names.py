"""Diagrams: what names a private note in them is overwritten, in texts of nodes that are links and in addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from notewright.build.hidden import masked
from notewright.build.rewriting import Edit, edited
from notewright.text import Span

_CLASS = re.compile(r"^[ \t]*+class[ \t]++([^\n;]+?)[ \t]+internal-link\b", re.MULTILINE)
_INLINE_CLASS = re.compile(r"(?<![\w-])(\w[\w-]*+)(?:[\[({>][^\n:]{0,200}+)?:::[ \t]*+internal-link\b")
_LABEL = re.compile(r"""(?<![\w-])(\w[\w-]*+)[ \t]*+[\[({>]++[ \t"/\\]*+([^\[\](){}"\n]++)""")
_NAME = re.compile(r"(?<![\w-])\w[\w-]*+")
# What reads as an address: between quotes, or in one piece with a slash or an ending in it.
_QUOTED = re.compile(r'"([^"\n]++)"')
_PIECE = re.compile(r"""[^\s"'`<>|()\[\]{},;]*+""")
_ADDRESS = re.compile(r"/|\.\w|:")
_LINK = re.compile(r"\[\[([^\[\]|\n]++)")


def without_names(code: str, leads_to_hidden: Callable[[str], object]) -> str:
    """The diagram, as long as before."""
    if "internal-link" in code:
        code = edited(code, list(_nodes(code, leads_to_hidden)))
    for pattern in (_LINK, _QUOTED, _PIECE):
        code = edited(code, list(_addresses(code, pattern, leads_to_hidden)))
    return code


def _nodes(code: str, leads_to_hidden: Callable[[str], object]) -> Iterator[Edit]:
    """The texts of the nodes that are links, and those of them that have no text but their own names."""
    linked = {node.strip() for found in _CLASS.finditer(code) for node in found[1].split(",")}
    linked |= {found[1] for found in _INLINE_CLASS.finditer(code)}
    texts = [found for found in _LABEL.finditer(code) if found[1] in linked]
    hidden = {Span(*text.span(2)) for text in texts if leads_to_hidden(html.unescape(text[2]).strip())}
    named = {node for node in linked if leads_to_hidden(node)}
    # An identifier has letters only, a text may have any sign.
    edits = [(span, masked(code[slice(*span)])) for span in hidden]
    inside = {at for span in hidden for at in range(*span)}
    for found in _NAME.finditer(code) if named else ():
        if found[0] in named and found.start() not in inside:
            edits.append((Span(*found.span()), "x" * len(found[0])))
    yield from sorted(edits)


def _addresses(code: str, pattern: re.Pattern[str], leads_to_hidden: Callable[[str], object]) -> Iterator[Edit]:
    group = pattern.groups
    for found in pattern.finditer(code):
        words = found[group]
        is_address = pattern is not _PIECE or _ADDRESS.search(words)
        if is_address and leads_to_hidden(words):
            yield Span(*found.span(group)), masked(words)
