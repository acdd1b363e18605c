"""Renders what pages embed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from markdown import Extension, Markdown

from notewright.build.render import Current, NotewrightExtension
from notewright.build.stash import Excerpt, Stash


class Renderer:
    """Renders excerpts as the site renders pages, with the same extensions.

    `current` is what the site renders now. Python-Markdown can read one text at a time, so each depth of embeds has a
    Markdown of its own.
    """

    def __init__(
        self, current: Current, extensions: Sequence[str | Extension], settings: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self.current = current
        self.extensions = extensions
        self.settings = settings
        self._depth = 0
        self._machines: list[tuple[Markdown, Current]] = []

    def __call__(self, excerpt: Excerpt) -> str:
        """The HTML of an excerpt."""
        if self._depth == len(self._machines):
            self._machines.append(self._machine())
        machine, current = self._machines[self._depth]
        current.stash = excerpt.stash
        self._depth += 1
        try:
            return machine.reset().convert(excerpt.markdown)
        finally:
            self._depth -= 1

    def _machine(self) -> tuple[Markdown, Current]:
        current = replace(self.current, stash=Stash(), is_excerpt=True)
        # An extension that is an object holds what belongs to the page in which the excerpt stands.
        others = [each if isinstance(each, str) else copy(each) for each in self.extensions if not _is_ours(each)]
        settings = {name: dict(values) for name, values in self.settings.items() if not _is_ours(name)}
        return Markdown(extensions=[*others, NotewrightExtension(current)], extension_configs=settings), current


def _is_ours(extension: str | Extension) -> bool:
    return extension == NotewrightExtension.__module__ or isinstance(extension, NotewrightExtension)
