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
_STRESS = re.compile(r"(?P<sign>[*_~=^])(?P=sign)*+")
_MANY = 100
_DEEPEST = 20


def cut(element: ElementTree.Element, stash: Stash) -> None:
    """Put the text of an element into pieces, each in a span of its own, if it is very long."""
    text = element.text
    if text is None or isinstance(text, AtomicString):
        return
    if len(text) <= LONGEST:
        element.text = _quiet(text, stash)
        return
    element.text = None
    for index, piece in enumerate(_pieces(text)):
        span = ElementTree.Element("span")
        span.text = _quiet(piece, stash)
        element.insert(index, span)


def _quiet(text: str, stash: Stash) -> str:
    """A text with many signs, of which none is left that cannot begin anything.

    Each bracket would be answered by a search to the end of the text, three times over, and what is in one another
    by Python's own limit. What nothing closes begins nothing; what stands in twenty others is a mistake or an attack.
    """
    idle: set[int] = set()
    if text.count("[") > _MANY:
        idle.update(_idle_brackets(text))
    if sum(map(text.count, "*_~=^")) > _MANY:
        idle.update(_deep_stress(text))
    if not idle:
        return text
    places, done, out = {sign: stash.inline(sign) for sign in {text[at] for at in idle}}, 0, list[str]()
    for at in sorted(idle):
        out += text[done:at], places[text[at]]
        done = at + 1
    return "".join([*out, text[done:]])


def _deep_stress(text: str) -> Iterator[int]:
    """Where the signs of emphasis stand that would begin one in too many others."""
    depth = 0
    for found in _STRESS.finditer(text):
        start, end = found.span()
        if start and not text[start - 1].isspace() and depth:
            depth -= 1
        elif end < len(text) and not text[end].isspace():
            if depth >= _DEEPEST:
                yield from range(start, end)
            else:
                depth += 1


def _idle_brackets(text: str) -> Iterator[int]:
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
