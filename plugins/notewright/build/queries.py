"""Queries on the page: blocks and inline ones."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.elements import inline, keep
from notewright.build.fence import place_in
from notewright.build.problems import error_box
from notewright.build.query_names import doubts, without_named
from notewright.dataview import (
    EvaluationError,
    ExecutionError,
    QueryError,
    check,
    check_expression,
    evaluate_inline,
    execute,
    parse,
    parse_expression,
    render,
    render_inline,
)
from notewright.text import Diagnostic, Severity, Source, Span
from notewright.text.element import Element
from notewright.vault.syntax.redacted import SIGNS
from notewright.vault.token import Fence


def answer_block(token: Fence, draft: Draft) -> str:
    """Markdown for a query block: its answer, or what is wrong with it."""
    try:
        query = parse(token.code)
        if problems := check(query):
            raise problems[0]
        for doubt in doubts(query, draft.project.queried, draft.project.contents.hidden):
            place = place_in(token, doubt.offset, doubt.length, draft.note.source)
            draft.report(place, "DQL004", Severity.WARNING, doubt.message)
        result = execute(query, draft.project.queried, draft.note.path, draft.project.now, draft.project.preferences)
    except QueryError as error:
        return _failed(token, error.message, error.offset, error.length, "DQL001", draft)
    except ExecutionError as error:
        return _failed(token, " ".join(error.message.split()), error.offset or 0, 1, "DQL002", draft)
    if result.dropped.count:
        reasons = "; ".join(dict.fromkeys(result.dropped.messages))
        rows = f"{result.dropped.count} row{'s were' if result.dropped.count > 1 else ' was'} left out"
        message = f"{rows}, since an expression has no value there: {reasons}"
        draft.report(place_in(token, 0, 1, draft.note.source), "DQL003", Severity.INFO, message)
    return keep(Element("div", {"class": "notewright-answer"}, (render(result, draft.project.preferences),)), draft)


def answer_inline(expression: str, place: Span, draft: Draft) -> str:
    """Markdown for an inline query: its answer, or what is wrong with it."""
    try:
        if problems := check_expression(parse_expression(expression)):
            raise problems[0]
        value = evaluate_inline(
            expression, draft.project.queried, draft.note.path, draft.project.now, draft.project.preferences
        )
    except QueryError as error:
        start = draft.note.source.text.find(expression, place.start)
        # A query whose text was broken over two lines is not found as it reads.
        at = place.start if start < 0 else start + error.offset
        return _inline_failed(expression, error.message, Span(at, at + error.length), draft)
    except EvaluationError as error:
        return _inline_failed(expression, error.message, place, draft)
    return inline(render_inline(value, draft.project.preferences), draft)


def _failed(token: Fence, message: str, offset: int, length: int, code: str, draft: Draft) -> str:
    span = place_in(token, offset, length, draft.note.source)
    draft.report(span, code, Severity.ERROR, message)
    excerpt = _excerpt(token, offset, length, draft)
    return draft.stash.block(error_box(message, excerpt))


def _excerpt(token: Fence, offset: int, length: int, draft: Draft) -> str:
    """The line that is wrong. Where it is one that names something private, nothing points to a place in it."""
    source, span = draft.note.source, place_in(token, offset, length, draft.note.source)
    if SIGNS.search(source.text, *token.span):  # they would show how long a name is
        source, span = Source("", token.code), Span(offset, offset + length)
    written = Diagnostic.at(source, span, "", Severity.ERROR, "").excerpt
    shown = without_named(written, draft.project.contents.hidden, draft.note.path)
    return shown if shown == written else shown.rpartition("\n")[0]


def _inline_failed(expression: str, message: str, span: Span, draft: Draft) -> str:
    draft.report(span, "DQL001", Severity.ERROR, message)
    expression = without_named(expression, draft.project.contents.hidden, draft.note.path)
    opening = draft.stash.inline('<span class="notewright-error">')
    return f"{opening}{draft.plain(f'{expression}: {message}')}{draft.stash.inline('</span>')}"
