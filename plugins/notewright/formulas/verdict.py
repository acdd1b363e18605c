"""What is known about a formula after it was compared with its function."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from notewright.formulas.binding import Binding, OptOut
from notewright.formulas.lexer import Notation

State: TypeAlias = Literal["verified", "refuted", "unsupported", "inconclusive", "opted-out"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a note and the comment that binds it. `line` and `column` are where its text begins."""

    path: str
    line: int
    column: int
    text: str
    notation: Notation
    binding: Binding | OptOut


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Inputs at which a formula and its function differ. A side without a finite value is given in words."""

    inputs: tuple[tuple[str, Any], ...]
    formula: float | str
    reference: float | str
    index: tuple[int, ...] = ()
    """The element compared, counted from 1, where the function gives an array."""

    def __str__(self) -> str:
        inputs = ", ".join(f"{name} = {_short(value)}" for name, value in self.inputs)
        place = f"element {','.join(map(str, self.index))}: " if self.index else ""
        mine, theirs = _told_apart(self.formula, self.reference)
        return f"{place}the formula gives {mine}, the function {theirs}, at {inputs}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome. `offset` is a place in the formula's text; `stable` is False where it is right but overflows."""

    state: State
    reference: str = ""
    draws: int = 0
    message: str = ""
    offset: int = 0
    counterexample: Counterexample | None = None
    stable: bool = True
    seed: str = ""
    in_comment: bool = False
    """Whether what is wrong stands in the comment, where `offset` says nothing."""
    error: float = 0.0
    """The largest relative error among the draws at which floats were compared, of a verified formula."""

    @property
    def lasts(self) -> bool:
        """Whether the same formula and function will get it again: not where a process hung or nothing was imported."""
        if self.state == "unsupported":
            return not self.in_comment
        return self.state != "inconclusive" or bool(self.seed)

    def to_json(self) -> dict[str, Any]:
        """A dictionary of what JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        """The verdict that `to_json` wrote."""
        example = data.get("counterexample")
        if example is not None:
            inputs = tuple((str(name), value) for name, value in example["inputs"])
            example = Counterexample(inputs, example["formula"], example["reference"], tuple(example["index"]))
        return cls(**{**data, "counterexample": example})


def _told_apart(mine: float | str, theirs: float | str) -> tuple[str, str]:
    """Both with as few digits as show that they differ."""
    if isinstance(mine, float) and isinstance(theirs, float):
        for digits in range(6, 17):
            shown = f"{mine:.{digits}g}", f"{theirs:.{digits}g}"
            if shown[0] != shown[1]:
                return shown
        return repr(mine), repr(theirs)
    return _short(mine), _short(theirs)


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_short(part) for part in value) + "]"
    return str(value)
