"""The comma or full stop behind a formula that stands on a line of its own in a sentence."""

from __future__ import annotations


def punctuation_after(text: str, at: int) -> str:
    """The sign right behind the `$$` that ends at `at`; it belongs beside the formula, not at the start of a line."""
    behind = text[at : at + 1]
    is_sign = behind in {",", ".", ";", ":"} and text[at + 1 : at + 2] in {"", " ", "\n"}
    return behind if is_sign and text.endswith("$$", 0, at) else ""
