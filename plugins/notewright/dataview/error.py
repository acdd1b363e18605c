"""What can be wrong with a query: its text, the evaluation of an expression in it, or its execution as a whole."""

from __future__ import annotations


class QueryError(Exception):
    """The text is no query, or names what does not exist; `offset` and `length` say where, in characters."""

    def __init__(self, message: str, offset: int, length: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.length = length


class EvaluationError(Exception):
    """An expression has no value for a row; the row is dropped. The wording is the app's own."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ExecutionError(Exception):
    """The query as a whole has no answer. `offset` is where the reason stands in its text, if in one place.

    The message is the app's where it has one; `advice` says what to do besides.
    """

    def __init__(self, message: str, offset: int | None = None, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.advice = advice

    @property
    def explained(self) -> str:
        """The message with the advice."""
        return f"{self.message.removesuffix('.')}; {self.advice}" if self.advice else self.message


class LimitError(Exception):
    """The query takes more than it may. No row is dropped for it: the query as a whole has no answer."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
