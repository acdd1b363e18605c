"""An object whose members are worked out when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from notewright.values import Value

_Subject = TypeVar("_Subject")


class Lazy(Mapping[str, Value], Generic[_Subject]):
    """What `makers` make of a subject, each once."""

    __slots__ = ("_known", "_makers", "subject")

    def __init__(self, makers: Mapping[str, Callable[[_Subject], Value]], subject: _Subject) -> None:
        self._makers = makers
        self.subject = subject
        self._known: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._known:
            self._known[name] = self._makers[name](self.subject)
        return self._known[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The member, or `default` where there is none."""
        return self[name] if name in self._makers else default

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __repr__(self) -> str:
        return repr(dict(self))
