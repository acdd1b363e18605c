"""What an annotation such as `"real[n,C]"` says of an argument: which numbers, along which axes."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

_ANNOTATION = re.compile(r"(?P<domain>[a-z]+)(\((?P<classes>\w+)\))?(\[(?P<axes>\w+(,\s*\w+)*)\])?")

BATCH = "n"
"""The axis name that stands for the batch: any number of axes, none for a single number or row."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An annotated argument. Every axis but `n` is exactly one axis; digits are a fixed length (`real[n,4]`)."""

    name: str
    domain: str
    axes: tuple[str, ...] = ()
    classes: str = ""
    """The axis that counts the classes of an integer label: `C` in `label(C)[n]`; none where any class may come."""

    is_optional: bool = False
    """Whether None is accepted: `Annotated[ArrayLike | None, "nonnegative[C]"]`."""

    @property
    def is_scalar(self) -> bool:
        """Whether the argument is one number, not an array."""
        return not self.axes


def read_argument(name: str, annotation: str, is_optional: bool = False) -> Argument:
    """The argument that an annotation describes."""
    match = _ANNOTATION.fullmatch(annotation)
    if match is None:
        raise ValueError(
            f"{name}: {annotation!r} is no domain; write for example 'real[n]', 'positive' or 'label(C)[n]'"
        )
    axes = tuple(axis.strip() for axis in (match["axes"] or "").split(",") if axis)
    return Argument(name, match["domain"], axes, match["classes"] or "", is_optional)


def read_arguments(hints: Mapping[str, object]) -> dict[str, Argument]:
    """The annotated arguments of a function among its type hints; the others are flags, of which nothing is asked."""
    annotated = {name: typing.get_args(hint) for name, hint in hints.items() if typing.get_origin(hint) is Annotated}
    return {
        name: read_argument(name, annotation, type(None) in typing.get_args(kind))
        for name, (kind, annotation, *_) in annotated.items()
    }


def read_flags(hints: Mapping[str, object]) -> tuple[str, ...]:
    """The arguments of a function that are True or False, from its type hints."""
    return tuple(name for name, hint in hints.items() if hint is bool and name != "return")


def hints_of(function: Callable[..., object]) -> dict[str, object]:
    """The type hints of a function, resolved, with what `Annotated` adds to them."""
    return typing.get_type_hints(function, include_extras=True)
