"""What YAML holds as JavaScript writes it when a text is asked for."""

from __future__ import annotations

from notewright.values import format_number


def script_text(value: object) -> str:
    """`true`, `1.5`, `null` …"""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return format_number(value)
    if isinstance(value, list):
        return ",".join("" if member is None else script_text(member) for member in value)
    return value if isinstance(value, str) else "[object Object]"
