"""The strict parser: precedence of sums, products, powers. What is ambiguous is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Call, Expression, Negate, Number, Operator
from notewright.formulas.lexer import END, Notation, Token, tokenize
from notewright.formulas.runs import with_runs
from notewright.formulas.spellings import common

if TYPE_CHECKING:
    from notewright.formulas.called import Function

_SUMS: Mapping[str, Operator] = {"+": "+", "-": "-"}
_PRODUCTS: Mapping[str, Operator] = {
    "*": "*", r"\cdot": "dot", r"\times": "dot", "/": "/", r"\div": "/", r"\odot": "elementwise",
    r"\circ": "elementwise",
}  # fmt: skip
_BIG = (r"\sum", r"\prod")
_DEEPEST = 40
_UPRIGHT = (
    "T",
    r"\mathsfT",
    r"\mathrmT",
    r"\mathsf{T}",
    r"\mathrm{T}",
    r"\text{T}",
    r"\top",
    r"\mathtt{T}",
    r"\mathit{T}",
)
_TRANSPOSES = frozenset((*_UPRIGHT, *(f"{{{sign}}}" for sign in _UPRIGHT)))
_TRANSPOSING = frozenset(["{", "T", r"\mathsf", r"\mathrm", r"\text", r"\mathtt", r"\mathit"])
_SPECIAL = re.compile(r"[_^'(]")


class Parser:
    """Reads tokens from left to right. `symbols` maps each known name to how many indices it takes."""

    def __init__(
        self,
        text: str,
        symbols: Mapping[str, int],
        notation: Notation = "latex",
        *,
        functions: Mapping[str, Function] | None = None,
        indices: Collection[str] = (),
    ) -> None:
        self.notation = notation
        self.symbols = symbols
        self.functions = functions or {}
        self.plain = not self.functions and not any(len(name) > 1 and _SPECIAL.search(name) for name in symbols)
        """Whether no symbol's name holds a label, a mark or an argument."""
        self.tokens = with_runs(common(tokenize(text, notation)), symbols, notation)
        self.position = 0
        self.depth = 0
        self.bars: list[str] = []
        self.active = set(indices)
        """The index variables that are known here: of the sums around, and those that the comment names."""
        self.searching = False
        """Whether a sum around names no index and takes the one that it finds."""
        self.in_argument = False
        self.bare: Expression | None = None
        """The last function applied without parentheses: nothing may be multiplied to its right."""
        self.closed: Expression | None = None
        """The last function applied with parentheses: no power may follow it."""

    # -- tokens

    @property
    def token(self) -> Token:
        """The token that is next."""
        return self.tokens[self.position]

    def peek(self, ahead: int = 1) -> Token:
        """A token further on."""
        return self.tokens[min(self.position + ahead, len(self.tokens) - 1)]

    def next(self) -> Token:
        """The next token, taken."""
        token = self.token
        if token.kind != END:
            self.position += 1
        return token

    def accept(self, *texts: str) -> Token | None:
        """The next token if it is one of these, taken."""
        token = self.tokens[self.position]
        if token.text not in texts or token.kind in (END, "word"):
            return None
        self.position += 1
        return token

    def expect(self, text: str, what: str) -> Token:
        """The token that must come now."""
        token = self.accept(text)
        if token is None:
            self.fail(f"{what}: `{text}` is missing before {self.describe()}")
        return token

    def describe(self, token: Token | None = None) -> str:
        """A token for a message: the next one, if no other is given."""
        token = token or self.token
        return "the end" if token.kind == END else f"`{token.text}`"

    def fail(self, message: str, offset: int | None = None) -> NoReturn:
        """Refuse the formula."""
        raise FormulaError(message, self.token.offset if offset is None else offset)

    # -- precedence

    def expression(self) -> Expression:
        """Terms joined by plus and minus."""
        left = self.term()
        while self.token.text in _SUMS and self.token.kind == "sign":
            token = self.next()
            left = Binary(_SUMS[token.text], left, self.term(), token.offset)
        return left

    def term(self) -> Expression:
        """Factors joined by an operator or standing side by side, with their sign."""
        sign = self.accept("+", "-")
        if sign is None:
            return self.product()
        if self.token.text in ("+", "-"):
            self.fail("two signs in a row: put the second into parentheses")
        body = self.product()
        return Negate(body) if sign.text == "-" else body

    def product(self) -> Expression:
        """Factors from left to right; `a / b c` and `\\log a b` have two readings and are refused."""
        left = last = self.factor()
        divided = False
        while True:
            token = self.tokens[self.position]
            operator = None if token.kind == "letter" else _PRODUCTS.get(token.text)
            if operator is not None:
                self.next()
            elif self.starts_factor():
                self._check_side_by_side(divided, last)
            else:
                return left
            last = self._operand(operator)
            left = Binary(operator or "*", left, last, token.offset)
            divided = operator == "/"

    def _operand(self, operator: Operator | None) -> Expression:
        if operator is not None and self.token.text == "-":
            if self.notation == "latex":
                self.fail("a minus after an operator needs parentheses")
            self.next()
            return Negate(self.factor())
        return self.factor()

    def _check_side_by_side(self, divided: bool, last: Expression) -> None:
        if divided and self.token.text not in _BIG:
            self.fail("`a / b c` has two readings: write \\frac{a}{b} c or a / (b c)")
        if last is self.bare:
            self.fail("where does the argument of the function end? Put it into parentheses")
        if isinstance(last, Number) and self.token.kind == "number":
            self.fail("two numbers stand side by side: write the product with \\cdot")
        if isinstance(last, Number) and self._fraction_of_numbers():
            self.fail("a number and a fraction have two readings, two and a half or a half of two: write \\cdot")
        if self.token.kind == "number" and self.tokens[self.position - 1].end == self.token.offset:
            before = self.tokens[self.position - 1]
            if before.kind in ("letter", "word"):
                self.fail(
                    f"`{before.text}{self.token.text}` has two readings: lower an index, or write the number first"
                )

    def _fraction_of_numbers(self) -> bool:
        if self.token.text != r"\frac":
            return False
        ahead = 1
        for _ in range(2):
            braced = self.peek(ahead).text == "{"
            if self.peek(ahead + braced).kind != "number" or (braced and self.peek(ahead + 2).text != "}"):
                return False
            if not braced and len(self.peek(ahead).text) == 2:
                return True
            ahead += 3 if braced else 1
        return True

    def factor(self) -> Expression:
        """An atom and the powers on it."""
        value = self.atom()
        while True:
            text = self.tokens[self.position].text
            if text == "^":
                value = self._power(value)
            elif text == "!":
                value = Call("factorial", (value,), self.next().offset)
            elif text == "'":
                self.fail("a prime is not understood here: name the gradient on the left side only")
            elif text == "_":
                self.fail("this subscript is not understood: only arrays have indices")
            else:
                return value

    def _power(self, value: Expression) -> Expression:
        caret = self.next()
        if value is self.closed:
            self.fail("is the power that of the function or of its argument? Write (f(x))^2", caret.offset)
        if self.accept(r"\top") or self._braced_transpose():
            return Call("transpose", (value,), caret.offset)
        exponent = self.script("exponent")
        if self.token.text == "^":
            self.fail("two powers in a row: use braces or parentheses")
        return Binary("^", value, exponent, caret.offset)

    def _braced_transpose(self) -> bool:
        text = self.token.text
        if text not in _TRANSPOSING or (text == "T" and "T" in self.symbols):
            return False
        found = ""
        for length in range(1, 8):
            found += self.peek(length - 1).text
            if found in _TRANSPOSES and not ("T" in found and "T" in self.symbols):
                self.position += length
                return True
        return False

    def script(self, what: str) -> Expression:
        """What stands after `^`: a group in braces, or one letter, digit or command."""
        if self.accept("{"):
            value = self.isolated(self.expression)
            self.expect("}", f"the {what} is not closed")
            return value
        token = self.token
        if token.kind == "number" and len(token.text) > 1:
            self.fail(f"TeX raises only the first digit of `{token.text}`: write {{{token.text}}}")
        if token.kind not in ("number", "letter", "command", "word"):
            if self.notation == "unicode" and token.text == "(":
                return self.atom()
            self.fail(f"the {what} needs braces: {self.describe()} cannot stand there alone")
        if token.kind == "command" and token.text not in (r"\frac", r"\mathrm", r"\text", r"\hat", r"\bar", r"\tilde"):
            self.fail(f"put the {what} into braces")
        return self.simple_atom() if token.kind != "command" else self.atom()

    def simple_atom(self) -> Expression:
        """One letter or number without scripts."""
        from notewright.formulas.names import bare_symbol

        token = self.token
        if token.kind == "number":
            return number(self.next())
        return bare_symbol(self)

    def isolated(self, read: Callable[[], Expression]) -> Expression:
        """Read inside brackets: bars opened outside cannot close here."""
        bars, self.bars = self.bars, []
        value = read()
        self.bars = bars
        self.bare = self.closed = None
        return value

    def isolated_keeping_bars(self, read: Callable[[], Expression]) -> Expression:
        """Read one side of a relation: the marks about functions do not reach across."""
        value = read()
        self.bare = self.closed = None
        return value

    def starts_factor(self) -> bool:
        """Whether the next token can begin a factor that stands side by side with the last."""
        starts: bool = _atoms().starts_atom(self)
        return starts

    def atom(self) -> Expression:
        """The smallest part of a formula."""
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail("the formula is nested too deeply")
        value: Expression = _atoms().atom(self)
        self.depth -= 1
        return value


@cache
def _atoms() -> Any:
    """The module that reads atoms, which itself needs this one."""
    from notewright.formulas import atoms

    return atoms


def number(token: Token) -> Number:
    """An exact literal."""
    return Number(_exact(token.text))


@lru_cache(256)
def _exact(text: str) -> Fraction:
    return Fraction(text)
