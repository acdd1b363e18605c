"""`file` of a page: what is known of a note's file. Its times are asked for only when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from notewright.build.times import FileFacts
from notewright.values import Value, from_datetime

TIMES = ("ctime", "mtime", "cday", "mday")


class FileFields(Mapping[str, Value]):
    """The fields; those of `TIMES`, whatever stands there, come from the facts."""

    __slots__ = ("_facts", "_fields", "_timed")

    def __init__(self, fields: dict[str, Value], facts: Callable[[], FileFacts]) -> None:
        self._fields = fields
        self._facts = facts
        self._timed = False

    def __getitem__(self, key: str) -> Value:
        """The field."""
        if key in TIMES and not self._timed:
            self._fields.update(_times(self._facts()))
            self._timed = True
        return self._fields[key]

    def __iter__(self) -> Iterator[str]:
        """The names of all fields."""
        return iter(self._fields)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._fields)


def _times(facts: FileFacts) -> dict[str, Value]:
    return {
        "ctime": from_datetime(facts.created),
        "mtime": from_datetime(facts.modified),
        "cday": from_datetime(_midnight(facts.created)),
        "mday": from_datetime(_midnight(facts.modified)),
    }


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
