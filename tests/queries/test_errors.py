"""An error says where it is, what is wrong and what to do; no text makes the parser fail in another way."""

from __future__ import annotations

import pytest
from cases import Case
from hypothesis import given
from hypothesis import strategies as st
from memory_notes import NOW, MemoryNotes

from notewright.dataview import (
    EvaluationError,
    ExecutionError,
    QueryError,
    check,
    evaluate_expression,
    execute,
    parse,
    parse_expression,
)
from notewright.text.diagnostic import excerpt

NOTES = MemoryNotes({"a.md": "x:: 1\n", "b.md": ""})


def complaint(text: str) -> str:
    try:
        query = parse(text)
        problems = check(query)
        if problems:
            raise problems[0]
        execute(query, NOTES, None, NOW)
    except QueryError as error:
        return f"{excerpt(text, error.offset + 1, error.length)}\n{error.message}"
    except ExecutionError as error:
        return f"{excerpt(text, (error.offset or 0) + 1)}\n{error.explained}"
    raise AssertionError("the query is right")


@pytest.mark.cases("cases/errors.md")
def test_an_error_says_where_and_what(case: Case) -> None:
    assert complaint(case["query"].removesuffix("\n")) == case["error"].removesuffix("\n")


@pytest.mark.parametrize("opening", ["(", "[", "{a:", "!", "f(", "a[", "(x) => "])
def test_deep_nesting_is_an_error_and_not_a_crash(opening: str) -> None:
    with pytest.raises(QueryError, match="nested"):
        parse_expression(opening * 5000 + "x")


@pytest.mark.parametrize("step", [".a", "[0]", "()"])
def test_an_endless_chain_is_an_error_and_not_a_crash(step: str) -> None:
    with pytest.raises(QueryError, match="steps"):
        parse_expression("x" + step * 5000)


def test_a_long_sum_is_no_deep_one() -> None:
    assert execute(parse("LIST " + "+".join(["1"] * 3000)), NOTES, None, NOW)


def test_deep_sources_are_an_error() -> None:
    with pytest.raises(QueryError, match="nested"):
        parse("LIST FROM " + "-" * 5000 + "#a")


WORDS = st.sampled_from(
    [
        *("TABLE", "LIST", "FROM", "WHERE", "SORT", "GROUP BY", "FLATTEN", "LIMIT", "AS", "DESC", "WITHOUT ID"),
        *("#a", '"x"', "[[n]]", "a", "file.name", "1", "-", "(", ")", "[", "]", "{", "}", "=>", "=", "and", "or", ","),
        *("date(", "dur(1 d)", "!", ".", "//", "\n", "null", "row", "length(x)", "🎉", "(x) => x", "outgoing("),
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
def test_any_text_is_a_query_or_an_error_within_it(text: str) -> None:
    try:
        parse(text)
        offset = 0
    except QueryError as error:
        offset = error.offset

    assert 0 <= offset <= len(text)


@pytest.mark.parametrize(
    "expression",
    [
        'regextest("(a|aa)+$", text)',
        'regexmatch("(a|aa)+", text)',
        'regexreplace(text, "(a|aa)+$", "x")',
        'split(text, "(a|aa)+$")',
    ],
)
def test_a_pattern_that_backtracks_without_end_is_stopped(expression: str) -> None:
    with pytest.raises(EvaluationError, match="the regular expression took longer than 1 second; make it simpler"):
        evaluate_expression(expression, {"text": "a" * 60 + "!"}, NOTES, NOW)


def test_a_pattern_that_backtracks_a_little_is_answered() -> None:
    assert evaluate_expression('regextest("(a|aa)+$", text)', {"text": "a" * 60}, NOTES, NOW) is True


def test_a_control_sign_of_a_query_is_told_as_one_that_cannot_be_shown() -> None:
    assert "found `\ufffd`" in complaint("LIST WHERE \x1b")
