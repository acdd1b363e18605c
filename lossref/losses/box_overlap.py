"""Losses of boxes by the areas that they and their targets cover."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.box_symbols import ENCLOSURE, ENCLOSURE_SLOPE, INTERSECTION, INTERSECTION_SLOPE
from lossref.boxes import box_pair, distance_slopes, edge_gradient, overlap_slopes, spare_slopes
from lossref.facts import Bound, Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["giou", "iou", "log_iou"]


@loss(
    formula=r"1 - \frac{I}{U}",
    gradient_formula=r"\frac{I U_k - U I_k}{U^2}",
    symbols=None,  # no annotation says which corners make a box
    convex=False,
    lipschitz=Bound(
        r"\sqrt{\frac{2}{(b_3 - b_1)^2} + \frac{2}{(b_4 - b_2)^2}}",
        lambda targets: float(np.sqrt(np.sum(2.0 / (targets[..., 2:] - targets[..., :2]) ** 2))),
    ),
    smoothness="C0",
    optimal_prediction=None,
    element="k",
    where=f"{INTERSECTION}, {INTERSECTION_SLOPE}",
    symmetric=True,
    redescending=True,
    source=Source(
        "J. Yu, Y. Jiang, Z. Wang, Z. Cao, T. Huang",
        2016,
        "UnitBox: An Advanced Object Detection Network",
        "10.1145/2964284.2967274",
    ),
    elsewhere={
        "torchvision": Equivalent(
            "1 - torchvision.ops.box_iou(boxes, targets).diagonal().mean()",
            note="a metric, of each box with every target; takes swapped corners in silence",
        ),
    },
)
def iou(
    boxes: Annotated[ArrayLike, "real[n,4]"],
    targets: Annotated[ArrayLike, "real[n,4]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""One less the intersection over union of two boxes, the Jaccard index of their areas.

    For the box $a = (x_1, y_1, x_2, y_2)$ and its target $b$, whose intersection has the area $I$ and whose union $U$,
    the term is

    $$ 1 - \frac{I}{U} $$

    and its derivative with respect to the edge $a_k$ is

    $$ \frac{I U_k - U I_k}{U^2} $$

    where $I_k$ and $U_k$ are the derivatives of the two areas. It lies from 0, for equal boxes, to 1, for boxes that
    share no area, and does not change when both are scaled, in one direction or in both. Boxes that share no area have
    the gradient 0: there is nothing to tell a step towards the target from one away from it, which is what `giou`,
    `diou` and `ciou` mend.

    There is a kink where an edge lies on that of the target: inside the target $I_k$ is plus or minus the height (or
    width) that the boxes share, outside $I_k = 0$. A step outwards has a slope below 0 on the one side and one above 0
    on the other; what is returned is 0, the smallest number between them. So the gradient of a perfect prediction is 0.

    Boxes in other forms are made ones by `[x, y, x + width, y + height]` or `[x - width / 2, y - height / 2, x + width
    / 2, y + height / 2]`.

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
        The loss, from 0 to 1. It is exact also for boxes that differ in their last digits.

    Raises
    ------
    ValueError
        If shapes differ, the last axis has not length 4, a box has swapped corners, no area or an infinite edge, a
        weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. Yu, Y. Jiang, Z. Wang, Z. Cao, T. Huang, "UnitBox: An Advanced Object Detection Network", ACM Multimedia, 2016.
    https://doi.org/10.1145/2964284.2967274

    Examples
    --------
    >>> iou([[0.0, 0.0, 2.0, 2.0]], [[1.0, 0.0, 4.0, 2.0]])
    np.float64(0.75)
    >>> iou.gradient([[0.0, 0.0, 2.0, 2.0]], [[1.0, 0.0, 4.0, 2.0]])
    array([[-0.0625,  0.    , -0.25  ,  0.    ]])
    """
    pair = box_pair(np.asarray(boxes), np.asarray(targets))
    return Terms(pair.distance, edge_gradient(pair, distance_slopes(pair)))


