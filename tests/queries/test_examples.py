"""What the documentation of a function shows is what it does, and what the app's engine does."""

from __future__ import annotations

import pytest
from cases import Case
from query_examples import answer, read_examples

from notewright.dataview import FUNCTIONS


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_examples_of_a_function_are_right(name: str) -> None:
    examples = list(read_examples(FUNCTIONS[name].documentation))

    assert examples, "a function's docstring has an example"
    assert {expression: answer(expression) for expression, _ in examples} == dict(examples)


@pytest.mark.cases("cases/answers*.md")
def test_the_answers_are_those_of_the_app(case: Case) -> None:
    differing = {
        expression: (answer(expression), expected)
        for expression, expected in read_examples(case["answers"])
        if answer(expression) != expected
    }

    assert differing == {}
