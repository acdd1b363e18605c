"""Losses of sequences of labels that are shorter than what they are read from."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.alignments import Indices, alignments
from lossref.checks import require
from lossref.domains import Domain
from lossref.facts import Bound, Equivalent, Source
from lossref.likelihood import likelihood
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["ctc"]


@loss(
    formula=r"-\log \sum_{\pi \in \mathcal{B}^{-1}(y)} \prod_{t=1}^{T} p_{t \pi_t}",
    gradient_formula=r"p_{tk} - \gamma_{tk}",
    symbols=None,  # a sum over paths, which is computed by a recursion
    convex=False,
    lipschitz=Bound(r"\sqrt{2 T}", lambda logits: math.sqrt(2.0 * np.shape(logits)[-2])),
    smoothness="C∞",
    optimal_prediction=None,
    element="t,k",
    source=Source(
        "A. Graves, S. Fernández, F. Gomez, J. Schmidhuber",
        2006,
        "Connectionist Temporal Classification: Labelling Unsegmented Sequence Data with Recurrent Neural Networks",
        "10.1145/1143844.1143891",
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.ctc_loss(torch.log_softmax(logits, -1).transpose(0, 1), labels, logit_lengths, "
            "label_lengths, blank=blank, reduction='none').mean()",
            note="takes log-probabilities, time first, but its gradient is that of the logits; its own mean divides "
            "each term by the number of labels; 0 for a sequence whose probability rounds to 1",
        ),
        "optax": Equivalent(
            "optax.losses.ctc_loss(logits, jax.numpy.arange(T) >= logit_lengths[:, None], labels, "
            "jax.numpy.arange(S) >= label_lengths[:, None], blank_id=blank).mean()",
            note="paddings are 1 where a frame or label does not count; about 1e5 where there is no alignment",
        ),
        "keras": Equivalent("keras.losses.CTC()(labels, logits)", note="labels first; 0 is the blank and the padding"),
    },
)
def ctc(
    logits: Annotated[ArrayLike, "real[n,T,K]"],
    labels: Annotated[ArrayLike, "label(K)[n,S]"],
    *,
    blank: int = 0,
    logit_lengths: Annotated[ArrayLike | None, "count[n]"] = None,
    label_lengths: Annotated[ArrayLike | None, "count[n]"] = None,
    zero_infinity: bool = False,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The negative log-probability of a sequence of labels, however it is spread over the frames: CTC.

    For $T$ frames of logits over $K$ classes, one of them the blank, with the softmax $p_t$ of frame $t$, and the
    labels $y$, let $\mathcal{B}$ make a path $\pi$, one class for each frame, a sequence of labels: it first makes one
    of equal neighbours, then drops the blanks. The term is

    $$ -\log \sum_{\pi \in \mathcal{B}^{-1}(y)} \prod_{t=1}^{T} p_{t \pi_t} $$

    and its derivative with respect to the logit $z_{tk}$ is

    $$ p_{tk} - \gamma_{tk} $$

    where $\gamma_{tk}$ is the share that the paths with $\pi_t = k$ have in the sum: how probable class $k$ is in frame
    $t$ if the labels are $y$. It needs as many frames as there are labels and pairs of equal neighbours among them;
    with fewer, or where logits of -∞ rule all paths out, the value is `inf` and the gradient 0.

    The sum over paths takes a time that grows as $T$ times the number of labels. It is exact at all probabilities: of a
    sequence that is nearly sure the value is the probability of all other ones, summed for itself. A derivative is
    exact beside $p_{tk}$ and $\gamma_{tk}$, whose difference it is; of a sequence that is more probable than not it is
    exact beside what all other sequences have of the two, which is far less. Only where the labels leave a class as
    probable as it was do digits cancel. The derivatives of a frame sum to 0: that of its most probable class is what
    the others tell.

    Parameters
    ----------
    logits : array_like, real, shape (..., T, K)
        The classes along the last axis, the frames along the one before. What the gradient is taken of.
    labels : array_like, integers from 0 to K - 1, shape (..., S)
        The sequence of each example, without blanks; whatever stands beyond its length must be some class, such as the
        blank.
    blank : int, from 0 to K - 1
        The class that stands for no label.
    logit_lengths : array_like, integers from 0 to T, shape (...), optional
        How many frames each example has; without it T.
    label_lengths : array_like, integers from 0 to S, shape (...), optional
        How many labels each example has; without it S.
    zero_infinity : bool
        Whether an example without a path costs 0 instead of `inf`; it counts in the mean all the same.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each example. An example of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the examples, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last two axes for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, there is no frame, class or label, a label is no class or is the blank, the blank is no class,
        a length is no integer or too large, a weight is negative or infinite, the reduction is unknown, or "mean" has
        nothing to use.
    TypeError
        If labels are not integers, another argument does not hold real numbers, or zero_infinity is not True or False.

    References
    ----------
    A. Graves, S. Fernández, F. Gomez, J. Schmidhuber, "Connectionist Temporal Classification: Labelling Unsegmented
    Sequence Data with Recurrent Neural Networks", ICML, 2006. https://doi.org/10.1145/1143844.1143891

    Examples
    --------
    Two frames of a blank, an a and a b, of which three paths say "a": (a, a), (a, blank) and (blank, a).

    >>> ctc([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], [1])
    np.float64(1.0986122886681098)
    >>> ctc.gradient([[0.0, 0.0, 50.0]], [1])
    array([[ 1.92874985e-22, -1.00000000e+00,  1.00000000e+00]])
    >>> ctc([[[0.0, 0.0], [0.0, 0.0]]], [[1, 1]], reduction="none")
    array([inf])
    """
    z, y = np.asarray(logits), np.asarray(labels)
    frames, classes = z.shape[-2:]
    if isinstance(blank, bool) or not isinstance(blank, int | np.integer) or blank not in range(classes):
        raise ValueError(f"blank is {blank}; accepted: an integer from 0 to {classes - 1}")
    of_logits = _lengths("logit_lengths", logit_lengths, frames, z.shape[:-2])
    of_labels = _lengths("label_lengths", label_lengths, y.shape[-1], z.shape[:-2])
    _require_no_blank(y, of_labels, blank)
    rows = alignments(y.reshape(-1, y.shape[-1]), of_labels.ravel(), blank)
    found = likelihood(z.reshape(-1, frames, classes), of_logits.ravel(), rows)
    value = found.surprisal.reshape(z.shape[:-2])
    return Terms(np.where(np.isposinf(value), 0.0, value) if zero_infinity else value, found.gradient.reshape(z.shape))


def _lengths(name: str, given: ArrayLike | None, most: int, shape: tuple[int, ...]) -> Indices:
    if given is None:
        return np.full(shape, most)
    lengths = np.asarray(given)
    require(name, Domain(f"an integer from 0 to {most}", lambda x: ~(x <= most)), lengths)
    return lengths.astype(np.int64)


def _require_no_blank(labels: Indices, lengths: Indices, blank: int) -> None:
    is_blank = (labels == blank) & (np.arange(labels.shape[-1]) < lengths[..., np.newaxis])
    if is_blank.any():
        place = ", ".join(str(int(i)) for i in np.argwhere(is_blank)[0])
        raise ValueError(
            f"labels[{place}] is the blank, {blank}; accepted: the other classes (pass label_lengths, or another blank)"
        )
