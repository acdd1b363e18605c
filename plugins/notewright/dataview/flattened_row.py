"""A row that differs in one name from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from notewright.values import Value


class FlattenedRow(Mapping[str, Value]):
    """The names of a row, one of them with another value. The row is shared: rows are never changed."""

    __slots__ = ("_name", "_row", "_value")

    def __init__(self, row: Mapping[str, Value], name: str, value: Value) -> None:
        self._row = row
        self._name = name
        self._value = value

    def __getitem__(self, name: str) -> Value:
        return self._value if name == self._name else self._row[name]

    def get(self, name: str, default: Value = None) -> Value:  # type: ignore[override]
        """The value of a name: what each variable of each row asks for."""
        return self._value if name == self._name else self._row.get(name, default)

    def __contains__(self, name: object) -> bool:
        return name == self._name or name in self._row

    def __iter__(self) -> Iterator[str]:
        yield from self._row
        if self._name not in self._row:
            yield self._name

    def __len__(self) -> int:
        return len(self._row) + (self._name not in self._row)
