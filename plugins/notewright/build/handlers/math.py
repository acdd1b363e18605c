"""`$x$`, `$$x$$`: formulas as MathML, which browsers draw without a script."""

from __future__ import annotations

import html
from dataclasses import replace

from notewright.build.draft import Draft
from notewright.build.formula_place import place_of
from notewright.build.punctuation import punctuation_after
from notewright.build.table import in_table
from notewright.formulas.error import FormulaError
from notewright.formulas.marks import Notice
from notewright.formulas.mathml import show
from notewright.formulas.numbers import UNKNOWN_LABEL
from notewright.text import Severity, Span
from notewright.vault.syntax.math import Math

TOKEN = Math
_SEVERITIES = {"FORM001": Severity.ERROR, "FORM012": Severity.INFO, "FORM013": Severity.WARNING}


def handle(token: Math, draft: Draft) -> str:
    """The formula, or its source with what is wrong in it."""
    latex = _latex(token, draft)
    numbers = draft.equations.numbers.get(token.span)
    try:
        shown = show(latex, display=token.display, macros=draft.macros(token.span.start), numbers=numbers)
    except FormulaError as error:
        _report(token, draft, Notice(error.offset, f"this formula cannot be shown: {error.message}"), "FORM001")
        text = html.escape(draft.written(token))
        shown_source = f'<code class="notewright-error" title="{html.escape(error.message)}">{text}</code>'
        return draft.stash.inline(shown_source)
    for notice in shown.notices:
        _report(token, draft, notice, "FORM013" if notice.message.startswith(UNKNOWN_LABEL) else "FORM012")
    sign = punctuation_after(draft.note.source.text, token.span.end) if token.display else ""
    ending = f"<mtext>{sign}</mtext></math>" if sign else "</math>"
    return draft.stash.inline(replace(shown, element=shown.element.removesuffix("</math>") + ending).html)


def _report(token: Math, draft: Draft, notice: Notice, code: str) -> None:
    """What is wrong in a formula, at its place in the note."""
    place = place_of(token, draft.note.source.text, notice.offset, is_in_table=_in_table(token, draft))
    draft.report(Span(place, place + 1), code, _SEVERITIES[code], notice.message)


def _latex(token: Math, draft: Draft) -> str:
    """The LaTeX of a formula. In a table a pipe has to be escaped from the table, which is no part of the formula."""
    return token.latex.replace("\\|", "|") if _in_table(token, draft) else token.latex


def _in_table(token: Math, draft: Draft) -> bool:
    return "\\|" in token.latex and in_table(draft.note, token.span)
