"""Losses of boxes by the distance of their centres, beside the area they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.box_symbols import (
    CENTRES,
    CENTRES_SLOPE,
    INTERSECTION,
    INTERSECTION_SLOPE,
    SHAPES,
    SHAPES_SLOPE,
)
from lossref.boxes import BoxPair, Slopes, across, box_pair, distance_slopes, edge_gradient
from lossref.facts import Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["ciou", "diou"]


@loss(
    formula=r"1 - \frac{I}{U} + \frac{R}{D}",
    gradient_formula=r"\frac{I U_k - U I_k}{U^2} + \frac{D R_k - R D_k}{D^2}",
    symbols=None,  # no annotation says which corners make a box
    convex=False,
    lipschitz="finite",
    smoothness="C0",
    optimal_prediction=None,
    element="k",
    where=f"{INTERSECTION}, {INTERSECTION_SLOPE}, {CENTRES}, {CENTRES_SLOPE}",
    symmetric=True,
    redescending=True,
    source=Source(
        "Z. Zheng, P. Wang, W. Liu, J. Li, R. Ye, D. Ren",
        2020,
        "Distance-IoU Loss: Faster and Better Learning for Bounding Box Regression",
        "10.1609/aaai.v34i07.6999",
    ),
    elsewhere={
        "torchvision": Equivalent(
            'torchvision.ops.distance_box_iou_loss(boxes, targets, reduction="mean", eps=0)',
            note=(
                "adds eps, 1e-7 if nothing is said, to the union and the squared diagonal; takes swapped corners in "
                "silence"
            ),
        ),
    },
)
def diou(
    boxes: Annotated[ArrayLike, "real[n,4]"],
    targets: Annotated[ArrayLike, "real[n,4]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""One less the intersection over union, and how far the centres are apart in the enclosing box.

    For the box $a = (x_1, y_1, x_2, y_2)$ and its target $b$, whose intersection has the area $I$ and whose union $U$,
    for the squared distance $R$ of their centres and the squared diagonal $D$ of the smallest box that encloses both,
    the term is

    $$ 1 - \frac{I}{U} + \frac{R}{D} $$

    and its derivative with respect to the edge $a_k$ is

    $$ \frac{I U_k - U I_k}{U^2} + \frac{D R_k - R D_k}{D^2} $$

    where $I_k$, $U_k$, $R_k$ and $D_k$ are the derivatives of those. It lies from 0, for equal boxes, to 2. The second
    part draws the centres together also where the boxes share no area; unlike `giou` it does not first grow the box to
    reach its target, and it also acts where one box lies in the other.

    There is a kink where an edge lies on that of the target: inside the target $I_k$ is plus or minus the height (or
    width) that the boxes share and $D_k = 0$, outside $I_k = 0$ and $D_k$ is not. Of the two slopes and all between,
    what is returned is the one nearest to 0; for a perfect prediction that is 0. A derivative is the sum of parts, one
    for the overlap and one for the centres: where they nearly cancel, it is as exact as the largest of them.

    Parameters
    ----------
    boxes : array_like, real, shape (..., 4)
        Rows of $x_1$, $y_1$, $x_2$, $y_2$ with $x_1 < x_2$ and $y_1 < y_2$. What the gradient is taken of.
    targets : array_like, real, same shape
        The true boxes, in the same form.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each box. A box of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the boxes, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `boxes` without its last axis for `reduction="none"`
        The loss, from 0 to 2. It is exact also for boxes that differ in their last digits.

    Raises
    ------
    ValueError
        If shapes differ, the last axis has not length 4, a box has swapped corners, no area or an infinite edge, a
        weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    Z. Zheng, P. Wang, W. Liu, J. Li, R. Ye, D. Ren, "Distance-IoU Loss: Faster and Better Learning for Bounding Box
    Regression", AAAI, 2020. https://doi.org/10.1609/aaai.v34i07.6999

    Examples
    --------
    >>> diou([[0.0, 0.0, 1.0, 1.0]], [[1.0, 1.0, 2.0, 2.0]])
    np.float64(1.25)
    >>> diou.gradient([[0.0, 0.0, 2.0, 2.0]], [[4.0, 0.0, 6.0, 2.0]]).round(3)
    array([[ 0.02,  0.  , -0.1 ,  0.  ]])
    """
    pair = box_pair(np.asarray(boxes), np.asarray(targets))
    far = _centre_distance(pair)
    return Terms(pair.distance + far.value, edge_gradient(pair, distance_slopes(pair) + far.slopes, far.drift))


