"""Lines of text that look like blocks: on pages something invisible stands before them, here their sign is escaped."""

from __future__ import annotations

import re

from markdown.util import BLOCK_LEVEL_ELEMENTS

from notewright.build.export.escape import escape_sign
from notewright.build.stash import PLACE, Piece, Stash

# An empty piece at the beginning of a line, and the sign behind it.
_GUARDED = re.compile(
    rf"(?:(?P<break>[ ]*)(?P<line>\n)|^)[ \t]*{PLACE.pattern}[ \t]*"
    r"(?:(?P<number>\d+)(?=[.)])|(?=</?(?P<tag>[A-Za-z][A-Za-z0-9-]*)))?(?P<sign>`+|[^\s\w]|_)"
)
_BREAK = "  "
_BACKTICKS = re.compile(r"`++")


def _opens_code(found: re.Match[str]) -> bool:
    """Whether the signs are those of code in a line, which as many close."""
    sign = found["sign"]
    return sign[0] == "`" and sign in _BACKTICKS.findall(found.string, found.end())


def guard(text: str, stash: Stash) -> str:
    """The text of a paragraph, in which the lines that nothing invisible stands before go on being text."""

    def guarded(found: re.Match[str]) -> str:
        # The groups before that of the piece's number are two.
        if stash.pieces[int(found[3])] != Piece(""):
            return found[0]
        tag, end = found["tag"], found["line"] or ""
        if _opens_code(found):
            return f"{found['break'] or ''}{end}{found['sign']}"
        if tag and not end:
            return found["sign"]
        if tag:
            # A tag cannot be escaped; in the midst of a line it begins no block.
            between = "<br />" if found["break"].startswith(_BREAK) else " "
            return f"{between}<" if tag.lower() in BLOCK_LEVEL_ELEMENTS else f"{found['break']}{end}<"
        return f"{found['break'] or ''}{end}{found['number'] or ''}{''.join(map(escape_sign, found['sign']))}"

    return _GUARDED.sub(guarded, text) if stash.pieces else text
