"""A loss, or a rule, as a reader sees it: its formula, what is claimed of it and its names elsewhere, as HTML.

Formulas stand between `\\(` and `\\)` or `\\[` and `\\]`, which notebooks and Notewright typeset.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
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
# Before each but the first of `p_k = …, D = …`.
_DEFINITION = re.compile(r", (?=(?:\\?[A-Za-z]+|\\bar\{\w\})(?:_\w|_\{\w+\})? = )")


def as_html(name: str, explanation: str, facts: Facts, defaults: Mapping[str, object]) -> str:
    """The whole card: what the docstring explains, its first line first, and the facts, with the options' defaults."""
    summary, _, text = explanation.partition("\n")
    parts = (
        f"<p><strong><code>{escape(name)}</code></strong> {_inline(summary)}</p>",
        *_explained(text, facts),
        _table(("Property", ""), properties(facts, defaults)),
        _table(("Elsewhere", "Call", "Its value, against this one"), _equivalents(facts)),
        f"<p>{_source(facts.source)}</p>",
    )
    return f'<div class="lossref">{"".join(parts)}</div>'


def as_latex(facts: Facts) -> str:
    """The formula and its derivative, in two lines."""
    return rf"$$ \begin{{aligned}} \ell &= {facts.formula} \\ \ell' &= {facts.gradient_formula} \end{{aligned}} $$"


def rule_as_html(name: str, summary: str, sets: str, formula: str, source: Source) -> str:
    """The card of a rule: what is set to what."""
    parts = (
        f"<p><strong><code>{escape(name)}</code></strong> {escape(summary)}</p>",
        f"<p>\\[ {escape(sets, quote=False)} \\leftarrow {escape(formula, quote=False)} \\]</p>",
        f"<p>{_source(source)}</p>",
    )
    return f'<div class="lossref">{"".join(parts)}</div>'


def properties(facts: Facts, defaults: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What is claimed, as names and HTML of the values; what does not apply is left out."""
    yield "convex", _YES_NO[facts.convex]
    yield "Lipschitz constant", _bound(facts.lipschitz, defaults)
    yield "smoothness", escape(facts.smoothness)
    yield "bounded gradient (robust)", _YES_NO[facts.bounded_gradient]
    if facts.redescending:
        yield "pull of outliers fades (redescending)", "yes"
    if facts.held_constant is not None:
        yield "held constant in the gradient", _math(facts.held_constant)
    optional = {
        "strictly proper": facts.strictly_proper,
        "classification-calibrated": facts.calibrated,
        "tolerates label noise": facts.noise_tolerant,
        "symmetric": facts.symmetric,
    }
    yield from ((name, _YES_NO[claim]) for name, claim in optional.items() if claim is not None)
    if facts.claims_vary_with:
        usual = {name: defaults[name] for name in facts.claims_vary_with if name in defaults}
        yield "holds at", f"{_settings(usual)}; other values change some of it"
    if facts.optimal_prediction is not None:
        yield "best prediction", escape(facts.optimal_prediction)


def _bound(bound: float | Bound | str | None, defaults: Mapping[str, object]) -> str:
    if isinstance(bound, Bound):
        needed = inspect.signature(bound.of).parameters.keys()
        if not needed <= defaults.keys():
            return _math(bound.latex)
        usual = {key: defaults[key] for key in needed}
        constant = bound.of(**{key: value for key, value in usual.items() if value is not None})
        return f"{_math(bound.latex)}, which is {constant:.6g} at {_settings(usual)}"
    if isinstance(bound, str):
        return bound
    return "none" if bound is None else f"{bound:.6g}"


def _explained(text: str, facts: Facts) -> Iterator[str]:
    """The paragraphs of the explanation; a formula that it does not have comes before it."""
    told = {
        _squeezed(facts.formula): f"\\ell = {facts.formula}",
        _squeezed(facts.gradient_formula): f"\\ell' = {facts.gradient_formula}",
    }
    parts = [part.strip() for part in text.split("$$")]
    definitions = _DEFINITION.split(facts.where) if facts.where else []
    shown = {_squeezed(part) for part in parts[1::2]}
    for formula in (facts.formula, facts.gradient_formula):
        if _squeezed(formula) not in shown:
            yield _display(told[_squeezed(formula)])
    for index, part in enumerate(parts):
        if index % 2:
            yield _display(told.get(_squeezed(part), part))
        else:
            yield from (f"<p>{_inline(paragraph)}</p>" for paragraph in part.split("\n\n") if paragraph)
    if definitions:
        yield f"<p>In symbols: {', '.join(_math(definition) for definition in definitions)}.</p>"


def _display(formula: str) -> str:
    return f"<p>\\[ {escape(formula, quote=False)} \\]</p>"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _math(formula: str) -> str:
    return f"\\({escape(formula, quote=False)}\\)"


def _settings(values: Mapping[str, object]) -> str:
    return ", ".join(f"<code>{escape(f'{name}={value!r}', quote=False)}</code>" for name, value in values.items())


def _inline(text: str) -> str:
    """The HTML of a paragraph: `$…$` as a formula, what stands in backticks as code."""
    pieces = re.split(r"(\$[^$]+\$|`[^`]+`)", " ".join(text.split()))
    return "".join(map(_piece, pieces))


def _piece(text: str) -> str:
    if text.startswith("$") and text.endswith("$"):
        return _math(text[1:-1])
    if text.startswith("`") and text.endswith("`"):
        return f"<code>{escape(text[1:-1], quote=False)}</code>"
    return escape(text, quote=False)


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
