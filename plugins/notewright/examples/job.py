"""What goes to the process of a note, and what comes back."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notewright.examples.cell import NoteCells
from notewright.examples.dependency import Dependency, Kind
from notewright.examples.outcome import CellFailure
from notewright.examples.output import Asset, Output
from notewright.examples.settings import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """A note to run. It can be pickled, so that any `concurrent.futures.Executor` can take it to a worker."""

    note: NoteCells
    settings: Settings

    @property
    def folder(self) -> Path:
        """Where the cells run: the note's folder, so that they may read what lies beside it."""
        folder = (self.settings.folder / self.note.path).parent
        return folder if folder.is_dir() else self.settings.root

    def timeouts(self) -> tuple[float, ...]:
        """The seconds that each cell may take."""
        return tuple(cell.options.timeout or self.settings.timeout for cell in self.note.cells)


@dataclass(frozen=True, slots=True)
class Result:
    """What a worker says of one cell. `dependencies` are those of the note up to this cell."""

    outputs: tuple[Output, ...]
    failure: CellFailure | None
    seconds: float
    dependencies: tuple[Dependency, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process of a note ended. `dump` is what Python wrote about where it was, if it could."""

    status: str
    dump: str
    late: bool
    """It was stopped from outside, since it did not stop itself."""


@dataclass(frozen=True, slots=True)
class Report:
    """A result for each cell that was reached; fewer, with no failure, when the process ended in a cell."""

    results: tuple[Result, ...]
    ended: Ended


def encode_result(result: Result) -> bytes:
    """The result as JSON: what a cell's process says is read, never unpickled."""
    failure = result.failure
    said = {
        "outputs": [encode_output(output, _as_text) for output in result.outputs],
        "failure": failure and [failure.code, failure.line, failure.message, failure.traceback],
        "seconds": result.seconds,
        "dependencies": encode_dependencies(result.dependencies),
    }
    return json.dumps(said).encode()


def decode_result(data: bytes) -> Result:
    """The result in JSON; raises ValueError, KeyError or TypeError for what is none."""
    said = json.loads(data)
    return Result(
        tuple(decode_output(output, lambda _, body: base64.b64decode(body)) for output in said["outputs"]),
        said["failure"] and CellFailure(*said["failure"]),
        said["seconds"],
        decode_dependencies(said["dependencies"]),
    )


def encode_report(report: Report) -> bytes:
    """The report as JSON."""
    ended = report.ended
    results = [encode_result(result).decode() for result in report.results]
    return json.dumps([results, [ended.status, ended.dump, ended.late]]).encode()


def decode_report(data: bytes) -> Report:
    """The report in JSON."""
    results, ended = json.loads(data)
    return Report(tuple(decode_result(result.encode()) for result in results), Ended(*ended))


def _as_text(asset: Asset) -> str:
    return base64.b64encode(asset.data).decode()


def encode_output(output: Output, keep: Callable[[Asset], str]) -> dict[str, Any]:
    """An output for JSON; `keep` says how a file is written down."""
    assets = [[asset.name, keep(asset)] for asset in output.assets]
    return {"kind": output.kind, "text": output.text, "assets": assets, "facts": dict(output.facts)}


def decode_output(said: dict[str, Any], find: Callable[[str, str], bytes]) -> Output:
    """The output; `find` is given a file's name and what was written down for it."""
    assets = tuple(Asset(name, find(name, body)) for name, body in said["assets"])
    return Output(said["kind"], said["text"], assets, said["facts"])


def encode_dependencies(dependencies: tuple[Dependency, ...]) -> list[list[str]]:
    """Dependencies for JSON."""
    return [[each.kind, each.name, each.digest] for each in dependencies]


def decode_dependencies(said: list[list[str]]) -> tuple[Dependency, ...]:
    """Dependencies from JSON."""
    return tuple(Dependency(Kind(kind), name, digest) for kind, name, digest in said)