@loss(
    formula=r"-\log \frac{I}{U}",
    gradient_formula=r"\begin{cases} \frac{U_k}{U} - \frac{I_k}{I} & I > 0 \\ 0 & \text{otherwise} \end{cases}",
    symbols=None,  # no annotation says which corners make a box
    convex=False,
    lipschitz=None,
    smoothness="C0",
    optimal_prediction=None,
    element="k",
    where=f"{INTERSECTION}, {INTERSECTION_SLOPE}",
    symmetric=True,
    source=Source(
        "J. Yu, Y. Jiang, Z. Wang, Z. Cao, T. Huang",
        2016,
        "UnitBox: An Advanced Object Detection Network",
        "10.1145/2964284.2967274",
    ),
    elsewhere={},
)
def log_iou(
    boxes: Annotated[ArrayLike, "real[n,4]"],
    targets: Annotated[ArrayLike, "real[n,4]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The negative logarithm of the intersection over union of two boxes.

    For the box $a = (x_1, y_1, x_2, y_2)$ and its target $b$, whose intersection has the area $I$ and whose union $U$,
    the term is

    $$ -\log \frac{I}{U} $$

    and its derivative with respect to the edge $a_k$ is

    $$ \begin{cases} \frac{U_k}{U} - \frac{I_k}{I} & I > 0 \\ 0 & \text{otherwise} \end{cases} $$

    where $I_k$ and $U_k$ are the derivatives of the two areas. It is 0 for equal boxes and grows without bound as the
    intersection shrinks. Boxes that share no area, also if they touch, cost `inf`, and the gradient given for them is
    0: no small step leads out.

    There is a kink where an edge lies on that of the target: inside the target $I_k$ is plus or minus the height (or
    width) that the boxes share, outside $I_k = 0$. What is returned is 0, which lies between the two slopes.

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
        The loss, in nats. It is exact also for boxes that differ in their last digits.

    Raises
    ------
    ValueError
        If shapes differ, the last axis has not length 4, a box has swapped corners, no area or an infinite edge, a
        weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. Yu, Y. Jiang, Z. Wang, Z. Cao, T. Huang, "UnitBox: An Advanced Object Detection Network", ACM Multimedia, 2016.
    https://doi.org/10.1145/2964284.2967274

    Examples
    --------
    >>> log_iou([[0.0, 0.0, 2.0, 2.0]], [[1.0, 0.0, 3.0, 2.0]])
    np.float64(1.0986122886681098)
    >>> log_iou.gradient([[0.0, 0.0, 2.0, 2.0]], [[1.0, 0.0, 3.0, 2.0]]).round(4)
    array([[-0.3333,  0.    , -1.    ,  0.    ]])
    """
    pair = box_pair(np.asarray(boxes), np.asarray(targets))
    lengths = np.log(pair.shared)
    # The area itself, a product, may be too small for float64 where its logarithm is a usual number.
    far = np.log(pair.union) - (lengths[0] + lengths[1])
    near = pair.error <= pair.intersection
    value = np.where(near, np.log1p(pair.error / pair.intersection), far)
    return Terms(np.where(pair.is_apart, np.inf, value), edge_gradient(pair, overlap_slopes(pair)))


@loss(
    formula=r"1 - \frac{I}{U} + \frac{C - U}{C}",
    gradient_formula=r"\frac{I U_k - U I_k}{U^2} + \frac{U C_k - C U_k}{C^2}",
    symbols=None,  # no annotation says which corners make a box
    convex=False,
    lipschitz="finite",
    smoothness="C0",
    optimal_prediction=None,
    element="k",
    where=f"{INTERSECTION}, {INTERSECTION_SLOPE}, {ENCLOSURE}, {ENCLOSURE_SLOPE}",
    symmetric=True,
    source=Source(
        "H. Rezatofighi, N. Tsoi, J. Gwak, A. Sadeghian, I. Reid, S. Savarese",
        2019,
        "Generalized Intersection over Union: A Metric and a Loss for Bounding Box Regression",
        "10.1109/CVPR.2019.00075",
    ),
    elsewhere={
        "torchvision": Equivalent(
            'torchvision.ops.generalized_box_iou_loss(boxes, targets, reduction="mean", eps=0)',
            note=(
                "adds eps, 1e-7 if nothing is said, to both areas that it divides by; takes swapped corners in silence"
            ),
        ),
    },
)
def giou(
    boxes: Annotated[ArrayLike, "real[n,4]"],
    targets: Annotated[ArrayLike, "real[n,4]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""One less the intersection over union, and the share of the enclosing box that no box covers.

    For the box $a = (x_1, y_1, x_2, y_2)$ and its target $b$, whose intersection has the area $I$ and whose union $U$,
    and for the smallest box that encloses both, with the area $C$, the term is

    $$ 1 - \frac{I}{U} + \frac{C - U}{C} $$

    and its derivative with respect to the edge $a_k$ is

    $$ \frac{I U_k - U I_k}{U^2} + \frac{U C_k - C U_k}{C^2} $$

    where $I_k$, $U_k$ and $C_k$ are the derivatives of the areas. It lies from 0, for equal boxes, to 2, for small
    boxes far apart. For boxes that share no area the second part tells how far apart they are, so the gradient is not 0
    there; where one box lies in the other, it says nothing more than `iou`.

    There is a kink where an edge lies on that of the target: inside the target $I_k$ is plus or minus the height (or
    width) that the boxes share and $C_k = 0$, outside $I_k = 0$ and $C_k$ is not. It has another where the boxes begin
    to share an area. Of the two slopes and all between, what is returned is the one nearest to 0; for a perfect
    prediction that is 0.

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
    H. Rezatofighi, N. Tsoi, J. Gwak, A. Sadeghian, I. Reid, S. Savarese, "Generalized Intersection over Union: A Metric
    and a Loss for Bounding Box Regression", CVPR, 2019. https://doi.org/10.1109/CVPR.2019.00075

    Examples
    --------
    >>> giou([[0.0, 0.0, 1.0, 1.0]], [[1.0, 1.0, 2.0, 2.0]])
    np.float64(1.5)
    >>> giou.gradient([[0.0, 0.0, 1.0, 1.0]], [[1.0, 1.0, 2.0, 2.0]])
    array([[ 0.  ,  0.  , -0.25, -0.25]])
    """
    pair = box_pair(np.asarray(boxes), np.asarray(targets))
    return Terms(pair.distance + pair.spare, edge_gradient(pair, distance_slopes(pair) + spare_slopes(pair)))
