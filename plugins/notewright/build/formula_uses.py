"""The formulas of a note that a comment says how to verify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notewright.text import Span
from notewright.vault import Note
from notewright.vault.heading import Heading
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.syntax.math import Math
from notewright.vault.token import HtmlBlock, Mark, Prose

_VERIFY = re.compile(r"verify\s*:\s*", re.IGNORECASE)
# A call behind the word without its colon: the author believes that the formula is checked.
_WITHOUT_COLON = re.compile(r"verify\s+(?=[A-Za-z_][\w.]*\()", re.IGNORECASE)
# In a line that begins with a comment, Markdown takes what follows for HTML too.
_IN_HTML = re.compile(r"<!--\s*(?:verify\s*:|verify\s+(?=[A-Za-z_][\w.]*\())", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormulaUse:
    """A `verify:` comment and the formula before it; `formula` is None when there is none."""

    formula: Math | CodeSpan | None
    comment: Span
    binding: str
    """What stands behind `verify:`; it begins at the offset `binding_start`."""
    binding_start: int
    has_colon: bool = True
    is_alone: bool = True
    """Whether nothing but the comment is HTML there; otherwise it cannot be read."""


def formula_uses(note: Note) -> Iterator[FormulaUse]:
    """The `verify:` comments of a note, in order. Only white space may stand between a formula and its comment."""
    before: Math | CodeSpan | None = None
    text = note.source.text
    for token in note.tokens:
        if isinstance(token, Math | CodeSpan):
            before = token
        elif isinstance(token, HtmlComment) and (
            verify := _VERIFY.match(token.text) or _WITHOUT_COLON.match(token.text)
        ):
            binding = token.text[verify.end() :]
            start = text.find(binding, token.span.start) if binding else token.span.start
            yield FormulaUse(before, token.span, binding, start, ":" in verify[0])
            before = None
        elif isinstance(token, HtmlBlock):
            for hidden in _IN_HTML.finditer(text, *token.span):
                yield FormulaUse(before, Span(*hidden.span()), "", hidden.end(), is_alone=False)
            before = None
        elif not isinstance(token, Mark) and not (isinstance(token, Prose) and text[slice(*token.span)].isspace()):
            before = None


def heading_above(note: Note, use: FormulaUse) -> Heading | None:
    """The heading below which a formula stands."""
    above = [heading for heading in note.headings if heading.span.start <= use.comment.start]
    return above[-1] if above else None
