"""`` `code` ``: as many backticks close it as opened it, and nothing inside is anything else."""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = "`"

# The rest are runs of another length, and what stands between them.
_CODE = re.compile(r"(`++)((?:[^`]++|(?!\1(?!`))`++)*+)\1(?!`)")


@token
class CodeSpan(Token):
    """Inline code. `code` is its text without the backticks and the one space that may pad them.

    In a table it has none of the backslashes that protect bars from the table.
    """

    code: str


def match(text: str, at: int, end: int) -> CodeSpan | None:
    """The code span at `at`, if its backticks are answered."""
    if at and text[at - 1] == "`" and not _follows_escape(text, at):
        return None  # the middle of a longer run that nothing answers
    found = _CODE.match(text, at, end)
    if found is None:
        return None
    code = found[2].replace("\n", " ")
    if code[0] == code[-1] == " " and code.strip():
        code = code[1:-1]
    return CodeSpan(span_of((at, found.end())), code)


def _follows_escape(text: str, at: int) -> bool:
    """Whether the backtick before `at` is one that a backslash protects."""
    before = text[max(0, at - 100) : at - 1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
