"""A loss, or a rule, as a reader sees it: its formula, what is claimed of it and its names elsewhere, as HTML.

Formulas stand between `\\(` and `\\)` or `\\[` and `\\]`, which notebooks and Notewright typeset.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lossref.facts import Bound, Facts, Source

_LIBRARIES = {
    "torch": "PyTorch",
    "optax": "optax",
    "keras": "Keras",
    "sklearn": "scikit-learn",
    "scipy": "SciPy",
    "torchvision": "torchvision",
    "xgboost": "XGBoost",
    "lightgbm": "LightGBM",
}
_YES_NO = {True: "yes", False: "no"}


def as_html(name: str, summary: str, facts: Facts) -> str:
    """The whole card."""
    parts = (
        f"<p><strong><code>{escape(name)}</code></strong> {escape(summary)}</p>",
        f"<p>\\[ \\ell = {escape(facts.formula, quote=False)} \\]</p>",
        f"<p>\\[ \\ell' = {escape(facts.gradient_formula, quote=False)} \\]</p>",
        _table(("Property", ""), properties(facts)),
        _table(("Elsewhere", "Call", "Its value, against this one"), _equivalents(facts)),
        f"<p>{_source(facts.source)}</p>",
    )
    return f'<div class="lossref">{"".join(parts)}</div>'


def rule_as_html(name: str, summary: str, sets: str, formula: str, source: Source) -> str:
    """The card of a rule: what is set to what."""
    parts = (
        f"<p><strong><code>{escape(name)}</code></strong> {escape(summary)}</p>",
        f"<p>\\[ {escape(sets, quote=False)} \\leftarrow {escape(formula, quote=False)} \\]</p>",
        f"<p>{_source(source)}</p>",
    )
    return f'<div class="lossref">{"".join(parts)}</div>'


def properties(facts: Facts) -> Iterator[tuple[str, str]]:
    """What is claimed, as names and HTML of the values; what does not apply is left out."""
    yield "convex", _YES_NO[facts.convex]
    yield "Lipschitz constant", _bound(facts.lipschitz)
    yield "smoothness", escape(facts.smoothness)
    yield "bounded gradient (robust)", _YES_NO[facts.bounded_gradient]
    if facts.redescending:
        yield "pull of outliers fades (redescending)", "yes"
    if facts.held_constant is not None:
        yield "held constant in the gradient", f"\\({escape(facts.held_constant, quote=False)}\\)"
    optional = {
        "strictly proper": facts.strictly_proper,
        "classification-calibrated": facts.calibrated,
        "tolerates label noise": facts.noise_tolerant,
        "symmetric": facts.symmetric,
    }
    yield from ((name, _YES_NO[claim]) for name, claim in optional.items() if claim is not None)
    if facts.optimal_prediction is not None:
        yield "best prediction", escape(facts.optimal_prediction)


def _bound(bound: float | Bound | str | None) -> str:
    if isinstance(bound, Bound):
        return f"\\({escape(bound.latex, quote=False)}\\)"
    if isinstance(bound, str):
        return bound
    return "none" if bound is None else f"{bound:.6g}"


def _equivalents(facts: Facts) -> Iterator[tuple[str, str, str]]:
    for library, there in facts.elsewhere.items():
        differs = "; ".join(filter(None, ["" if there.factor == 1 else f"× {there.factor:g}", escape(there.note)]))
        yield _LIBRARIES.get(library, library), f"<code>{escape(there.call)}</code>", differs or "the same"


def _source(source: Source) -> str:
    told = f"{escape(source.authors)}, <em>{escape(source.title)}</em>, {source.year}."
    if source.doi is None:
        return told
    address = f"https://doi.org/{escape(source.doi)}"
    return f'{told} <a href="{address}">doi:{escape(source.doi)}</a>'


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    titles = "".join(f"<th>{title}</th>" for title in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>" if body else ""
