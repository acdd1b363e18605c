"""The answers of the app itself to cases in which one is likely to differ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from memory_notes import NOW, read_folder

from notewright.dataview import (
    EvaluationError,
    ExecutionError,
    QueryError,
    evaluate_expression,
    evaluate_inline,
    execute,
    parse,
    query_error_to_json,
    to_json,
    value_error_to_json,
)
from notewright.values import to_json as value_to_json

APP = Path(__file__).parent / "app"
CASES = json.loads((APP / "cases.json").read_text(encoding="utf-8"))
NOTES = read_folder(APP / "vault")

# Here we differ on purpose: an invalid date in a file's name is no day, where the app takes the time of indexing.
DIFFERENT = {"[[2024-13-45]].file.day"}


def answer(kind: str, text: str) -> Any:
    if kind == "query":
        try:
            return to_json(execute(parse(text), NOTES, "a.md", NOW))
        except (QueryError, ExecutionError) as error:
            return query_error_to_json(error)
    try:
        if kind == "inline":
            return value_to_json(evaluate_inline(text, NOTES, "a.md", NOW))
        return value_to_json(evaluate_expression(text, {}, NOTES, NOW))
    except (QueryError, EvaluationError) as error:
        return value_error_to_json(error)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["text"] not in DIFFERENT],
    ids=lambda case: f"{case['kind']}: {case['text'][:50]}",
)
def test_the_answer_is_the_app_s(case: dict[str, Any]) -> None:
    assert answer(case["kind"], case["text"]) == case["answer"]


def test_only_one_bug_is_left_out() -> None:
    assert {case["text"] for case in CASES} >= DIFFERENT
    assert len(CASES) - len(DIFFERENT) == 97


def test_an_invalid_date_in_a_file_name_is_no_day() -> None:
    assert answer("inline", "[[2024-13-45]].file.day") is None
