"""The vector of ones, which is written as a styled 1."""

from __future__ import annotations

import re

from notewright.formulas.parser import Parser

_ROW = re.compile(r"\\(?:mathbf|boldsymbol|vec|mathbb)(?:1|\{1\})\^(?:\\top|T|\{\\top\}|\{T\})")


def row_of_ones(parser: Parser) -> bool:
    """Take `\\mathbf{1}^\\top`, the row of ones, if it is next."""
    texts = "".join(parser.peek(ahead).text for ahead in range(8))
    match = _ROW.match(texts)
    if match is None:
        return False
    length = 0
    while length < match.end():
        length += len(parser.next().text)
    return True


def ones_added(parser: Parser) -> bool:
    """Take `\\mathbf{1}`, the vector of ones, where it is added or subtracted: there the number 1 is the same."""
    braced = parser.peek().text == "{"
    end = 4 if braced else 2
    if parser.peek(1 + braced).text != "1" or (braced and parser.peek(3).text != "}"):
        return False
    before = parser.tokens[parser.position - 1].text if parser.position else "("
    if before not in ("(", "[", "{", "+", "-", r"\{") or parser.peek(end).text not in ("+", "-", ")", "]", "}", r"\}"):
        return False
    parser.position += end
    return True
