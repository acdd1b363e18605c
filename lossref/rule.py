"""What a rule is: a function that computes one formula, and knows it.

A rule is a line of a method: how parameters or averages are renewed, or how back-propagation carries slopes through a
layer. It is written as one function of checked float64 arrays (`checks`) with the decorator `rule`, and found like a
loss (`families`).
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, ParamSpec

import numpy as np

from lossref.argument import Argument
from lossref.arrays import Array
from lossref.checks import checked
from lossref.facts import Source
from lossref.registry import annotate, arguments_of
from lossref.show import rule_as_html

P = ParamSpec("P")


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleFacts:
    """What is claimed of a rule; tests hold the formula against the function."""

    formula: str
    """LaTeX of one element of the result."""

    sets: str
    """What the result is called in a text: the `\\theta_j` of `\\theta_j \\leftarrow …`."""

    symbols: str
    """The arguments as `formula` writes them, `\\theta, g, rate=\\eta`, so that it can be verified numerically."""

    element: str
    """The indices of the element that `formula` is about: `j`, or `i,k`."""

    source: Source


class Rule(RuleFacts, Generic[P]):
    """A function with its formula. Call it as the function it wraps."""

    name: str
    summary: str
    """The first line of the docstring."""

    arguments: Mapping[str, Argument]
    """The annotated arguments, in order."""

    __wrapped__: Callable[P, Array]
    __signature__: inspect.Signature

    def __init__(self, function: Callable[P, Array], facts: RuleFacts) -> None:
        vars(self).update(vars(facts))
        functools.update_wrapper(self, function)
        self.name = function.__name__
        self.summary = (inspect.getdoc(function) or "").partition("\n")[0]
        self.arguments = arguments_of(function)
        annotate(self, function, Array)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Array:
        """The new values."""
        body: Callable[..., Array] = self.__wrapped__
        try:
            given = self.__signature__.bind(*args, **kwargs)
            given.apply_defaults()
            arguments = checked(self.arguments, given.arguments)
            with np.errstate(all="ignore"):
                return np.asarray(body(**arguments) + 0.0)
        except (TypeError, ValueError) as error:
            error.args = (f"{self.name}: {error}",)
            raise

    def __repr__(self) -> str:
        return f"<rule {self.name}>"

    def _repr_html_(self) -> str:
        return rule_as_html(self.name, self.summary, self.sets, self.formula, self.source)

    def _repr_latex_(self) -> str:
        return f"$$ {self.sets} \\leftarrow {self.formula} $$"

    def __reduce__(self) -> str:
        return self.name


class rule(RuleFacts):  # noqa: N801  (a decorator reads as a verb)
    """Make a function a `Rule` with this formula."""

    def __call__(self, function: Callable[P, Array]) -> Rule[P]:
        """The rule that the function computes."""
        return Rule(function, self)
