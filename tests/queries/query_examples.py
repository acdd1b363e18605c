"""Worked examples: a line `dql> expression`, and on the next line its value in the JSON form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from memory_notes import NOW, MemoryNotes

from notewright.dataview import EvaluationError, QueryError, evaluate_expression, value_error_to_json
from notewright.values import to_json

PROMPT = "dql> "
EMPTY = MemoryNotes({})


def read_examples(text: str) -> Iterator[tuple[str, Any]]:
    """Each expression with the answer that stands below it."""
    lines = [line.strip() for line in text.splitlines()]
    for line, following in pairwise(lines):
        if line.startswith(PROMPT):
            yield line.removeprefix(PROMPT), json.loads(following)


def answer(expression: str) -> Any:
    """The answer in the JSON form, errors too."""
    try:
        return to_json(evaluate_expression(expression, {}, EMPTY, NOW))
    except (QueryError, EvaluationError) as error:
        return value_error_to_json(error)