@loss(
    formula=r"1 - \frac{I}{U} + \frac{R}{D} + \alpha v",
    gradient_formula=r"\frac{I U_k - U I_k}{U^2} + \frac{D R_k - R D_k}{D^2} + \alpha v_k",
    symbols=None,  # no annotation says which corners make a box
    convex=False,
    lipschitz=None,
    smoothness="C0",
    optimal_prediction=None,
    element="k",
    where=f"{INTERSECTION}, {INTERSECTION_SLOPE}, {CENTRES}, {CENTRES_SLOPE}, {SHAPES}, {SHAPES_SLOPE}",
    symmetric=True,
    held_constant=r"\alpha",
    source=Source(
        "Z. Zheng, P. Wang, W. Liu, J. Li, R. Ye, D. Ren",
        2020,
        "Distance-IoU Loss: Faster and Better Learning for Bounding Box Regression",
        "10.1609/aaai.v34i07.6999",
    ),
    elsewhere={
        "torchvision": Equivalent(
            'torchvision.ops.complete_box_iou_loss(boxes, targets, reduction="mean")',
            note=(
                "adds eps to what divides v, but 1e-7, whatever eps is, to the union and the squared diagonal; its "
                "gradient holds alpha constant too; takes swapped corners in silence"
            ),
        ),
    },
)
def ciou(
    boxes: Annotated[ArrayLike, "real[n,4]"],
    targets: Annotated[ArrayLike, "real[n,4]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The loss `diou`, and how much the shapes of the boxes, width over height, differ.

    For the box $a = (x_1, y_1, x_2, y_2)$ and its target $b$, whose intersection has the area $I$ and whose union $U$,
    for the squared distance $R$ of their centres and the squared diagonal $D$ of the smallest box that encloses both,
    and for the difference $v$ of their shapes and its weight $\alpha$, the term is

    $$ 1 - \frac{I}{U} + \frac{R}{D} + \alpha v $$

    and its derivative with respect to the edge $a_k$ is

    $$ \frac{I U_k - U I_k}{U^2} + \frac{D R_k - R D_k}{D^2} + \alpha v_k $$

    with

    $$ v = \frac{4}{\pi^2} \left( \arctan \frac{w_b}{h_b} - \arctan \frac{w_a}{h_a} \right)^2, \quad
    \alpha = \frac{v}{1 - \frac{I}{U} + v} $$

    of the widths $w$ and heights $h$, and $I_k$, $U_k$, $R_k$, $D_k$ and $v_k$ the derivatives of those. The constant
    is $\alpha$: as in the paper, the gradient takes it for a number that does not depend on the box, and so is not the
    derivative of the value. (In training, the paper also replaces the factor $1 / (w_a^2 + h_a^2)$ of $v_k$ by 1; here
    it stands.) Where the shapes are equal, $\alpha v$ is 0.

    There is a kink where an edge lies on that of the target: inside the target $I_k$ is plus or minus the height (or
    width) that the boxes share and $D_k = 0$, outside $I_k = 0$ and $D_k$ is not. Of the two slopes and all between,
    what is returned is the one nearest to 0; for a perfect prediction that is 0. A derivative is the sum of parts, one
    for the overlap and one for the centres: where they nearly cancel, it is as exact as the largest of them.

    Parameters
    ----------
    boxes : array_like, real, shape (..., 4)
        Rows of $x_1$, $y_1$, $x_2$, $y_2$ with $x_1 < x_2$ and $y_1 < y_2$. What the gradient is taken of.
    targets : array_like, real, same shape
        The true boxes, in the same form.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each box. A box of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the boxes, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `boxes` without its last axis for `reduction="none"`
        The loss, from 0 to 2.5. It is exact also for boxes that differ in their last digits.

    Raises
    ------
    ValueError
        If shapes differ, the last axis has not length 4, a box has swapped corners, no area or an infinite edge, a
        weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    Z. Zheng, P. Wang, W. Liu, J. Li, R. Ye, D. Ren, "Distance-IoU Loss: Faster and Better Learning for Bounding Box
    Regression", AAAI, 2020. https://doi.org/10.1609/aaai.v34i07.6999

    Examples
    --------
    >>> ciou([[0.0, 0.0, 2.0, 1.0]], [[0.0, 0.0, 1.0, 2.0]])
    np.float64(0.7629183350773472)
    >>> ciou.gradient([[0.0, 0.0, 2.0, 1.0]], [[0.5, -1.0, 1.0, 2.0]]).round(4)
    array([[-0.0809,  0.1754,  0.1193, -0.1754]])
    """
    pair = box_pair(np.asarray(boxes), np.asarray(targets))
    far, shape = _centre_distance(pair), _shape_difference(pair)
    constant = np.where(shape.value == 0, 0.0, shape.value / (pair.distance + shape.value))
    slopes = distance_slopes(pair) + far.slopes + shape.slopes.times(constant)
    value = pair.distance + far.value + constant * shape.value
    return Terms(value, edge_gradient(pair, slopes, far.drift))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a loss, and its slopes."""

    value: Array
    slopes: Slopes
    drift: Array | float = 0.0


def _centre_distance(pair: BoxPair) -> _Part:
    """The squared distance of the centres over the squared diagonal of the enclosing box."""
    sides = pair.enclosing / np.hypot(*pair.enclosing)
    value = np.sum((pair.shift * sides) ** 2, axis=0)
    return _Part(value, Slopes(np.zeros_like(sides), -2.0 * value * sides**2), pair.shift * sides**2)


def _shape_difference(pair: BoxPair) -> _Part:
    """The squared difference of the angles of the diagonals, as a share of the largest there is."""
    size, target_size, growth = (part * pair.enclosing for part in (pair.size, pair.target_size, pair.growth))
    diagonal, target_diagonal = np.hypot(*size), np.hypot(*target_size)
    is_larger = diagonal > target_diagonal
    least = np.where(is_larger, target_size / target_diagonal, size / diagonal)
    growth = growth / np.where(is_larger, diagonal, target_diagonal)
    # The cross product of the diagonals: what they have in common would cancel.
    cross = least[0] * growth[1] - growth[0] * least[1]
    along = np.sum((size / diagonal) * (target_size / target_diagonal), axis=0)
    angle = (2.0 / np.pi) * np.arctan2(cross, along)
    turn = (4.0 / np.pi) * angle * (across(size) / diagonal) * (pair.enclosing / diagonal)
    slopes = np.stack([-turn[0], turn[1]])
    return _Part(angle**2, Slopes(slopes, slopes))
