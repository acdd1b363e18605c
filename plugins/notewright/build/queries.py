"""Queries on the page: blocks and inline ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.build.draft import Draft
from notewright.build.elements import inline, keep
from notewright.build.fence import place_in
from notewright.build.problems import error_box, with_code
from notewright.build.query_names import doubts, without_named
from notewright.dataview import (
    CalendarResult,
    EvaluationError,
    ExecutionError,
    QueryError,
    Result,
    TableResult,
    check,
    check_expression,
    evaluate_inline,
    execute,
    parse,
    parse_expression,
    render,
    render_inline,
)
from notewright.dataview.render_calendar import undated
from notewright.text import Diagnostic, Severity, Source, Span
from notewright.text.element import Element
from notewright.vault.syntax.redacted import SIGNS
from notewright.vault.token import Fence

# A sign of a query in a table, with the backslash that protects a bar.
_SIGN = re.compile(r"\\\||[\s\S]")
_MANY = 5_000
"""The rows that a browser shows at once."""


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
        return _failed(token, " ".join(error.explained.split()), error.offset or 0, 1, "DQL002", draft)
    for message in _left_out(result):
        draft.report(place_in(token, 0, 1, draft.note.source), "DQL003", Severity.INFO, message)
    if (count := _shown_rows(result)) > _MANY:
        message = f"{count:,} rows on one page are slow to load; choose fewer with WHERE, or set a LIMIT"
        draft.report(place_in(token, 0, 1, draft.note.source), "DQL007", Severity.INFO, message)
    size = draft.project.settings.dataview.page_size
    is_long = isinstance(result, TableResult) and 0 < size < len(result.rows)
    attributes = {"class": "notewright-answer"} | ({"data-page-size": str(size)} if is_long else {})
    return keep(Element("div", attributes, (render(result, draft.project.preferences),)), draft)


def _shown_rows(result: Result) -> int:
    return len(result.entries if isinstance(result, CalendarResult) else result.rows)


def _left_out(result: Result) -> Iterator[str]:
    """How many rows are not shown, and why."""
    if result.dropped.count:
        reasons = "; ".join(dict.fromkeys(result.dropped.messages))
        yield f"{_rows(result.dropped.count)} left out, since an expression has no value there: {reasons}"
    if isinstance(result, CalendarResult) and (count := undated(result)):
        yield f"{_rows(count)} left out of the calendar, which has no place for what is no date"


def _rows(count: int) -> str:
    return f"{count} rows were" if count > 1 else "1 row was"


def answer_inline(expression: str, place: Span, draft: Draft) -> str:
    """Markdown for an inline query: its answer, or what is wrong with it."""
    try:
        if problems := check_expression(parse_expression(expression)):
            raise problems[0]
        value = evaluate_inline(
            expression, draft.project.queried, draft.note.path, draft.project.now, draft.project.preferences
        )
    except QueryError as error:
        wrong = Span(error.offset, error.offset + error.length)
        return _inline_failed(expression, error.message, _written_at(expression, wrong, place, draft), draft, wrong)
    except EvaluationError as error:
        return _inline_failed(expression, error.message, place, draft)
    return inline(render_inline(value, draft.project.preferences), draft)


def _written_at(expression: str, wrong: Span, place: Span, draft: Draft) -> Span:
    """Where a part of an inline query is written, before whose bars a table wants backslashes."""
    written = draft.note.source.text[slice(*place)]
    start = written.find(expression)
    if start >= 0:
        return Span(place.start + start + wrong.start, place.start + start + wrong.end)
    signs = [found.end() - 1 for found in _SIGN.finditer(written)]
    start = "".join(written[at] for at in signs).find(expression)
    if start < 0:  # one that is broken over two lines is not found as it reads
        return Span(place.start, place.start + wrong.end - wrong.start)
    first = place.start + signs[start + wrong.start]
    last = place.start + signs[min(start + max(wrong.start, wrong.end - 1), len(signs) - 1)]
    return Span(first, max(first, last + (wrong.end > wrong.start)))


def answer_code(code: str, draft: Draft) -> str:
    """Markdown for a block of code that is an inline query, or nothing: what cannot be answered is code."""
    preferences = draft.project.preferences
    query = preferences.prefixes.read(code) if preferences.inline_queries_in_codeblocks else None
    if query is None or query.kind != "expression" or draft.is_answer or draft.blocks_are_code:
        return ""
    try:
        if check_expression(parse_expression(query.text)):
            return ""
        value = evaluate_inline(query.text, draft.project.queried, draft.note.path, draft.project.now, preferences)
    except (QueryError, EvaluationError):
        return ""
    return keep(Element("pre", {"class": "notewright-answer"}, (render_inline(value, preferences),)), draft)


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


def _inline_failed(expression: str, message: str, span: Span, draft: Draft, at: Span | None = None) -> str:
    draft.report(span, "DQL001", Severity.ERROR, message)
    shown = without_named(expression, draft.project.contents.hidden, draft.note.path)
    opening, ending = draft.stash.inline('<span class="notewright-error">'), f": {with_code(message)}</span>"
    return opening + _pointed(shown, at if shown == expression else None, draft) + draft.stash.inline(ending)


def _pointed(expression: str, place: Span | None, draft: Draft) -> str:
    """The text of a query in a line, where the place that is wrong is marked: no caret can stand below it."""
    if place is None:
        return draft.plain(expression)
    start, end = place
    mark, unmark = draft.stash.inline('<mark class="notewright-caret">'), draft.stash.inline("</mark>")
    wrong = draft.plain(expression[start:end] or " ")
    return f"{draft.plain(expression[:start])}{mark}{wrong}{unmark}{draft.plain(expression[end:])}"
