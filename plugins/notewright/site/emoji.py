"""Emoji without a request to another site: the reader's own font draws them, and Material's icons are in the page."""

from __future__ import annotations

from typing import Any

from material.extensions.emoji import to_svg, twemoji

__all__ = ["draw", "twemoji"]


def draw(index: str, shortname: str, alias: str, uc: str | None, alt: str, *rest: Any) -> Any:
    """What the extension for emoji asks for: the character of an emoji, the drawing of an icon."""
    return alt if uc else to_svg(index, shortname, alias, uc, alt, *rest)
