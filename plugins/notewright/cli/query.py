"""`notewright query`: the answer to one query, or to many from standard input."""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from notewright.build.queried import queried_pages
from notewright.cli.batch import RequestError, find_origin, run_batch
from notewright.cli.workspace import find_workspace
from notewright.dataview import (
    APP,
    FORMATS,
    ExecutionError,
    Pages,
    Preferences,
    QueryError,
    check,
    execute,
    explain_query,
    parse,
    query_error_to_json,
)
from notewright.dataview.formats import as_text
from notewright.text import Source
from notewright.text.diagnostic import excerpt

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_PLAN_FORMATS = ("text", "json")


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add the verb and its arguments."""
    parser = subparsers.add_parser("query", help="answer a Dataview query")
    parser.add_argument("query", nargs="?", help="the query, such as 'TABLE rating FROM #loss SORT rating DESC'")
    parser.add_argument("--origin", metavar="NOTE", help="the note in which the query stands, as a path in the vault")
    parser.add_argument("--now", type=_moment, metavar="ISO", help="the time of `date(now)` (default: now, UTC)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="the form of the answer")
    parser.add_argument(
        "--explain", action="store_true", help="tell how many notes and rows each step read and kept, not the answer"
    )
    parser.add_argument("--batch", action="store_true", help="read JSON lines from standard input, write one for each")
    parser.set_defaults(run=run_in_workspace)
    return parser


def run_in_workspace(arguments: argparse.Namespace) -> int:
    """Answer about the notes of the call; no cell runs and no formula is verified for it."""
    workspace = find_workspace(arguments)
    app = workspace.preferences()
    contents = workspace.read(app.preferences)
    pages = queried_pages(contents)
    status = run(arguments, pages, sys.stdout, sys.stderr, preferences=app.preferences)
    for problem in (*app.diagnostics, *contents.of_history):
        print(problem, file=sys.stderr)
    return status


def run(
    arguments: argparse.Namespace,
    pages: Pages,
    out: TextIO,
    err: TextIO,
    lines: TextIO | None = None,
    preferences: Preferences = APP,
) -> int:
    """Answer; `lines` are those of `--batch`, else standard input. Exit status 1: an error; 2: bad arguments."""
    now = arguments.now or datetime.now(UTC)
    if arguments.batch == (arguments.query is not None):
        print("notewright query: give a query or --batch, one of the two", file=err)
        return 2
    if arguments.explain and (arguments.batch or arguments.format not in _PLAN_FORMATS):
        print("notewright query: --explain tells of one query, as text or json", file=err)
        return 2
    if arguments.batch:
        return run_batch(pages, now, out, lines if lines is not None else _standard_input(), preferences)
    return _run_one(arguments, pages, now, out, err, preferences)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO date such as 2024-05-15T10:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _run_one(
    arguments: argparse.Namespace, pages: Pages, now: datetime, out: TextIO, err: TextIO, preferences: Preferences
) -> int:
    text = arguments.query
    try:
        origin = find_origin(arguments.origin, pages)
        query = parse(text)
        problems = check(query)
        if problems:
            raise problems[0]
        if arguments.explain:
            plan = explain_query(query, pages, origin, now, preferences)
            out.write(plan.to_text(_width(out)) if arguments.format == "text" else json.dumps(plan.to_json()) + "\n")
            if plan.error:
                print(_explained(text, plan.error), file=err)
            return 1 if plan.error else 0
        result = execute(query, pages, origin, now, preferences)
    except RequestError as error:
        print(f"notewright query: {error}", file=err)
        return 2
    except (QueryError, ExecutionError) as error:
        if arguments.format == "json":
            print(json.dumps(query_error_to_json(error)), file=out)
        print(_explained(text, error), file=err)
        return 1
    if arguments.format == "text":
        out.write(as_text(result, preferences.form, _width(out)))
    else:
        out.write(FORMATS[arguments.format](result, preferences.form))
    if result.dropped.count:
        first = result.dropped.messages[0]
        print(f"{result.dropped.count} rows dropped, since an expression failed for them: {first}", file=err)
    return 0


def _standard_input() -> TextIO:
    """Standard input, of which a line that is no UTF-8 is one that is no request."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin


def _width(out: TextIO) -> int | None:
    """The columns of the terminal; None where the output is none."""
    return shutil.get_terminal_size().columns if out.isatty() else None


def _explained(text: str, error: QueryError | ExecutionError) -> str:
    if isinstance(error, QueryError):
        return _pointed(text, error.message, error.offset, error.length)
    return error.explained if error.offset is None else _pointed(text, error.explained, error.offset, 1)


def _pointed(text: str, message: str, offset: int, length: int) -> str:
    """The message, and the line of the query with a caret."""
    source = Source("query", text)
    line, column = source.position(offset)
    return f"{line}:{column}: {message}\n{excerpt(source.line(line), column, length)}"
