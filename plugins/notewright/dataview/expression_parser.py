"""Text → expression: precedence is the chain of `_operation` over the table of levels."""

from __future__ import annotations

import re

from notewright.dataview.explain import RESERVED
from notewright.dataview.lexer import Lexer
from notewright.dataview.tree import (
    Call,
    DateShorthand,
    Expression,
    Index,
    Lambda,
    ListLiteral,
    Literal,
    Not,
    ObjectLiteral,
    Operation,
    Variable,
)
from notewright.values import literal

SHORTHANDS = (
    *("start-of-month", "start-of-week", "start-of-year", "end-of-month", "end-of-week", "end-of-year"),
    *("yesterday", "tomorrow", "today", "now", "sow", "eow", "soy", "eoy", "som", "eom"),
)
"""What `date(…)` knows besides dates, the longest first."""

LEVELS = (
    re.compile(r"and|or|&|\|", re.IGNORECASE),
    re.compile(r">=|<=|!=|>|<|="),
    re.compile(r"\+|-"),
    re.compile(r"\*|/|%"),
)
"""The operators, from those that bind most loosely; one level has no order of its own."""

WORDS = {"and": "&", "or": "|"}
_SHORTHAND = re.compile("|".join(SHORTHANDS))
_NULL = re.compile("null")


class ExpressionParser(Lexer):
    """Each method reads one rule of the grammar and gives None, the place unchanged or not, when it fails."""

    def expression(self) -> Expression | None:
        """Any expression."""
        return self.nested(lambda: self._operation(0))

    def _operation(self, level: int) -> Expression | None:
        if level == len(LEVELS):
            return self._postfix()
        first = self._operation(level + 1)
        if first is None:
            return None
        rest = []
        end = self.at
        while step := self._step(level):
            rest.append(step)
            end = self.at
        self.at = end
        return Operation(first, tuple(rest)) if rest else first

    def _step(self, level: int) -> tuple[str, Expression] | None:
        self.space()
        operator = self.take(LEVELS[level], "an operator")
        if operator is None:
            return None
        self.space()
        operand = self._operation(level + 1)
        return (WORDS.get(operator[0].lower(), operator[0]), operand) if operand is not None else None

    def _postfix(self) -> Expression | None:
        start = self.at
        result = self.attempt(self._atom)
        if result is None:
            self.fail("an expression")
            return None
        while True:
            step = self._step_after(result, start)
            if step is None:
                return result
            result = step

    def _step_after(self, target: Expression, start: int) -> Expression | None:
        return (
            self.attempt(lambda: self._dot(target))
            or self.attempt(lambda: self._index(target))
            or self.attempt(lambda: self._call(target, start))
        )

    def _dot(self, target: Expression) -> Expression | None:
        if not self.symbol("."):
            return None
        start = self.at
        name = self.name("the name of a field")
        return Index(target, Literal(name), start) if name is not None else None

    def _index(self, target: Expression) -> Expression | None:
        if not self.symbol("["):
            return None
        self.space()
        index = self.expression()
        self.space()
        return Index(target, index) if index is not None and self.symbol("]", expected=True) else None

    def _call(self, function: Expression, offset: int) -> Expression | None:
        if not self.symbol("("):
            return None
        self.space()
        arguments: list[Expression] = self.separated(self.expression)
        self.space()
        return Call(function, tuple(arguments), offset) if self.symbol(")", expected=True) else None

    def _atom(self) -> Expression | None:
        """The alternatives in the order of the language: a link is tried before a list, a lambda before brackets."""
        for rule in (
            self._link,
            self._not,
            self._list,
            self._object,
            self._lambda,
            self._brackets,
            self._plain_literal,
            self._call_literal,
            self._null,
            self._variable,
        ):
            result = self.attempt(rule)
            if result is not None:
                return result
        return None

    def _link(self) -> Expression | None:
        scanned = self.literal(literal.scan_link)
        return Literal(scanned.value) if scanned else None

    def _not(self) -> Expression | None:
        operand = self.nested(self._postfix) if self.symbol("!") else None
        return Not(operand) if operand is not None else None

    def _list(self) -> Expression | None:
        if not self.symbol("["):
            return None
        self.space()
        elements: list[Expression] = self.separated(self.expression)
        self.space()
        return ListLiteral(tuple(elements)) if self.symbol("]", expected=True) else None

    def _object(self) -> Expression | None:
        if not self.symbol("{"):
            return None
        self.space()
        entries = dict(self.separated(self._entry))
        self.space()
        return ObjectLiteral(tuple(entries.items())) if self.symbol("}", expected=True) else None

    def _entry(self) -> tuple[str, Expression] | None:
        name = self.name() or self.string()
        self.space()
        if name is None or not self.symbol(":", expected=True):
            return None
        self.space()
        value = self.expression()
        return (name, value) if value is not None else None

    def string(self) -> str | None:
        """A text in quotes."""
        scanned = self.literal(literal.scan_string)
        return scanned.value if scanned and isinstance(scanned.value, str) else None

    def _lambda(self) -> Expression | None:
        self.space()
        if not self.symbol("("):
            return None
        self.space()
        parameters = self.separated(self.name)
        self.space()
        if not self.symbol(")"):
            return None
        self.space()
        if not self.symbol("=>"):
            return None
        self.space()
        body = self.expression()
        return Lambda(tuple(parameters), body) if body is not None else None

    def _brackets(self) -> Expression | None:
        if not self.symbol("("):
            return None
        self.space()
        inner = self.expression()
        self.space()
        return inner if inner is not None and self.symbol(")", expected=True) else None

    def _plain_literal(self) -> Expression | None:
        for scan in (literal.scan_boolean, literal.scan_number, literal.scan_string):
            scanned = self.literal(scan)
            if scanned is not None:
                return Literal(scanned.value)
        return None

    def _call_literal(self) -> Expression | None:
        """`date(2024-05-15)`, `date(today)` or `dur(3 days)`; any other argument makes them calls."""
        if self.symbol("date("):
            self.space()
            result = self._date()
        elif self.symbol("dur("):
            self.space()
            scanned = self.literal(literal.scan_duration)
            result = Literal(scanned.value) if scanned else None
        else:
            return None
        self.space()
        return result if result is not None and self.symbol(")") else None

    def _date(self) -> Expression | None:
        shorthand = self.take(_SHORTHAND)
        if shorthand:
            return DateShorthand(shorthand[0])
        scanned = self.literal(literal.scan_date)
        return Literal(scanned.value) if scanned else None

    def _null(self) -> Expression | None:
        return Literal(None) if self.take(_NULL) else None

    def _variable(self) -> Expression | None:
        start = self.at
        name = self.name()
        return Variable(name, start) if name is not None and name.upper() not in RESERVED else None
