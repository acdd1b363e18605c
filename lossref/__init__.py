"""Loss functions in NumPy, more exact than the libraries: a reference to read, to trust and to test others against.

    >>> import lossref
    >>> lossref.huber([0.0, 5.0], [0.5, 1.0], delta=1.0)
    np.float64(1.8125)
    >>> lossref.huber.gradient([0.0, 5.0], [0.5, 1.0], delta=1.0)
    array([-0.25,  0.5 ])

Each loss is a function `name(predictions, targets, *, …, weights=None, reduction="mean")` with `.gradient` and
`.value_and_gradient` of the same arguments: the gradient of the reduced value with respect to the first argument.
Results are float64, and exact to rounding from probabilities of 1e-300 to logits of 1e300. Nothing is broadcast,
clipped or smoothed in silence: infinite is `inf`, a wrong shape or number is an error that says how to mend it.

What a loss claims of itself are its attributes: `lossref.huber.formula`, `.convex`, `.lipschitz` … (`facts.Facts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # For type checkers and editors only: at run time `__getattr__` finds a name in whichever family has it.
    from lossref.accumulation import *  # noqa: F403
    from lossref.adversarial import *  # noqa: F403
    from lossref.averages import *  # noqa: F403
    from lossref.backpropagation import *  # noqa: F403
    from lossref.learning import *  # noqa: F403
    from lossref.losses.absolute import *  # noqa: F403
    from lossref.losses.adversarial_networks import *  # noqa: F403
    from lossref.losses.binary import *  # noqa: F403
    from lossref.losses.bounded import *  # noqa: F403
    from lossref.losses.box_distance import *  # noqa: F403
    from lossref.losses.box_overlap import *  # noqa: F403
    from lossref.losses.brier import *  # noqa: F403
    from lossref.losses.clustering import *  # noqa: F403
    from lossref.losses.continual import *  # noqa: F403
    from lossref.losses.contrastive import *  # noqa: F403
    from lossref.losses.cosine import *  # noqa: F403
    from lossref.losses.cost_sensitive import *  # noqa: F403
    from lossref.losses.deviance import *  # noqa: F403
    from lossref.losses.distillation import *  # noqa: F403
    from lossref.losses.divergence import *  # noqa: F403
    from lossref.losses.ensembles import *  # noqa: F403
    from lossref.losses.fairness import *  # noqa: F403
    from lossref.losses.fenchel_young import *  # noqa: F403
    from lossref.losses.focal import *  # noqa: F403
    from lossref.losses.gaussian import *  # noqa: F403
    from lossref.losses.general_robust import *  # noqa: F403
    from lossref.losses.generalized_dice import *  # noqa: F403
    from lossref.losses.huber import *  # noqa: F403
    from lossref.losses.insensitive import *  # noqa: F403
    from lossref.losses.jensen_shannon import *  # noqa: F403
    from lossref.losses.label_correction import *  # noqa: F403
    from lossref.losses.label_noise import *  # noqa: F403
    from lossref.losses.likelihood import *  # noqa: F403
    from lossref.losses.listwise import *  # noqa: F403
    from lossref.losses.logarithmic import *  # noqa: F403
    from lossref.losses.logarithmic_score import *  # noqa: F403
    from lossref.losses.logistic import *  # noqa: F403
    from lossref.losses.logit_adjustment import *  # noqa: F403
    from lossref.losses.lovasz import *  # noqa: F403
    from lossref.losses.m_estimation import *  # noqa: F403
    from lossref.losses.margin import *  # noqa: F403
    from lossref.losses.metric import *  # noqa: F403
    from lossref.losses.multiclass import *  # noqa: F403
    from lossref.losses.multiclass_margin import *  # noqa: F403
    from lossref.losses.multilabel import *  # noqa: F403
    from lossref.losses.pair_similarity import *  # noqa: F403
    from lossref.losses.pairwise import *  # noqa: F403
    from lossref.losses.penalties import *  # noqa: F403
    from lossref.losses.perceptron import *  # noqa: F403
    from lossref.losses.poly import *  # noqa: F403
    from lossref.losses.quantile import *  # noqa: F403
    from lossref.losses.reconstruction import *  # noqa: F403
    from lossref.losses.reinforcement import *  # noqa: F403
    from lossref.losses.reverse_cross_entropy import *  # noqa: F403
    from lossref.losses.robust import *  # noqa: F403
    from lossref.losses.scalarization import *  # noqa: F403
    from lossref.losses.scoring import *  # noqa: F403
    from lossref.losses.segmentation import *  # noqa: F403
    from lossref.losses.sequences import *  # noqa: F403
    from lossref.losses.smooth import *  # noqa: F403
    from lossref.losses.sparsemax import *  # noqa: F403
    from lossref.losses.squares import *  # noqa: F403
    from lossref.losses.structured_penalties import *  # noqa: F403
    from lossref.losses.survival import *  # noqa: F403
    from lossref.losses.tversky import *  # noqa: F403
    from lossref.losses.tweedie import *  # noqa: F403
    from lossref.losses.two_sample import *  # noqa: F403
    from lossref.losses.uncertainty import *  # noqa: F403
    from lossref.losses.variational import *  # noqa: F403
    from lossref.meta_learning import *  # noqa: F403
    from lossref.minimisation import *  # noqa: F403
    from lossref.network import *  # noqa: F403
    from lossref.objective import *  # noqa: F403
    from lossref.pareto import *  # noqa: F403
    from lossref.plot import *  # noqa: F403
    from lossref.preparation import *  # noqa: F403
    from lossref.registry import Loss
    from lossref.shrinkage import *  # noqa: F403
    from lossref.steps import *  # noqa: F403


def __getattr__(name: str) -> Loss[...]:
    import importlib

    from lossref.families import families

    # Private names are asked for by debuggers and copiers; no family has one.
    family = None if name.startswith("_") else families().get(name)
    if family is None:
        raise AttributeError(f"module 'lossref' has no attribute {name!r}{_hint(name)}")
    found: Loss[...] = getattr(importlib.import_module(family), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    from lossref.families import families

    return sorted({*globals(), *families()})


def get(name: str) -> Loss[...]:
    """The loss of this name; KeyError, with the names that are near, if there is none."""
    if not isinstance(name, str):
        raise TypeError(f"the name of a loss must be a string, not {type(name).__name__}")
    from lossref.families import families
    from lossref.registry import Loss

    found = __getattr__(name) if name in families() else None
    if found is not None and not isinstance(found, Loss):
        raise KeyError(f"{name!r} is no loss: take it as lossref.{name}")
    if found is None:
        raise KeyError(f"no loss is named {name!r}{_hint(name)}")
    return found


def names() -> tuple[str, ...]:
    """The names of all losses, sorted. Loads every family."""
    from lossref.families import families
    from lossref.registry import Loss

    return tuple(name for name in families() if isinstance(__getattr__(name), Loss))


def _hint(name: str) -> str:
    import difflib

    from lossref.families import families

    near = difflib.get_close_matches(name, families(), n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""
