"""What a loss is: a function that also knows its gradient, and what is claimed of it.

A loss is written as one function with the signature its users see and the decorator `loss` with the claims. The body
returns `Terms`, the value and the slope of each element or row, computed in one pass. It gets checked float64 arrays
(`checks`), and `weights` and `reduction` are applied to what it returns (`reduce`), so it does not look at them.
Its name stands in the `__all__` of its family (`families`), and nowhere else.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Generic, ParamSpec, TypeVar

import numpy as np

from lossref.argument import Argument, hints_of, read_arguments, read_flags
from lossref.arrays import Numbers, as_result
from lossref.checks import checked, require_flags
from lossref.domains import DOMAINS
from lossref.facts import Facts
from lossref.reduce import Terms, reduced

P = ParamSpec("P")
R = TypeVar("R")


class Loss(Facts, Generic[P]):
    """A loss function with its gradient and the facts claimed of it. Call it as the function it wraps."""

    name: str
    summary: str
    """The first line of the docstring."""

    family: str
    """The module of the loss: `regression`, `binary` …"""

    arguments: Mapping[str, Argument]
    """The annotated arguments, in order; the gradient is taken with respect to the first."""

    gradient: Callable[P, Numbers]
    """The gradient of the reduced value (of the sum where `reduction="none"`), in the shape of argument 0."""

    value_and_gradient: Callable[P, tuple[Numbers, Numbers]]
    """Both from one pass."""

    __wrapped__: Callable[P, Terms]
    __signature__: inspect.Signature

    def __init__(self, function: Callable[P, Terms], facts: Facts) -> None:
        vars(self).update(vars(facts))
        functools.update_wrapper(self, function)
        self.name = function.__name__
        self.summary = (inspect.getdoc(function) or "").partition("\n")[0]
        self.family = function.__module__.rpartition(".")[2]
        self.arguments = arguments_of(function)
        self._flags = read_flags(hints_of(function))
        argument = next(iter(self.arguments))
        self.gradient = self._view(
            "gradient", Numbers, f"The gradient of the reduced value of `{self.name}` by `{argument}`.", _second
        )
        self.value_and_gradient = self._view(
            "value_and_gradient",
            tuple[Numbers, Numbers],
            f"The reduced value of `{self.name}` and its gradient by `{argument}`, from one pass.",
            _both,
        )
        annotate(self, function, Numbers)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Numbers:
        """The reduced value."""
        return self._evaluate(*args, **kwargs)[0]

    def __repr__(self) -> str:
        return f"<loss {self.name}>"

    def _repr_html_(self) -> str:
        from lossref.show import as_html

        explanation = (inspect.getdoc(self.__wrapped__) or "").partition("\n\nParameters\n")[0]
        parameters = self.__signature__.parameters.values()
        return as_html(
            self.name, explanation, self, {p.name: p.default for p in parameters if p.default is not p.empty}
        )

    def _repr_latex_(self) -> str:
        from lossref.show import as_latex

        return as_latex(self)

    def __reduce__(self) -> str:
        # Pickle and copy find the one object by its name, like a function.
        return self.name

    def _evaluate(self, *args: P.args, **kwargs: P.kwargs) -> tuple[Numbers, Numbers]:
        body: Callable[..., Terms] = self.__wrapped__
        try:
            given = self.__signature__.bind(*args, **kwargs)
            given.apply_defaults()
            require_flags(self._flags, given.arguments)
            arguments = checked(self.arguments, given.arguments)
            # NaN and ∞ are answers here: a caller who plots a hole wants no warning.
            with np.errstate(all="ignore"):
                terms = body(**arguments)
                value, slope = reduced(terms, arguments.get("weights"), arguments.get("reduction", "sum"))
        except (TypeError, ValueError) as error:
            error.args = (f"{self.name}: {error}",)
            raise
        if np.may_share_memory(value, slope):
            slope = slope.copy()
        return as_result(value), as_result(slope)

    def _view(
        self, name: str, returns: object, doc: str, pick: Callable[[tuple[Numbers, Numbers]], R]
    ) -> Callable[P, R]:
        """A function of the same arguments that returns a part of what one evaluation gives."""

        @functools.wraps(self.__wrapped__)
        def view(*args: P.args, **kwargs: P.kwargs) -> R:
            return pick(self._evaluate(*args, **kwargs))

        view.__name__, view.__qualname__ = name, f"{self.name}.{name}"
        view.__doc__ = f"{doc}\n\nTakes the arguments of `{self.name}`."
        annotate(view, self.__wrapped__, returns)
        return view


class loss(Facts):  # noqa: N801  (a decorator reads as a verb)
    """Make a function that returns `Terms` a `Loss` with these facts."""

    def __call__(self, function: Callable[P, Terms]) -> Loss[P]:
        """The loss that the function computes."""
        return Loss(function, self)


def _second(both: tuple[Numbers, Numbers]) -> Numbers:
    return both[1]


def _both(both: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    return both


def arguments_of(function: Callable[..., object]) -> dict[str, Argument]:
    """The annotated arguments of a function; ValueError for a domain that there is not."""
    arguments = read_arguments(hints_of(function))
    for argument in arguments.values():
        if argument.domain != "label" and argument.domain not in DOMAINS:
            known = ", ".join([*DOMAINS, "label", "label(C)"])
            raise ValueError(f"{function.__name__}: {argument.name} has domain {argument.domain!r}; known: {known}")
    return arguments


def annotate(wrapper: Any, function: Callable[..., object], returns: object) -> None:
    """Give the wrapper the signature of the function, annotations resolved, for whoever reads domains from it."""
    hints = hints_of(function) | {"return": returns}
    signature = inspect.signature(function)
    wrapper.__annotations__ = hints
    wrapper.__signature__ = signature.replace(
        parameters=[p.replace(annotation=hints.get(p.name, p.annotation)) for p in signature.parameters.values()],
        return_annotation=returns,
    )
