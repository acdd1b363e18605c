"""What a survey found, in words and numbers."""

from __future__ import annotations

import importlib.metadata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bindings import Package
from survey import Found

STATES = ("verified", "refuted", "unsupported", "inconclusive")


def paragraphs(package: Package, found: Sequence[Found], everything: bool) -> Iterator[str]:
    """A paragraph for each formula that is not right, or for all; then one for each binding without a formula."""
    for formula in found:
        if everything or formula.is_surprise or formula.state in STATES[1:]:
            yield _paragraph(formula)
    there = {(formula.owner, formula.number) for formula in found}
    for owner, number in package.formulas:
        if (owner, number) not in there:
            seen = f" was seen in {package.name} {package.seen}" if package.seen else " has a binding"
            yield f"{owner} #{number}{seen}, and is no more"


def _paragraph(formula: Found) -> str:
    surprise = ", a surprise" if formula.is_surprise else ""
    lines = [f"{formula.path}:{formula.line}: {formula.state}{surprise}: {formula.owner} #{formula.number}"]
    lines += [f"    {line}" for line in formula.text.split("\n")]
    if formula.verdict is not None and formula.verdict.message:
        lines.append(f"  = {formula.verdict.message}")
    if formula.bound is not None and formula.bound.wrong:
        lines.append(f"  = known as wrong: {formula.bound.wrong}")
    return "\n".join(lines)


def table(folder: Path, found: Mapping[Package, Sequence[Found]]) -> str:
    """How many formulas of each package came to which verdict."""
    lines = ["| package | version | display formulas | bound | " + " | ".join(STATES) + " |"]
    lines.append("|---|---|" + "---:|" * (len(STATES) + 2))
    together: Counter[str] = Counter()
    for package, formulas in found.items():
        states = Counter(formula.state for formula in formulas)
        together += states
        lines.append(_row(package.name, version_of(folder, package.distribution or package.name), states))
    return "\n".join([*lines, _row("together", "", together)])


def _row(name: str, version: str, states: Counter[str]) -> str:
    bound = [states[state] for state in STATES]
    return f"| {name} | {version} | " + " | ".join(map(str, [states.total(), sum(bound), *bound])) + " |"


def version_of(folder: Path, distribution: str) -> str:
    """The version of a distribution in a folder of packages, or a question mark."""
    for found in importlib.metadata.distributions(path=[str(folder)]):
        if (found.metadata["Name"] or "").lower().replace("_", "-") == distribution.lower().replace("_", "-"):
            return found.version
    return "?"
