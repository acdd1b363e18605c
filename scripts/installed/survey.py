"""Every display formula in the docstrings of a package, and the verdict on those that are bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bindings import Bound, Package
from blocks import blocks_of
from docstrings import docstrings_of

from notewright.formulas import Formula, Verdict, verify

REFERENCES = ("lossref", "computed")


@dataclass(frozen=True, slots=True)
class Found:
    """A formula as it stands in a docstring: the `number`-th of its owner, at a place in the folder of packages."""

    owner: str
    number: int
    path: str
    line: int
    text: str
    bound: Bound | None
    verdict: Verdict | None

    @property
    def state(self) -> str:
        """The verdict in a word."""
        return "no binding" if self.verdict is None else self.verdict.state

    @property
    def is_surprise(self) -> bool:
        """Whether it is refuted without being known as wrong, or verified though it is."""
        return self.bound is not None and self.state == ("verified" if self.bound.wrong else "refuted")


def survey(folder: Path, package: Package) -> list[Found]:
    """The formulas of a package that stands in a folder of packages."""
    return list(_survey(folder, package))


def _survey(folder: Path, package: Package) -> Iterator[Found]:
    for docstring in docstrings_of(folder / package.name):
        path = docstring.file.relative_to(folder).as_posix()
        for number, (offset, text) in enumerate(blocks_of(docstring.text), 1):
            bound = package.formulas.get((docstring.owner, number))
            line = docstring.line + offset
            verdict = None if bound is None else _verdict(path, line, text, bound)
            yield Found(docstring.owner, number, path, line, text, bound, verdict)


def _verdict(path: str, line: int, text: str, bound: Bound) -> Verdict:
    return verify(Formula(path, line, 1, text, "latex", bound.binding), REFERENCES)
