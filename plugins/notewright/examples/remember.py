"""Results of cells, kept while nothing they depend on changes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from notewright.cache import Store, digest
from notewright.examples.cell import Cell
from notewright.examples.dependency import Surroundings
from notewright.examples.job import (
    Result,
    decode_dependencies,
    decode_output,
    encode_dependencies,
    encode_output,
)
from notewright.examples.output import Asset, Output

_RESULTS = "example-results"
_ASSETS = "example-assets"


@dataclass(frozen=True, slots=True)
class Memory:
    """The results of cells by their keys. What cannot be read, and what is stale, is forgotten."""

    store: Store
    surroundings: Surroundings

    def recall(self, key: str, cell: Cell) -> tuple[Output, ...] | None:
        """What a cell put out when all was as it is now."""
        entry = self.store.read(_RESULTS, key)
        if entry is None:
            return None
        try:
            said = json.loads(entry)
            if said["line"] not in (None, cell.line):
                return None
            if not all(map(self.surroundings.hold, decode_dependencies(said["dependencies"]))):
                return None
            return tuple(decode_output(output, self._asset) for output in said["outputs"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, key: str, cell: Cell, result: Result) -> None:
        """Keep the result of a cell that succeeded."""
        assert result.failure is None, "a failure is not kept: it may have been chance"
        # A cell that prints its own traceback prints a line of the note.
        names_lines = any(cell.path in output.text for output in result.outputs)
        said = {
            "outputs": [encode_output(output, self._keep_asset) for output in result.outputs],
            "dependencies": encode_dependencies(result.dependencies),
            "line": cell.line if names_lines else None,
        }
        self.store.write(_RESULTS, key, json.dumps(said).encode())

    def _keep_asset(self, asset: Asset) -> str:
        key = digest(asset.data)
        self.store.write(_ASSETS, key, asset.data)
        return key

    def _asset(self, name: str, key: str) -> bytes:
        data = self.store.read(_ASSETS, key)
        if data is None:
            raise KeyError(name)
        return data
