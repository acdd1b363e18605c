"""Text on which Python-Markdown would not come to an end: its time grows with the square of lengths and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markdown.util import AtomicString

from notewright.build.stash import PLACE, Stash

LONGEST = 20_000
"""A text with more characters is read in pieces; emphasis cannot reach from one into the next."""

_PIECE = 2_000
_BREAK = re.compile(r"\s(?=\S*$)")
_BRACKET = re.compile(r"[\[\]]")
_MANY = 100
_DEEPEST = 20


def cut(element: ElementTree.Element, stash: Stash) -> None:
    """Put the text of an element into pieces, each in a span of its own, if it is very long."""
    text = element.text
    if text is None or isinstance(text, AtomicString):
        return
    if len(text) <= LONGEST:
        element.text = without_brackets(text, stash)
        return
    element.text = None
    for index, piece in enumerate(_pieces(text)):
        span = ElementTree.Element("span")
        span.text = without_brackets(piece, stash)
        element.insert(index, span)


def without_brackets(text: str, stash: Stash) -> str:
    """A text with many brackets, of which none is left that cannot begin a link.

    Each would be answered by a search to the end of the text, three times over. One that nothing closes begins none,
    and one that stands in twenty others is a mistake or an attack.
    """
    if text.count("[") <= _MANY:
        return text
    place, done, out = stash.inline("["), 0, list[str]()
    for at in sorted(_idle(text)):
        out += text[done:at], place
        done = at + 1
    return "".join([*out, text[done:]])


def _idle(text: str) -> Iterator[int]:
    """Where the brackets stand that begin nothing."""
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] == "[":
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            if len(opened) >= _DEEPEST:
                yield start
    yield from opened


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = min(at + _PIECE, len(text))
        if end < len(text):
            space = _BREAK.search(text, at, end)
            end = space.end() if space else end
            # A place in the stash must not be cut in two.
            end = next(
                (found.end() for found in PLACE.finditer(text, at, end + 20) if found.start() < end < found.end()), end
            )
        yield text[at:end]
        at = end
