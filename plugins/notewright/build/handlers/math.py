"""`$x$`, `$$x$$`: formulas as MathML, which browsers draw without a script."""

from __future__ import annotations

import html

from notewright.build.draft import Draft
from notewright.build.punctuation import punctuation_after
from notewright.formulas.error import FormulaError
from notewright.formulas.mathml import to_mathml
from notewright.text import Severity, Span
from notewright.vault.syntax.math import Math

TOKEN = Math


def handle(token: Math, draft: Draft) -> str:
    """The formula, or its source with what is wrong in it."""
    text = draft.written(token)
    # In a table the pipe of a formula has to be escaped from the table, which is no part of the formula.
    latex = token.latex.replace("\\|", "|") if _in_table(token, draft) else token.latex
    try:
        element = to_mathml(latex, display=token.display, macros=draft.macros(token.span.start))
    except FormulaError as error:
        at = token.span.start + max(0, text.find(latex)) + (error.offset or 0)
        draft.report(Span(at, at + 1), "FORM001", Severity.ERROR, f"this formula cannot be shown: {error.message}")
        shown = f'<code class="notewright-error" title="{html.escape(error.message)}">{html.escape(text)}</code>'
        return draft.stash.inline(shown)
    sign = punctuation_after(draft.note.source.text, token.span.end) if token.display else ""
    ending = f"<mtext>{sign}</mtext></math>" if sign else "</math>"
    return draft.stash.inline(element.removesuffix("</math>") + ending)


def _in_table(token: Math, draft: Draft) -> bool:
    return "\\|" in token.latex and draft.project.in_table(draft.note, token.span)
