"""`notewright query`: the answer to one query, or to many from standard input."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from notewright.cli.workspace import find_workspace
from notewright.dataview import (
    FORMATS,
    EvaluationError,
    ExecutionError,
    Pages,
    QueryError,
    check,
    evaluate_expression,
    evaluate_inline,
    execute,
    parse,
    query_error_to_json,
    to_json,
    value_error_to_json,
)
from notewright.text import Source
from notewright.text.diagnostic import excerpt
from notewright.values import Json, from_json
from notewright.values import to_json as value_to_json

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add the verb and its arguments."""
    parser = subparsers.add_parser("query", help="answer a Dataview query")
    parser.add_argument("query", nargs="?", help="the query, such as 'TABLE rating FROM #loss SORT rating DESC'")
    parser.add_argument("--origin", metavar="NOTE", help="the note in which the query stands, as a path in the vault")
    parser.add_argument("--now", type=_moment, metavar="ISO", help="the time of `date(now)` (default: now, UTC)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="the form of the answer")
    parser.add_argument("--batch", action="store_true", help="read JSON lines from standard input, write one for each")
    parser.set_defaults(run=run_in_workspace)
    return parser


def run_in_workspace(arguments: argparse.Namespace) -> int:
    """Answer about the notes of the call; no cell runs and no formula is verified for it."""
    return run(arguments, find_workspace(arguments).pages(), sys.stdout, sys.stderr)


def run(arguments: argparse.Namespace, pages: Pages, out: TextIO, err: TextIO, lines: TextIO | None = None) -> int:
    """Answer; `lines` are those of `--batch`, else standard input. Exit status 1: an error; 2: bad arguments."""
    now = arguments.now or datetime.now(UTC)
    if arguments.batch == (arguments.query is not None):
        print("notewright query: give a query or --batch, one of the two", file=err)
        return 2
    if arguments.batch:
        return _run_batch(pages, now, out, lines if lines is not None else sys.stdin)
    return _run_one(arguments, pages, now, out, err)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO date such as 2024-05-15T10:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _run_one(arguments: argparse.Namespace, pages: Pages, now: datetime, out: TextIO, err: TextIO) -> int:
    text = arguments.query
    try:
        query = parse(text)
        problems = check(query)
        if problems:
            raise problems[0]
        result = execute(query, pages, arguments.origin, now)
    except QueryError as error:
        print(_pointed(text, error.message, error.offset, error.length), file=err)
        return 1
    except ExecutionError as error:
        print(error.message if error.offset is None else _pointed(text, error.message, error.offset, 1), file=err)
        return 1
    out.write(FORMATS[arguments.format](result))
    if result.dropped.count:
        first = result.dropped.messages[0]
        print(f"{result.dropped.count} rows dropped, since an expression failed for them: {first}", file=err)
    return 0


def _pointed(text: str, message: str, offset: int, length: int) -> str:
    """The message, and the line of the query with a caret."""
    source = Source("query", text)
    line, column = source.position(offset)
    return f"{line}:{column}: {message}\n{excerpt(source.line(line), column, length)}"


def _run_batch(pages: Pages, now: datetime, out: TextIO, lines: TextIO) -> int:
    status = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = _answer(json.loads(line), pages, now)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            answer, status = {"error": "request", "message": f"not a request: {error}"}, 2
        out.write(json.dumps(answer) + "\n")
        out.flush()
    return status


def _answer(request: dict[str, Any], pages: Pages, now: datetime) -> Json:
    origin = request.get("origin")
    if "query" in request:
        return _answer_query(request["query"], pages, origin, now)
    try:
        if "inline" in request:
            return value_to_json(evaluate_inline(request["inline"], pages, origin, now))
        data = {key: from_json(value) for key, value in request.get("data", {}).items()}
        return value_to_json(evaluate_expression(request["expr"], data, pages, now))
    except (QueryError, EvaluationError) as error:
        return value_error_to_json(error)


def _answer_query(text: str, pages: Pages, origin: str | None, now: datetime) -> Json:
    try:
        return to_json(execute(parse(text), pages, origin, now))
    except (QueryError, ExecutionError) as error:
        return query_error_to_json(error)
