"""Measures how long a formula takes to parse and to judge, over what lossref says of its own losses.

    scripts/benchmark formulas           all losses
    scripts/benchmark formulas COUNT     the first so many

Both the formula of each loss and that of its gradient count. Milliseconds are those of the processor; of some runs
the fastest counts. A verdict is what a build without a cache computes: the claim, all draws, and all mutants.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

import lossref
from notewright.formulas import Formula, parse_binding, verify
from notewright.formulas.binding import Binding
from notewright.formulas.claim import claim_of
from notewright.formulas.latex import parse_statement

PARSES, VERDICTS = 50, 3
FIRST = (
    r"\mathrm{BCE} = -\frac{1}{n} \sum_{i=1}^{n} \left[ y_i \log \hat{y}_i + (1 - y_i) \log(1 - \hat{y}_i) \right]",
    r"binary_cross_entropy(\hat{y}, y)",
)


def formulas() -> list[tuple[str, str]]:
    """The formulas of the losses and of their gradients, each with its comment."""
    found = [FIRST]
    for name in lossref.names():
        loss = lossref.get(name)
        if loss.symbols is None:
            continue
        where = f" where {loss.where}" if loss.where else ""
        element = f" per {loss.element}" if loss.element else ""
        found.append((loss.formula, f"{name}({loss.symbols}){where}"))
        found.append((loss.gradient_formula, f"{name}.gradient({loss.symbols}){element}{where}"))
    return found


def fastest(run: Callable[[], object], count: int) -> float:
    """The milliseconds of the fastest run."""
    best = float("inf")
    for _ in range(count):
        start = process_time()
        run()
        best = min(best, process_time() - start)
    return best * 1e3


def measured(text: str, comment: str) -> tuple[float, float, str]:
    """How long the parse and the verdict take, and the verdict."""
    binding = parse_binding(f"lossref.{comment}")
    assert isinstance(binding, Binding), "the comment names a function"
    formula = Formula("note.md", 1, 1, text, "latex", binding)
    claim = claim_of(formula, binding, ("lossref",))
    ranks = {name: len(claim.reference.domains[parameter].axes) for parameter, name in claim.symbols.items()}
    ranks |= {name: len(definition.indices) for name, definition in claim.definitions.items()}
    parse = fastest(lambda: parse_statement(text, ranks, indices=claim.per), PARSES)
    return parse, fastest(lambda: verify(formula, ("lossref",)), VERDICTS), verify(formula, ("lossref",)).state


def report(what: str, values: list[float], digits: int) -> None:
    """One line: the median and the ninetieth of a hundred."""
    ordered = sorted(values)
    median, ninetieth, most = (ordered[round(share * (len(ordered) - 1))] for share in (0.5, 0.9, 1.0))
    print(f"{what:24} {median:9.{digits}f} {ninetieth:9.{digits}f} {most:9.{digits}f}", flush=True)


def main() -> None:
    """Measure all."""
    count = int(sys.argv[1]) if sys.argv[1:] else None
    found = [measured(text, comment) for text, comment in formulas()[:count]]
    print(f"{'ms a formula':24} {'median':>9} {'90 %':>9} {'most':>9}")
    report("parse", [parse for parse, _, _ in found], 3)
    report("verdict", [verdict for _, verdict, _ in found], 1)
    print(f"binary cross-entropy     {found[0][0]:9.3f} to parse, {found[0][1]:.1f} for the verdict")
    print(f"{sum(state == 'verified' for _, _, state in found)} of {len(found)} are verified")


if __name__ == "__main__":
    main()
