"""The verdict on a formula, beside it."""

from __future__ import annotations

from html import escape

from notewright.formulas.verdict import State, Verdict

_SHOWN = {
    State.VERIFIED: ("✓", "checked against {reference}", "This formula gave the same numbers as {reference} in {draws} random draws."),
    State.REFUTED: ("✗", "differs from {reference}", "{message}"),
    State.UNSUPPORTED: ("?", "not checked", "{message}"),
    State.INCONCLUSIVE: ("?", "not checked enough", "{message}"),
}


def badge(verdict: Verdict) -> str:
    """HTML; nothing for a formula whose author opted out."""
    if verdict.state not in _SHOWN:
        return ""
    sign, words, about = _SHOWN[verdict.state]
    facts = {"reference": verdict.reference, "draws": str(verdict.draws), "message": verdict.message}
    return (
        f'<span class="notewright-badge notewright-{verdict.state}" title="{escape(about.format(**facts))}">'
        f'<span aria-hidden="true">{sign}</span> {escape(words.format(**facts))}</span>'
    )
