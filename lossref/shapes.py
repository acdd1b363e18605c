"""Axes are equal by name or the call is refused: nothing is broadcast."""

from __future__ import annotations

from lossref.argument import BATCH, Argument

Shape = tuple[int, ...]


class Axes:
    """The lengths of the axes of one call, each set by the first argument that has it."""

    def __init__(self, may_be_empty: tuple[str, ...] = ()) -> None:
        """Of a loss whose value is the sum of terms along these axes: it is 0 where there is none."""
        self._may_be_empty = {BATCH, *may_be_empty}
        self._lengths: dict[str, Shape] = {}
        self._setters: dict[str, tuple[Argument, Shape]] = {}

    def __getitem__(self, axis: str) -> int:
        return self._lengths[axis][0]

    def add(self, argument: Argument, shape: Shape) -> None:
        """Take the axes of an argument; ValueError when they are not those of the arguments before it."""
        found = _split(argument, shape)
        expected = {axis: (int(axis),) if axis.isdigit() else self._lengths.get(axis, found[axis]) for axis in found}
        if found != expected:
            setter = next(self._setters.get(axis) for axis in found if found[axis] != expected[axis])
            raise ValueError(_mismatch(argument, shape, _joined(argument, expected), setter))
        for axis, lengths in found.items():
            if axis not in self._may_be_empty and lengths == (0,):
                raise ValueError(f"{argument.name} has shape {shape}: axis {axis} must not be empty")
        self._lengths.update(found)
        self._setters = dict.fromkeys(found, (argument, shape)) | self._setters


def _mismatch(argument: Argument, shape: Shape, expected: Shape, setter: tuple[Argument, Shape] | None) -> str:
    """What is wrong with a shape, beside that of the argument that has set the length of the axis."""
    name, before, own = argument.name, "", ""
    if setter is not None:
        first, its_shape = setter
        before = f", {first.name} shape {its_shape}"
        if first.axes != argument.axes:
            # Which axis is which is told where it does not go without saying.
            before, own = f"{before} as [{', '.join(first.axes)}]", f" as [{', '.join(argument.axes)}]"
    can_reshape = _size(shape) == _size(expected)
    mend = f"reshape {name} to {expected}" if can_reshape else f"{name} must have shape {expected}"
    return f"{name} has shape {shape}{before}: {mend}{own}"


def _split(argument: Argument, shape: Shape) -> dict[str, Shape]:
    """The lengths along each named axis; the batch takes what the others leave."""
    axes, spare = argument.axes, len(shape) - len(argument.axes)
    if spare < 0 and not (BATCH in axes and spare == -1):
        raise ValueError(f"{argument.name} has shape {shape}, but needs the axes [{', '.join(axes)}]")
    if spare > 0 and BATCH not in axes:
        raise ValueError(f"{argument.name} has shape {shape}, but has only the axes [{', '.join(axes)}]")
    lengths: dict[str, Shape] = {}
    start = 0
    for axis in axes:
        stop = start + 1 + (spare if axis == BATCH else 0)
        # The same axis twice, as in a square matrix [C,C], must agree with itself.
        if lengths.setdefault(axis, shape[start:stop]) != shape[start:stop]:
            raise ValueError(f"{argument.name} has shape {shape}: its axes {axis} must have one length")
        start = stop
    return lengths


def _joined(argument: Argument, lengths: dict[str, Shape]) -> Shape:
    return tuple(length for axis in argument.axes for length in lengths[axis])


def _size(shape: Shape) -> int:
    size = 1
    for length in shape:
        size *= length
    return size
