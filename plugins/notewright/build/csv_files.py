"""The files of comma-separated values that readers may see, as queries read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notewright.build.hidden import Hidden
from notewright.build.redact import Redactor
from notewright.values import Value, from_csv

Rows = Sequence[Mapping[str, Value]]


@dataclass(frozen=True)
class CsvFiles:
    """The files by their vault paths; only these are ever read. Each is read once."""

    places: Mapping[str, Path] = field(default_factory=dict)
    hidden: Hidden = field(default_factory=Hidden)
    _read: dict[str, Rows | None] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, path: str) -> Rows | None:
        """The rows of a file, in which links name nothing private; None where no such file can be read."""
        if path not in self._read:
            self._read[path] = self._rows(path) if path in self.places else None
        return self._read[path]

    def _rows(self, path: str) -> Rows | None:
        try:
            text = self.places[path].read_bytes().decode("utf-8-sig", errors="replace")
        except OSError:
            return None
        return from_csv(Redactor(self.hidden, path).query(text) if self.hidden and "[" in text else text)
