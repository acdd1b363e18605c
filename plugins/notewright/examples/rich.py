"""Objects that know how to show themselves, by the method names that notebooks made common."""

from __future__ import annotations


def rich_text(value: object, method: str) -> str | None:
    """What the object says through `_repr_html_` or its like; None when it has no such method or says nothing."""
    if isinstance(value, type):
        return None  # a class is not one of its objects
    show = getattr(value, method, None)
    said = show() if callable(show) else None
    if isinstance(said, tuple):
        said = said[0]  # with metadata behind it
    return said if isinstance(said, str) else None
