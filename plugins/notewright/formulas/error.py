"""What is wrong in a formula, and where."""

from __future__ import annotations


class FormulaError(Exception):
    """A formula or binding that is not understood. `offset` counts characters from the start of its text."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message, offset)
        self.message = message
        self.offset = offset

    def __str__(self) -> str:
        return self.message


class BindingError(FormulaError):
    """What is wrong stands in the comment, not in the formula; `offset` says nothing."""
