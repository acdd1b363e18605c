"""Measures how long a loss takes for its value and its gradient, beside PyTorch's forward and backward pass.

    scripts/benchmark losses           of 10,000,000 elements
    scripts/benchmark losses COUNT     of so many

Run it in a Python that has NumPy, and PyTorch for the ratio. Both run in one thread, in turn;
seconds are those of the processor, and of some runs the fastest counts. Memory is the most that is allocated at one
time by NumPy, in arrays of the size of the first argument, its results among them.
"""

from __future__ import annotations

import os
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

import lossref

try:
    import torch
except ImportError:
    torch = None

RUNS, CLASSES = 9, (2, 10, 100, 1000)
CHANCE = np.random.default_rng(7)


def measured(count: int) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """The losses: our name, PyTorch's, and arguments with about so many elements in the first."""
    logits = 3.0 * CHANCE.normal(size=count)
    yield (
        "binary_cross_entropy_with_logits",
        "binary_cross_entropy_with_logits",
        (logits, (CHANCE.random(count) < 0.5).astype(np.float64)),
    )
    yield "squared_error", "mse_loss", (logits, CHANCE.normal(size=count))
    yield "huber", "huber_loss", (logits, CHANCE.normal(size=count))
    for classes in CLASSES:
        rows = logits[: count // classes * classes].reshape(-1, classes)
        yield (
            "softmax_cross_entropy_with_integer_labels",
            "cross_entropy",
            (rows, CHANCE.integers(classes, size=len(rows))),
        )


def theirs(name: str, arguments: tuple[Any, ...]) -> Callable[[], object]:
    """PyTorch's forward and backward pass."""
    torch.set_num_threads(1)
    function = getattr(torch.nn.functional, name)
    first, *others = (torch.tensor(argument) for argument in arguments)
    first.requires_grad = True

    def run() -> None:
        first.grad = None
        function(first, *others).backward()

    return run


def seconds(run: Callable[[], object]) -> float:
    """How long the processor is busy."""
    start = process_time()
    run()
    return process_time() - start


def fastest(*runs: Callable[[], object]) -> list[float]:
    """Of each, in turn, so that what else the machine does slows all down."""
    taken = [[seconds(run) for run in runs] for _ in range(RUNS)]
    return [min(column) for column in zip(*taken, strict=True)]


def peak(run: Callable[[], object]) -> int:
    """The bytes that are allocated at most."""
    tracemalloc.start()
    run()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def report(name: str, other: str, arguments: tuple[Any, ...]) -> None:
    """One line: a loss, its milliseconds, theirs, the ratio, and the memory."""
    function = lossref.get(name).value_and_gradient

    def ours() -> object:
        return function(*arguments)

    shape = " × ".join(f"{length:,}" for length in arguments[0].shape)
    taken = fastest(ours, *([theirs(other, arguments)] if torch else []))
    beside = f"{taken[1] * 1e3:8.0f} {taken[0] / taken[1]:6.2f}" if torch else f"{'-':>8} {'-':>6}"
    print(f"{name:42} {shape:>15} {taken[0] * 1e3:8.0f} {beside} {peak(ours) / arguments[0].nbytes:7.1f}", flush=True)


def main() -> None:
    """Measure all."""
    count = int(sys.argv[1]) if sys.argv[1:] else 10_000_000
    print(f"{'ms':42} {'shape':>15} {'lossref':>8} {'PyTorch':>8} {'ratio':>6} {'arrays':>7}")
    known = lossref.names()
    for name, other, arguments in measured(count):
        if name in known:
            report(name, other, arguments)


if __name__ == "__main__":
    main()
