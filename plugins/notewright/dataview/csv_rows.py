"""csv("path"): the rows of a file of comma-separated values in the vault."""

from __future__ import annotations

import re

from notewright.dataview.clauses import DataRow
from notewright.dataview.context import Context
from notewright.dataview.error import ExecutionError
from notewright.dataview.tree import CsvSource, Source, sources

_ADDRESS = re.compile(r"(?:https?|file)://", re.IGNORECASE)
_BAR = re.compile("█++")


def csv_path(source: CsvSource, context: Context) -> str:
    """The file that is meant: beside the origin if there is one, else by its path in the vault.

    Raises:
        ExecutionError: for an address of the web.
    """
    if _ADDRESS.match(source.path):
        message = "csv() reads files of the vault, since a build asks no other site; save the file there and name it"
        raise ExecutionError(message, source.offset)
    if source.path.startswith("/"):
        return source.path[1:]
    folder, slash, _ = (context.origin or "").rpartition("/")
    beside = f"{folder}{slash}{source.path}"
    return beside if context.rows(beside) is not None else source.path


def is_csv(path: str) -> bool:
    """Whether a path of a source is that of such a file; of a private one nothing but a bar is left."""
    return path.lower().endswith(".csv") or _BAR.fullmatch(path) is not None


def csv_rows(path: str, source: Source, context: Context) -> list[DataRow]:
    """The rows, whose ids are texts such as `data.csv#0`. `source` is that in which the file is named.

    Raises:
        ExecutionError: when there is no such file.
    """
    rows = context.rows(path)
    if rows is None:
        named = (part for part in sources(source) if isinstance(part, CsvSource))
        offset = next((part.offset for part in named if path.endswith(part.path.removeprefix("/"))), None)
        raise ExecutionError(f"Failed to load data from path '{path}'.", offset, _looked(path, context))
    return [(f"{path}#{number}", row) for number, row in enumerate(rows)]


def _looked(path: str, context: Context) -> str:
    """Where the file was looked for."""
    folder, slash, _ = (context.origin or "").rpartition("/")
    beside = f"`{folder}{slash}{path}`, beside the note, and at " if slash and not _BAR.fullmatch(path) else ""
    return f"no public file of the vault is at {beside}`{path}`"
