"""Links of a note as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from notewright.values import Link, Value, parse_link
from notewright.vault.outlink import Outlink
from notewright.vault.plain import shown_target
from notewright.vault.syntax.redacted import unveiled

Resolve: TypeAlias = Callable[[str], str | None]
"""From the words of a link in one note to the path of the file that it leads to."""

_PLAIN = frozenset({type(None), str, float, int, bool})


def link_value(link: Outlink) -> Link:
    """A link as it is written. It always has words to show: its own, or those that name its target."""
    display = unveiled(link.display or "") or shown_target(link.target, link.fragment)
    written = f"{link.target}#{link.fragment}" if link.fragment else link.target
    return replace(parse_link(written.replace("|", "\\|"), embed=link.embed), display=display)


def resolved(value: Value, resolve: Resolve) -> Value:
    """A value whose links say which file they lead to, as far as there is one."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Link):
        path = resolve(value.path)
        return value if path is None else value.leading_to(path)
    if isinstance(value, list):
        return [resolved(member, resolve) for member in value]
    if isinstance(value, Mapping):
        return {key: resolved(member, resolve) for key, member in value.items()}
    return value
