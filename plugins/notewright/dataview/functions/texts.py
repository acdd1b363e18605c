"""Functions of texts."""

from __future__ import annotations

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError
from notewright.dataview.functions.registry import NULL_OF_THREE, NULL_OF_TWO, function
from notewright.dataview.limits import bounded
from notewright.dataview.pattern_matching import is_found, substitute
from notewright.dataview.pattern_matching import split as split_at
from notewright.dataview.regular_expression import PatternError, compile_pattern
from notewright.values import Value
from notewright.values.number import to_unsigned
from notewright.values.utf16 import from_units, to_units, unit_length


@function("regextest", "string string", "null *", "* null", over={2: [0, 1]})
def regextest(context: Context, pattern: str | None, text: str | None) -> Value:
    """Whether the pattern matches somewhere in the text.

    dql> regextest("[0-9]+", "note 12")
    true
    dql> regextest("a", null)
    false
    """
    return pattern is not None and text is not None and _search(pattern, text, context)


@function("regexmatch", "string string", "null *", "* null", over={2: [0, 1]})
def regexmatch(context: Context, pattern: str | None, text: str | None) -> Value:
    """Whether the pattern matches the whole text; one that begins with `^` or ends with `$` is taken as it is.

    dql> regexmatch("[a-z]+", "abc")
    true
    dql> regexmatch("[a-z]+", "abc1")
    false
    """
    if pattern is None or text is None:
        return False
    is_anchored = pattern.startswith("^") or pattern.endswith("$")
    return _search(pattern if is_anchored else f"^{pattern}$", text, context)


def _search(pattern: str, text: str, context: Context) -> bool:
    try:
        return is_found(compile_pattern(to_units(pattern)), to_units(text), context.budget)
    except PatternError as error:
        raise EvaluationError(str(error)) from None


@function("regexreplace", "string string string", null=NULL_OF_THREE, over={3: [0, 1, 2]})
def regexreplace(context: Context, text: str, pattern: str, replacement: str) -> Value:
    """Every match replaced; `$1` stands for the first group and `$&` for the match.

    dql> regexreplace("2024-05", "([0-9]+)-([0-9]+)", "$2/$1")
    "05/2024"
    """
    try:
        compiled = compile_pattern(to_units(pattern))
    except PatternError:
        raise EvaluationError(f"Invalid regexp '{pattern}' in regexreplace") from None
    return from_units(substitute(compiled, to_units(text), to_units(replacement), context.budget))


@function("replace", "string string string", null=NULL_OF_THREE, over={3: [0, 1, 2]})
def replace(context: Context, text: str, part: str, replacement: str) -> Value:
    """Every occurrence of a part replaced, with no pattern meant.

    dql> replace("a.b.c", ".", "-")
    "a-b-c"
    """
    if part == "":
        bounded(len(text) * (1 + len(replacement)))
        return replacement.join(to_units(text))
    bounded(len(text) + text.count(part) * (len(replacement) - len(part)))
    return text.replace(part, replacement)


@function("lower", "string", null=["null"], over={1: [0]})
def lower(context: Context, text: str) -> Value:
    """The text in lower case.

    dql> lower("MSE")
    "mse"
    """
    return text.lower()


@function("upper", "string", null=["null"], over={1: [0]})
def upper(context: Context, text: str) -> Value:
    """The text in upper case.

    dql> upper(["mse", null])
    ["MSE", null]
    """
    return text.upper()


@function("split", "string string", "string string number", null=[*NULL_OF_TWO, *NULL_OF_THREE])
def split(context: Context, text: str, pattern: str, limit: float | None = None) -> Value:
    """The parts of the text between matches of a pattern; groups of the pattern are parts too.

    dql> split("a, b,c", ", ?")
    ["a", "b", "c"]
    dql> split("a-b-c", "-", 2)
    ["a", "b"]
    """
    try:
        compiled = compile_pattern(to_units(pattern))
    except PatternError as error:
        raise EvaluationError(str(error)) from None
    parts = split_at(compiled, to_units(text), context.budget)
    kept = parts if limit is None else parts[: to_unsigned(limit)]
    return [from_units(part) for part in kept]


@function("startswith", "string string", null=NULL_OF_TWO, over={2: [0, 1]})
def startswith(context: Context, text: str, part: str) -> Value:
    """Whether the text begins with a part.

    dql> startswith("Huber", "Hu")
    true
    """
    return text.startswith(part)


@function("endswith", "string string", null=NULL_OF_TWO, over={2: [0, 1]})
def endswith(context: Context, text: str, part: str) -> Value:
    """Whether the text ends with a part.

    dql> endswith("Huber", "er")
    true
    """
    return text.endswith(part)


@function(
    "padleft",
    "string number",
    "string number string",
    null=[*NULL_OF_TWO, *NULL_OF_THREE],
    over={2: [0, 1], 3: [0, 1, 2]},
)
def padleft(context: Context, text: str, length: float, padding: str = " ") -> Value:
    """The text with padding before it, up to a length.

    dql> padleft("7", 3, "0")
    "007"
    """
    return _padding(text, length, padding) + text


@function(
    "padright",
    "string number",
    "string number string",
    null=[*NULL_OF_TWO, *NULL_OF_THREE],
    over={2: [0, 1], 3: [0, 1, 2]},
)
def padright(context: Context, text: str, length: float, padding: str = " ") -> Value:
    """The text with padding after it, up to a length.

    dql> padright("ab", 5, "xyz")
    "abxyz"
    """
    return text + _padding(text, length, padding)


def _padding(text: str, length: float, padding: str) -> str:
    missing = length - unit_length(text)
    if not missing >= 1 or padding == "":
        return ""
    bounded(length)
    units = to_units(padding)
    count = int(missing)
    return from_units((units * (count // len(units) + 1))[:count])


@function(
    "substring",
    "string number",
    "string number number",
    null=[*NULL_OF_TWO, *NULL_OF_THREE],
    over={2: [0, 1], 3: [0, 1, 2]},
)
def substring(context: Context, text: str, start: float, end: float | None = None) -> Value:
    """A part of the text, from one place (counted from 0) up to another, in either order.

    dql> substring("hello", 1, 3)
    "el"
    dql> substring("hello", 3)
    "lo"
    """
    units = to_units(text)
    first = _place(start, len(units))
    last = len(units) if end is None else _place(end, len(units))
    return from_units(units[min(first, last) : max(first, last)])


def _place(place: float, length: int) -> int:
    return 0 if place != place else int(max(0, min(place, length)))


@function(
    "truncate",
    "string number",
    "string number string",
    null=[*NULL_OF_TWO, *NULL_OF_THREE],
    over={2: [0, 1], 3: [0, 1, 2]},
)
def truncate(context: Context, text: str, length: float, suffix: str = "...") -> Value:
    """The text cut to a length that includes the suffix; a text within a suffix of the length is cut too.

    dql> truncate("Hello there!", 8)
    "Hello..."
    dql> truncate("Hi", 8)
    "Hi"
    """
    units, room = to_units(text), length - unit_length(suffix)
    return from_units(units[: _place(room, len(units))]) + suffix if len(units) > room else text
