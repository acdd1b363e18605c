"""What a cell put out: a kind, its text and the files it comes with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from notewright.cache import digest


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that belongs to an output. Its name follows from its content: same name, same bytes."""

    name: str
    data: bytes

    @classmethod
    def of(cls, data: bytes, suffix: str) -> Asset:
        """The asset for some bytes; `suffix` begins with its dot."""
        return cls(f"{digest(data)}{suffix}", data)


@dataclass(frozen=True, slots=True)
class Output:
    """One output. `kind` names the module of `outputs` that made it, can render it and knows what `facts` say."""

    kind: str
    text: str = ""
    assets: tuple[Asset, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
