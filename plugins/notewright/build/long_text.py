"""Text so long that Python-Markdown, whose time grows with its square, would not come to an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markdown.util import ETX, STX

from notewright.build.stash import PLACE

LONGEST = 20_000
"""A text with more characters is read in pieces; emphasis cannot reach from one into the next."""

_PIECE = 2_000
_BRACKET = f"{STX}{ord('[')}{ETX}"  # how Python-Markdown itself keeps a sign from being read
_BREAK = re.compile(r"\s(?=\S*$)")


def cut(element: ElementTree.Element) -> None:
    """Put the text of an element into pieces, each in a span of its own, if it is very long."""
    text = element.text
    if text is None or len(text) <= LONGEST:
        return
    element.text = None
    for index, piece in enumerate(_pieces(text)):
        span = ElementTree.Element("span")
        # Each bracket would be answered by a search to the end of the piece, three times over.
        span.text = piece if "]" in piece else piece.replace("[", _BRACKET)
        element.insert(index, span)


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
