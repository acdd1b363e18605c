"""The verdict on a formula, beside it."""

from __future__ import annotations

import math
from html import escape

from notewright.build.draft import Draft
from notewright.build.formula_links import formulas_href, source_href
from notewright.build.problems import with_code
from notewright.formulas.verdict import Verdict

SIGNS = {"verified": "✓", "refuted": "✗", "unsupported": "?", "inconclusive": "?"}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def badge(verdict: Verdict, draft: Draft) -> str:
    """HTML: what came of it, and the way to the function's source; nothing for a formula whose author opted out.

    In drafts it goes on to say what is wrong.
    """
    if verdict.state not in SIGNS:
        return ""
    sign = f'<span aria-hidden="true">{SIGNS[verdict.state]}</span>'
    numbers = f" <small data-search-exclude>{numbers_of(verdict)}</small>" if verdict.state == "verified" else ""
    opening, closing = _link(verdict, draft)
    shown = f"{opening}{sign} {escape(words_of(verdict))}{numbers}{closing}"
    return shown + (_box(verdict) if draft.project.is_draft and verdict.state != "verified" else "")


def words_of(verdict: Verdict) -> str:
    """The verdict in words."""
    told = {"verified": f"checked against {verdict.reference}", "refuted": f"differs from {verdict.reference}"}
    return told.get(verdict.state, "not checked")


def numbers_of(verdict: Verdict) -> str:
    """How many draws there were, and how far both sides were apart at most."""
    bound = f"≤ {error_of(verdict.error)}" if verdict.error else "0"
    return f"{verdict.draws} draws, relative error {bound}"


def error_of(error: float) -> str:
    """A small number above 0, rounded up to one digit."""
    power = math.floor(math.log10(error))
    digit = math.ceil(round(error / 10.0**power, 6))
    return f"{digit}·10{str(power).translate(_RAISED)}" if digit < 10 else f"1·10{str(power + 1).translate(_RAISED)}"


def _link(verdict: Verdict, draft: Draft) -> tuple[str, str]:
    """The tags around the badge. A link holds no other."""
    attributes = f'class="notewright-badge notewright-{verdict.state}" title="{escape(_about(verdict))}"'
    href = source_href(verdict.reference, draft) or formulas_href(draft)
    return ("<span " + attributes + ">", "</span>") if draft.in_link else (f'<a {attributes} href="{href}">', "</a>")


def _about(verdict: Verdict) -> str:
    if verdict.state != "verified":
        return verdict.message.replace("`", "")
    largest = f"; the largest relative error was {error_of(verdict.error)}" if verdict.error else ""
    drawn = f"This formula and {verdict.reference} gave the same numbers in {verdict.draws} random draws{largest}."
    return drawn if verdict.stable else f"{drawn} It is {verdict.message}."


def _box(verdict: Verdict) -> str:
    """What is wrong, in a box that may stand in a line."""
    return f'<span class="notewright-verdict notewright-error" role="note">{with_code(verdict.message)}</span>'
