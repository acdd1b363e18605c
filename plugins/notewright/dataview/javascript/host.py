"""Answers what a running script asks: a question is the name of an operation and its arguments, the answer is JSON.

A question comes from a process that is not trusted: what it names must be an operation of these, and what is malformed
is refused with an error that the script sees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError, ExecutionError, LimitError, QueryError
from notewright.dataview.javascript.wire import from_wire, to_wire
from notewright.values import Value


@dataclass(frozen=True, slots=True)
class Fragment:
    """An answer that is JSON already."""

    text: str


@dataclass(frozen=True)
class Surroundings:
    """What an operation knows: the context of queries, and the JSON of pages that was made before."""

    context: Context
    page_texts: dict[str, str]


Operation: TypeAlias = Callable[..., Any]
OPERATIONS: dict[str, Operation] = {}
"""By name. An operation takes the surroundings and values, and gives JSON or a fragment of it."""


def operation(name: str) -> Callable[[Operation], Operation]:
    """Declare an operation."""

    def declare(body: Operation) -> Operation:
        OPERATIONS[name] = body
        return body

    return declare


class Host:
    """The build's end of the pipe, for one script. `call` calls one of the script's functions."""

    def __init__(self, surroundings: Surroundings, call: Callable[[str, Callable[[str], str]], str]) -> None:
        self.surroundings = surroundings
        self._call = call

    def answer(self, question: str) -> str:
        """The answer to a question."""
        try:
            name, *given = json.loads(question)
            values = [self.value(argument) for argument in given]
            result = OPERATIONS[name](self.surroundings, *values)
            return f'{{"ok": {result.text if isinstance(result, Fragment) else json.dumps(result)}}}'
        except EOFError:
            raise
        except (EvaluationError, ExecutionError, LimitError, QueryError) as error:
            return json.dumps({"error": error.message})
        except RecursionError:
            return json.dumps({"error": "Maximum call stack size exceeded"})
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            return json.dumps({"error": f"what was handed over cannot be used: {error}"})

    def value(self, form: Any) -> Value:
        """A value that the script handed over."""
        return from_wire(form, self._back)

    def _back(self, number: int, given: list[Value]) -> Value:
        returned = json.loads(self._call(json.dumps([number, to_wire(given)]), self.answer))
        if not isinstance(returned, Mapping) or "error" in returned:
            message = returned["error"] if isinstance(returned, Mapping) else "a function returned nothing"
            raise EvaluationError(str(message))
        return self.value(returned.get("ok"))
