"""Oracles of the losses of `lossref.losses.sequences`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

MANY = 1500
"""More paths than that are not enumerated."""


def _probabilities(z: list[float]) -> list[Any]:
    powers = [mpmath.exp(mpf(x) - mpf(max(z))) for x in z]
    return [power / mpmath.fsum(powers) for power in powers]


def _read(path: tuple[int, ...], blank: int) -> list[int]:
    return [k for k, _ in itertools.groupby(path) if k != blank]


def _paths(p: list[list[Any]], labels: list[int], blank: int) -> Iterator[tuple[tuple[int, ...], Any]]:
    """Each path that says the labels, and its probability."""
    for path in itertools.product(range(len(p[0])), repeat=len(p)):
        if _read(path, blank) == labels:
            yield path, mpmath.fprod(row[k] for row, k in zip(p, path, strict=True))


def _prefixes(p: list[list[Any]], labels: list[int], blank: int) -> list[dict[tuple[int, bool], Any]]:
    """After each frame, by how many labels are said and whether the last frame is a blank: how probable that is."""
    tables: list[dict[tuple[int, bool], Any]] = [{(0, True): mpf(1)}]
    for row in p:
        table: dict[tuple[int, bool], Any] = {}
        for (said, is_blank), mass in tables[-1].items():
            for k, share in enumerate(row):
                if k == blank:
                    state = (said, True)
                elif not is_blank and k == labels[said - 1]:
                    state = (said, False)
                elif said < len(labels) and k == labels[said]:
                    state = (said + 1, False)
                else:
                    continue
                table[state] = table.get(state, mpf(0)) + mass * share
        tables.append(table)
    return tables


def _total(p: list[list[Any]], labels: list[int], blank: int) -> Any:
    if len(p[0]) ** len(p) <= MANY:
        return mpmath.fsum(mass for _, mass in _paths(p, labels, blank))
    return mpmath.fsum(mass for (said, _), mass in _prefixes(p, labels, blank)[-1].items() if said == len(labels))


def _given(z: list[list[float]], y: list[int], options: dict[str, Any]) -> tuple[list[list[Any]], list[int], int]:
    frames, count = options.get("logit_lengths", len(z)), options.get("label_lengths", len(y))
    return [_probabilities(row) for row in z[:frames]], y[:count], options.get("blank", 0)


def _value(z: list[list[float]], y: list[int], **options: Any) -> Any:
    total = _total(*_given(z, y, options))
    if total == 0:
        return mpf(0) if options.get("zero_infinity") else mpmath.inf
    return -mpmath.log(total)


def _occupied(p: list[list[Any]], labels: list[int], blank: int) -> list[list[Any]]:
    """Of the paths that say the labels, the share that has each class in each frame."""
    total = _total(p, labels, blank)
    if total == 0:
        return p
    if len(p[0]) ** len(p) <= MANY:
        said = list(_paths(p, labels, blank))
        return [
            [mpmath.fsum(m for path, m in said if path[t] == k) / total for k in range(len(p[0]))]
            for t in range(len(p))
        ]

    def only(t: int, k: int) -> list[list[Any]]:
        return [[share * (j == k or s != t) for j, share in enumerate(row)] for s, row in enumerate(p)]

    return [[_total(only(t, k), labels, blank) / total for k in range(len(p[0]))] for t in range(len(p))]


def _slopes(z: list[list[float]], y: list[int], **options: Any) -> list[Any]:
    p, labels, blank = _given(z, y, options)
    rows = [[a - b for a, b in zip(*both, strict=True)] for both in zip(p, _occupied(p, labels, blank), strict=True)]
    return [x for row in rows for x in row] + [mpf(0)] * (len(z[0]) * (len(z) - len(rows)))


def _scale(z: list[list[float]], y: list[int], **options: Any) -> tuple[int, list[Any]]:
    """What each derivative is the difference of, or those of all other classes.

    Two shares; of a sequence that is nearly sure, what they have of all other sequences.
    """
    p, labels, blank = _given(z, y, options)
    total, scales = _total(p, labels, blank), []
    for shares, occupied in zip(p, _occupied(p, labels, blank), strict=True):
        parts = [
            (a - b * total + a * (1 - total)) / total if total > 0.5 else a + b
            for a, b in zip(shares, occupied, strict=True)
        ]
        top = int(np.argmax([float(share) for share in shares]))
        scales += [mpmath.fsum(parts[:top] + parts[top + 1 :]) if k == top else x for k, x in enumerate(parts)]
    return 0, scales + [0] * (len(z[0]) * (len(z) - len(p)))


RNG = np.random.default_rng(3)


def _random(frames: int, classes: int, spread: float) -> list[list[float]]:
    return RNG.normal(0.0, spread, (frames, classes)).tolist()


def _sure(path: list[int], classes: int, peak: float) -> list[list[float]]:
    """Logits that say a path, with an equally good or nearly as good class in some frames."""
    z = RNG.normal(0.0, 3.0, (len(path), classes))
    z[range(len(path)), path] += peak
    z[0, 0] += peak
    z[-1, 1] += 0.9 * peak
    return z.tolist()


EDGES = [
    *((_sure(path, 4, peak), y) for path, y in [
        ([1, 1, 2, 3], [1, 2, 3]), ([0, 1, 0, 1], [1, 1]), ([0, 2, 2, 0], [2]), ([2, 0, 0, 3, 1], [2, 3, 1]),
        ([0, 3, 3, 0, 3, 2, 0], [3, 3, 2]),
    ] for peak in (10.0, 40.0, 200.0)),
    *((_random(frames, classes, spread), y) for frames, classes, y in [
        (3, 3, [1, 2]), (4, 3, [1, 1]), (5, 3, [1, 2]), (5, 4, [2, 3, 1]), (5, 3, [2, 2, 1]), (1, 2, [1]), (4, 3, [2]),
        (9, 3, [1, 2, 2]), (8, 4, [3, 1, 3]),
    ] for spread in (0.1, 1.0, 10.0, 60.0)),
    ([[0.0, 50.0, -50.0], [50.0, 0.0, -50.0], [0.0, 50.0, -50.0]], [1, 1]),
    ([[0.0, 50.0, -50.0], [50.0, 0.0, -50.0], [50.0, 0.0, -30.0]], [1]),
    ([[0.0, 1e4, -1e4], [1e4, 0.0, -1e4], [0.0, 1e4, -1e4]], [1, 1]),
    ([[0.0, 1e4, -1e4], [1e4, 0.0, -1e4], [0.0, -1e4, 1e4]], [2, 1]),
    ([[0.1, 1e4, -1e4], [1e4, 0.3, -1e4], [0.7, -1e4, 1e4], [1e4, -1e4, 0.1]], [2, 1]),
    ([[1.0, 1.0 + 1e-9, 1.0], [1.0, 1.0, 1.0 - 1e-9]], [1, 2]),
    ([[700.0, -30.0], [-700.0, 29.0], [1e-300, -1e-300]], [1]),
    ([[0.0, 1.0], [0.0, 1.0]], [1, 1]),
]  # fmt: skip

ORACLES = {
    "ctc": Rowwise(
        term=_value,
        slopes=_slopes,
        edges=EDGES,
        scale=_scale,
        draw=lambda rng, sizes: {
            "logits": rng.normal(0.0, 2.0, (sizes["n"], 4, 3)),
            "labels": rng.integers(1, 3, (sizes["n"], 2)),
        },
    ),
}
