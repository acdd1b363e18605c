"""`notewright query --batch`: a line of JSON for each line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import TextIO

from notewright.dataview import (
    APP,
    EvaluationError,
    ExecutionError,
    Pages,
    Preferences,
    QueryError,
    evaluate_expression,
    evaluate_inline,
    execute,
    parse,
    query_error_to_json,
    to_json,
    value_error_to_json,
)
from notewright.values import Json, Value, from_json
from notewright.values import to_json as value_to_json

_QUESTIONS = ("query", "inline", "expr")


class RequestError(ValueError):
    """What is asked is no question; the message names the part that is wrong."""


def run_batch(pages: Pages, now: datetime, out: TextIO, lines: TextIO, preferences: Preferences = APP) -> int:
    """Answer each line. Exit status 2: one of them is no request."""
    status = 0
    for line in filter(str.strip, lines):
        try:
            answer = _answer(_request(line), pages, now, preferences)
        except RequestError as error:
            answer, status = {"error": "request", "message": str(error)}, 2
        out.write(json.dumps(answer) + "\n")
        out.flush()
    return status


def find_origin(name: str | None, pages: Pages) -> str | None:
    """The path of the note that a call names as origin, with or without `.md`.

    Raises:
        RequestError: when there is no such note.
    """
    if name is None:
        return None
    paths, path = pages.paths(), name.removeprefix("./")
    for candidate in (path, f"{path}.md"):
        if candidate in paths:
            return candidate
    near = get_close_matches(path, [*paths, *(known.removesuffix(".md") for known in paths)], n=1)
    hint = f'; did you mean "{near[0]}"?' if near else "; give its path in the vault"
    raise RequestError(f'origin: there is no note "{name}"{hint}')


def _request(line: str) -> Mapping[str, Json]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"the line is no JSON: {error}") from None
    if not isinstance(request, dict):
        raise RequestError('the line is no JSON object such as {"query": "LIST"}')
    if not any(name in request for name in _QUESTIONS):
        raise RequestError("one of the fields query, inline and expr must be given")
    return request


def _answer(request: Mapping[str, Json], pages: Pages, now: datetime, preferences: Preferences) -> Json:
    kind = next(name for name in _QUESTIONS if name in request)
    text, origin, data = _text(request, kind), find_origin(_origin(request), pages), _data(request)
    try:
        if kind == "query":
            return to_json(execute(parse(text), pages, origin, now, preferences))
        if kind == "inline":
            return value_to_json(evaluate_inline(text, pages, origin, now, preferences))
        return value_to_json(evaluate_expression(text, data, pages, now, preferences))
    except (QueryError, ExecutionError, EvaluationError) as error:
        if kind == "query" or isinstance(error, ExecutionError):
            return query_error_to_json(error)
        return value_error_to_json(error)


def _text(request: Mapping[str, Json], name: str) -> str:
    text = request[name]
    if not isinstance(text, str):
        raise RequestError(f"{name}: must be a text")
    return text


def _origin(request: Mapping[str, Json]) -> str | None:
    return None if request.get("origin") is None else _text(request, "origin")


def _data(request: Mapping[str, Json]) -> dict[str, Value]:
    data = request.get("data")
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise RequestError("data: must be an object of names and values")
    try:
        return {name: from_json(value) for name, value in data.items()}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RequestError(f"data: holds what is no value: {error}") from None
