"""The verdict on a formula, beside it."""

from __future__ import annotations

from html import escape

from notewright.formulas.verdict import Verdict

_SIGNS = {"verified": "✓", "refuted": "✗", "unsupported": "?", "inconclusive": "?"}


def badge(verdict: Verdict) -> str:
    """HTML; nothing for a formula whose author opted out."""
    if verdict.state not in _SIGNS:
        return ""
    reference = verdict.reference
    words = {"verified": f"checked against {reference}", "refuted": f"differs from {reference}"}.get(
        verdict.state, "not checked"
    )
    about = verdict.message
    if verdict.state == "verified":
        about = f"This formula and {reference} gave the same numbers in {verdict.draws} random draws."
    return (
        f'<span class="notewright-badge notewright-{verdict.state}" title="{escape(about)}">'
        f'<span aria-hidden="true">{_SIGNS[verdict.state]}</span> {escape(words)}</span>'
    )
