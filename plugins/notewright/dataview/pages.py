"""What a query needs to know of the vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from notewright.values import Value


class Pages(Protocol):
    """The notes, by path. Every answer that lists notes lists paths."""

    def paths(self) -> Sequence[str]:
        """All notes, in the order in which a query without SORT gives them."""

    def page(self, path: str) -> Mapping[str, Value]:
        """A note's fields, `file` among them; a KeyError when the path is none of a note."""

    def rows(self, path: str) -> Sequence[Mapping[str, Value]] | None:
        """The rows of a file of comma-separated values; None where none can be read."""

    def tagged(self, tag: str) -> Sequence[str]:
        """The notes with a tag or a subtag of it; `tag` is without `#`, in any case."""

    def in_folder(self, folder: str) -> Sequence[str] | None:
        """The notes below a folder; None when there is no such folder."""

    def resolve(self, link_path: str, origin: str) -> str | None:
        """The path of the file that a link's text leads to, seen from a note."""

    def linking_to(self, path: str) -> Sequence[str]:
        """The notes with a link that leads to a file."""

    def linked_from(self, path: str) -> Sequence[str]:
        """The files that a note's links lead to."""

    def linking_to_unresolved(self, text: str) -> Sequence[str]:
        """The notes with a link of exactly this text that leads nowhere."""
