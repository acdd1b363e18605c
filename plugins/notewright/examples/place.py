"""Where an output is rendered, and with what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from notewright.examples.options import Options


def _plain(text: str) -> str:
    return f"<pre>{escape(text, quote=False)}</pre>"


def _code(text: str, _display: bool) -> str:
    return f"<code>{escape(text, quote=False)}</code>"


@dataclass(frozen=True, slots=True)
class Place:
    """One output's place. The layers above lend what this one has not: Markdown, and formulas."""

    options: Options
    assets: str = ""
    """What stands before the name of an asset in an address: empty, or ending with `/`."""
    number: int = 1
    """The output is this one of `count` of its kind."""
    count: int = 1
    markdown: Callable[[str], str] = _plain
    """Markdown to HTML."""
    math: Callable[[str, bool], str] = _code
    """LaTeX, without dollars, to HTML; whether it is displayed on a line of its own."""
