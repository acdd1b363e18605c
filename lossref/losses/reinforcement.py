"""Losses of values and policies that learn from rewards."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Source
from lossref.numerics import product, softmax
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["policy_gradient", "ppo_clip", "td_squared_error"]


@loss(
    formula=r"\frac{1}{2} \left( r + \gamma (1 - d) u - v \right)^2",
    gradient_formula=r"v - r - \gamma (1 - d) u",
    symbols=r"v, r, u, d, gamma=\gamma",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean of the targets",
    source=Source(
        "R. S. Sutton", 1988, "Learning to Predict by the Methods of Temporal Differences", "10.1007/BF00115009"
    ),
    elsewhere={},
)
def td_squared_error(
    values: Annotated[ArrayLike, "real[n]"],
    rewards: Annotated[ArrayLike, "real[n]"],
    next_values: Annotated[ArrayLike, "real[n]"],
    dones: Annotated[ArrayLike, "binary[n]"],
    *,
    gamma: Annotated[float, "probability"] = 0.99,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Half the squared difference of a value and its temporal-difference target, which is held constant.

    For the value $v$ of a state, the reward $r$, the value $u$ of the next state, $d = 1$ where the episode ended (else
    0) and the discount $\gamma$ the term is

    $$ \frac{1}{2} \left( r + \gamma (1 - d) u - v \right)^2 $$

    and its derivative with respect to the value is

    $$ v - r - \gamma (1 - d) u $$

    The constant is the target $r + \gamma (1 - d) u$: the gradient is with respect to `values` alone, also where
    `next_values` comes from the same network. So it is minus the temporal-difference error, the semi-gradient of TD
    learning, and it is the gradient of no fixed objective; the full gradient would be that of the Bellman residual,
    which has another minimum.

    Parameters
    ----------
    values : array_like, real, any shape
        The predicted values. What the gradient is taken of.
    rewards : array_like, real, same shape
        What was earned by the step.
    next_values : array_like, real, same shape
        The values of the next states: constants.
    dones : array_like, 0 or 1, same shape
        1 where the step ended the episode: what `next_values` has there is not used.
    gamma : float, from 0 to 1
        How much a reward one step later counts.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `values` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, an element of `dones` is not 0 or 1, gamma is not from 0 to 1, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. S. Sutton, "Learning to Predict by the Methods of Temporal Differences", Machine Learning 3, 1988.
    https://doi.org/10.1007/BF00115009

    V. Mnih et al., "Human-Level Control through Deep Reinforcement Learning", Nature 518, 2015.
    https://doi.org/10.1038/nature14236

    Examples
    --------
    >>> td_squared_error([1.0, 1.0], [0.5, 0.5], [2.0, 2.0], [0, 1], gamma=0.5, reduction="none")
    array([0.125, 0.125])
    >>> td_squared_error.gradient([1.0, 1.0], [0.5, 0.5], [2.0, 2.0], [0, 1], gamma=0.5, reduction="sum")
    array([-0.5,  0.5])
    """
    ahead = product(gamma * (1.0 - np.asarray(dones)), np.asarray(next_values))
    residual = np.subtract(values, rewards) - ahead
    return Terms(0.5 * residual**2, residual)


