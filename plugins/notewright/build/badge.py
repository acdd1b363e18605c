"""The verdict on a formula, beside it."""

from __future__ import annotations

from html import escape

from notewright.formulas.verdict import Verdict

SIGNS = {"verified": "✓", "refuted": "✗", "unsupported": "?", "inconclusive": "?"}


def badge(verdict: Verdict) -> str:
    """HTML; nothing for a formula whose author opted out."""
    if verdict.state not in SIGNS:
        return ""
    reference = verdict.reference
    about = verdict.message
    if verdict.state == "verified":
        about = f"This formula and {reference} gave the same numbers in {verdict.draws} random draws."
    return (
        f'<span class="notewright-badge notewright-{verdict.state}" title="{escape(about)}">'
        f'<span aria-hidden="true">{SIGNS[verdict.state]}</span> {escape(words_of(verdict))}</span>'
    )


def words_of(verdict: Verdict) -> str:
    """The verdict in words."""
    told = {"verified": f"checked against {verdict.reference}", "refuted": f"differs from {verdict.reference}"}
    return told.get(verdict.state, "not checked")
