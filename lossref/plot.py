"""Pictures of a loss: its value and its gradient, as one number of the prediction moves and all else stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lossref.argument import Argument
from lossref.arrays import Array
from lossref.registry import Loss

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["plot"]

Theme = Literal["light", "dark"]

_THEMES: Mapping[str | None, list[str]] = {None: [], "light": ["default"], "dark": ["dark_background"]}
_POINTS = 601
_LENGTHS = {"n": 1, "C": 3, "d": 2, "m": 2, "K": 1, "M": 1, "N": 1}
_SPANS = {
    "real": (-4.0, 4.0),
    "positive": (0.05, 4.0),
    "nonnegative": (0.0, 4.0),
    "nonpositive": (-4.0, -0.005),
    "unit": (0.005, 0.995),
    "probability": (0.005, 0.995),
    "simplex": (0.005, 0.995),
}
# What targets have a curve each.
_TARGETS: Mapping[str, Sequence[float]] = {
    "real": (0.0,),
    "nonzero": (1.0, -2.0),
    "sign": (1.0, -1.0),
    "binary": (1.0, 0.0),
    "probability": (1.0, 0.0),
    "positive": (1.0,),
    "nonnegative": (1.0,),
    "nonpositive": (0.0,),
    "count": (0.0, 2.0),
    "label": (0, 1),
    "simplex": (0, 1),
    "onehot": (0, 1),
}


def plot(
    loss: Loss[...] | str,
    *,
    targets: Sequence[float] | None = None,
    span: tuple[float, float] | None = None,
    theme: Theme | None = None,
    **options: Any,
) -> Figure:
    """Draw the value of a loss and its gradient side by side, as one number of argument 0 moves.

    Of a row, such as the logits of three classes, the first number moves and the others are 0 (of a distribution: share
    what is left; of a vector of two numbers: 1). What else the loss needs has a curve for each target; arguments beside
    those are 0 if they are the second, else 1, or as the options say.

    Parameters
    ----------
    loss : Loss or str
        A loss, `lossref.huber` say, or its name.
    targets : sequence of numbers, optional
        A curve for each. For classes, the number of the class; without it, what the target's domain suggests.
    span : pair of numbers, optional
        From where to where the number goes. Where the loss refuses it, the curves have a hole.
    theme : {"light", "dark"}, optional
        Colours for a light or a dark page; without it those that Matplotlib is set to.
    **options
        The loss's own: one value, or a list of values with a curve for each. An argument that is an array takes a
        number too; one of several axes, such as a matrix of costs, is given as a NumPy array.

    Returns
    -------
    matplotlib.figure.Figure
        With the axes "value" and "gradient". Matplotlib is imported only here.

    Raises
    ------
    ValueError
        If no number of the loss's argument 0 can move alone (corners of a box), or none changes its value (one
        embedding without others), if an option or all of the span is refused, if two options are lists, or the theme
        is unknown.
    TypeError
        If `loss` is no loss.

    Examples
    --------
    >>> import lossref
    >>> figure = plot(lossref.huber, delta=[0.5, 1.0, 2.0])
    >>> [axes.get_ylabel() for axes in figure.axes]
    ['value', 'gradient']
    >>> figure = plot("gaussian_nll", variance=[0.5, 2.0])
    """
    found = _loss(loss)
    if theme not in _THEMES:
        raise ValueError(f"plot: theme is {theme!r}; accepted: 'light' or 'dark'")
    curves = list(_curves(found, targets, span, options))
    if all(np.unique(curve.value[~np.isnan(curve.value)]).size == 1 for curve in curves):
        raise ValueError(f"plot: {found.name} has one value wherever a number moves alone: there is no curve to draw")
    from matplotlib import style
    from matplotlib.pyplot import subplots

    with style.context(_THEMES[theme]):
        figure, both = subplots(1, 2, figsize=(6.4, 3.2), layout="constrained")
        for axes, name in zip(both, ("value", "gradient"), strict=True):
            for curve in curves:
                axes.plot(curve.x, getattr(curve, name), label=curve.label)
            axes.set(xlabel=next(iter(found.arguments)), ylabel=name)
        if len(curves) > 1:
            both[0].legend()
    return figure


@dataclass(frozen=True, slots=True)
class _Curve:
    label: str
    x: Array
    value: Array
    gradient: Array


def _loss(given: object) -> Loss[...]:
    if isinstance(given, str):
        from lossref import get

        given = get(given)
    if not isinstance(given, Loss):
        raise TypeError(f"plot: loss is {given!r}; accepted: a loss such as lossref.huber, or its name")
    return given


def _curves(
    loss: Loss[...], targets: Sequence[float] | None, span: tuple[float, float] | None, options: dict[str, Any]
) -> Iterator[_Curve]:
    moving, *others = _needed(loss)
    target = next((a for a in others if a.name in {"targets", "labels"}), others[0] if others else None)
    listed = [name for name, value in options.items() if isinstance(value, (list, tuple))]
    if len(listed) > 1:
        raise ValueError(f"{' and '.join(listed)} are lists; only one option may have a curve for each value")
    x = np.linspace(*(span or _SPANS[moving.domain]), _POINTS)
    usual = {a.name: _usual(a, a is others[0]) for a in others}
    ends = [None] if target is None or target.name in options else targets or _TARGETS[target.domain]
    for end in ends:
        for setting in options[listed[0]] if listed else [None]:
            chosen = usual | options | ({listed[0]: setting} if listed else {})
            told = [f"{listed[0]} = {setting:g}"] if listed else []
            if target is not None and end is not None:
                chosen[target.name] = end
                told += [f"{target.name.removesuffix('s')} {end:g}"] if len(ends) > 1 else []
            yield _curve(loss, moving, x, {a.name: _filled(a, chosen[a.name]) for a in others}, chosen, told)


def _curve(
    loss: Loss[...], moving: Argument, x: Array, others: dict[str, Any], options: dict[str, Any], told: list[str]
) -> _Curve:
    fixed = options | others | ({"reduction": "sum"} if "reduction" in loss.__signature__.parameters else {})
    value, slope, refusal = np.full(x.shape, np.nan), np.full(x.shape, np.nan), None
    for index, number in enumerate(x):
        try:
            value[index], slopes = loss.value_and_gradient(_moved(moving, number), **fixed)
        except ValueError as error:
            refusal = error
        else:
            slope[index] = np.ravel(slopes)[0]
    if refusal is not None and np.isnan(value).all():
        raise refusal
    return _Curve(", ".join(told), x, value, slope)


def _needed(loss: Loss[...]) -> list[Argument]:
    parameters = loss.__signature__.parameters
    needed = [a for a in loss.arguments.values() if parameters[a.name].default is parameters[a.name].empty]
    alien = [axis for axis in needed[0].axes if axis not in _LENGTHS]
    if alien:
        raise ValueError(f"plot: no number of {loss.name}'s {needed[0].name} moves alone: there is no curve to draw")
    return needed


def _usual(argument: Argument, is_second: bool) -> Any:
    if argument.domain == "simplex" and argument.axes == ("C",):
        return np.full(_LENGTHS["C"], 1.0 / _LENGTHS["C"])
    return 0.0 if is_second or argument.domain == "label" else 1.0


def _moved(argument: Argument, number: float) -> Array:
    """Argument 0 whose first number is this one."""
    shape = tuple(_LENGTHS[axis] for axis in argument.axes)
    rest = 1.0 if "d" in argument.axes else 0.0
    if len(argument.axes) > 1 and argument.domain in {"simplex", "probability"}:
        rest = (1.0 - number) / (shape[-1] - 1)
    elif len(argument.axes) > 1 and argument.domain == "nonpositive":
        rest = float(np.log(-np.expm1(number) / (shape[-1] - 1)))
    array = np.full(shape, rest)
    array[(0,) * array.ndim] = number
    return array


def _filled(argument: Argument, value: Any) -> Any:
    """Another argument: rows that begin with the value, or have it for their class; an array as it is given."""
    if isinstance(value, np.ndarray) or argument.is_scalar:
        return value
    if any(axis not in _LENGTHS for axis in argument.axes) or argument.axes == ("C", "C"):
        raise ValueError(f"plot: pass {argument.name} as a NumPy array, of the axes [{', '.join(argument.axes)}]")
    shape = tuple(_LENGTHS[axis] for axis in argument.axes)
    if argument.domain == "label":
        return np.full(shape, int(value))
    if argument.domain in {"simplex", "onehot"}:
        return np.broadcast_to(np.eye(shape[-1])[int(value)], shape)
    array = np.full(shape, 1.0 if "d" in argument.axes else 0.0)
    array[..., 0] = value
    return array
