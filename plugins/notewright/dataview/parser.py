"""Text → query. `parse` and `parse_expression` are the way in; their errors say where, and what could stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal as OneOf
from typing import TypeVar, cast

from notewright.dataview.error import QueryError
from notewright.dataview.explain import explain
from notewright.dataview.limits import CHAIN, QUERY
from notewright.dataview.source_parser import SourceParser
from notewright.dataview.tree import (
    Clause,
    Expression,
    Flatten,
    FolderSource,
    From,
    GroupBy,
    Header,
    Limit,
    Named,
    Query,
    Sort,
    SortKey,
    Source,
    Where,
    expressions,
    walk,
)

T = TypeVar("T")

_KIND = re.compile("TABLE|LIST|TASK|CALENDAR", re.IGNORECASE)
_WITHOUT_ID = re.compile(r"WITHOUT\s+ID\s*", re.IGNORECASE)
_AS = re.compile("AS", re.IGNORECASE)
_DIRECTION = re.compile("ASCENDING|DESCENDING|ASC|DESC", re.IGNORECASE)
_COMMENT = re.compile(r"//[^\n]*")
_LINE_END = re.compile(r"[\r\n]+")
_CLAUSES = {
    "FROM": re.compile("FROM", re.IGNORECASE),
    "WHERE": re.compile("WHERE", re.IGNORECASE),
    "SORT": re.compile("SORT", re.IGNORECASE),
    "LIMIT": re.compile("LIMIT", re.IGNORECASE),
    "GROUP BY": re.compile("GROUP BY", re.IGNORECASE),
    "FLATTEN": re.compile("FLATTEN", re.IGNORECASE),
}


class QueryParser(SourceParser):
    """As for expressions: a method a rule."""

    def query(self) -> Query | None:
        """A whole query, up to where it makes sense."""
        self._blank()
        header = self.header()
        if header is None:
            return None
        self._blank()
        source = self.attempt(lambda: self._after("FROM", self.source))
        clauses: list[Clause] = []
        self._blank()
        while clause := self.attempt(self._clause):
            clauses.append(clause)
            self._blank()
        return Query(header, source if source is not None else FolderSource(""), tuple(clauses))

    def _blank(self) -> None:
        while self.space() or self.take(_COMMENT):
            pass

    def header(self) -> Header | None:
        """`TABLE …`, `LIST …`, `TASK` or `CALENDAR …`."""
        offset = self.at
        word = self.take(_KIND, "TABLE, LIST, TASK or CALENDAR")
        if word is None:
            return None
        kind = cast(OneOf["table", "list", "task", "calendar"], word[0].lower())
        if kind == "task":
            return Header(kind, offset=offset)
        if self.at == len(self.text) and kind != "calendar":
            return Header(kind, offset=offset)
        if not self.space():
            self.fail("a space")
            return None
        return self._calendar(offset) if kind == "calendar" else self._columns(kind, offset)

    def _calendar(self, offset: int) -> Header | None:
        date = self.named()
        return Header("calendar", (date,), offset=offset) if date is not None else None

    def _columns(self, kind: OneOf["table", "list", "task", "calendar"], offset: int) -> Header:
        with_id = self.take(_WITHOUT_ID) is None
        if kind == "table":
            return Header(kind, tuple(self.separated(self.named)), with_id, offset)
        expression = self.attempt(self.expression)
        return Header(kind, (Named(expression, ""),) if expression is not None else (), with_id, offset)

    def named(self) -> Named | None:
        """`expression AS name`; without AS the name is the text of the expression."""
        start = self.at
        expression = self.expression()
        if expression is None:
            return None
        end = self.at
        name = self.attempt(self._alias)
        if name is None:
            name = "".join(line.strip() for line in _LINE_END.split(self.text[start:end]))
        return Named(expression, name)

    def _alias(self) -> str | None:
        if not self.space() or not self.take(_AS, "`AS`") or not self.space():
            return None
        return self.name() or self.string()

    def _after(self, keyword: str, rule: Callable[[], T]) -> T | None:
        if not self.take(_CLAUSES[keyword], keyword):
            return None
        if self.space():
            return rule()
        self.fail("a space")
        return None

    def _clause(self) -> Clause | None:
        start = self.at
        for rule in (self._from, self._where, self._sort, self._limit, self._group_by, self._flatten):
            clause = self.attempt(rule)
            if clause is not None:
                return replace(clause, offset=start)
        return None

    def _from(self) -> Clause | None:
        source: Source | None = self._after("FROM", self.source)
        return From(source) if source is not None else None

    def _where(self) -> Clause | None:
        condition = self._after("WHERE", self.expression)
        return Where(condition) if condition is not None else None

    def _sort(self) -> Clause | None:
        keys = self._after("SORT", lambda: self.separated(self._sort_key))
        return Sort(tuple(keys)) if keys else None

    def _sort_key(self) -> SortKey | None:
        expression = self.expression()
        if expression is None:
            return None
        self.space()
        direction = self.take(_DIRECTION, "ASC or DESC")
        return SortKey(expression, direction is not None and direction[0].lower().startswith("desc"))

    def _limit(self) -> Clause | None:
        amount = self._after("LIMIT", self.expression)
        return Limit(amount) if amount is not None else None

    def _group_by(self) -> Clause | None:
        group = self._after("GROUP BY", self.named)
        return GroupBy(group) if group is not None else None

    def _flatten(self) -> Clause | None:
        element = self._after("FLATTEN", self.named)
        return Flatten(element) if element is not None else None


def parse(text: str) -> Query:
    """The query that the text is.

    Raises:
        QueryError: at the place that makes no sense.
    """
    parser = QueryParser(text)
    query = _whole(parser, parser.query)
    assert query is not None
    for expression in expressions(query):
        _check_depth(expression)
    return query


def parse_expression(text: str) -> Expression:
    """The expression that the text is, with nothing around it; raises as `parse` does."""
    parser = QueryParser(text)
    expression = _whole(parser, parser.expression)
    assert expression is not None
    _check_depth(expression)
    return expression


def _whole(parser: QueryParser, rule: Callable[[], T]) -> T:
    if len(parser.text) > QUERY:
        raise QueryError(f"the query has more than {QUERY:,} characters; shorten it", QUERY)
    try:
        result = rule()
    except RecursionError:
        raise QueryError("this is nested too deeply; simplify it", parser.furthest) from None
    if result is None or parser.at < len(parser.text):
        if result is not None:
            parser.fail("the end of the query")
        raise explain(parser.text, parser.furthest, parser.expected)
    return result


def _check_depth(expression: Expression) -> None:
    if any(depth > CHAIN for _, depth in walk(expression)):
        raise QueryError(f"an expression has more than {CHAIN} steps one after the other; simplify it", 0)
