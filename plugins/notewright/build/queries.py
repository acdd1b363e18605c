"""Queries on the page: blocks and inline ones."""

from __future__ import annotations

from notewright import dataview
from notewright.build.draft import Draft
from notewright.build.elements import keep
from notewright.build.problems import error_box
from notewright.dataview import EvaluationError, ExecutionError, QueryError
from notewright.text import Severity, Source, Span
from notewright.text.diagnostic import excerpt
from notewright.vault.token import Fence


def answer_block(token: Fence, draft: Draft) -> str:
    """Markdown for a query block: its answer, or what is wrong with it."""
    project = draft.project
    try:
        query = dataview.parse(token.code)
        result = dataview.execute(query, project.queried, draft.note.path, project.now)
    except QueryError as error:
        place = _place(token, error.offset, error.length, draft)
        draft.report(place, "DQL001", Severity.ERROR, error.message)
        source = Source(draft.note.path, token.code)
        line, column = source.position(error.offset)
        return draft.stash.block(error_box(error.message, excerpt(source.line(line), column, error.length)))
    except ExecutionError as error:
        message = " ".join(str(error).split())
        draft.report(_first_line(token, draft), "DQL002", Severity.ERROR, message)
        return draft.stash.block(error_box(message))
    if result.dropped:
        message = (
            f"{result.dropped} row(s) were left out, since an expression failed on them: {'; '.join(result.reasons)}"
        )
        draft.report(_first_line(token, draft), "DQL003", Severity.INFO, message)
    return keep(dataview.render(result), draft)


def answer_inline(expression: str, place: Span, draft: Draft) -> str:
    """Markdown for an inline query: its answer, or what is wrong with it."""
    project = draft.project
    try:
        value = dataview.evaluate_inline(expression, project.queried, draft.note.path, project.now)
    except QueryError as error:
        at = draft.note.source.text.find(expression, place.start) + error.offset
        draft.report(Span(at, at + error.length), "DQL001", Severity.ERROR, error.message)
        return _inline_error(expression, error.message, draft)
    except EvaluationError as error:
        draft.report(place, "DQL002", Severity.ERROR, str(error))
        return _inline_error(expression, str(error), draft)
    return keep_inline(dataview.render_value(value), draft)
