"""What each step of a query did, told as it runs."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from notewright.dataview.tree import Clause, Header

Part: TypeAlias = Clause | Header


class Step(NamedTuple):
    """A part of a query: how many rows came to it, how many went on, and for how many it had no value."""

    part: Part
    read: int
    kept: int
    dropped: int = 0
