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

_POINTS = 601
_CLASSES = 3
_SPANS = {
    "real": (-4.0, 4.0),
    "positive": (0.05, 4.0),
    "nonnegative": (0.0, 4.0),
    "nonpositive": (-4.0, -0.005),
    "unit": (0.005, 0.995),
    "probability": (0.005, 0.995),
    "simplex": (0.005, 0.995),
}
_TARGETS: Mapping[str, Sequence[float]] = {
    "real": (0.0,),
    "nonzero": (1.0, -2.0),
    "sign": (1.0, -1.0),
    "binary": (1.0, 0.0),
    "probability": (1.0, 0.0),
    "positive": (1.0,),
    "nonnegative": (1.0,),
    "count": (0.0, 2.0),
    "label": (0, 1),
    "simplex": (0, 1),
    "onehot": (0, 1),
}


def plot(
    loss: Loss[...],
    *,
    targets: Sequence[float] | None = None,
    span: tuple[float, float] | None = None,
    theme: Theme | None = None,
    **options: Any,
) -> Figure:
    """Draw the value of a loss and its gradient side by side.

    Parameters
    ----------
    loss : Loss
        A loss of a prediction and a target: `lossref.huber`, say. Of a row, such as the logits of three classes, the
        first number moves and the others are 0 (of a distribution: share what is left).
    targets : sequence of numbers, optional
        A curve for each. For classes, the number of the class; without it, what the target's domain suggests.
    span : pair of numbers, optional
        From where to where the prediction goes.
    theme : {"light", "dark"}, optional
        Colours for a light or a dark page; without it those that Matplotlib is set to.
    **options
        The loss's own: one value, or a list of values with a curve for each.

    Returns
    -------
    matplotlib.figure.Figure
        With the axes "value" and "gradient". Matplotlib is imported only here.

    Raises
    ------
    ValueError
        If the loss is not one of a prediction and a target, or if two options are lists.

    Examples
    --------
    >>> figure = plot(lossref.huber, delta=[0.5, 1.0, 2.0])
    >>> [axes.get_ylabel() for axes in figure.axes]
    ['value', 'gradient']
    """
    curves = list(_curves(loss, targets, span, options))
    from matplotlib import style
    from matplotlib.pyplot import subplots

    with style.context({None: [], "light": "default", "dark": "dark_background"}[theme]):
        figure, both = subplots(1, 2, figsize=(6.4, 3.2), layout="constrained")
        for axes, name in zip(both, ("value", "gradient"), strict=True):
            for curve in curves:
                axes.plot(curve.x, getattr(curve, name), label=curve.label)
            axes.set(xlabel=next(iter(loss.arguments)), ylabel=name)
        if len(curves) > 1:
            both[0].legend()
    return figure


@dataclass(frozen=True, slots=True)
class _Curve:
    label: str
    x: Array
    value: Array
    gradient: Array


def _curves(
    loss: Loss[...], targets: Sequence[float] | None, span: tuple[float, float] | None, options: dict[str, Any]
) -> Iterator[_Curve]:
    prediction, target = _pair(loss)
    listed = [name for name, value in options.items() if isinstance(value, (list, tuple))]
    if len(listed) > 1:
        raise ValueError(f"{' and '.join(listed)} are lists; only one option may have a curve for each value")
    x = np.linspace(*(span or _SPANS[prediction.domain]), _POINTS)
    ends = _TARGETS[target.domain] if targets is None else targets
    for end in ends:
        for name in listed or [""]:
            for setting in options[name] if name else [None]:
                chosen = options | ({name: setting} if name else {})
                told = [f"{name} = {setting:g}"] if name else []
                told += [f"{_singular(target.name)} {end:g}"] if len(ends) > 1 else []
                yield _curve(loss, prediction, target, x, end, chosen, ", ".join(told))


def _curve(
    loss: Loss[...], prediction: Argument, target: Argument, x: Array, end: float, options: dict[str, Any], label: str
) -> _Curve:
    value, slope = loss.value_and_gradient(
        _predictions(prediction, x), _targets(target, end, len(x)), **options, reduction="none"
    )
    first = np.asarray(slope) if prediction.axes == ("n",) else np.asarray(slope)[..., 0]
    return _Curve(label, x, np.asarray(value), first)


def _pair(loss: Loss[...]) -> tuple[Argument, Argument]:
    parameters = loss.__signature__.parameters
    needed = [a for a in loss.arguments.values() if parameters[a.name].default is parameters[a.name].empty]
    shapes = {("n",), ("n", "C")}
    if (
        len(needed) != 2
        or "reduction" not in parameters
        or needed[0].axes not in shapes
        or needed[1].axes not in shapes
        or needed[0].domain not in _SPANS
    ):
        raise ValueError(f"{loss.name} is no loss of a prediction and a target, so that there is no curve to draw")
    return needed[0], needed[1]


def _predictions(argument: Argument, x: Array) -> Array:
    """Argument 0 at each point: the number itself, or a row that begins with it."""
    if argument.axes == ("n",):
        return x
    rest = np.zeros_like(x)
    if argument.domain in {"simplex", "probability"}:
        rest = (1.0 - x) / (_CLASSES - 1)
    elif argument.domain == "nonpositive":
        rest = np.log(-np.expm1(x) / (_CLASSES - 1))
    return np.stack([x, *[rest] * (_CLASSES - 1)], axis=-1)


def _targets(argument: Argument, end: float, count: int) -> Any:
    if argument.axes == ("n",):
        return np.full(count, int(end) if argument.domain == "label" else end)
    return np.tile(np.eye(_CLASSES)[int(end)], (count, 1))


def _singular(name: str) -> str:
    return name.removesuffix("s")
