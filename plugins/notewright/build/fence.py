"""Code between fences: how it is written for the highlighting extension, and where its places are in the note."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.stash import Code, cleaned
from notewright.text import Source, Span
from notewright.vault.token import Fence

_LANGUAGE = re.compile(r"[\w#.+-]+")
# What the extension understands after the language; with anything else it would not see a fence at all.
_OPTIONS = re.compile(r"""\s*(?:\{[^{}\n]*\}|(?:\s*[\w-]+=(?:"[^"\n]*"|'[^'\n]*'))+)\s*""")


def write_code(info: str, code: str, draft: Draft) -> str:
    """Put code on the page, highlighted as the site does it."""
    return draft.stash.put(Code(_fenced(info, cleaned(code))))


def _fenced(info: str, code: str) -> str:
    """The code between fences longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    language = _LANGUAGE.match(info)
    words = language[0] if language else ""
    options = info[language.end() :] if language else info
    if _OPTIONS.fullmatch(options):
        words += f" {options.strip()}" if words else options.strip()
    return f"{fence}{words}\n{code.rstrip(chr(10))}\n{fence}"


def place_in(token: Fence, offset: int, length: int, source: Source) -> Span:
    """Where a place of a fence's code stands in the note, whose lines may have quotes or lists before them.

    Where there is no code the fence itself is meant.
    """
    if not token.code.strip():
        return Span(token.span.start, token.span.start + 1)
    before = token.code[:offset]
    line = source.position(token.code_start).line + before.count("\n")
    codes = token.code.split("\n")
    code = codes[min(before.count("\n"), len(codes) - 1)]
    column = len(source.line(line)) - len(code) + offset - (before.rfind("\n") + 1)
    start = source.offset(line, max(1, column + 1))
    return Span(start, start + max(1, length))
