"""What a script says of its end → what is wrong, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from notewright.dataview.javascript.outcome import ScriptError

_FIRST_LINE = 100_000
"""How many lines stand before the script's own: `LINES` in the runtime."""
_PLACE = re.compile(r":(\d+):(\d+)\)?\s*$", re.MULTILINE)
_UNKNOWN = re.compile(r"ReferenceError: (?:'?)([\w$]+)(?:'?) is not defined")
_THROWS_NULL = re.compile(r"\bthrow\s*+(?:\(\s*+)?null\b|\breject\(\s*+null\b")
_DATES = "use `dv.date(…)` or `dv.luxon.DateTime`"
_NOTES = "a script sees the notes only, by `dv.pages` and `dv.page`"
_NO_NETWORK = "scripts ask no other site for anything"
_NO_FILES = "scripts read and write no files"
_PLUGIN = "it belongs to another plugin of the app"
_PAGE = "a page is made with `dv.el`, `dv.paragraph` and the like"
_INSTEAD: Mapping[str, str] = {
    "app": _NOTES,
    "moment": _DATES,
    "luxon": _DATES,
    "Intl": _DATES,
    "performance": _DATES,
    "fetch": _NO_NETWORK,
    "XMLHttpRequest": _NO_NETWORK,
    "requestUrl": _NO_NETWORK,
    "WebSocket": _NO_NETWORK,
    "require": _NO_FILES,
    "process": _NO_FILES,
    "window": _PAGE,
    "setInterval": "a page is made once",
    "Notice": "nobody is there to read it",
    "obsidian": _NOTES,
    "customJS": _NO_FILES,
    "input": _NO_FILES,
    "DataviewAPI": "use `dv`",
    "renderChart": _PLUGIN,
    "renderHeatmapCalendar": _PLUGIN,
}


def failure(result: Mapping[str, Any], script: str) -> ScriptError:
    """The error of a script that came to an end without output."""
    if result.get("unsettled"):
        return ScriptError("the script waits for a promise that nothing settles")
    if result.get("limit") == "unknown" and _THROWS_NULL.search(script):
        # An engine without memory throws `null` as well.
        return ScriptError("the script threw `null`, which is no error")
    if "limit" in result:
        return exhausted(str(result["limit"]))
    message = str(result.get("failed") or "the script ended without a result")
    line, column = _place(str(result.get("stack") or ""), script)
    return ScriptError(_worded(message), "failed", line, column)


def exhausted(message: str) -> ScriptError:
    """The error of a script that used up what the engine has; at the very end that can say nothing any more."""
    if "memory" in message:
        return ScriptError("the script takes more memory than scripts may have", "limit")
    if "stack" in message:
        return ScriptError("the script goes too deep: a function calls itself without end", "limit")
    return ScriptError("the script goes too deep, or takes more memory than scripts may have", "limit")


def _place(stack: str, script: str) -> tuple[int, int]:
    """The innermost place of the stack that is in the script."""
    places = ((int(line), int(column)) for line, column in _PLACE.findall(stack))
    line, column = next(((line - _FIRST_LINE, column) for line, column in places if line > _FIRST_LINE), (0, 0))
    return line, _in_characters(column, script.split("\n"), line)


def _in_characters(column: int, lines: Sequence[str], line: int) -> int:
    """The engine counts the bytes of a line."""
    if not 0 < line <= len(lines):
        return column
    before = lines[line - 1].encode("utf-8", "surrogatepass")[: max(0, column - 1)]
    return len(before.decode("utf-8", "ignore")) + min(1, column)


def _worded(message: str) -> str:
    """The message; of a name that is not there also what is there instead."""
    message = " ".join(message.removeprefix("Error: ").split())[:500]
    unknown = _UNKNOWN.match(message)
    if unknown and unknown[1] in _INSTEAD:
        return f"`{unknown[1]}` is not there when a site is built; {_INSTEAD[unknown[1]]}"
    return message
