"""What every loss asks of its arguments before it computes: real numbers, equal shapes, the domains it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from lossref.argument import Argument
from lossref.arrays import Array, as_floats, as_integer, as_integers
from lossref.domains import DOMAINS, FINITE, Domain, label_fault
from lossref.shapes import Axes


def checked(arguments: Mapping[str, Argument], given: Mapping[str, Any]) -> dict[str, Any]:
    """The values given, converted: arrays to float64 (labels to int64), annotated scalars to float.

    Raises ValueError or TypeError that names the argument, what it is, and what is accepted.
    """
    axes = Axes(arguments["weights"].axes if "weights" in arguments else ())
    values = dict(given)
    if values.get("ignore_index") is not None:
        values["ignore_index"] = as_integer("ignore_index", values["ignore_index"])
    ordered = sorted(arguments.values(), key=_by_dependence)
    for argument in ordered:
        if given[argument.name] is not None:
            values[argument.name] = _convert(argument, values, axes)
        elif not argument.is_optional:
            raise TypeError(f"{argument.name} must not be None")
    # Only now the numbers: a wrong axis would show as sums that are not 1.
    for argument in ordered:
        if given[argument.name] is not None:
            _require_domain(argument, values[argument.name], given)
    return values


@contextmanager
def told_by(name: str) -> Iterator[None]:
    """What is refused inside says the name of the function that refuses it."""
    try:
        yield
    except (TypeError, ValueError) as error:
        error.args = (f"{name}: {error}",)
        raise


def require(name: str, domain: str | Domain, array: Array, reason: str = "") -> None:
    """ValueError, with the reason, when the array is not in the domain.

    A body calls it for what an annotation cannot say: a domain that depends on another argument.
    """
    fault = (DOMAINS[domain] if isinstance(domain, str) else domain).fault(name, array)
    if fault is not None:
        raise ValueError(f"{fault}, {reason}" if reason else fault)


def require_flags(names: Iterable[str], given: Mapping[str, Any]) -> None:
    """TypeError for the first of these arguments that is neither True nor False: 'no' would count as yes."""
    for name in names:
        if not isinstance(given[name], bool | np.bool_):
            raise TypeError(f"{name} must be True or False, not {given[name]!r}")


def _by_dependence(argument: Argument) -> bool:
    # `label(C)` can be checked only when another argument has told the length of C. The sort is stable.
    return argument.domain == "label"


def _convert(argument: Argument, given: Mapping[str, Any], axes: Axes) -> Any:
    name, value = argument.name, given[argument.name]
    if argument.domain == "label":
        labels = as_integers(name, value)
        axes.add(argument, labels.shape)
        classes = axes[argument.classes] if argument.classes else None
        fault = label_fault(name, labels, classes, given.get("ignore_index"))
        if fault is not None:
            raise ValueError(fault)
        return labels
    if argument.is_scalar and isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be a number, not {value}")
    array = as_floats(name, value)
    if argument.is_scalar:
        _require_finite_number(name, array)
    else:
        axes.add(argument, array.shape)
    return float(array) if argument.is_scalar else array


def _require_domain(argument: Argument, value: Any, given: Mapping[str, Any]) -> None:
    name = argument.name
    # Of logarithms the loss itself asks what they are logarithms of.
    if argument.domain != "label" and not (name == "targets" and given.get("log_target")):
        require(name, argument.domain, np.asarray(value))
    if name.endswith("weights"):
        require(name, FINITE, value)


def _require_finite_number(name: str, array: Array) -> None:
    if array.ndim:
        raise ValueError(f"{name} must be one number, but has shape {array.shape}")
    if not np.isfinite(array):
        raise ValueError(f"{name} is {array}; accepted: a finite number")
