"""What is printed is read as the same tree, and what is written in the printed form prints as it stands."""

from __future__ import annotations

from typing import Any

import pytest
from cases import Case
from hypothesis import given
from hypothesis import strategies as st

from notewright.dataview import parse, parse_expression, print_expression, print_query, tree
from notewright.dataview.expression_parser import SHORTHANDS
from notewright.dataview.printer import is_variable
from notewright.values import Date, Duration, Link, Zone

NAMES = st.from_regex(r"[a-zé🎉][a-z0-9_-]{0,5}", fullmatch=True).filter(is_variable)
TEXTS = st.text(st.sampled_from('ab "\\\n[]é'), max_size=5)
NUMBERS = st.one_of(st.integers(-999, 999).map(float), st.floats(0.001, 1e6), st.just(1e22))
ZONES = st.sampled_from([Zone(), Zone("fixed", 330), Zone("fixed", 0), Zone("named", 0, "Europe/Berlin")])
DATES = st.builds(
    lambda year, month, day, minute, zone: Date.of(year, month, day, 10, minute, zone=zone),
    *(st.integers(1, 9998), st.integers(1, 12), st.integers(1, 28), st.integers(0, 59)),
    ZONES,
)
DURATIONS = st.builds(Duration, years=st.integers(0, 9).map(float), minutes=st.floats(0.25, 90))
LINKS = st.builds(
    Link,
    st.sampled_from(["Note", "folder/Note.md", "", "a|b"]),
    st.sampled_from([None, "shown", ""]),
    st.none(),
    embed=st.booleans(),
)
PARTS = st.builds(
    Link,
    st.sampled_from(["Note", "a|b"]),
    st.sampled_from([None, "shown"]),
    *(st.sampled_from(["Head", "two words", "x-1"]), st.sampled_from(["header", "block"]), st.booleans()),
)
VALUES = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS, DATES, DURATIONS, LINKS, PARTS)
LEVELS = st.sampled_from([("&", "|"), ("<", "<=", "=", "!=", ">"), ("+", "-"), ("*", "/", "%")])


def compound(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, max_size=3).map(tuple)
    steps = LEVELS.flatmap(
        lambda level: st.lists(st.tuples(st.sampled_from(level), inner), min_size=1, max_size=3).map(tuple)
    )
    return st.one_of(
        st.builds(tree.Not, inner),
        st.builds(tree.Operation, inner, steps),
        st.builds(tree.ListLiteral, several),
        st.builds(
            lambda entries: tree.ObjectLiteral(tuple(entries.items())),
            st.dictionaries(st.one_of(NAMES, TEXTS), inner, max_size=3),
        ),
        st.builds(tree.Lambda, st.lists(NAMES, max_size=3).map(tuple), inner),
        st.builds(tree.Index, inner, st.one_of(inner, NAMES.map(tree.Literal))),
        st.builds(tree.Call, st.one_of(NAMES.map(tree.Variable), inner), several),
    )


LEAVES = st.one_of(
    VALUES.map(tree.Literal),
    st.sampled_from(SHORTHANDS).map(tree.DateShorthand),
    NAMES.map(tree.Variable),
)
EXPRESSIONS = st.recursive(LEAVES, compound, max_leaves=12)
NAMED = st.builds(tree.Named, EXPRESSIONS, TEXTS)
SOURCES = st.recursive(
    st.one_of(
        st.sampled_from(["loss", "loss/robust", "é"]).map(tree.TagSource),
        TEXTS.map(tree.FolderSource),
        st.builds(tree.LinkSource, st.sampled_from(["Note", "", "a|b"]), st.booleans()),
        TEXTS.map(tree.CsvSource),
    ),
    lambda inner: st.one_of(
        st.builds(tree.NotSource, inner),
        st.builds(
            tree.SourceOperation,
            inner,
            st.lists(st.tuples(st.sampled_from("&|"), inner), min_size=1, max_size=3).map(tuple),
        ),
    ),
    max_leaves=5,
)
HEADERS = st.one_of(
    st.builds(tree.Header, st.just("table"), st.lists(NAMED, max_size=3).map(tuple), st.booleans()),
    st.builds(
        tree.Header,
        st.just("list"),
        st.lists(st.builds(tree.Named, EXPRESSIONS, st.just("")), max_size=1).map(tuple),
        st.booleans(),
    ),
    st.builds(tree.Header, st.just("task")),
    st.builds(tree.Header, st.just("calendar"), NAMED.map(lambda named: (named,))),
)
CLAUSES = st.one_of(
    st.builds(tree.From, SOURCES),
    st.builds(tree.Where, EXPRESSIONS),
    st.builds(tree.Limit, EXPRESSIONS),
    st.builds(tree.GroupBy, NAMED),
    st.builds(tree.Flatten, NAMED),
    st.builds(
        tree.Sort,
        st.lists(st.builds(tree.SortKey, EXPRESSIONS, st.booleans()), min_size=1, max_size=3).map(tuple),
    ),
)
QUERIES = st.builds(tree.Query, HEADERS, SOURCES, st.lists(CLAUSES, max_size=4).map(tuple))


@given(EXPRESSIONS)
def test_a_printed_expression_is_read_as_the_same(expression: tree.Expression) -> None:
    assert parse_expression(print_expression(expression)) == expression


@given(QUERIES)
def test_a_printed_query_is_read_as_the_same(query: tree.Query) -> None:
    assert parse(print_query(query)) == query


@pytest.mark.cases("cases/identity.md")
def test_what_is_in_the_printed_form_prints_as_it_stands(case: Case) -> None:
    text = case["query"].removesuffix("\n")

    assert print_query(parse(text)) == text
