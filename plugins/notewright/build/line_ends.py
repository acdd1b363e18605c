"""Line ends within a paragraph: Obsidian shows them unless its setting *Strict line breaks* is on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from notewright.build.draft import Draft
from notewright.vault.syntax.block_id import BlockId
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.syntax.math import Math
from notewright.vault.token import Mark, Prose, Token

_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_REFERENCE = r"\[[^\]\n]++\]:"
# Lines that an extension reads: a break would stand in its way.
_READ_BY = {
    "abbr": r"\*\[[^\]\n]++\]:",
    "attr_list": r"\{:?[ \t]*+[.#\w]",
    "def_list": r":[ \t]",
    "pymdownx.blocks.caption": r"///",
    "pymdownx.snippets": r";*+-++8<-",
}
# Names of files to include, one a line, stand between two of these.
_INCLUDES = re.compile(r"^-++8<-++[ \t]*$", re.MULTILINE)


def write_lines(tokens: Sequence[Token], draft: Draft) -> str:
    """Markdown for a paragraph; a line of which nothing is left, since it was a comment, is none."""
    tokens = tuple(draft.attributed(tokens))
    breaks = draft.project.breaks_lines and not _includes(tokens, draft)
    written = "".join(_written(tokens, draft) if breaks else _joined(tokens, draft))
    return _BLANK_LINE.sub("", written.strip("\n")) if "\n" in written else written


def _includes(tokens: Sequence[Token], draft: Draft) -> bool:
    if not tokens or "pymdownx.snippets" not in draft.project.dialect.extensions:
        return False
    return _INCLUDES.search(draft.note.source.text, tokens[0].span.start, tokens[-1].span.end) is not None


def _joined(tokens: Sequence[Token], draft: Draft) -> Iterator[str]:
    """Each token; a backslash at a line end is a break, wherever the next line begins."""
    for index, token in enumerate(tokens):
        text = draft.write((token,))
        yield f"{text[:-1]}  " if _ends_in_break(tokens, index, text, draft) else text


def _ends_in_break(tokens: Sequence[Token], index: int, text: str, draft: Draft) -> bool:
    """Whether the text of a token ends with a backslash, and then its line ends; in one token it is known already."""
    if not text.endswith("\\") or not isinstance(tokens[index], Prose) or index + 1 == len(tokens):
        return False
    after = tokens[index + 1]
    return isinstance(after, Mark) and draft.note.source.text.startswith("\n", after.span.start)


def _written(tokens: Sequence[Token], draft: Draft) -> Iterator[str]:
    """Each token; two spaces before a line end are a break to every reader of Markdown."""
    unbroken = _unbroken(draft.project.dialect.extensions)
    before: Token | None = None
    for index, token in enumerate(tokens):
        text = draft.write((token,))
        text = text[:-1] if _ends_in_break(tokens, index, text, draft) else text
        if "\n" in text and isinstance(token, Prose | Mark):
            first, *lines = text.split("\n")
            first_breaks = not (isinstance(before, Math) and before.display and not first.strip())
            if before is None or isinstance(before, Mark):
                first_breaks = not unbroken.match(first)
            hangs_on = isinstance(next(iter(tokens[index + 1 : index + 2]), None), BlockId | HtmlComment)
            text = "".join(_ended(first, first_breaks, lines, hangs_on, unbroken))
        yield text
        before = token


def _ended(
    line: str, may_break: bool, following: Sequence[str], hangs_on: bool, unbroken: re.Pattern[str]
) -> Iterator[str]:
    """A line and those that follow it. What hangs on the last (a name, a comment) needs no break before it."""
    for number, later in enumerate(following, 1):
        belongs = hangs_on and number == len(following) and not later.strip()
        breaks = may_break and not belongs and not unbroken.match(later)
        yield f"{line.rstrip(' ')}  \n" if breaks else f"{line}\n"
        line, may_break = later, not unbroken.match(later)
    yield line


@lru_cache
def _unbroken(extensions: frozenset[str]) -> re.Pattern[str]:
    kinds = [_REFERENCE, *(pattern for name, pattern in _READ_BY.items() if name in extensions)]
    return re.compile(rf"[ \t]*+(?:{'|'.join(kinds)})")
