"""How a query function is declared: one decorated Python function, in the module of its family.

The decorator says which types the function takes, for which it is null, and over which arguments it is applied element
by element when they are lists. The docstring's `dql>` lines are worked examples: the handbook shows them and a test
runs them. The first argument of every function is the context.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import getdoc
from typing import NamedTuple, TypeAlias

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError
from notewright.values import DateRangeError, Value, type_name

Body: TypeAlias = Callable[..., Value]
Types: TypeAlias = tuple[str, ...]

FUNCTIONS: dict[str, QueryFunction] = {}
"""All functions, by name."""

NULL_OF_TWO = ("null *", "* null")
NULL_OF_THREE = ("null * *", "* null *", "* * null")


_SMALL = 16
_FEW = 3


class _Way(NamedTuple):
    """What a function does with arguments of some types."""

    sized: tuple[int, ...]
    """The arguments that may be large, so that work grows with them."""
    lists: tuple[int, ...]
    """Those over whose elements it is applied."""
    applies: bool
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class QueryFunction:
    """A function of the language. Calling it checks the types of the arguments."""

    name: str
    body: Body
    takes: tuple[Types, ...] | None
    """The types it takes, a tuple for each number of arguments or choice of types; None: it checks them itself."""
    null: tuple[Types, ...]
    """The types for which the answer is null."""
    over: Mapping[int, Sequence[int]]
    """By the number of arguments: those over whose elements it is applied when they are lists."""
    _ways: dict[tuple[type, ...], _Way] = field(default_factory=dict, repr=False)
    """What is done with arguments of some classes, as far as they were met."""

    @property
    def documentation(self) -> str:
        """What the handbook says of the function."""
        return getdoc(self.body) or ""

    def __call__(self, context: Context, *arguments: Value) -> Value:
        """The value; raises EvaluationError where the function takes no such arguments."""
        classes = tuple(map(type, arguments))
        way = self._ways.get(classes)
        if way is None:
            way = self._way(tuple(type_name(argument) for argument in arguments))
            if len(classes) <= _FEW:
                self._ways[classes] = way
        for position in way.sized:
            size = len(arguments[position])  # type: ignore[arg-type]
            if size > _SMALL:
                context.budget.spend(size)
        if way.lists:
            return self._map(context, arguments, way.lists)
        if way.applies:
            return self._apply(context, arguments)
        if way.refusal is None:
            return None
        raise EvaluationError(way.refusal)

    def _way(self, types: Types) -> _Way:
        sized = tuple(position for position, name in enumerate(types) if name in ("array", "string", "object"))
        lists = tuple(position for position in self.over.get(len(types), ()) if types[position] == "array")
        applies = self.takes is None or _accepts(self.takes, types)
        if lists or applies or _accepts(self.null, types):
            return _Way(sized, lists, applies)
        message = f"No implementation of '{self.name}' found for arguments: {', '.join(types)}"
        return _Way(sized, lists, applies, message)

    def _map(self, context: Context, arguments: tuple[Value, ...], lists: Sequence[int]) -> Value:
        """The function of the first elements, of the second ones …; the shortest list ends it."""
        columns = [argument for position in lists if isinstance(argument := arguments[position], list)]
        context.budget.spend_on_calls(min(map(len, columns)))
        result: list[Value] = []
        for elements in zip(*columns, strict=False):
            replaced = dict(zip(lists, elements, strict=True))
            result.append(self(context, *(replaced.get(at, given) for at, given in enumerate(arguments))))
        return result

    def _apply(self, context: Context, arguments: tuple[Value, ...]) -> Value:
        try:
            return self.body(context, *arguments)
        except (DateRangeError, OverflowError):
            raise EvaluationError(f"a value in '{self.name}' is out of range") from None


def _accepts(patterns: tuple[Types, ...], types: Types) -> bool:
    return any(
        len(pattern) == len(types) and all(wanted in ("*", given) for wanted, given in zip(pattern, types, strict=True))
        for pattern in patterns
    )


def function(
    name: str,
    *takes: str,
    null: Sequence[str] = (),
    over: Mapping[int, Sequence[int]] | None = None,
    called: str = "",
) -> Callable[[Body], Body]:
    """Declare a function. `takes` are its argument types in words, such as `"string number"`; `*` is any type.

    Without `takes` the body sees all arguments. `called` is the name in messages, where it differs.
    """

    def declare(body: Body) -> Body:
        if name in FUNCTIONS:
            raise ValueError(f"the query function {name} is declared twice")
        accepted = tuple(tuple(types.split()) for types in takes) if takes else None
        nulls = tuple(tuple(types.split()) for types in null)
        FUNCTIONS[name] = QueryFunction(called or name, body, accepted, nulls, over or {})
        return body

    return declare
