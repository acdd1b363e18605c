"""The fields of notes, their list items and tasks, and `file`, as the app has them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from cases import Case
from memory_notes import NOW, MemoryNotes

from notewright.build.times import FileFacts
from notewright.dataview import EvaluationError, evaluate_inline, value_error_to_json
from notewright.values import to_json


def notes(case: Case) -> MemoryNotes:
    texts = {name.removeprefix("note "): text for name, text in case.parts if name.startswith("note ")}
    return MemoryNotes(texts, {path: FileFacts(len(text.encode()), NOW, NOW) for path, text in texts.items()})


def answers(case: Case) -> Mapping[str, object]:
    return {expression: json.loads(json.dumps(answer(expression, notes(case)))) for expression in expected(case)}


def answer(expression: str, pages: MemoryNotes) -> object:
    try:
        return to_json(evaluate_inline(expression, pages, "a.md", NOW))
    except EvaluationError as error:
        return value_error_to_json(error)


def expected(case: Case) -> Mapping[str, object]:
    lines = (line.rpartition(" → ") for line in case["answers"].splitlines())
    return {expression: json.loads(value) for expression, _, value in lines}


@pytest.mark.cases("cases/data/*.md")
def test_a_note_has_what_the_app_finds_in_it(case: Case) -> None:
    assert answers(case) == expected(case)
