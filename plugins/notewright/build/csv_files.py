"""The files of comma-separated values that readers may see, as queries read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notewright.build.hidden import Hidden
from notewright.build.raw_links import public_html
from notewright.build.redact import Redactor
from notewright.values import Value, from_csv
from notewright.vault.syntax.redacted import RESERVED

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
        text = RESERVED.sub("\ufffd", text)
        rows = from_csv(Redactor(self.hidden, path).value(text) if self.hidden and "[" in text else text)
        return [self._public(row, path) for row in rows] if self.hidden and "<" in text else rows

    def _public(self, row: Mapping[str, Value], path: str) -> Mapping[str, Value]:
        """A row in which no address in HTML leads to something private."""

        def leads_to_hidden(address: str) -> str | None:
            return self.hidden.behind_address(address, path)

        def public(value: Value) -> Value:
            return public_html(value, leads_to_hidden) if isinstance(value, str) else value

        return {key: public(value) for key, value in row.items()}
