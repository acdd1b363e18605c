"""The function that a formula claims to describe, and the domains its annotations declare."""

from __future__ import annotations

import importlib
import inspect
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_NAMES = "real positive nonnegative nonpositive nonzero unit probability simplex onehot binary sign count label"
DOMAINS = frozenset(_NAMES.split())
_DOMAIN = re.compile(
    r"\s*(?P<name>[a-z]+)\s*(?:\(\s*(?P<of>\w+)\s*\))?\s*(?:\[\s*(?P<axes>\w+(?:\s*,\s*\w+)*)\s*\])?\s*$"
)


class ReferenceError(Exception):
    """There is no such function, or it does not say what it takes."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What an argument may be: `label(C)[n]` is a class below the length C for each n."""

    name: str
    axes: tuple[str, ...] = ()
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A function found by name, with its parameters in order and their domains where they declare one."""

    name: str
    function: Callable[..., Any]
    parameters: tuple[str, ...]
    domains: Mapping[str, Domain]
    positional: tuple[str, ...] = ()
    """The parameters that a call may not name."""

    @property
    def reduces(self) -> bool:
        """Whether it has a `reduction` to switch off."""
        return "reduction" in self.parameters

    @property
    def is_gradient(self) -> bool:
        """Whether its name says that it gives a derivative: `huber.gradient`, `huber_gradient`, `grad`."""
        last = self.name.rpartition(".")[2]
        return last in ("gradient", "grad") or last.endswith(("_gradient", "_grad"))


def load(name: str, allowed: tuple[str, ...]) -> Reference:
    """Import a function by its dotted name; only modules below `allowed` are imported."""
    if not any(name == module or name.startswith(f"{module}.") for module in allowed):
        known = ", ".join(allowed) or "none"
        raise ReferenceError(
            f"{name.split('.')[0]} may not be imported: add it to the option `formulas: references` (now {known})"
        )
    function = _find(name)
    if not callable(function):
        raise ReferenceError(f"{name} is not a function")
    return _described(name, function)


def _find(name: str) -> Any:
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        module = ".".join(parts[:length])
        try:
            found: Any = importlib.import_module(module)
        except ModuleNotFoundError as error:
            if error.name is not None and (module == error.name or module.startswith(f"{error.name}.")):
                continue
            raise ReferenceError(f"importing {module} failed: {error}; mend it or `formulas: references`") from None
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            raise ReferenceError(f"importing {module} failed: {type(error).__name__}: {error}") from None
        return _attribute(found, parts, length)
    raise ReferenceError(f"there is no module {parts[0]}: is it installed, or on the path of `formulas: references`?")


def _attribute(found: Any, parts: list[str], start: int) -> Any:
    for place in range(start, len(parts)):
        owner = ".".join(parts[:place])
        try:
            found = getattr(found, parts[place])
        except AttributeError:
            raise ReferenceError(f"{owner} has no {parts[place]}: correct the name in the comment") from None
        except Exception as error:
            raise ReferenceError(f"{owner}.{parts[place]} failed: {type(error).__name__}: {error}") from None
    return found


def _described(name: str, function: Callable[..., Any]) -> Reference:
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        raise ReferenceError(f"{name} has no signature that Python can read") from None
    hints = _hints(function)
    domains: dict[str, Domain] = {}
    for parameter in signature.parameters.values():
        annotation = hints.get(parameter.name, parameter.annotation)
        text = _metadata(annotation)
        domain = None if text is None else read_domain(text)
        if text is not None and domain is None:
            raise ReferenceError(f"parameter {parameter.name} of {name}: the domain {text!r} is not known")
        if domain is not None:
            domains[parameter.name] = domain
    positional = [item.name for item in signature.parameters.values() if item.kind is item.POSITIONAL_ONLY]
    return Reference(name, function, tuple(signature.parameters), domains, tuple(positional))


def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    """Annotations as objects, wherever the callable keeps them."""
    candidates = [
        function,
        inspect.unwrap(function),
        getattr(function, "__func__", None),
        type(function).__dict__.get("__call__"),
    ]
    for candidate in candidates:
        if candidate is None:
            continue
        try:
            hints = typing.get_type_hints(candidate, include_extras=True)
        except Exception:
            continue
        if any(_metadata(hint) is not None for hint in hints.values()):
            return hints
    try:
        parameters = inspect.signature(function, eval_str=True).parameters
    except Exception:
        return {}
    return {name: parameter.annotation for name, parameter in parameters.items()}


def _metadata(annotation: Any) -> str | None:
    """The text of `Annotated[…, "real[n]"]`, also inside a union with None."""
    if isinstance(annotation, str):
        found = re.search(r"Annotated\[.*?,\s*(['\"])(?P<text>[^'\"]*)\1", annotation)
        return found["text"] if found else None
    for item in getattr(annotation, "__metadata__", ()):
        if isinstance(item, str):
            return item
    for part in typing.get_args(annotation):
        text = _metadata(part) if not isinstance(part, str) else None
        if text is not None:
            return text
    return None


def read_domain(text: str) -> Domain | None:
    """The domain an annotation names, or None."""
    match = _DOMAIN.match(text)
    if match is None or match["name"] not in DOMAINS or (match["name"] == "label") != (match["of"] is not None):
        return None
    axes = tuple(part.strip() for part in match["axes"].split(",")) if match["axes"] else ()
    if match["name"] in ("simplex", "onehot") and not axes:
        return None
    return Domain(match["name"], axes, match["of"])
