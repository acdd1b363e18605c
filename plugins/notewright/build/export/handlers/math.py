"""`$x$`, `$$x$$`: formulas stay LaTeX, which every generator has a way to draw."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.export.pieces import Written
from notewright.build.punctuation import punctuation_after
from notewright.formulas.numbers import with_tags
from notewright.vault.syntax.math import Math

TOKEN = Math

# What readers without an extension for formulas would take for a link or a tag; LaTeX does not see the difference.
_LINK = re.compile(r"\](?=[\[(])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# A line of a formula that Markdown would take for a heading.
_HEADING = re.compile(r"^(?=#|[=-]+[ ]*$)", re.MULTILINE)
# Readers take the number of a formula on lines of its own only.
_TAG_COMMAND = re.compile(r"\\tag\*?(?=\{)")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_BEFORE = re.compile(r"[\s>]*(?:(?:[-+*]|\d+[.)])\s*)?")


def handle(token: Math, draft: Draft) -> str:
    """The formula; one that stands on lines of its own between blank lines."""
    source = draft.note.source.text
    numbers = draft.equations.numbers.get(token.span)
    latex = _LINK.sub("]{}", _TAG.sub("< ", with_tags(token.latex, numbers) if numbers else token.latex))
    if not token.display:
        return f"${latex}$"
    sign = punctuation_after(source, token.span.end)
    in_line = draft.quotes and not draft.nesting.trail  # a value or a citation is a line of text
    if in_line or not _stands_alone(source, token.span.start, token.span.end + len(sign)):
        in_text = _TAG_COMMAND.sub(r"\\qquad \\text", " ".join(latex.split()))
        return f"$\\displaystyle {in_text}{sign}$"
    lines = _HEADING.sub(" ", _BLANK_LINES.sub("\n", latex + sign))
    return draft.stash.put(Written(f"$$\n{lines}\n$$", block=True))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the lines of a formula."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : len(text) if (line_end := text.find("\n", end)) < 0 else line_end]
    return _BEFORE.fullmatch(before) is not None and not after.strip()
