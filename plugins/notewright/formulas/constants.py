"""The numbers that a function's code names: where it changes, if it does, is likely one of them."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from types import CodeType, FrameType
from typing import Any

from notewright.formulas.reference import Reference

# Smaller ones guard against zero, larger ones against overflow; those places are reached by draws of such sizes.
_SMALLEST, _LARGEST = 1e-6, 1e4
_AT_MOST = 16


def constants_of(reference: Reference, run: Callable[[], object]) -> tuple[float, ...]:
    """The sizes of the numbers in the code that a call runs, as far as it belongs to the function's own package."""
    tops = {reference.name.partition(".")[0], str(getattr(reference.function, "__module__", "")).partition(".")[0]}
    seen: dict[CodeType, FrameType] = {}

    def watch(frame: FrameType, event: str, _: Any) -> None:
        own = event == "call" and str(frame.f_globals.get("__name__", "")).partition(".")[0] in tops
        if own and frame.f_code not in seen:
            seen[frame.f_code] = frame

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        run()
    finally:
        sys.setprofile(before if callable(before) else None)
    found = [*_defaults(reference.function)]
    for code, frame in seen.items():
        found += _in_code(code)
        found += [frame.f_globals.get(name) for name in code.co_names]
        found += [frame.f_locals.get(name) for name in code.co_freevars]
    sizes = {abs(float(value)) for value in found if isinstance(value, (int, float)) and not isinstance(value, bool)}
    return tuple(sorted(size for size in sizes if _SMALLEST <= size <= _LARGEST)[:_AT_MOST])


def _in_code(code: CodeType) -> Iterator[object]:
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from _in_code(value)
        elif isinstance(value, (tuple, frozenset)):
            yield from value
        else:
            yield value


def _defaults(function: Any) -> Iterator[object]:
    for parameter in inspect.signature(function).parameters.values():
        yield parameter.default
