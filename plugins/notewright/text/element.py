"""A small tree of HTML in which text is still Markdown: what an engine hands to the build to be rendered.

The leaves say what a piece of text is, so that the build can render each one by itself and resolve each link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; it is escaped where it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Markdown:
    """Inline Markdown of an author, to be rendered without the paragraph around it.

    Links in it are read from the note `origin`, where one is named; else from the one that shows it.
    """

    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Blocks(Markdown):
    """Markdown that may hold blocks: lists, tables, code."""


@dataclass(frozen=True, slots=True)
class Html:
    """Text that is HTML already and is written as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class LinkTo:
    """A link to a note: the build finds its address. `embed` shows the target in its place."""

    path: str
    label: str
    subpath: str | None = None
    kind: str = "file"
    embed: bool = False


@dataclass(frozen=True, slots=True)
class Checkbox:
    """The box of a task. `state` is the character in it."""

    state: str


@dataclass(frozen=True, slots=True)
class Element:
    """An element, its attributes in the order written, and what it holds."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Node, ...] = ()

    def opening(self) -> str:
        """The opening tag."""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.tag}{attributes}>"


Node: TypeAlias = Element | Text | Markdown | Html | LinkTo | Checkbox