@loss(
    formula=r"-A \log \frac{e^{z_a}}{\sum_{j=1}^{C} e^{z_j}}",
    gradient_formula=r"A \left( \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}} - \mathbb{1}[k = a] \right)",
    symbols=r"z, a, A",
    convex=False,
    lipschitz=Bound(
        r"\sqrt{2} \lvert A \rvert", lambda advantages: math.sqrt(2.0) * abs(float(np.squeeze(advantages)))
    ),
    smoothness="C∞",
    optimal_prediction=None,
    element="k",
    source=Source(
        "R. J. Williams",
        1992,
        "Simple Statistical Gradient-Following Algorithms for Connectionist Reinforcement Learning",
        "10.1007/BF00992696",
    ),
    elsewhere={},
)
def policy_gradient(
    logits: Annotated[ArrayLike, "real[n,C]"],
    actions: Annotated[ArrayLike, "label(C)[n]"],
    advantages: Annotated[ArrayLike, "real[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The negative log-probability of each action that was taken, times its advantage: REINFORCE.

    For a row of logits $z$ over $C$ actions, the action $a$ that was taken and its advantage $A$ the term is

    $$ -A \log \frac{e^{z_a}}{\sum_{j=1}^{C} e^{z_j}} $$

    and its derivative with respect to the logit $z_k$ is

    $$ A \left( \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}} - \mathbb{1}[k = a] \right) $$

    The constant is the advantage: where a network computes it from the same parameters, its own gradient is left out.
    The value is a surrogate, of which only the gradient means something: its expectation over actions drawn from the
    policy is the gradient of the expected return, negated. The value itself has no lower bound where advantages are
    negative.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the actions along the last axis. What the gradient is taken of.
    actions : array_like of integers below C, shape (...)
        The action that was taken.
    advantages : array_like, real, shape (...)
        How much better the action was than expected: constants.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss. It is exact also where the action is so sure that 1 - p rounds to 0.

    Raises
    ------
    ValueError
        If shapes differ, an action is not from 0 to C - 1, a weight is negative or infinite, the reduction is unknown,
        or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers, or an action is no integer.

    References
    ----------
    R. J. Williams, "Simple Statistical Gradient-Following Algorithms for Connectionist Reinforcement Learning", Machine
    Learning 8, 1992. https://doi.org/10.1007/BF00992696

    R. S. Sutton, D. McAllester, S. Singh, Y. Mansour, "Policy Gradient Methods for Reinforcement Learning with Function
    Approximation", NIPS, 2000.

    Examples
    --------
    >>> policy_gradient([[0.0, 0.0]], [1], [2.0])
    np.float64(1.3862943611198906)
    >>> policy_gradient.gradient([[0.0, 0.0]], [1], [2.0])
    array([[ 1., -1.]])
    """
    a, advantage = np.asarray(actions), np.asarray(advantages)
    p = softmax(np.asarray(logits))
    is_taken = np.arange(p.powers.shape[-1]) == a[..., np.newaxis]
    surprisal = np.take_along_axis(p.surprisal, a[..., np.newaxis], axis=-1)[..., 0]
    slope = np.where(is_taken, -p.others, p.powers) / p.total
    return Terms(product(advantage, surprisal), advantage[..., np.newaxis] * slope)


@loss(
    formula=r"-\min\left( \rho A, \min(\max(\rho, 1 - \epsilon), 1 + \epsilon) A \right)",
    gradient_formula=r"-\rho A \, \mathbb{1}\left[ \rho A \le \min(\max(\rho, 1 - \epsilon), 1 + \epsilon) A \right]",
    symbols=r"\lambda, \mu, A, epsilon=\epsilon",
    convex=False,
    lipschitz=None,
    smoothness="C0",
    optimal_prediction=None,
    where=r"\rho = e^{\lambda - \mu}",
    source=Source(
        "J. Schulman, F. Wolski, P. Dhariwal, A. Radford, O. Klimov",
        2017,
        "Proximal Policy Optimization Algorithms",
        "10.48550/arXiv.1707.06347",
    ),
    elsewhere={},
)
def ppo_clip(
    log_probs: Annotated[ArrayLike, "real[n]"],
    old_log_probs: Annotated[ArrayLike, "real[n]"],
    advantages: Annotated[ArrayLike, "real[n]"],
    *,
    epsilon: Annotated[float, "positive"] = 0.2,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The gain of a policy over the one that acted, cut off where the two have moved apart.

    For the log-probability $\lambda$ of an action, its log-probability $\mu$ when it was taken, $\rho = e^{\lambda -
    \mu}$, and its advantage $A$ the term is

    $$ -\min\left( \rho A, \min(\max(\rho, 1 - \epsilon), 1 + \epsilon) A \right) $$

    and its derivative with respect to the log-probability is

    $$ -\rho A \, \mathbb{1}\left[ \rho A \le \min(\max(\rho, 1 - \epsilon), 1 + \epsilon) A \right] $$

    The constants are `old_log_probs` and the advantages. It is a pessimistic bound of the gain $\rho A$: beyond $1 +
    \epsilon$ a good action gains nothing more, below $1 - \epsilon$ a bad one, and there the gradient is 0; in the
    other direction nothing is cut off, so that a step too far is undone.

    At the kinks, where $\rho$ is $1 + \epsilon$ and $A > 0$ or $\rho$ is $1 - \epsilon$ and $A < 0$, every number from
    $-\rho A$ to 0 is a generalised slope; the one returned is 0, the smallest.

    Parameters
    ----------
    log_probs : array_like, real, any shape
        Log-probabilities or log-densities of the actions now. What the gradient is taken of.
    old_log_probs : array_like, real, same shape
        The same when they were taken: constants.
    advantages : array_like, real, same shape
        How much better each action was than expected: constants.
    epsilon : float, positive
        How far the ratio of the probabilities may move from 1.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `log_probs` for `reduction="none"`
        The loss. A log-ratio above 709.8 has a power beyond float64: `inf` where the advantage is negative.

    Raises
    ------
    ValueError
        If shapes differ, epsilon is not a positive finite number, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. Schulman, F. Wolski, P. Dhariwal, A. Radford, O. Klimov, "Proximal Policy Optimization Algorithms", 2017.
    https://doi.org/10.48550/arXiv.1707.06347

    Examples
    --------
    >>> ppo_clip(np.log([0.6, 0.6]), np.log([0.4, 0.4]), [1.0, -1.0], reduction="none")
    array([-1.2,  1.5])
    >>> ppo_clip.gradient(np.log([0.6, 0.6]), np.log([0.4, 0.4]), [1.0, -1.0], reduction="sum")
    array([0. , 1.5])
    """
    advantage = np.asarray(advantages)
    ratio = np.exp(np.subtract(log_probs, old_log_probs))
    gain = product(advantage, ratio)
    bound = product(advantage, np.clip(ratio, 1.0 - epsilon, 1.0 + epsilon))
    # Where the ratio is at the bound or beyond it, moving on gains nothing.
    is_cut = ((advantage > 0) & (ratio >= 1.0 + epsilon)) | ((advantage < 0) & (ratio <= 1.0 - epsilon))
    return Terms(-np.minimum(gain, bound), np.where(is_cut, 0.0, -gain))
