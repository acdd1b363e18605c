"""The `#|` lines at the top of a cell: what a reader sees of it, and how it runs."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

PREFIX = "#|"

_LINE = re.compile(r"#\|\s*(?P<name>[\w-]+)\s*:(?P<value>.*)")
_ID = re.compile(r"[A-Za-z][\w.:-]*")
_EXCEPTION = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


class OptionError(Exception):
    """A `#|` line that says nothing we know; `index` counts the lines of the cell from 0."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(message)
        self.index = index
        self.message = message


class Show(StrEnum):
    """What a page shows of a cell."""

    BOTH = "both"
    """The source, then the output."""
    OUTPUT = "output"
    SOURCE = "source"
    FOLD = "fold"
    """The output, and the source behind a click."""
    NONE = "none"
    """Nothing: the cell prepares those after it."""


@dataclass(frozen=True, slots=True)
class Options:
    """A cell's options. Only `raises` changes what a cell puts out; the others change what is made of it."""

    id: str = ""
    """The name of the cell's output on its page, to link to."""
    caption: str = ""
    alt: str = ""
    """What a figure shows, in words."""
    show: Show = Show.BOTH
    timeout: float | None = None
    """Seconds the cell may take."""
    raises: str = ""
    """The exception that the cell must end with."""


def parse_options(lines: Sequence[str]) -> Options:
    """The options in a run of `#|` lines."""
    values: dict[str, object] = {}
    for index, line in enumerate(lines):
        name, text = _split(index, line)
        if name in values:
            raise OptionError(index, f"the option `{name}` is given twice; keep one")
        try:
            values[name] = _READERS[name](text)
        except ValueError as error:
            raise OptionError(index, f"the option `{name}` {error}") from None
    return Options(**values)  # type: ignore[arg-type]  # the readers below have the fields' types


def _split(index: int, line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line.rstrip())
    if not found:
        raise OptionError(index, "an option is written `#| name: value`")
    if found["name"] not in _READERS:
        raise OptionError(index, f"no option is called `{found['name']}`; there are {', '.join(sorted(_READERS))}")
    value = _unquoted(found["value"].strip())
    if not value:
        raise OptionError(index, f"the option `{found['name']}` has no value; give one or remove the line")
    return found["name"], value


def _unquoted(text: str) -> str:
    """Values need no quotes; those who come from YAML write them all the same."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" and text[0] not in text[1:-1]
    return text[1:-1] if quoted else text


def _read_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError("must be a letter, then letters, digits, `-`, `_`, `.` or `:`")
    return text


def _read_show(text: str) -> Show:
    try:
        return Show(text)
    except ValueError:
        raise ValueError(f"must be one of {', '.join(Show)}") from None


def _read_timeout(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise ValueError("must be a number of seconds above 0")
    return seconds


def _read_exception(text: str) -> str:
    if not _EXCEPTION.fullmatch(text):
        raise ValueError("must be the name of one exception, such as ValueError")
    return text


_READERS: dict[str, Callable[[str], object]] = {
    "id": _read_id,
    "caption": str,
    "alt": str,
    "show": _read_show,
    "timeout": _read_timeout,
    "raises": _read_exception,
}
